import { identifier, join, raw, type Sql, sql, withoutCase } from '@tendero/model'
import type { GroupColumn } from './aggregate-group.ts'

/** Records that are gathered by values, and what is measured of them: aggregates over the records of a group. */
export interface Gathering {
  readonly source: Sql
  readonly where: Sql
  readonly columns: readonly Pick<GroupColumn, 'expression' | 'caseless'>[]
  readonly parts: readonly Sql[]
}

/** The value of a group by its place, among what was gathered. */
export function keyColumn(index: number): Sql {
  return identifier(`k${index}`)
}

/** A part of the measures by its place, among what was gathered. */
export function partColumn(index: number): Sql {
  return identifier(`a${index}`)
}

/**
 * One row, or several, for each group: its values, then its parts, to be folded. The records are gone through once, by
 * their values as they are; texts are compared without case only then, when there are few of them.
 */
export function gatheredGroups(gathering: Gathering): Sql {
  const { columns, parts } = gathering
  if (!columns.some(({ caseless }) => caseless)) return gathered(gathering)
  const records = partColumn(parts.length)
  const values = columns.map(({ caseless }, index) => {
    const key = keyColumn(index)
    return caseless ? sql`${commonSpelling(key, records)} as ${key}` : key
  })
  return sql`select ${join([...values, ...parts.map((_, index) => partColumn(index))])}
    from (${gathered({ ...gathering, parts: [...parts, raw('count(*)')] })}) g`
}

function gathered({ source, where, columns, parts }: Gathering): Sql {
  const keys = columns.map(({ expression }, index) => sql`${expression} as ${keyColumn(index)}`)
  const named = parts.map((part, index) => sql`${part} as ${partColumn(index)}`)
  const places = columns.map((_, index) => raw(String(index + 1)))
  const by = places.length > 0 ? sql` group by ${join(places)}` : raw('')
  return sql`select ${join([...keys, ...named])} from ${source} where ${where}${by}`
}

/** What differs in case alone as the most records write it; of two as many, capital letters come first. */
function commonSpelling(text: Sql, records: Sql): Sql {
  return sql`first_value(${text}) over (partition by ${withoutCase(text)} order by ${records} desc, ${text} collate "C")`
}
