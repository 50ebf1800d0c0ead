import { dayIn, type HealthObject, healthObjects, sql, startOfDay } from '@tendero/model'
import { callerOfProgram } from '../kernel/caller.ts'
import type { Schedule } from '../kernel/events.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { type Reading, readingFor } from '../kernel/read-records.ts'
import { readTable } from '../kernel/read-table.ts'
import { keepFindings } from './findings.sql.ts'
import { objectOf } from './usable-rules.ts'
import { keepWeek } from './weeks.sql.ts'

/** Records of one transaction. */
const batch = 5_000
const firstId = '00000000-0000-0000-0000-000000000000'
/** A search that was broken off goes on within a day; after that it begins anew. */
const resumable = 20 * 3_600_000

/** When nights end, in hours of the workspace's day. */
const nightly = 2

/**
 * Each night of a workspace, and within the hour for a new one: what is missing or stale in all records, and how it is
 * this week.
 */
export const searchAll: Schedule = {
  name: 'data_health',
  crontab: '20 * * * *',
  async run(kernel) {
    const workspaces = await kernel.database.control<{ id: string }>(sql`select id from control.workspace order by id`)
    for (const { id } of workspaces) await searchWorkspace(kernel, id, await inTurn(kernel, id, dueIn))
  },
}

/** What was not looked at since the night, or not to its end. */
async function dueIn({ tx, actor, model, now }: Reading): Promise<readonly HealthObject[]> {
  const { timeZone } = model.settings
  const sinceNight = new Date(now.getTime() - nightly * 3_600_000)
  const night = new Date(startOfDay(timeZone, dayIn(timeZone, sinceNight)).getTime() + nightly * 3_600_000)
  const done = await tx.rows<{ object: string }>(sql`
    select r.object from app.data_health_run r where r.workspace_id = ${actor.workspaceId}
    and r.finished_at is not null and r.started_at >= ${night.toISOString()}`)
  return healthObjects.filter((object) => !done.some((row) => row.object === object))
}

/** Looks at all records of a workspace, in batches; goes on where one before was broken off. */
export async function searchWorkspace(
  kernel: Kernel,
  workspaceId: string,
  objects: readonly HealthObject[] = healthObjects,
): Promise<void> {
  for (const object of objects) {
    let after: string | null = await inTurn(kernel, workspaceId, (reading) => begin(reading, object))
    while (after !== null) {
      if (kernel.stopping.aborted) throw new Error('the process stops')
      const place: string = after
      after = await inTurn(kernel, workspaceId, (reading) => searchBatch(reading, object, place))
    }
  }
}

async function inTurn<T>(kernel: Kernel, workspaceId: string, work: (reading: Reading) => Promise<T>): Promise<T> {
  const caller = await callerOfProgram(kernel, workspaceId)
  return kernel.database.transaction(workspaceId, (tx) => work(readingFor(kernel, caller, tx)))
}

/** Where to go on; notes that it began. */
async function begin({ tx, actor, model, now }: Reading, object: HealthObject): Promise<string> {
  const since = new Date(now.getTime() - resumable).toISOString()
  const [left] = await tx.rows<{ after: string }>(sql`
    select r.after_id as after from app.data_health_run r where r.workspace_id = ${actor.workspaceId}
    and r.object = ${object} and r.finished_at is null and r.started_at > ${since}`)
  if (left) return left.after
  tx.send(sql`
    insert into tendero.data_health_run as r (workspace_id, object, started_at, after_id, done, total, finished_at)
    values (${actor.workspaceId}, ${object}, ${now.toISOString()}, ${firstId}, 0,
      (select count(*) from ${readTable(objectOf(model, object))} t where t.workspace_id = ${actor.workspaceId} and t.deleted_at is null), null)
    on conflict (workspace_id, object) do update set started_at = excluded.started_at, after_id = excluded.after_id,
      done = 0, total = excluded.total, finished_at = null`)
  return firstId
}

async function searchBatch(reading: Reading, object: HealthObject, after: string): Promise<string | null> {
  const { records, last } = await keepFindings(reading, object, { after, most: batch })
  const isLast = records < batch
  const { tx, actor, now } = reading
  const finished = isLast ? now.toISOString() : null
  tx.send(sql`
    update tendero.data_health_run r set after_id = ${last ?? after}, done = r.done + ${records}::int, finished_at = ${finished}
    where r.workspace_id = ${actor.workspaceId} and r.object = ${object}`)
  if (isLast) await keepWeek(reading, object)
  return isLast ? null : last
}
