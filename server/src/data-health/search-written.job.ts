import { type HealthObject, healthObjects, isId, raw, sql } from '@tendero/model'
import { callerOfProgram } from '../kernel/caller.ts'
import type { Event, Subscriber } from '../kernel/events.ts'
import { type Reading, readingFor } from '../kernel/read-records.ts'
import { keepFindings } from './findings.sql.ts'

/** Parts whose writing changes what is found of their parents, with the columns that name those. */
const parts: Readonly<Record<string, readonly HealthObject[]>> = {
  contact_point: ['contact', 'account'],
  opportunity_contact: ['opportunity'],
}

const verbs = ['create', 'update', 'delete', 'restore']

/** What is found of a record follows its writing, a moment later. */
export const searchWritten: Subscriber = {
  name: 'data_health.written',
  topics: [...healthObjects, ...Object.keys(parts)].flatMap((name) => verbs.map((verb) => `${name}.${verb}`)),
  async run(kernel, event) {
    const { object, ids } = written(event)
    if (ids.length === 0) return
    const caller = await callerOfProgram(kernel, event.workspaceId)
    await kernel.database.transaction(event.workspaceId, async (tx) => {
      const reading = readingFor(kernel, caller, tx)
      const own = healthObjects.find((one) => one === object)
      if (own) await keepFindings(reading, own, { ids })
      for (const parent of parts[object] ?? []) await searchParents(reading, object, parent, ids)
    })
  },
}

function written({ payload }: Event): { readonly object: string; readonly ids: readonly string[] } {
  return { object: String(payload.object), ids: Array.isArray(payload.ids) ? payload.ids.filter(isId) : [] }
}

async function searchParents(
  reading: Reading,
  part: string,
  parent: HealthObject,
  ids: readonly string[],
): Promise<void> {
  const key = raw(`p.${parent}_id`)
  const rows = await reading.tx.rows<{ id: string }>(sql`
    select distinct ${key} as id from app.${raw(part)} p
    where p.workspace_id = ${reading.actor.workspaceId} and p.id = any(${ids}::uuid[]) and ${key} is not null`)
  if (rows.length > 0) await keepFindings(reading, parent, { ids: rows.map(({ id }) => id) })
}
