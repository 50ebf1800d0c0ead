import { type Field, join, literal, type ObjectType, raw, referredIds, type Sql, sql } from '@tendero/model'
import { orderColumn } from './expression.ts'
import type { Change } from './lifecycle.ts'

/**
 * A record that points to another through a field that refers to several: a row in `record_link`. The rows follow from the
 * values that the records keep, so that the other side finds who points to it; what came and went, the record's history says.
 */
interface Link {
  readonly object: string
  readonly field: string
  readonly record: string
  readonly target: string
}

/** What changes made of the records that one points to through one field. */
interface Movement extends Omit<Link, 'target'> {
  readonly before: readonly string[]
  readonly after: readonly string[]
}

interface Written {
  readonly object: ObjectType
  readonly changes: readonly Change[]
}

/** Rows of one statement. */
const mostRows = 500

/**
 * Statements that bring the links to where changes leave the records; none when no such field was written. No two of them
 * touch the same row, however often a record is among the changes.
 */
export function linkStatements(workspaceId: string, written: readonly Written[]): readonly Sql[] {
  const moved = movements(written)
  const gone = moved.flatMap((one) => linksTo(one, without(one.before, one.after)))
  const come = moved.flatMap((one) => linksTo(one, without(one.after, one.before)))
  return [
    ...inParts(gone).map((links) => deletion(workspaceId, links)),
    ...inParts(come).map((links) => insertion(workspaceId, links)),
  ]
}

function movements(written: readonly Written[]): readonly Movement[] {
  const found = new Map<string, Movement>()
  for (const { object, changes } of written)
    for (const { name } of linkingFields(object))
      for (const { id, patch, before } of changes) {
        if (!(name in patch)) continue
        const place = `${id} ${name}`
        found.set(place, {
          object: object.recordedAs,
          field: name,
          record: id,
          before: found.get(place)?.before ?? referredIds(before?.[name]),
          after: referredIds(patch[name]),
        })
      }
  return [...found.values()]
}

const fieldsByObject = new WeakMap<ObjectType, readonly Field[]>()

/** The fields of an object that refer to several records: found once for each version of it. */
function linkingFields(object: ObjectType): readonly Field[] {
  const known = fieldsByObject.get(object)
  if (known) return known
  const found = [...object.fields.values()].filter(({ type }) => type.refers === 'several')
  fieldsByObject.set(object, found)
  return found
}

/** Those of some ids that are not among others. */
export function without(ids: readonly string[], others: readonly string[]): readonly string[] {
  const known = new Set(others)
  return ids.filter((id) => !known.has(id))
}

function linksTo({ object, field, record }: Movement, targets: readonly string[]): readonly Link[] {
  return targets.map((target) => ({ object, field, record, target }))
}

function inParts(links: readonly Link[]): readonly (readonly Link[])[] {
  return Array.from({ length: Math.ceil(links.length / mostRows) }, (_, part) =>
    links.slice(part * mostRows, (part + 1) * mostRows),
  )
}

function deletion(workspaceId: string, links: readonly Link[]): Sql {
  const keys = links.map(({ record, field, target }) => sql`(${record}::uuid, ${field}::text, ${target}::uuid)`)
  return sql`delete from tendero.record_link
    where workspace_id = ${workspaceId} and (record_id, field, target_id) in (${join(keys)})`
}

function insertion(workspaceId: string, links: readonly Link[]): Sql {
  const rows = links.map(
    ({ object, field, record, target }) => sql`(${workspaceId}, ${object}, ${field}, ${record}, ${target})`,
  )
  return sql`insert into tendero.record_link (workspace_id, object, field, record_id, target_id)
    values ${join(rows)} on conflict do nothing`
}

/**
 * Does a record point to another through a field that refers to several? A condition by the index of either side; the links
 * are those of today, so that of records as they were the value itself says it.
 * @param alias the record that points
 * @param target what is asked of `target_id`: `= x.id`
 */
export function pointsTo(workspaceId: string, object: ObjectType, field: Field, alias: string, target: Sql): Sql {
  const link = raw(`${alias}_link`)
  if (object.rows)
    return sql`exists (select 1 from jsonb_array_elements_text(${orderColumn(field, alias)}) ${link}(id) where ${link}.id::uuid ${target})`
  return sql`exists (select 1 from app.record_link ${link} where ${link}.workspace_id = ${workspaceId}
    and ${link}.object = ${literal(object.recordedAs)} and ${link}.field = ${literal(field.name)}
    and ${link}.record_id = ${raw(alias)}.id and ${link}.target_id ${target})`
}
