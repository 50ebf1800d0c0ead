import { quoteIdentifier as quote } from '@tendero/model'
import type pg from 'pg'
import {
  addReferences,
  columnText,
  createIndex,
  createTable,
  declaredTables,
  readView,
  type TableSchema,
} from './schema.ts'

/**
 * What a database lacks to hold the declared objects, as statements of a migration; nothing when they agree.
 * Types that differ are named in a comment: changing them wants thought.
 */
export async function missingStatements(client: Pick<pg.ClientBase, 'query'>): Promise<readonly string[]> {
  const columns = await existing(
    client,
    `select table_name as t, column_name as c, case when data_type = 'character' then 'char(3)' when data_type = 'timestamp with time zone' then 'timestamptz' else data_type end as d
    from information_schema.columns where table_schema = 'tendero'`,
  )
  const indexes = await existing(
    client,
    `select tablename as t, indexname as c, '' as d from pg_indexes where schemaname = 'tendero'`,
  )
  const constraints = await existing(
    client,
    `select rel.relname as t, con.conname as c, '' as d from pg_constraint con join pg_class rel on rel.oid = con.conrelid join pg_namespace n on n.oid = rel.relnamespace where n.nspname = 'tendero' and con.contype = 'f'`,
  )
  const tables = declaredTables()
  const made = tables.filter((table) => !columns.has(table.name)).flatMap(createTable)
  const known = tables.filter((table) => columns.has(table.name))
  const references = tables.flatMap((table) =>
    addReferences(table).filter(
      (_, index) => !constraints.get(table.name)?.has(`${table.name}_${table.references[index]?.column}_fkey`),
    ),
  )
  return [
    ...made,
    ...known.flatMap((table) => changesOf(table, columns.get(table.name), indexes.get(table.name))),
    ...references,
  ]
}

function changesOf(
  table: TableSchema,
  columns: ReadonlyMap<string, string> = new Map(),
  indexes: ReadonlyMap<string, string> = new Map(),
): readonly string[] {
  const added = table.columns.filter((column) => !columns.has(column.name))
  const differing = table.columns.filter(
    (column) => columns.has(column.name) && columns.get(column.name) !== column.type,
  )
  return [
    ...added.map((column) => `alter table tendero.${quote(table.name)} add column ${columnText(column)}`),
    ...differing.map(
      (column) => `-- tendero.${table.name}.${column.name} is ${columns.get(column.name)}, declared ${column.type}`,
    ),
    ...(added.length > 0 ? readView(table.name) : []),
    ...table.indexes.filter((index) => !indexes.has(index.name)).map((index) => createIndex(table.name, index)),
  ]
}

async function existing(
  client: Pick<pg.ClientBase, 'query'>,
  text: string,
): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  const { rows } = await client.query<{ t: string; c: string; d: string }>(text)
  const found = new Map<string, Map<string, string>>()
  for (const { t, c, d } of rows) found.set(t, (found.get(t) ?? new Map<string, string>()).set(c, d))
  return found
}
