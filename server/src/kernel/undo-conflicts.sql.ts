import { join, type ObjectType, raw, type Sql, sql } from '@tendero/model'
import type { Actor } from './actor.ts'
import { policy } from './policy.ts'
import { readTable } from './read-table.ts'
import { withIds } from './record-select.ts'
import type { WorkspaceModel } from './workspace-model.ts'

/**
 * What stands against taking back what an operation did to a record: a field that it wrote and that has another value by
 * now, which neither the operation wrote nor stood there before; a record that it made or brought back and that others
 * changed since; one that is gone for good.
 */
export interface ConflictRow {
  readonly record: string
  readonly version: number
  readonly kind: 'field' | 'made' | 'gone' | 'follows'
  /** Of a field: its name, what stood there, what the operation wrote, what stands there now. */
  readonly field: string | null
  readonly before: unknown
  readonly written: unknown
  readonly now: unknown
  /** The change since. */
  readonly at: Date | null
  readonly actor_id: string | null
  readonly through: string | null
  /** May who takes it back see the record today? */
  readonly seen: boolean
}

export interface ConflictsAsked {
  /** Who takes it back. */
  readonly by: { readonly model: WorkspaceModel; readonly actor: Actor }
  readonly operationId: string
  /** Of these records alone. */
  readonly ids?: readonly string[]
  /** After this record and field, in their order. */
  readonly after?: { readonly record: string; readonly field: string }
  readonly limit?: number
  /** Also of what the program works out: of kind `follows`, to be worked out anew. */
  readonly withComputed?: boolean
}

/** The conflicts of an object's records, by record and field. What follows from other values is worked out anew and is none. */
export function conflictsOf(object: ObjectType, asked: ConflictsAsked): Sql {
  const { after, limit } = asked
  const parts = [fieldConflicts(object, asked), madeConflicts(object, asked), goneConflicts(object, asked)]
  return sql`select * from (${join(parts, ' union all ')}) c
    ${after ? sql`where (c.record, coalesce(c.field, '')) > (${after.record}::uuid, ${after.field})` : sql``}
    order by c.record, coalesce(c.field, '') ${limit === undefined ? sql`` : raw(`limit ${limit}`)}`
}

/** How many there are, and a digest of them by which somebody says which they have seen. */
export function conflictDigest(object: ObjectType, asked: ConflictsAsked): Sql {
  return sql`select count(*)::int as count, md5(string_agg(d.record || ' ' || d.version || ' ' || coalesce(d.field, ''), ',')) as digest
    from (${conflictsOf(object, asked)}) d`
}

function own({ by, operationId, ids }: ConflictsAsked, object: ObjectType): Sql {
  return sql`h.workspace_id = ${by.actor.workspaceId} and h.operation_id = ${operationId} and h.object = ${object.recordedAs}
    ${ids ? sql`and h.record_id = any(${ids}::uuid[])` : sql``}`
}

function fieldConflicts(object: ObjectType, asked: ConflictsAsked): Sql {
  const { operationId, ids, withComputed = false } = asked
  const { workspaceId } = asked.by.actor
  const fields = [...object.fields.values()]
  const computed = fields.filter(({ options }) => options.computed).map(({ name }) => name)
  const asks = fields.filter(({ options }) => withComputed || !options.computed).map(({ name }) => name)
  return sql`
    select t.id as record, t.version::int as version, case when w.field = any(${computed}::text[]) then 'follows' else 'field' end as kind, w.field, w.before, w.written, n.now, n.at, n.actor_id, n.through, ${seen(object, asked)} as seen
    from (
      select h.record_id, e.key as field, (array_agg(e.value -> 0 order by h.id))[1] as before,
        (array_agg(e.value -> 1 order by h.id desc))[1] as written
      from app.history h cross join lateral jsonb_each(h.patch) e
      where ${own(asked, object)} and h.verb = 'update' and e.key = any(${asks}::text[]) group by h.record_id, e.key
    ) w
    join ${readTable(object)} t on t.workspace_id = ${workspaceId} and t.id = w.record_id and t.deleted_at is null
      and t.operation_id is distinct from ${operationId} ${ids ? sql`and ${withIds('t', ids)}` : sql``}
    cross join lateral (
      select l.patch -> w.field -> 1 as now, l.recorded_at as at, l.actor_id, l.through, l.operation_id from app.history l
      where l.workspace_id = ${workspaceId} and l.object = ${object.recordedAs} and l.record_id = w.record_id and l.patch ? w.field
      order by l.recorded_at desc, l.id desc limit 1) n
    where n.operation_id <> ${operationId} and n.now is distinct from w.written and n.now is distinct from w.before
    and not ${undoes(workspaceId, operationId, sql`n.operation_id`)}`
}

function seen(object: ObjectType, { by: { model, actor } }: ConflictsAsked): Sql {
  return sql`(${policy(model, actor, object, 'read', 't')}) is true`
}

/** Was it taken back in part already? What that wrote is no change of somebody else's. */
function undoes(workspaceId: string, operationId: string, id: Sql): Sql {
  return sql`exists (select 1 from app.operation u where u.workspace_id = ${workspaceId} and u.id = ${id} and u.reverts_id = ${operationId})`
}

function madeConflicts(object: ObjectType, asked: ConflictsAsked): Sql {
  const { operationId } = asked
  const { workspaceId } = asked.by.actor
  return sql`
    select t.id, t.version::int, 'made', null::text, null::jsonb, null::jsonb, null::jsonb, n.at, n.actor_id, n.through, ${seen(object, asked)}
    from (select h.record_id, min(h.id::text)::uuid as first from app.history h
      where ${own(asked, object)} and h.verb in ('create', 'restore') group by h.record_id) m
    join ${readTable(object)} t on t.workspace_id = ${workspaceId} and t.id = m.record_id and t.deleted_at is null
      and t.operation_id is distinct from ${operationId}
    cross join lateral (
      select l.recorded_at as at, l.actor_id, l.through from app.history l
      join app.operation o on o.workspace_id = ${workspaceId} and o.id = l.operation_id
      where l.workspace_id = ${workspaceId} and l.object = ${object.recordedAs} and l.record_id = m.record_id
      and l.id > m.first and o.id <> ${operationId} and o.reverted_at is null and o.reverts_id is null
      order by l.id desc limit 1) n`
}

function goneConflicts(object: ObjectType, asked: ConflictsAsked): Sql {
  return sql`
    select distinct h.record_id, 0, 'gone', null::text, null::jsonb, null::jsonb, null::jsonb, null::timestamptz, null::uuid, null::text, true
    from app.history h where ${own(asked, object)} and not exists (
      select 1 from ${readTable(object)} t where t.workspace_id = ${asked.by.actor.workspaceId} and t.id = h.record_id)`
}
