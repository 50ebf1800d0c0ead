import {
  type ColumnType,
  columnNames,
  deriveFields,
  type Field,
  type ObjectType,
  quoteIdentifier as quote,
  registry,
  snakeCase,
} from '@tendero/model'
import { isStored } from '../kernel/expression.ts'

/** The tables, columns and indexes that the declarations ask for. Migrations are checked against it. */
export interface TableSchema {
  readonly name: string
  readonly columns: readonly ColumnSchema[]
  readonly references: readonly ReferenceSchema[]
  readonly indexes: readonly IndexSchema[]
}

export interface ColumnSchema {
  readonly name: string
  readonly type: ColumnType | 'integer'
  readonly required: boolean
  readonly default?: string
  /** What rows get that were there before a required column: the field's default, as an SQL constant. */
  readonly initial?: string
}

interface ReferenceSchema {
  readonly column: string
  readonly table: string
}

interface IndexSchema {
  readonly name: string
  readonly unique: boolean
  readonly expressions: readonly string[]
  /** Of what was deleted, instead of what is there. */
  readonly deleted?: boolean
}

const systemColumns: readonly ColumnSchema[] = [
  { name: 'custom', type: 'jsonb', required: true, default: "'{}'" },
  { name: 'version', type: 'integer', required: true, default: '1' },
  { name: 'created_at', type: 'timestamptz', required: true },
  { name: 'created_by_id', type: 'uuid', required: false },
  { name: 'updated_at', type: 'timestamptz', required: true },
  { name: 'updated_by_id', type: 'uuid', required: false },
  { name: 'deleted_at', type: 'timestamptz', required: false },
  { name: 'operation_id', type: 'uuid', required: false },
]

/** Columns of the program's own, besides those of the fields. */
const programColumns: Readonly<Record<string, readonly ColumnSchema[]>> = {
  workspace: [{ name: 'metadata_version', type: 'bigint', required: true, default: '1' }],
}

/** One table for each object; kinds of activity share theirs. */
export function declaredTables(objects: ReadonlyMap<string, ObjectType> = registry): readonly TableSchema[] {
  const declared = deriveFields(objects)
  const byTable = new Map<string, ObjectType[]>()
  for (const object of declared.values()) byTable.set(object.table, [...(byTable.get(object.table) ?? []), object])
  return [...byTable].map(([name, objects]) => tableSchema(declared, name, objects))
}

function tableSchema(
  declared: ReadonlyMap<string, ObjectType>,
  name: string,
  objects: readonly ObjectType[],
): TableSchema {
  const fields = new Map<string, { field: Field; everywhere: boolean }>()
  for (const object of objects)
    for (const field of object.fields.values())
      if (!field.system && isStored(field) && !fields.has(field.name))
        fields.set(field.name, { field, everywhere: inBase(objects, field.name) })
  const main = objects[0]
  return {
    name,
    columns: [
      { name: 'workspace_id', type: 'uuid', required: true },
      { name: 'id', type: 'uuid', required: true },
      ...[...fields.values()].flatMap(({ field, everywhere }) => columnsFor(field, everywhere)),
      ...systemColumns,
      ...(programColumns[name] ?? []),
    ],
    references: [...fields.values()].flatMap(({ field }) => referenceFor(declared, field)),
    indexes: main
      ? indexesFor(
          name,
          main,
          [...fields.values()].map(({ field }) => field),
        )
      : [],
  }
}

/** Is a field part of the object that the table is named after? */
function inBase(objects: readonly ObjectType[], field: string): boolean {
  return objects[0]?.fields.has(field) ?? false
}

function columnsFor(field: Field, everywhere: boolean): readonly ColumnSchema[] {
  return columnNames(field).map((name, index) => ({
    name,
    type: field.type.columns[index]?.type ?? 'text',
    required: everywhere && field.options.required === true && index === 0,
    ...(index === 0 ? initialOf(field) : {}),
  }))
}

function initialOf({ options }: Field): Pick<ColumnSchema, 'initial'> {
  const value = options.default
  if (typeof value === 'string') return { initial: `'${value.replaceAll("'", "''")}'` }
  return typeof value === 'number' || typeof value === 'boolean' ? { initial: String(value) } : {}
}

function referenceFor(declared: ReadonlyMap<string, ObjectType>, field: Field): readonly ReferenceSchema[] {
  if (field.type.refers !== 'one' || !field.options.object) return []
  const table = declared.get(field.options.object)?.table
  return table ? [{ column: columnNames(field)[0] ?? '', table }] : []
}

