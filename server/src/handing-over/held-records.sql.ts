import { and, type Filter, type Holding, join, type ObjectType, raw, type Sql, sql } from '@tendero/model'
import { matching, type Reading } from '../kernel/read-records.ts'
import { readTable } from '../kernel/read-table.ts'
import type { WorkspaceModel } from '../kernel/workspace-model.ts'

/** What of an object is somebody else's business when its owner is gone; of all others every record is. */
const stillOpen: ReadonlyMap<string, Filter> = new Map<string, Filter>([
  ['opportunity', { field: 'status', op: 'is', value: 'open' }],
  ['lead', { field: 'status', op: 'none_of', value: ['unqualified', 'converted'] }],
  ['activity', { field: 'doneAt', op: 'is_empty' }],
  ...['view', 'report', 'dashboard'].map((name): [string, Filter] => [
    name,
    { field: 'sharedWith', op: 'any_of', value: ['team', 'everybody'] },
  ]),
])

/** The objects whose records belong to people; activities as one, whatever their kind. */
export function heldObjects({ objects }: WorkspaceModel): readonly ObjectType[] {
  return [...objects.values()].filter(
    ({ owned, template, activity }) => owned && !template && (activity === undefined || activity === '*'),
  )
}

function heldBy(reading: Reading, object: ObjectType, userId: string): Sql {
  const filter = stillOpen.get(object.name)
  return and([matching(reading, object, filter ? { filter } : {}), sql`t.owner_id = ${userId}`])
}

/** What somebody holds, by object and team; a team that they manage is held of itself. */
export function holdingsOf(reading: Reading, userId: string): Promise<readonly Holding[]> {
  const parts = heldObjects(reading.model).map(
    (object) => sql`select ${object.name}::text as object, t.team_id as team, count(*)::int as count
      from ${readTable(object)} t where ${heldBy(reading, object, userId)} group by t.team_id`,
  )
  const managed = sql`select 'team'::text as object, t.id as team, 1 as count from app.team t where ${managedBy(reading, userId)}`
  return reading.tx.rows<Holding>(
    sql`select * from (${join([...parts, managed], ' union all ')}) h order by h.count desc, h.object`,
  )
}

function managedBy({ actor }: Reading, userId: string): Sql {
  return and([sql`t.workspace_id = ${actor.workspaceId}`, sql`t.manager_id = ${userId}`, sql`t.deleted_at is null`])
}

export interface HeldRecord {
  readonly id: string
  readonly team: string | null
}

/** The next records of an object that somebody holds, in the order of their ids. */
export function nextHeld(
  reading: Reading,
  object: ObjectType,
  { userId, after, most }: { readonly userId: string; readonly after: string | null; readonly most: number },
): Promise<readonly HeldRecord[]> {
  const beyond = after === null ? [] : [sql`t.id > ${after}`]
  return reading.tx.rows<HeldRecord>(sql`
    select t.id, t.team_id as team from ${readTable(object)} t where ${and([heldBy(reading, object, userId), ...beyond])}
    order by t.id limit ${raw(String(most))}`)
}
