import type { FieldType } from '../field-type.ts'
import { join, raw, type Sql, sql } from '../sql.ts'

/** The type of a field whose values are worked out: compared, shown and exported as its result is. */
export function face<V>(result: FieldType<V>, kind: string): FieldType {
  // A derived field is read, never written: nobody gives it a value of another type.
  const shown = result as unknown as FieldType
  return {
    ...shown,
    kind,
    result: result.result ?? result.kind,
    custom: true,
    ...(result.toJson ? { toJson: (columns) => jsonOnce(shown, columns) } : {}),
  }
}

/** Only to be shown: nobody sorts, filters or sums by it. */
export function onlyToShow(type: FieldType): FieldType {
  return { ...type, sortable: false, groupable: false, aggregates: [], operators: [] }
}

/** JSON of several columns names some more than once; each is worked out once. */
function jsonOnce({ toJson }: FieldType, columns: readonly Sql[]): Sql {
  if (!toJson) return raw('null')
  if (columns.length === 1) return toJson(columns)
  const named = join(columns.map((column, index) => sql`${column} as ${raw(`c${index}`)}`))
  return sql`(select ${toJson(columns.map((_, index) => raw(`j.c${index}`)))} from (select ${named} offset 0) j)`
}

/** An alias for the rows within: only the one around it is still spoken of there. */
export function innerAlias(alias: string): string {
  return alias === 'd1' ? 'd2' : 'd1'
}
