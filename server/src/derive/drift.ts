import { quoteIdentifier as quote } from '@tendero/model'
import type pg from 'pg'
import {
  addReferences,
  type ColumnSchema,
  columnText,
  createIndex,
  createTable,
  declaredTables,
  readView,
  type TableSchema,
} from './schema.ts'

/**
 * What a database lacks to hold the declared objects, as statements of a migration; nothing when they agree.
 * What wants thought is a comment: a column of another type, one that may be empty, one that nobody declares any more.
 */
export async function missingStatements(
  client: Pick<pg.ClientBase, 'query'>,
  tables: readonly TableSchema[] = declaredTables(),
): Promise<readonly string[]> {
  const columns = await existing(
    client,
    `select table_name as t, column_name as c, case data_type when 'character' then 'char(3)'
      when 'timestamp with time zone' then 'timestamptz' else data_type end
      || case is_nullable when 'NO' then ' not null' else '' end as d
    from information_schema.columns where table_schema = 'tendero'`,
  )
  const indexes = await existing(
    client,
    `select tablename as t, indexname as c, '' as d from pg_indexes where schemaname = 'tendero'`,
  )
  const constraints = await existing(
    client,
    `select rel.relname as t, con.conname as c, '' as d from pg_constraint con join pg_class rel on rel.oid = con.conrelid
      join pg_namespace n on n.oid = rel.relnamespace where n.nspname = 'tendero' and con.contype = 'f'`,
  )
  return [
    ...tables.filter((table) => !columns.has(table.name)).flatMap(createTable),
    ...tables.flatMap((table) => {
      const known = columns.get(table.name)
      return known ? changesOf(table, known, indexes.get(table.name) ?? new Map()) : []
    }),
    ...tables.flatMap((table) => missingReferences(table, constraints.get(table.name) ?? new Map())),
  ]
}

/** Of a table that is there: names to what the database says of them. */
type Known = ReadonlyMap<string, string>

function changesOf(table: TableSchema, columns: Known, indexes: Known): readonly string[] {
  const added = table.columns.filter((column) => !columns.has(column.name))
  const kept = table.columns.filter((column) => columns.has(column.name))
  const declared = new Set(table.columns.map((column) => column.name))
  return [
    ...added.flatMap((column) => addColumn(table.name, column)),
    ...kept.flatMap((column) => difference(table.name, column, columns.get(column.name) ?? '')),
    ...[...columns.keys()]
      .filter((name) => !declared.has(name))
      .map((name) => `-- tendero.${table.name}.${name} is declared no more`),
    ...(added.length > 0 ? readView(table.name) : []),
    ...table.indexes.filter((index) => !indexes.has(index.name)).map((index) => createIndex(table.name, index)),
  ]
}

/** A required column comes in three steps: rows are there already, and have nothing in it. */
function addColumn(table: string, column: ColumnSchema): readonly string[] {
  const name = `tendero.${quote(table)}`
  if (!column.required || column.default !== undefined) return [`alter table ${name} add column ${columnText(column)}`]
  return [
    `alter table ${name} add column ${columnText({ ...column, required: false })}`,
    column.initial === undefined
      ? `-- give ${quote(column.name)} a value in every row of ${name} that is there already, before this:`
      : `update ${name} set ${quote(column.name)} = ${column.initial}`,
    `alter table ${name} alter column ${quote(column.name)} set not null`,
  ]
}

function difference(table: string, { name, type, required }: ColumnSchema, known: string): readonly string[] {
  const declared = `${type}${required ? ' not null' : ''}`
  return declared === known ? [] : [`-- tendero.${table}.${name} is ${known}, declared ${declared}`]
}

function missingReferences(table: TableSchema, constraints: Known): readonly string[] {
  return addReferences(table).filter(
    (_, index) => !constraints.has(`${table.name}_${table.references[index]?.column}_fkey`),
  )
}

async function existing(client: Pick<pg.ClientBase, 'query'>, text: string): Promise<ReadonlyMap<string, Known>> {
  const { rows } = await client.query<{ t: string; c: string; d: string }>(text)
  const found = new Map<string, Map<string, string>>()
  for (const { t, c, d } of rows) found.set(t, (found.get(t) ?? new Map<string, string>()).set(c, d))
  return found
}
