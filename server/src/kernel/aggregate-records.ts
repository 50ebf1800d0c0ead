import {
  type AggregateGroup,
  type AggregateQuery,
  empty,
  identifier,
  join,
  literal,
  type ObjectType,
  raw,
  type Sql,
  sql,
} from '@tendero/model'
import { orderColumn, orderType } from './expression.ts'
import { Failure } from './failure.ts'
import { type FilterContext, readableField } from './filter.ts'
import { matching, type Reading, referenceTitles } from './read-records.ts'
import { readTable } from './record-select.ts'

const dateParts: ReadonlyMap<string, string> = new Map([
  ['day', 'YYYY-MM-DD'],
  ['week', 'IYYY-"W"IW'],
  ['month', 'YYYY-MM'],
  ['quarter', 'YYYY-"Q"Q'],
  ['year', 'YYYY'],
])

/** Sums by one or two fields or parts of dates; instants are cut in the workspace's zone. At most 5,000 groups. */
export async function aggregateRecords(
  reading: Reading,
  object: ObjectType,
  query: AggregateQuery,
): Promise<readonly AggregateGroup[]> {
  if (query.group.length > 2 || query.measures.length === 0 || query.measures.length > 10)
    throw new Failure(422, 'invalid_aggregate')
  const groups = query.group.map((one) => groupKey(reading, object, one))
  const measures = query.measures.map((one) => measure(reading, object, one))
  const keys = groups.map((group, index) => sql`${group.expression} as ${identifier(`k${index}`)}`)
  const by =
    groups.length > 0
      ? sql`group by ${join(groups.map((_, index) => raw(String(index + 1))))} order by ${join(groups.map((_, index) => raw(`${index + 1} nulls last`)))}`
      : empty
  const rows = await reading.tx.rows<Record<string, string | number | boolean | null>>(sql`
    select ${join([...keys, ...measures.map((one, index) => sql`${one} as ${identifier(`m${index}`)}`)])}
    from ${readTable(object)} t where ${matching(reading, object, query)} ${by} limit 5001`)
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

function groupKey(context: FilterContext, object: ObjectType, name: string): { expression: Sql; object?: ObjectType } {
  const [fieldName = '', part] = name.split(':')
  const field = readableField(object, fieldName, context)
  const type = orderType(field)
  const column = orderColumn(field, 't')
  if (part !== undefined) {
    const format = dateParts.get(part)
    if (!format || (type !== 'date' && type !== 'timestamptz'))
      throw new Failure(422, 'invalid_aggregate', { details: { group: name } })
    const local = type === 'date' ? column : sql`${column} at time zone ${literal(context.model.settings.timeZone)}`
    return { expression: sql`to_char(${local}, ${literal(format)})` }
  }
  if (!field.type.groupable || type === 'timestamptz')
    throw new Failure(422, 'invalid_aggregate', { details: { group: name } })
  return {
    expression: type === 'numeric' ? sql`${column}::float8` : column,
    object: context.model.objects.get(field.options.object ?? ''),
  }
}

const aggregateSql: Readonly<Record<string, (column: Sql, type: string) => Sql>> = {
  sum: (column, type) => (type === 'numeric' ? sql`sum(${column})::text` : sql`sum(${column})::float8`),
  average: (column) => sql`avg(${column})::float8`,
  min: (column, type) => (type === 'numeric' ? sql`min(${column})::text` : sql`min(${column})`),
  max: (column, type) => (type === 'numeric' ? sql`max(${column})::text` : sql`max(${column})`),
}

function measure(context: FilterContext, object: ObjectType, name: string): Sql {
  if (name === 'count') return raw('count(*)')
  const [how = '', fieldName = ''] = name.split(':')
  const field = readableField(object, fieldName, context)
  const make = aggregateSql[how]
  if (!make || !(field.type.aggregates as readonly string[]).includes(how))
    throw new Failure(422, 'invalid_aggregate', { details: { measure: name } })
  return make(orderColumn(field, 't'), orderType(field))
}

async function titlesOf(
  reading: Reading,
  object: ObjectType | undefined,
  ids: readonly unknown[],
): Promise<ReadonlyMap<string, string>> {
  const known = ids.filter((id): id is string => typeof id === 'string')
  return object && known.length > 0 ? referenceTitles(reading, object, known) : new Map()
}
