import { isId, type ObjectType } from '@tendero/model'
import { write } from '../kernel/action.ts'
import { type Caller, callerAs, callerOfProgram } from '../kernel/caller.ts'
import type { Event, Subscriber } from '../kernel/events.ts'
import { Failure } from '../kernel/failure.ts'
import { newId } from '../kernel/identity.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { readingFor } from '../kernel/read-records.ts'
import { insertDeliveries, type NewDelivery } from './deliveries.sql.ts'
import { toldRecords } from './told-records.sql.ts'
import { nameOf, type Topic, topicsOf } from './topics.ts'
import { type StoredWebhook, webhooksFor } from './webhook-rows.ts'

/** Writes down what webhooks are to be told of an event: a message for each record that they may read. */
export const noteDeliveries: Subscriber = {
  name: 'webhooks.note',
  topics: ['*'],
  async concerns(database, events) {
    const { rows } = await database.direct.query<{ workspace_id: string }>(
      'select distinct workspace_id from tendero.webhook where workspace_id = any($1::uuid[]) and active and deleted_at is null',
      [[...new Set(events.map(({ workspaceId }) => workspaceId))]],
    )
    const having = new Set(rows.map((row) => row.workspace_id))
    return new Set(events.filter(({ workspaceId }) => having.has(workspaceId)).map(({ id }) => id))
  },
  async run(kernel, event) {
    const program = await callerOfProgram(kernel, event.workspaceId)
    for (const topic of topicsOf(program.model, event.topic))
      for (const webhook of webhooksFor(program.model, nameOf(topic))) {
        const deliveries = await deliveriesOf(kernel, event, topic, webhook)
        if (deliveries.length > 0) await keep(kernel, program, webhook, deliveries)
      }
  },
}

/** Writes messages down, and asks for them to be sent. */
function keep(
  kernel: Kernel,
  caller: Caller,
  { id }: Pick<StoredWebhook, 'id'>,
  deliveries: readonly NewDelivery[],
): Promise<void> {
  return write(kernel, caller, async (ctx) => {
    insertDeliveries(ctx.tx, deliveries, kernel.now())
    ctx.emit('webhook.send', { webhook: id })
  })
}

async function deliveriesOf(
  kernel: Kernel,
  { id: eventId, workspaceId, payload }: Event,
  topic: Topic,
  webhook: StoredWebhook,
): Promise<readonly NewDelivery[]> {
  const ids = Array.isArray(payload.ids) ? payload.ids.filter(isId) : []
  const { object, verb } = topic
  const name = nameOf(topic)
  const reader = await readerFor(kernel, workspaceId, webhook)
  if (!reader || ids.length === 0) return []
  const records = await kernel.database.read(workspaceId, (tx) =>
    toldRecords(readingFor(kernel, reader, tx), object, ids, verb === 'delete'),
  )
  const merged = verb === 'merge' ? await mergedFor(kernel, reader, object, payload) : undefined
  return [...records].map(([recordId, record]) => ({
    id: newId(),
    webhookId: webhook.id,
    eventId,
    recordId,
    topic: name,
    body: messageBody(
      name,
      kernel.now(),
      `{"object":${JSON.stringify(object.name)},"record":${record}${merged ? `,"merged":${JSON.stringify(merged)}` : ''}}`,
    ),
  }))
}

/** The records that went into another one, as far as the reader might have seen them. */
async function mergedFor(
  kernel: Kernel,
  reader: Caller,
  object: ObjectType,
  { merged }: Event['payload'],
): Promise<readonly string[]> {
  const ids = Array.isArray(merged) ? merged.filter(isId) : []
  const seen = await kernel.database.read(reader.actor.workspaceId, (tx) =>
    toldRecords(readingFor(kernel, reader, tx), object, ids, true),
  )
  return ids.filter((id) => seen.has(id))
}

/** In whose name a webhook reads; nobody once that person or role is gone, and it is told nothing. */
async function readerFor(
  kernel: Kernel,
  workspaceId: string,
  { user, role }: StoredWebhook,
): Promise<Caller | undefined> {
  try {
    return await callerAs(kernel, workspaceId, user, 'api_key', role)
  } catch (error) {
    if (error instanceof Failure && error.status === 401) return undefined
    throw error
  }
}

/** A message as Standard Webhooks lays it out. @param data JSON text */
export function messageBody(type: string, at: Date, data: string): string {
  return `{"type":${JSON.stringify(type)},"timestamp":"${at.toISOString()}","data":${data}}`
}
