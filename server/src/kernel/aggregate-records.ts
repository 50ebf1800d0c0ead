import {
  type AggregateGroup,
  type AggregateQuery,
  aggregates,
  empty,
  identifier,
  join,
  literal,
  type ObjectType,
  raw,
  type Sql,
  sql,
} from '@tendero/model'
import { type GroupColumn, groupColumn, localTimestamp } from './aggregate-group.ts'
import { measureOf } from './aggregate-measure.ts'
import { Failure } from './failure.ts'
import type { FilterContext } from './filter.ts'
import { type JoinedFields, joinedFields } from './joined-fields.ts'
import { matching, type Reading, referenceTitles } from './read-records.ts'

/** How the parts of the calendar are written; quarters and years are the calendar's. */
const dateFormats: ReadonlyMap<string, string> = new Map([
  ['day', 'YYYY-MM-DD'],
  ['week', 'IYYY-"W"IW'],
  ['month', 'YYYY-MM'],
  ['quarter', 'YYYY-"Q"Q'],
  ['year', 'YYYY'],
])

/**
 * Sums by one or two fields, of the records or of those they refer to, or by parts of dates; instants are cut in the
 * workspace's zone. At most 5,000 groups.
 */
export async function aggregateRecords(
  reading: Reading,
  object: ObjectType,
  query: AggregateQuery,
): Promise<readonly AggregateGroup[]> {
  if (query.group.length > 2 || query.measures.length === 0 || query.measures.length > 10)
    throw new Failure(422, 'invalid_aggregate')
  const fields = joinedFields(reading, object)
  const groups = query.group.map((one) => groupKey(reading, fields, one))
  const measures = query.measures.map((one) => measure(fields, one))
  const keys = groups.map((group, index) => sql`${group.expression} as ${identifier(`k${index}`)}`)
  const by =
    groups.length > 0
      ? sql`group by ${join(groups.map((_, index) => raw(String(index + 1))))} order by ${join(groups.map((_, index) => raw(`${index + 1} nulls last`)))}`
      : empty
  const rows = await reading.tx.rows<Record<string, string | number | boolean | null>>(sql`
    select ${join([...keys, ...measures.map((one, index) => sql`${one} as ${identifier(`m${index}`)}`)])}
    from ${fields.source()} where ${matching(reading, object, query)} ${by} limit 5001`)
  if (rows.length > 5_000) throw new Failure(422, 'too_many_groups')
  const titles = await Promise.all(
    groups.map((group, index) =>
      titlesOf(
        reading,
        group.object,
        rows.map((row) => row[`k${index}`] ?? null),
      ),
    ),
  )
  return rows.map((row) => ({
    keys: groups.map((_, index) => row[`k${index}`] ?? null),
    titles: groups.map((_, index) => titles[index]?.get(String(row[`k${index}`])) ?? null),
    measures: Object.fromEntries(
      query.measures.map((name, index) => [name, row[`m${index}`] as number | string | null]),
    ),
  }))
}

function groupKey(context: FilterContext, fields: JoinedFields, name: string): GroupColumn {
  const [path = '', part] = name.split(':')
  const placed = fields.at(path)
  if (part === undefined) return groupColumn(context, placed)
  const format = dateFormats.get(part)
  if (!format) throw new Failure(422, 'invalid_aggregate', { details: { group: name } })
  return { expression: sql`to_char(${localTimestamp(context, placed)}, ${literal(format)})` }
}

function measure(fields: JoinedFields, name: string): Sql {
  if (name === 'count') return raw('count(*)')
  const [how = '', path = ''] = name.split(':')
  const known = aggregates.find((one) => one === how)
  if (!known) throw new Failure(422, 'invalid_aggregate', { details: { measure: name } })
  const { parts, value, type } = measureOf(known, fields.at(path))
  const whole = value(parts.map(({ ofRecords }) => ofRecords(empty)))
  if (known === 'average') return sql`${whole}::float8`
  return type.columns[type.orderColumn ?? 0]?.type === 'numeric' ? sql`${whole}::text` : whole
}

async function titlesOf(
  reading: Reading,
  object: ObjectType | undefined,
  ids: readonly unknown[],
): Promise<ReadonlyMap<string, string>> {
  const known = ids.filter((id): id is string => typeof id === 'string')
  return object && known.length > 0 ? referenceTitles(reading, object, known) : new Map()
}
