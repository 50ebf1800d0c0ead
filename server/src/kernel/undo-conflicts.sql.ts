import { type Field, join, type ObjectType, raw, type Sql, sql } from '@tendero/model'
import type { Actor } from './actor.ts'
import { orderColumn } from './expression.ts'
import { kindOf } from './filter.ts'
import { type Pointing, pointingTo } from './pointing.ts'
import { policy } from './policy.ts'
import { readTable } from './read-table.ts'
import { pointsTo } from './record-links.ts'
import { withIds } from './record-select.ts'
import type { WorkspaceModel } from './workspace-model.ts'

/**
 * What stands against taking back what an operation did to a record: a field that it wrote and that has another value by
 * now, which neither the operation wrote nor stood there before; a record that it made or brought back and that others
 * changed since, or on which they hung something, or to which they point; one that is gone for good.
 */
export interface ConflictRow {
  readonly record: string
  readonly version: number
  readonly kind: 'field' | 'made' | 'used' | 'gone' | 'follows'
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
  /** Did it make records of the object, or bring some back? */
  readonly made: boolean
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
  const parts = [
    fieldConflicts(object, asked),
    madeConflicts(object, asked),
    ...(asked.made ? pointingTo(asked.by.model.objects.values(), object) : []).flatMap((from) =>
      usedConflicts(object, asked, from),
    ),
    goneConflicts(object, asked),
  ]
  return sql`select distinct on (c.record, coalesce(c.field, '')) * from (${join(parts, ' union all ')}) c
    ${after ? sql`where (c.record, coalesce(c.field, '')) > (${after.record}::uuid, ${after.field})` : sql``}
    order by c.record, coalesce(c.field, ''), c.kind, c.at desc ${limit === undefined ? sql`` : raw(`limit ${limit}`)}`
}

/** How many there are, and a digest of them by which somebody says which they have seen. */
export function conflictDigest(object: ObjectType, asked: ConflictsAsked): Sql {
  return sql`select count(*)::int as count, md5(string_agg(d.record || ' ' || d.version || ' ' || coalesce(d.field, '') || coalesce(d.at::text, ''), ',')) as digest
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

/** Was it taken back in part already? What that wrote is no change of somebody else's. */
function undoes(workspaceId: string, operationId: string, id: Sql): Sql {
  return sql`exists (select 1 from app.operation u where u.workspace_id = ${workspaceId} and u.id = ${id} and u.reverts_id = ${operationId})`
}

function seen(object: ObjectType, { by: { model, actor } }: ConflictsAsked): Sql {
  return sql`(${policy(model, actor, object, 'read', 't')}) is true`
}

function madeConflicts(object: ObjectType, asked: ConflictsAsked): Sql {
  return sql`
    select t.id, t.version::int, 'made', null::text, null::jsonb, null::jsonb, null::jsonb, n.at, n.actor_id, n.through, ${seen(object, asked)}
    from ${madeRecords(object, asked)}
    cross join lateral (
      select l.recorded_at as at, l.actor_id, l.through from app.history l ${standingOfOthers(asked)}
      where l.workspace_id = ${asked.by.actor.workspaceId} and l.object = ${object.recordedAs} and l.record_id = m.record_id
      and l.id > m.first order by l.id desc limit 1) n
    where t.operation_id is distinct from ${asked.operationId}`
}

/** Those that it made or brought back, as m and t. */
function madeRecords(object: ObjectType, asked: ConflictsAsked): Sql {
  return sql`(select h.record_id, min(h.id::text)::uuid as first from app.history h
      where ${own(asked, object)} and h.verb in ('create', 'restore') group by h.record_id) m
    join ${readTable(object)} t on t.workspace_id = ${asked.by.actor.workspaceId} and t.id = m.record_id and t.deleted_at is null`
}

/** Of the history l, what others did that was not taken back. */
function standingOfOthers({ by, operationId }: ConflictsAsked): Sql {
  return sql`join app.operation o on o.workspace_id = ${by.actor.workspaceId} and o.id = l.operation_id
    and o.id <> ${operationId} and o.reverted_at is null and o.reverts_id is null`
}

/** Records that it made and to which others pointed something since, or hung it on them. */
function usedConflicts(object: ObjectType, asked: ConflictsAsked, from: Pointing): readonly Sql[] {
  const faces = [object.name, object.recordedAs]
  // What the program refers by is no work of anybody's.
  const fields = from.fields.filter(({ options }) => !options.computed)
  return [
    ...fields.map((field) =>
      usedBy(object, asked, from, { name: field.name, points: pointsByField(asked, from, field) }),
    ),
    ...(from.attached
      ? [
          usedBy(object, asked, from, {
            name: 'record',
            points: sql`r.object = any(${faces}::text[]) and r.record = t.id`,
          }),
        ]
      : []),
  ]
}

function pointsByField({ by }: ConflictsAsked, { object }: Pointing, field: Field): Sql {
  return field.type.refers === 'several'
    ? pointsTo(by.actor.workspaceId, object, field, 'r', sql`= t.id`)
    : sql`${orderColumn(field, 'r')} = t.id`
}

function usedBy(
  object: ObjectType,
  asked: ConflictsAsked,
  from: Pointing,
  { name, points }: { readonly name: string; readonly points: Sql },
): Sql {
  const { workspaceId } = asked.by.actor
  return sql`
    select t.id, t.version::int, 'used', null::text, null::jsonb, null::jsonb, null::jsonb, n.at, n.actor_id, n.through, ${seen(object, asked)}
    from ${madeRecords(object, asked)}
    join ${readTable(from.object)} r on r.workspace_id = ${workspaceId} and r.deleted_at is null and ${kindOf(from.object, 'r')} and ${points}
    cross join lateral (
      select l.recorded_at as at, l.actor_id, l.through from app.history l ${standingOfOthers(asked)}
      where l.workspace_id = ${workspaceId} and l.object = ${from.object.recordedAs} and l.record_id = r.id
      and l.patch ? ${name} and l.id > m.first order by l.id desc limit 1) n`
}

function goneConflicts(object: ObjectType, asked: ConflictsAsked): Sql {
  return sql`
    select distinct h.record_id, 0, 'gone', null::text, null::jsonb, null::jsonb, null::jsonb, null::timestamptz, null::uuid, null::text, true
    from app.history h where ${own(asked, object)} and not exists (
      select 1 from ${readTable(object)} t where t.workspace_id = ${asked.by.actor.workspaceId} and t.id = h.record_id)`
}
