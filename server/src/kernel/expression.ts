import { type ColumnType, columnNames, type Field, identifier, literal, raw, type Sql, sql } from '@tendero/model'

/**
 * The one function that turns a field into SQL: its columns, the places of its values in the `custom` document, cast to
 * the field's types, or what its values are worked out by for the reader whom `readableField` gave it to. Filters,
 * sorts, reports, exports and policies do not know which it is.
 */
export function columnsOf(field: Field, alias: string): readonly Sql[] {
  if (field.columns) return field.columns(alias)
  if (!isStored(field)) throw new Error(`${field.name} is worked out for a reader, and none was named`)
  const table = raw(alias)
  if (!field.custom) return columnNames(field).map((name) => sql`${table}.${identifier(name)}`)
  const { columns } = field.type
  const place = sql`${table}.custom`
  const key = literal(field.name)
  if (columns.length === 1) return columns.map(({ type }) => stored(place, key, type))
  return columns.map((column) => stored(sql`(${place} -> ${key})`, literal(column.key || 'value'), column.type))
}

/** Is a field's value in the record, and not worked out whenever it is read? */
export function isStored({ derivation, problem }: Field): boolean {
  return derivation ? derivation.stored : problem === undefined
}

/** The column that compares, sorts and groups. */
export function orderColumn(field: Field, alias: string): Sql {
  return columnsOf(field, alias)[field.type.orderColumn ?? 0] ?? raw('null')
}

export function orderType(field: Field): ColumnType {
  return field.type.columns[field.type.orderColumn ?? 0]?.type ?? 'text'
}

/** The value as the API gives it. */
export function jsonOf(field: Field, alias: string): Sql {
  const columns = columnsOf(field, alias)
  return field.type.toJson ? field.type.toJson(columns) : (columns[0] ?? raw('null'))
}

/** How a custom value lies in the document: alone, or by the keys of its columns. */
export function customDocument(field: Field, columns: readonly unknown[]): unknown {
  if (field.type.columns.length === 1) return columns[0]
  return Object.fromEntries(field.type.columns.map(({ key }, index) => [key || 'value', columns[index]]))
}

function stored(place: Sql, key: Sql, type: ColumnType): Sql {
  switch (type) {
    case 'jsonb':
      return sql`(${place} -> ${key})`
    case 'text':
    case 'char(3)':
      return sql`(${place} ->> ${key})`
    case 'date':
      return sql`tendero.iso_date(${place} ->> ${key})`
    case 'timestamptz':
      return sql`tendero.iso_instant(${place} ->> ${key})`
    case 'bigint':
    case 'smallint':
    case 'numeric':
    case 'boolean':
    case 'uuid':
      return sql`((${place} ->> ${key})::${raw(type)})`
  }
}
