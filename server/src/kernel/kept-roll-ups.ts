import { columnNames, type Field, identifier, join, literal, type ObjectType, raw, type Sql, sql } from '@tendero/model'
import { programActor } from './actor.ts'
import type { Context } from './context.ts'
import { derivedColumns, type FilterContext } from './filter.ts'
import { type Change, valueAfter } from './lifecycle.ts'
import { writeTable } from './read-table.ts'

/** A kept roll-up: the object that has it, and the reference of the records it tells of. */
interface KeptRollUp {
  readonly object: ObjectType
  readonly field: Field
  readonly reference: string
  /** The fields of those records that it hangs on. */
  readonly watched: ReadonlySet<string>
}

type Objects = ReadonlyMap<string, ObjectType>

const known = new WeakMap<Objects, ReadonlyMap<string, readonly KeptRollUp[]>>()

/** The kept roll-ups over the rows of each table: found once for each version of the workspace's model. */
function keptRollUps(objects: Objects): ReadonlyMap<string, readonly KeptRollUp[]> {
  const found = known.get(objects)
  if (found) return found
  const made = new Map<string, KeptRollUp[]>()
  for (const object of objects.values())
    for (const field of object.fields.values()) {
      const child = field.derivation?.keptOver
      if (child === undefined) continue
      const places = field.derivation?.uses.map((place) => place.split('.')) ?? []
      const watched = new Set(places.flatMap(([name, used = '']) => (name === child ? [used] : [])))
      const [, reference = ''] = field.options.rollUp?.of.split('.') ?? []
      const table = objects.get(child)?.table ?? child
      made.set(table, [...(made.get(table) ?? []), { object, field, reference, watched }])
    }
  known.set(objects, made)
  return made
}

/**
 * Brings the roll-ups up to date that are kept of changed records, in the records that these point to or pointed to. They
 * follow from others as the rows of a mirror do: without history and version of their own.
 */
export function keepRollUps(ctx: Context, object: ObjectType, changes: readonly Change[]): void {
  const concerned = new Map<ObjectType, { fields: Set<Field>; ids: Set<string> }>()
  for (const rollUp of keptRollUps(ctx.model.objects).get(object.table) ?? [])
    for (const id of changes.flatMap((change) => parentsOf(change, rollUp))) {
      const one = concerned.get(rollUp.object) ?? { fields: new Set(), ids: new Set() }
      one.fields.add(rollUp.field)
      one.ids.add(id)
      concerned.set(rollUp.object, one)
    }
  for (const [parent, { fields, ids }] of concerned) sendRollUps(ctx, parent, [...fields], [...ids])
}

function parentsOf(change: Change, { reference, watched }: KeptRollUp): readonly string[] {
  if (change.verb === 'update' && !Object.keys(change.patch).some((name) => watched.has(name))) return []
  const ids = [change.before?.[reference], valueAfter(change, reference)]
  return [...new Set(ids)].filter((id) => typeof id === 'string')
}

/**
 * Works roll-ups out anew for some records. These are locked first, so that of two people who add a record to the same one
 * the second counts both.
 */
export function sendRollUps(
  ctx: Pick<Context, 'tx' | 'model' | 'actor' | 'now'>,
  object: ObjectType,
  fields: readonly Field[],
  ids: readonly string[],
): void {
  const those = sql`t.workspace_id = ${ctx.actor.workspaceId} and t.id = any(${[...ids].sort()}::uuid[])`
  const table = writeTable(object)
  ctx.tx.send(sql`select t.id from ${table} t where ${those} order by t.id for no key update`)
  ctx.tx.send(sql`update ${table} t set ${join(settings(ctx, fields))} where ${those}`)
}

/** They tell of all records, whoever has changed one. */
function settings(ctx: FilterContext, fields: readonly Field[]): readonly Sql[] {
  const { language, timeZone, workspaceId } = ctx.actor
  const program = { ...ctx, actor: programActor(workspaceId, { language, timeZone }) }
  const custom = fields.filter((field) => field.custom)
  const documents = custom.map((field) => sql`${literal(field.name)}, ${documentOf(field, program)}`)
  return [
    ...fields
      .filter((field) => !field.custom)
      .flatMap((field) => {
        const values = derivedColumns(program, field, 't')
        return columnNames(field).map((name, index) => sql`${identifier(name)} = ${values[index]}`)
      }),
    ...(custom.length > 0 ? [sql`custom = jsonb_strip_nulls(t.custom || jsonb_build_object(${join(documents)}))`] : []),
  ]
}

/** As `customDocument` lays values down: alone, or by the keys of their columns. */
function documentOf(field: Field, program: FilterContext): Sql {
  const values = derivedColumns(program, field, 't')
  const { columns } = field.type
  if (columns.length === 1) return sql`to_jsonb(${values[0]})`
  const keyed = columns.map(({ key }, index) => sql`${literal(key || 'value')}, ${values[index] ?? raw('null')}`)
  return sql`jsonb_build_object(${join(keyed)})`
}