function indexesFor(table: string, object: ObjectType, fields: readonly Field[]): readonly IndexSchema[] {
  const byName = new Map([...object.fields, ...fields.map((field) => [field.name, field] as const)])
  const column = (name: string): string => {
    const field = byName.get(name)
    return (field && columnNames(field)[field.type.orderColumn ?? 0]) ?? snakeCase(name)
  }
  const listed = object.indexes.map((entry) => {
    const columns = entry.map((one) => column(one.replace(/^-/, '')))
    return { name: `${table}_${columns.join('_')}_idx`, unique: false, expressions: [...columns.map(quote), 'id'] }
  })
  const single = fields
    .filter((field) => field.options.indexed)
    .map((field) => ({
      name: `${table}_${column(field.name)}_idx`,
      unique: false,
      expressions: [indexExpression(field, column(field.name)), 'id'],
    }))
  const unique = object.unique.map((entry) => ({
    name: `${table}_${entry.map(snakeCase).join('_')}_key`,
    unique: true,
    expressions: entry.map((name) => {
      const field = byName.get(name)
      return field ? indexExpression(field, column(name)) : quote(name)
    }),
  }))
  const recent = { name: `${table}_updated_at_idx`, unique: false, expressions: ['updated_at', 'id'] }
  const trash = { ...recent, name: `${table}_deleted_idx`, deleted: true }
  const titled = {
    name: `${table}_title_idx`,
    unique: false,
    expressions: [`${quote(column(object.title))} collate "und-x-icu"`, 'id'],
  }
  return [
    recent,
    ...(object.metadata ? [] : [trash]),
    ...(object.searchable ? [titled] : []),
    ...listed,
    ...single,
    ...unique,
  ]
}

/** Words are compared without regard to case; everything else as it is. */
function indexExpression(field: Field, column: string): string {
  return field.type.operators.some((operator) => operator.name === 'is' && operator.takes === 'text')
    ? `lower(${quote(column)})`
    : quote(column)
}

/** Statements that make a table with its indexes, its second net and its view. */
export function createTable(table: TableSchema): readonly string[] {
  const name = `tendero.${quote(table.name)}`
  const columns = table.columns.map(columnText).join(',\n  ')
  return [
    `create table ${name} (\n  ${columns},\n  primary key (workspace_id, id)\n)`,
    ...table.indexes.map((index) => createIndex(table.name, index)),
    ...secondNet(table.name),
  ]
}

export function columnText({ name, type, required, default: preset }: ColumnSchema): string {
  return `${quote(name)} ${type}${required ? ' not null' : ''}${preset ? ` default ${preset}` : ''}`
}

/** Two of nothing are the same to a unique one. */
export function createIndex(table: string, { name, unique, expressions, deleted }: IndexSchema): string {
  return `create ${unique ? 'unique ' : ''}index ${quote(name)} on tendero.${quote(table)} (workspace_id, ${expressions.join(', ')})${unique ? ' nulls not distinct' : ''} where deleted_at is ${deleted ? 'not ' : ''}null`
}

/** Row-level security, the rights of the application, and the view through which it reads. */
export function secondNet(table: string): readonly string[] {
  const name = `tendero.${quote(table)}`
  return [
    `alter table ${name} enable row level security`,
    `create policy tenant on ${name} to tendero_app using (workspace_id = current_setting('app.workspace_id')::uuid) with check (workspace_id = current_setting('app.workspace_id')::uuid)`,
    `grant select, insert, update, delete on ${name} to tendero_app`,
    ...readView(table),
  ]
}

/** Made again when a column is added: a view keeps the columns it was made with. */
export function readView(table: string): readonly string[] {
  return [
    `create or replace view app.${quote(table)} as select * from tendero.${quote(table)} where workspace_id = current_setting('app.workspace_id')::uuid`,
    `grant select on app.${quote(table)} to tendero_app`,
  ]
}

/** Foreign keys come after all tables: objects refer to each other. */
export function addReferences(table: TableSchema): readonly string[] {
  return table.references.map(
    ({ column, table: target }) =>
      `alter table tendero.${quote(table.name)} add constraint ${quote(`${table.name}_${column}_fkey`)} foreign key (workspace_id, ${quote(column)}) references tendero.${quote(target)} (workspace_id, id)`,
  )
}
