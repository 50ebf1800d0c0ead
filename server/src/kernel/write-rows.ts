import {
  columnNames,
  type Field,
  type FieldType,
  identifier,
  identifiers,
  join,
  type ObjectType,
  raw,
  row,
  type Sql,
  sql,
} from '@tendero/model'
import type { Context } from './context.ts'
import { explained } from './database-failure.ts'
import { customDocument } from './expression.ts'
import type { Change } from './lifecycle.ts'
import { writeTable } from './read-table.ts'

/** The stored values of a changed field, in the order of its columns. */
export type ColumnsOf = (change: Change, field: Field) => readonly unknown[]

/** The stored values of a field; amounts are valued with the rate of a day. */
export function storedColumns(ctx: Context, field: Field, value: unknown, day: string): readonly unknown[] {
  const type: FieldType = field.type
  if (!present(value)) return type.columns.map(() => null)
  return type.toColumns(value, (minor, currency) => ctx.model.worth(minor, currency, day))
}

function present(value: unknown): boolean {
  return value !== null && value !== undefined
}

/** A value as the driver takes it: documents as JSON text. */
function bound(field: Field, columns: readonly unknown[]): readonly unknown[] {
  return columns.map((one, index) =>
    field.type.columns[index]?.type === 'jsonb' && present(one) ? JSON.stringify(one) : one,
  )
}

export function insertRows(ctx: Context, object: ObjectType, changes: readonly Change[], columnsOf: ColumnsOf): void {
  const fields = [...object.fields.values()].filter(
    (field) =>
      !field.system &&
      !field.custom &&
      field.name !== 'id' &&
      changes.some((change) => present(change.patch[field.name])),
  )
  const custom = [...object.fields.values()].filter((field) => field.custom)
  const kind = kindColumn(object, fields)
  const names = ['workspace_id', 'id', ...fields.flatMap(columnNames), ...kind, 'custom', ...systemColumns]
  const { workspace, operation, author, at } = ctx.stamp
  const rows = changes.map((change) => {
    const values = [
      workspace,
      change.id,
      ...fields.flatMap((field) => bound(field, columnsOf(change, field))),
      ...(kind.length > 0 ? [onlyKind(object)] : []),
      JSON.stringify(customValues(custom, change, columnsOf)),
      ...[1, change.madeAt ?? at, author, at, author, operation],
    ]
    return row(values)
  })
  ctx.tx.hold({
    table: object.table,
    ids: changes.map(({ id }) => id),
    statement: sql`insert into ${writeTable(object)} as t (${identifiers(names)}) values ${join(rows)}`,
    explain: (error) => explained(error, object),
  })
}

const systemColumns = ['version', 'created_at', 'created_by_id', 'updated_at', 'updated_by_id', 'operation_id']

/** An object that shares its table has no field for its kind; the table has the column. */
function kindColumn(object: ObjectType, fields: readonly Field[]): readonly string[] {
  return onlyKind(object) !== undefined && !fields.some((field) => field.name === 'kind') ? ['kind'] : []
}

/** What stands in the column `kind` of an object's records; undefined where it is not one kind. */
export function onlyKind({ kinds }: ObjectType): string | undefined {
  return kinds?.length === 1 ? kinds[0] : undefined
}

function customValues(fields: readonly Field[], change: Change, columnsOf: ColumnsOf): Record<string, unknown> {
  const document: Record<string, unknown> = {}
  for (const field of fields)
    if (present(change.patch[field.name])) document[field.name] = customDocument(field, columnsOf(change, field))
  return document
}

/** One value that an UPDATE writes: its column, its type, and what stands there for whom. */
interface Setting {
  readonly column: string
  readonly type: string
  readonly value: unknown
}

/** Changes of the same columns go in one statement. */
export function updateRows(ctx: Context, object: ObjectType, changes: readonly Change[], columnsOf: ColumnsOf): void {
  const alike = new Map<string, Update[]>()
  for (const change of changes) {
    const settings = settingsOf(object, change, columnsOf)
    const key = settings.map((one) => one.column).join(' ')
    const group = alike.get(key)
    if (group) group.push({ change, settings })
    else alike.set(key, [{ change, settings }])
  }
  for (const group of alike.values())
    ctx.tx.hold({
      table: object.table,
      ids: group.map(({ change }) => change.id),
      statement: updateStatement(ctx, object, group),
      explain: (error) => explained(error, object),
    })
}

interface Update {
  readonly change: Change
  readonly settings: readonly Setting[]
}

function updateStatement(ctx: Context, object: ObjectType, group: readonly Update[]): Sql {
  const [first, ...others] = group
  if (!first) throw new Error('nothing to update')
  return others.length === 0 ? updateOne(ctx, object, first) : updateAlike(ctx, object, first, group)
}

function settingsOf(object: ObjectType, change: Change, columnsOf: ColumnsOf): readonly Setting[] {
  const settings: Setting[] = []
  const document: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(change.patch)) {
    const field = object.fields.get(name)
    if (!field || field.system) continue
    const columns = columnsOf(change, field)
    if (field.custom) document[name] = present(value) ? customDocument(field, columns) : null
    else
      for (const [index, one] of bound(field, columns).entries())
        settings.push({
          column: columnNames(field)[index] ?? '',
          type: field.type.columns[index]?.type ?? 'text',
          value: one,
        })
  }
  if (Object.keys(document).length > 0)
    settings.push({ column: 'custom', type: 'jsonb', value: JSON.stringify(document) })
  return settings
}

function updateOne(ctx: Context, object: ObjectType, { change, settings }: Update): Sql {
  const sets = settings.map(({ column, type, value }) => setting(column, sql`${value}::${raw(type)}`))
  return sql`update ${writeTable(object)} t set ${join([...sets, ...systemSettings(ctx, change.verb)])}
    where t.workspace_id = ${ctx.stamp.workspace} and t.id = ${change.id}`
}

function updateAlike(ctx: Context, object: ObjectType, first: Update, group: readonly Update[]): Sql {
  const rows = group.map(
    ({ change, settings }) =>
      sql`(${join([sql`${change.id}::uuid`, ...settings.map(({ type, value }) => sql`${value}::${raw(type)}`)])})`,
  )
  const sets = first.settings.map(({ column }, index) => setting(column, raw(`v.c${index}`)))
  const names = [raw('id'), ...first.settings.map((_, index) => raw(`c${index}`))]
  return sql`update ${writeTable(object)} t set ${join([...sets, ...systemSettings(ctx, first.change.verb)])}
    from (values ${join(rows)}) v (${join(names)}) where t.workspace_id = ${ctx.stamp.workspace} and t.id = v.id`
}

/** Values of the custom document are laid over those that stand there; empty ones go. */
function setting(column: string, value: Sql): Sql {
  return column === 'custom'
    ? sql`custom = jsonb_strip_nulls(t.custom || ${value})`
    : sql`${identifier(column)} = ${value}`
}

function systemSettings(ctx: Context, verb: Change['verb']): readonly Sql[] {
  const { operation, author, at } = ctx.stamp
  return [
    ...(verb === 'delete' ? [sql`deleted_at = ${at}`] : []),
    ...(verb === 'restore' ? [sql`deleted_at = null`] : []),
    sql`version = t.version + 1`,
    sql`updated_at = ${at}`,
    sql`updated_by_id = ${author}`,
    sql`operation_id = ${operation}`,
  ]
}
