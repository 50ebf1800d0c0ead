import { publishChanges } from './change-feed.ts'
import type { Database } from './database.ts'
import type { Event, Subscriber } from './events.ts'

/** Events handed over in one transaction. */
const batch = 500

/** One relay at a time; any constant would do. */
const relayLock = 7_305_793_204_127

interface OutboxRow {
  readonly workspace_id: string
  readonly id: string
  readonly topic: string
  readonly payload: Readonly<Record<string, unknown>>
}

/**
 * Hands events from the outbox to the job queue, each to every subscriber of its topic, deletes them, and tells all
 * processes what has changed. The job's
 * key is the event's id and the subscriber's name: whoever dies between the two steps, it is done once.
 * @returns how many events were handed over; ask again while it is a full batch
 */
export async function relayEvents(
  database: Pick<Database, 'direct' | 'control'>,
  subscribers: readonly Subscriber[],
): Promise<number> {
  const client = await database.direct.connect()
  try {
    await client.query('begin')
    const lock = await client.query<{ mine: boolean }>(`select pg_try_advisory_xact_lock(${relayLock}) as mine`)
    if (!lock.rows[0]?.mine) {
      await client.query('rollback')
      return 0
    }
    await client.query('set local role tendero_relay')
    const { rows } = await client.query<OutboxRow>(
      `select workspace_id, id, topic, payload from tendero.outbox order by id limit ${batch}`,
    )
    await client.query('reset role')
    const events = rows.map((row) => ({
      id: row.id,
      workspaceId: row.workspace_id,
      topic: row.topic,
      payload: row.payload,
    }))
    const concerned = await concernedIn(database, events, subscribers)
    const jobs = events.flatMap((event) => jobsOf(event, subscribers, concerned))
    if (jobs.length > 0)
      await client.query(
        `select graphile_worker.add_jobs(array(select json_populate_record(null::graphile_worker.job_spec, j) from json_array_elements($1::json) j))`,
        [JSON.stringify(jobs)],
      )
    await client.query('set local role tendero_relay')
    for (const [workspace, ids] of byWorkspace(rows))
      await client.query('delete from tendero.outbox where workspace_id = $1 and id = any($2::uuid[])', [
        workspace,
        ids,
      ])
    // Before the commit: who dies in between tells it twice rather than never.
    await publishChanges(database, rows)
    await client.query('commit')
    return rows.length
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

/** For each subscriber that is not for all events, the ids of those in this batch that it is for. */
async function concernedIn(
  database: Pick<Database, 'direct'>,
  events: readonly Event[],
  subscribers: readonly Subscriber[],
): Promise<ReadonlyMap<Subscriber, ReadonlySet<string>>> {
  const found = new Map<Subscriber, ReadonlySet<string>>()
  if (events.length === 0) return found
  for (const one of subscribers) {
    const concerned = await one.concerns?.(database, events)
    if (concerned) found.set(one, concerned)
  }
  return found
}

function jobsOf(
  event: Event,
  subscribers: readonly Subscriber[],
  concerned: ReadonlyMap<Subscriber, ReadonlySet<string>>,
): readonly Record<string, unknown>[] {
  return subscribers
    .filter((one) => one.topics.includes(event.topic) || one.topics.includes('*'))
    .filter((one) => concerned.get(one)?.has(event.id) ?? true)
    .map((one) => ({
      identifier: one.name,
      payload: event,
      job_key: `${event.id} ${one.name}`,
      max_attempts: 12,
    }))
}

function byWorkspace(rows: readonly OutboxRow[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const row of rows) found.set(row.workspace_id, [...(found.get(row.workspace_id) ?? []), row.id])
  return found
}
