import { and, type ObjectType, raw, type Sql, sql } from '@tendero/model'
import { type AuditFilter, rightsObjects } from './audit-query.ts'

/** Where a page of the log begins and ends among operations, which are named by when they were. */
export interface Span {
  readonly workspaceId: string
  /** Bounds of the column that is given. */
  bounds(operation: Sql): readonly Sql[]
}

/**
 * The newest operations that touched an object, a record or what a category is about, as a column `id`; undefined when
 * that does not matter. Each step goes to the next operation by the index, so that the age of what is sought and the
 * number of records that an operation wrote do not count.
 * @param most so many of them
 */
export function touchingOperations(
  objects: ReadonlyMap<string, ObjectType>,
  filter: AuditFilter,
  span: Span,
  most: number,
): Sql | undefined {
  const { object, record, category } = filter
  if (!object && !record && !category) return undefined
  const names = sql`(select n.name from (${object ? ownName(objects, object) : keptNames(span)}) n where ${and([
    raw('n.name is not null'),
    ...(category ? [categoryCondition(objects, category)] : []),
  ])})`
  const found = record ? ofRecord(record, names, span) : eachNext(names, span, most)
  return sql`select x.id from (${found}) x group by x.id order by x.id desc limit ${raw(String(most))}`
}

function ownName(objects: ReadonlyMap<string, ObjectType>, object: string): Sql {
  return sql`select ${objects.get(object)?.recordedAs ?? object}::text as name`
}

/** The objects that this workspace has a history of, those that are no more among them. */
function keptNames({ workspaceId }: Span): Sql {
  return sql`with recursive kept as (
      (select h.object as name from app.history h where h.workspace_id = ${workspaceId} order by h.object limit 1)
      union all
      select (select h.object from app.history h where h.workspace_id = ${workspaceId} and h.object > k.name
        order by h.object limit 1) from kept k where k.name is not null)
    select k.name from kept k`
}

function categoryCondition(
  objects: ReadonlyMap<string, ObjectType>,
  category: NonNullable<AuditFilter['category']>,
): Sql {
  const settings = [...objects.values()]
    .filter((one) => one.settings && !rightsObjects.some((name) => name === one.name))
    .map(({ name }) => name)
  switch (category) {
    case 'rights':
      return sql`n.name = any(${[...rightsObjects]})`
    case 'settings':
      return sql`n.name = any(${settings})`
    case 'records':
      return sql`not (n.name = any(${[...rightsObjects, ...settings]}))`
    default:
      return raw('false')
  }
}

/** By its record a history is found at once, whatever its age. */
function ofRecord(record: string, names: Sql, { workspaceId, bounds }: Span): Sql {
  return sql`select h.operation_id as id from ${names} o join lateral (
    select h.operation_id from app.history h where ${and([
      sql`h.workspace_id = ${workspaceId}`,
      raw('h.object = o.name'),
      sql`h.record_id = ${record}`,
      ...bounds(raw('h.operation_id')),
    ])}) h on true`
}

function eachNext(names: Sql, { workspaceId, bounds }: Span, most: number): Sql {
  const newest = (more: readonly Sql[]) =>
    sql`select h.operation_id from app.history h where ${and([
      sql`h.workspace_id = ${workspaceId}`,
      raw('h.object = o.name'),
      ...bounds(raw('h.operation_id')),
      ...more,
    ])} order by h.operation_id desc limit 1`
  return sql`select s.id from ${names} o cross join lateral (
    with recursive step as (
      select (${newest([])}) as id, 1 as number
      union all
      select (${newest([raw('h.operation_id < p.id')])}), p.number + 1 from step p
      where p.id is not null and p.number < ${raw(String(most))})
    select id from step where id is not null) s`
}
