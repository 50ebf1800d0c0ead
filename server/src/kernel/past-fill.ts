import { raw, type Sql, sql } from '@tendero/model'
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

/**
 * What is known of the time before history tells of a record: of imported deals, by the stages that they passed through.
 * A record that is told of was there, with the values that its history tells of first, and these over them.
 */
export interface ToldPast {
  /** As history calls its records. */
  readonly object: string
  /**
   * A statement that gives, for one record at an instant, a column `patch`: of each field known `[value]` as the JSON API
   * has it; no row where nothing is known.
   */
  statement(workspaceId: string, record: Sql, at: string): Sql
}

/** How long a unit of work may take between the making of its history's ids and its commit. */
const longestWork = 10 * 60_000

/** The objects, as history calls them, whose past at that moment is put together, and which version of it that is. */
export async function filledVersions(
  { database }: Pick<Kernel, 'database'>,
  { actor, at }: Past,
): Promise<ReadonlyMap<string, string>> {
  const fills = await database.read(actor.workspaceId, (tx) => fillsAt(tx, at))
  return new Map(fills.map((one) => [one.object, versionOf(one)]))
}

/** Those of them of which history says nothing more. */
export function currentVersions(
  { database }: Pick<Kernel, 'database'>,
  { actor, at }: Past,
  objects: ReadonlySet<string>,
): Promise<ReadonlyMap<string, string>> {
  return database.read(actor.workspaceId, async (tx) => {
    const fills = (await fillsAt(tx, at)).filter(({ object }) => objects.has(object))
    // Asked with the mark itself, PostgreSQL knows how few rows there are beyond it.
    const present = await Promise.all(
      fills.map(({ object, mark }) =>
        tx.rows<{ n: number }>(beyond(tx.workspaceId, sql`${object}`, sql`${mark}::uuid`)),
      ),
    )
    const current = fills.filter(({ seen }, index) => present[index]?.[0]?.n === seen)
    return new Map(current.map((one) => [one.object, versionOf(one)]))
  })
}

interface Fill {
  readonly object: string
  readonly mark: string
  readonly seen: number
}

function fillsAt(tx: Transaction, at: Date): Promise<readonly Fill[]> {
  return tx.rows(sql`
    select f.object, f.mark, f.seen from app.as_of_fill f
    where f.workspace_id = ${tx.workspaceId} and f.at = ${at.toISOString()} and f.mark is not null`)
}

function versionOf({ mark, seen }: Fill): string {
  return `${mark} ${seen}`
}

/** How many history rows of an object there are beyond an id. */
function beyond(workspaceId: string, object: Sql, mark: Sql): Sql {
  return sql`select count(*) as n from app.history h where h.workspace_id = ${workspaceId} and h.object = ${object} and h.id > ${mark}`
}

/** Brings an object's past at a moment up to date. Of two who do so at once, one waits for the other. */
export async function fillPast(
  kernel: Pick<Kernel, 'database' | 'now' | 'pasts'>,
  past: Past,
  object: string,
): Promise<void> {
  const records = await kernel.database.transaction(past.actor.workspaceId, async (tx) => {
    const { workspaceId } = tx
    const at = past.at.toISOString()
    await tx.rows(sql`
      insert into tendero.as_of_fill (workspace_id, object, at, seen, filled_at)
      values (${workspaceId}, ${object}, ${at}, 0, ${kernel.now().toISOString()}) on conflict do nothing`)
    const [known] = await tx.rows<{ mark: string | null }>(sql`
      select f.mark from tendero.as_of_fill f
      where f.workspace_id = ${workspaceId} and f.object = ${object} and f.at = ${at} for update`)
    if (!known?.mark) await keepFewDays(tx, object, at)
    return fill(tx, {
      object,
      at,
      since: known?.mark ?? null,
      mark: idAt(Date.now() - longestWork),
      now: kernel.now(),
      told: kernel.pasts.find((one) => one.object === object),
    })
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
  readonly told: ToldPast | undefined
}

/** Gives the number of records. One statement, so that what is counted and what is put together are of the same moment. */
async function fill(tx: Transaction, { object, at, since, mark, now, told }: Filling): Promise<number> {
  const { workspaceId } = tx
  const changed = since
    ? sql`and h.record_id in (select n.record_id from app.history n
        where n.workspace_id = ${workspaceId} and n.object = ${object} and n.id > ${since})`
    : sql``
  const [filled] = await tx.rows<{ n: number }>(sql`
    with later as (
      select h.record_id, min(h.version) as version,
        array_agg(h.verb order by h.effective_at, h.id) filter (where h.verb <> 'update') as turns,
        tendero.overlaid(h.patch order by h.effective_at desc, h.id desc) filter (where h.verb <> 'create') as patch
      from app.history h where h.workspace_id = ${workspaceId} and h.object = ${object}
      and h.recorded_at >= ${at} and h.effective_at >= ${at} ${changed} group by h.record_id
    ), filled as (
      insert into tendero.record_as_of (workspace_id, object, at, record_id, state, version, updated_at, updated_by_id, patch)
      select ${workspaceId}, ${object}, ${at}, l.record_id, case
          when l.turns[1] = 'create' and t.patch is null then 'unborn'
          when 'delete' = l.turns[case l.turns[1] when 'create' then 2 else 1 end] then 'live'
          when l.turns[1] = 'restore' then 'deleted' end,
        greatest(l.version - 1, 1), b.recorded_at, b.actor_id,
        coalesce(l.patch, '{}') || coalesce(t.patch, '{}')
      from later l left join lateral (${lastBefore(workspaceId, object, at)}) b on l.turns[1] is distinct from 'create'
      left join lateral (${told?.statement(workspaceId, sql`l.record_id`, at) ?? sql`select null::jsonb as patch`}) t on l.turns[1] = 'create'
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

/** Days of an object that are kept at once, so that whoever asks for one after the other does not fill the disk. */
export const mostDaysKept = 30

/** Lets go of the days filled first. One that somebody is at work on is not waited for. */
async function keepFewDays(tx: Transaction, object: string, at: string): Promise<void> {
  await tx.rows(sql`
    with old as (
      select f.at from tendero.as_of_fill f where f.workspace_id = ${tx.workspaceId} and f.object = ${object} and f.at in (
        select o.at from tendero.as_of_fill o where o.workspace_id = ${tx.workspaceId} and o.object = ${object} and o.at <> ${at}
        order by o.filled_at desc, o.at offset ${raw(String(mostDaysKept - 1))})
      for update skip locked
    ), gone as (
      delete from tendero.as_of_fill f using old
      where f.workspace_id = ${tx.workspaceId} and f.object = ${object} and f.at = old.at returning f.at
    )
    delete from tendero.record_as_of r using gone
    where r.workspace_id = ${tx.workspaceId} and r.object = ${object} and r.at = gone.at`)
}

/** Past days that nobody asked for lately, in one statement: no fill stands for rows that are gone. */
export async function forgetPasts({ database }: Pick<Kernel, 'database'>): Promise<void> {
  await database.direct.query(
    `with gone as (delete from tendero.as_of_fill f where f.filled_at < now() - interval '2 days' returning f.workspace_id, f.object, f.at)
     delete from tendero.record_as_of r using gone g where r.workspace_id = g.workspace_id and r.object = g.object and r.at = g.at`,
  )
}
