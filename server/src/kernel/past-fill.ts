import { type Sql, sql } from '@tendero/model'
import type { Kernel } from './kernel.ts'
import type { Past } from './past-rows.ts'
import type { Transaction } from './transaction.ts'

/**
 * `record_as_of` holds, for an object and an instant, what history says of every record that changed since: whether it was
 * there (live, deleted, or not yet made; null where that did not change), and of each field that changed the value before the first of those changes. It is put together once, and then
 * brought up to date with what history gained: so a list of that day is today's list with these values laid over it.
 *
 * History ids grow with real time. Up to the mark all rows are in; of those beyond it, so many: none of them is ever
 * changed, so that an equal number says that nothing came.
 */

/** How long a unit of work may take between the making of its history's ids and its commit. */
const longestWork = 10 * 60_000

/** Objects, as history calls them, whose past at that moment is not up to date. */
export async function staleObjects(
  kernel: Pick<Kernel, 'database'>,
  { actor, at }: Past,
  objects: readonly string[],
): Promise<readonly string[]> {
  return kernel.database.read(actor.workspaceId, async (tx) => {
    const fills = await tx.rows<{ object: string; mark: string; seen: number }>(sql`
      select f.object, f.mark, f.seen from app.as_of_fill f where f.workspace_id = ${actor.workspaceId} and f.at = ${at.toISOString()}
      and f.object = any(${objects}::text[]) and f.mark is not null`)
    // Asked with the mark itself, PostgreSQL knows how few rows there are beyond it.
    const present = await Promise.all(
      fills.map(({ object, mark }) =>
        tx.rows<{ n: number }>(beyond(actor.workspaceId, sql`${object}`, sql`${mark}::uuid`)),
      ),
    )
    const current = new Set(
      fills.filter(({ seen }, index) => present[index]?.[0]?.n === seen).map(({ object }) => object),
    )
    return objects.filter((object) => !current.has(object))
  })
}

/** How many history rows of an object there are beyond an id. */
function beyond(workspaceId: string, object: Sql, mark: Sql): Sql {
  return sql`select count(*) as n from app.history h where h.workspace_id = ${workspaceId} and h.object = ${object} and h.id > ${mark}`
}

/** Brings an object's past at a moment up to date. Of two who do so at once, one waits for the other. */
export async function fillPast(kernel: Pick<Kernel, 'database' | 'now'>, past: Past, object: string): Promise<void> {
  const records = await kernel.database.transaction(past.actor.workspaceId, async (tx) => {
    const { workspaceId } = tx
    const at = past.at.toISOString()
    await tx.rows(sql`
      insert into tendero.as_of_fill (workspace_id, object, at, seen, filled_at)
      values (${workspaceId}, ${object}, ${at}, 0, ${kernel.now().toISOString()}) on conflict do nothing`)
    const [known] = await tx.rows<{ mark: string | null }>(sql`
      select f.mark from tendero.as_of_fill f
      where f.workspace_id = ${workspaceId} and f.object = ${object} and f.at = ${at} for update`)
    return fill(tx, { object, at, since: known?.mark ?? null, mark: idAt(Date.now() - longestWork), now: kernel.now() })
  })
  // Nothing else tells the planner in time that many came.
  if (records > many) await kernel.database.direct.query('analyze tendero.record_as_of')
}

const many = 2_000

interface Filling {
  readonly object: string
  readonly at: string
  /** Only records with history beyond this id; null for all. */
  readonly since: string | null
  readonly mark: string
  readonly now: Date
}

/** Gives the number of records. One statement, so that what is counted and what is put together are of the same moment. */
async function fill(tx: Transaction, { object, at, since, mark, now }: Filling): Promise<number> {
  const { workspaceId } = tx
  const changed = since
    ? sql`and h.record_id in (select n.record_id from app.history n
        where n.workspace_id = ${workspaceId} and n.object = ${object} and n.id > ${since})`
    : sql``
  const [filled] = await tx.rows<{ n: number }>(sql`
    with later as (
      select h.record_id, min(h.version) as version,
        (array_agg(h.verb order by h.effective_at, h.id) filter (where h.verb <> 'update'))[1] as turn,
        tendero.overlaid(h.patch order by h.effective_at desc, h.id desc) filter (where h.verb <> 'create') as patch
      from app.history h where h.workspace_id = ${workspaceId} and h.object = ${object}
      and h.recorded_at >= ${at} and h.effective_at >= ${at} ${changed} group by h.record_id
    ), filled as (
      insert into tendero.record_as_of (workspace_id, object, at, record_id, state, version, updated_at, updated_by_id, patch)
      select ${workspaceId}, ${object}, ${at}, l.record_id, case l.turn when 'delete' then 'live' when 'create' then 'unborn' when 'restore' then 'deleted' end,
        l.version - 1, b.recorded_at, b.actor_id, case l.turn when 'create' then '{}' else coalesce(l.patch, '{}') end
      from later l left join lateral (${lastBefore(workspaceId, object, at)}) b on l.turn is distinct from 'create'
      on conflict (workspace_id, object, at, record_id) do update set state = excluded.state, version = excluded.version,
        updated_at = excluded.updated_at, updated_by_id = excluded.updated_by_id, patch = excluded.patch
    )
    update tendero.as_of_fill f set mark = ${mark}, filled_at = ${now.toISOString()}, seen = (${beyond(workspaceId, sql`${object}`, sql`${mark}::uuid`)})
    where f.workspace_id = ${workspaceId} and f.object = ${object} and f.at = ${at} returning (select count(*) from later) as n`)
  return filled?.n ?? 0
}

/** Who changed a record last before the moment, and when. */
function lastBefore(workspaceId: string, object: string, at: string): Sql {
  return sql`select p.recorded_at, p.actor_id from app.history p where p.workspace_id = ${workspaceId} and p.object = ${object}
    and p.record_id = l.record_id and p.recorded_at < ${at} order by p.recorded_at desc, p.id desc limit 1`
}

/** An id such as is made at a moment, before all others of it. */
function idAt(milliseconds: number): string {
  const hex = milliseconds.toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}

/** Past days that nobody asked for lately. */
export async function forgetPasts({ database }: Pick<Kernel, 'database'>): Promise<void> {
  for (const table of ['record_as_of', 'as_of_fill'])
    await database.direct.query(
      `delete from tendero.${table} t using tendero.as_of_fill f where f.workspace_id = t.workspace_id and f.object = t.object
       and f.at = t.at and f.filled_at < now() - interval '2 days'`,
    )
}
