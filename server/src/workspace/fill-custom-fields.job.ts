import { and, type Field, isId, type ObjectType, raw, type Sql, sql } from '@tendero/model'
import { write } from '../kernel/action.ts'
import { type Caller, callerOfProgram } from '../kernel/caller.ts'
import type { Context } from '../kernel/context.ts'
import type { Event, Subscriber } from '../kernel/events.ts'
import { kindOf } from '../kernel/filter.ts'
import { sendRollUps } from '../kernel/kept-roll-ups.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { readTable } from '../kernel/read-table.ts'
import { numberRecords } from './number-records.ts'

/** Records that are locked and filled at once. */
const batch = 500
const firstId = '00000000-0000-0000-0000-000000000000'
const longestWait = 60_000

/**
 * Works a roll-up out that is kept from now on, or gives automatic numbers, for the records that are there already. Writes
 * do it from the moment it is declared so; until all records have it, a roll-up is read as one that is not kept. Begins
 * anew when it is interrupted.
 */
export const fillCustomFields: Subscriber = {
  name: 'workspace.fillCustomFields',
  topics: ['custom_field.create', 'custom_field.update', 'custom_field.restore'],
  async run(kernel, event) {
    for (const id of await unfilled(kernel, event)) await fill(kernel, event.workspaceId, id)
  },
}

async function unfilled(kernel: Kernel, { workspaceId, payload }: Event): Promise<readonly string[]> {
  const ids = Array.isArray(payload.ids) ? payload.ids.filter(isId) : []
  const rows = await kernel.database.read(workspaceId, (tx) =>
    tx.rows<{ id: string }>(sql`select f.id from app.custom_field f where f.workspace_id = ${workspaceId}
      and f.id = any(${ids}::uuid[]) and f.filled < 100 and f.deleted_at is null`),
  )
  return rows.map((row) => row.id)
}

/** In batches, each a transaction, in the order of the ids. */
async function fill(kernel: Kernel, workspaceId: string, id: string): Promise<void> {
  const begun = wantedOf(await callerOfProgram(kernel, workspaceId), id)
  if (!begun) return
  await olderTransactions(kernel)
  const total = await countAll(kernel, workspaceId, begun)
  let after: string | null = firstId
  for (let done = 0; after !== null; done += batch) {
    if (kernel.stopping.aborted) throw new Error('the process stops')
    const caller = await callerOfProgram(kernel, workspaceId)
    const wanted = wantedOf(caller, id)
    // Changed or taken away meanwhile: that has an event of its own.
    if (wanted?.said !== begun.said) return
    const place: string = after
    const share = Math.min(99, Math.floor((100 * done) / Math.max(total, 1)))
    after = await write(kernel, caller, (ctx) => fillBatch(ctx, wanted, place, share))
  }
}

interface Wanted {
  readonly id: string
  readonly object: ObjectType
  readonly field: Field
  /** What the field is to hold, as it was said; to see whether it still is. */
  readonly said: string
}

function wantedOf({ model }: Caller, id: string): Wanted | undefined {
  const row = model.catalogue.get('custom_field')?.get(id)
  const object = model.objects.get(String(row?.object))
  const field = object?.fields.get(String(row?.name))
  return object && field?.options.filling ? { id, object, field, said: JSON.stringify(row?.options) } : undefined
}

/** Who began to write before the field was declared so knows nothing of it: their records must be there to be filled. */
async function olderTransactions({ database }: Kernel): Promise<void> {
  const { rows } = await database.direct.query<{ id: string }>('select pg_current_xact_id()::text as id')
  for (let waited = 0; waited < longestWait; waited += 100) {
    const { rows: found } = await database.direct.query<{ over: boolean }>(
      'select pg_snapshot_xmin(pg_current_snapshot()) > $1::xid8 as over',
      [rows[0]?.id],
    )
    if (found[0]?.over) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

async function countAll(kernel: Kernel, workspaceId: string, { object }: Wanted): Promise<number> {
  const [row] = await kernel.database.read(workspaceId, (tx) =>
    tx.rows<{ n: number }>(sql`select count(*) as n from ${readTable(object)} t where ${rowsOf(object, workspaceId)}`),
  )
  return row?.n ?? 0
}

/** Deleted ones too: they may come back. */
function rowsOf(object: ObjectType, workspaceId: string): Sql {
  return and([sql`t.workspace_id = ${workspaceId}`, kindOf(object, 't')])
}

/** @returns the last id of the batch; null when there are no more */
async function fillBatch(
  ctx: Context,
  { id, object, field, said }: Wanted,
  after: string,
  share: number,
): Promise<string | null> {
  const { workspaceId } = ctx.actor
  const rows = await ctx.tx.rows<{ id: string }>(sql`select t.id from ${readTable(object)} t
    where ${rowsOf(object, workspaceId)} and t.id > ${after}::uuid order by t.id limit ${raw(String(batch))}`)
  const ids = rows.map((row) => row.id)
  if (ids.length > 0) await fillRecords(ctx, object, field, ids)
  const last = ids[batch - 1]
  if (last === undefined) await finish(ctx, id, said)
  // How far it is concerns nobody's model or history.
  else
    ctx.tx.send(
      sql`update tendero.custom_field f set filled = ${share} where f.workspace_id = ${workspaceId} and f.id = ${id}`,
    )
  return last ?? null
}

async function fillRecords(ctx: Context, object: ObjectType, field: Field, ids: readonly string[]): Promise<void> {
  if (field.type.numbered) await numberRecords(ctx, object, field, ids)
  else sendRollUps(ctx, object, [field], ids)
}

async function finish(ctx: Context, id: string, said: string): Promise<void> {
  const field = (await ctx.lock('custom_field', [id])).get(id)
  if (JSON.stringify(field?.options) === said) await ctx.update('custom_field', id, { filled: 100 }, { computed: true })
}
