import { identifier, type ObjectType, type Sql, sql } from '@tendero/model'

/**
 * Where an object's rows are read: a view of the one workspace, beside row-level security (settled: some indexes); of an
 * object as it was on a day, its rows as they were.
 */
export function readTable({ table, rows }: Pick<ObjectType, 'table' | 'rows'>): Sql {
  return rows?.() ?? sql`app.${identifier(table)}`
}

/** Where they are written: the protected table. */
export function writeTable(object: Pick<ObjectType, 'table'>): Sql {
  return sql`tendero.${identifier(object.table)}`
}
