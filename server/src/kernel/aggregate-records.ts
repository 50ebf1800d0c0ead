import {
  type AggregateGroup,
  type AggregateQuery,
  type AggregateResult,
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
import { type GroupColumn, groupColumn, groupKeys, localTimestamp } from './aggregate-group.ts'
import { type Measure, measureOf } from './aggregate-measure.ts'
import { encodeCursor } from './cursor.ts'
import { Failure } from './failure.ts'
import type { FilterContext } from './filter.ts'
import { gatheredGroups, keyColumn, partColumn } from './gathered-groups.ts'
import { type JoinedFields, joinedFields } from './joined-fields.ts'
import { afterCursor, orderBy, type SortKey } from './list-order.ts'
import { matching, type Reading, referenceTitles } from './read-records.ts'

/** How the parts of the calendar are written; quarters and years are the calendar's. */
const dateFormats: ReadonlyMap<string, string> = new Map([
  ['day', 'YYYY-MM-DD'],
  ['week', 'IYYY-"W"IW'],
  ['month', 'YYYY-MM'],
  ['quarter', 'YYYY-"Q"Q'],
  ['year', 'YYYY'],
])

/** Groups that are given at once, and on a page. */
const mostGroups = 5_000
const mostPerPage = 1_000

/**
 * Sums by one or two fields, of the records or of those they refer to, or by parts of dates; instants are cut in the
 * workspace's zone. All groups, or a page of them by keyset.
 * @throws Failure 422 `too_many_groups` for more than 5,000 without a page, `invalid_aggregate`, `invalid_cursor`
 */
export async function aggregateRecords(
  reading: Reading,
  object: ObjectType,
  query: AggregateQuery,
): Promise<Omit<AggregateResult, 'currency'>> {
  if (query.group.length > 2 || query.measures.length === 0 || query.measures.length > 10)
    throw new Failure(422, 'invalid_aggregate')
  const fields = joinedFields(reading, object)
  const groups = query.group.map((name, index) => groupOf(reading, fields, name, sql`grouped.${keyColumn(index)}`))
  const measures = query.measures.map((name) => measureCalled(fields, name))
  const page = query.limit === undefined ? undefined : Math.min(Math.max(query.limit, 1), mostPerPage)
  const most = page ?? mostGroups
  const keys = groups.flatMap((group) => group.keys.map((key) => ({ ...key, down: query.descending === true })))
  const found = await reading.tx.rows<GroupRow>(
    groupStatement({
      source: fields.source(),
      where: matching(reading, object, query),
      groups,
      measures,
      keys,
      after: query.cursor === undefined ? raw('true') : afterCursor(keys, query.cursor, false),
      most: most + 1,
    }),
  )
  if (page === undefined && found.length > most) throw new Failure(422, 'too_many_groups')
  const rows = found.slice(0, most)
  const edge = found.length > most ? rows.at(-1) : undefined
  return {
    groups: await groupsOf(reading, query, groups, rows),
    next: edge ? encodeCursor(keys.map((_, index) => edge[`p${index}`] ?? null)) : null,
    count: found[0]?.count ?? 0,
  }
}

/** By what records are grouped, and how the groups are ordered. */
interface Group {
  readonly column: GroupColumn
  readonly keys: readonly Omit<SortKey, 'down'>[]
}

function groupOf(context: FilterContext, fields: JoinedFields, name: string, value: Sql): Group {
  const [path = '', part] = name.split(':')
  const placed = fields.at(path)
  if (part === undefined) {
    const column = groupColumn(context, placed)
    return { column, keys: groupKeys(context, placed, column, value) }
  }
  const format = dateFormats.get(part)
  if (!format) throw new Failure(422, 'invalid_aggregate', { details: { group: name } })
  const expression = sql`to_char(${localTimestamp(context, placed)}, ${literal(format)})`
  return {
    column: { expression, type: 'text', caseless: false },
    keys: [{ expression: value, type: 'text', nullable: true }],
  }
}

/** A measure, and what the API gives of it. */
interface NamedMeasure extends Measure {
  readonly shown: (value: Sql) => Sql
}

function measureCalled(fields: JoinedFields, name: string): NamedMeasure {
  const [how = '', path = ''] = name.split(':')
  if (name === 'count') return { ...measureOf(name, undefined), shown: (value) => value }
  const known = aggregates.find((one) => one === how)
  if (!known) throw new Failure(422, 'invalid_aggregate', { details: { measure: name } })
  const measure = measureOf(known, fields.at(path))
  const { columns, orderColumn = 0 } = measure.type
  if (known === 'average') return { ...measure, shown: (value) => sql`${value}::float8` }
  return { ...measure, shown: (value) => (columns[orderColumn]?.type === 'numeric' ? sql`${value}::text` : value) }
}

interface GroupQuery {
  readonly source: Sql
  readonly where: Sql
  readonly groups: readonly Group[]
  readonly measures: readonly NamedMeasure[]
  readonly keys: readonly SortKey[]
  /** Which groups are still to be given. */
  readonly after: Sql
  readonly most: number
}

/** The values of the group, its measures, its place in the order, and how many groups there are. */
type GroupRow = Readonly<Record<`k${number}` | `m${number}`, string | number | boolean | null>> &
  Readonly<Record<`p${number}`, string | null>> & { readonly count: number }

function groupStatement({ source, where, groups, measures, keys, after, most }: GroupQuery): Sql {
  const columns = groups.map(({ column }) => column)
  const parts = measures.flatMap((measure) => measure.parts)
  const gathering = { source, where, columns, parts: parts.map(({ ofRecords }) => ofRecords(empty)) }
  const values = columns.map((_, index) => keyColumn(index))
  const folded = parts.map(({ folding }, index) => sql`${folding(partColumn(index))} as ${partColumn(index)}`)
  const by = values.length > 0 ? sql` group by ${join(values)}` : empty
  return sql`with gathered as (${gatheredGroups(gathering)}),
    grouped as (select ${join([...values, ...folded])} from gathered${by})
    select ${join([
      ...columns.map(
        ({ type }, index) =>
          sql`${type === 'numeric' ? sql`${keyColumn(index)}::float8` : keyColumn(index)} as ${keyColumn(index)}`,
      ),
      ...measuresOf(measures),
      ...keys.map(({ expression }, index) => sql`(${expression})::text as ${identifier(`p${index}`)}`),
      sql`(select count(*) from grouped) as count`,
    ])}
    from grouped where ${after} ${keys.length > 0 ? sql`order by ${orderBy(keys, false)}` : empty} limit ${raw(String(most))}`
}

/** Each measure out of its parts, which stand one after the other. */
function measuresOf(measures: readonly NamedMeasure[]): readonly Sql[] {
  let first = 0
  return measures.map(({ parts, value, shown }, index) => {
    const own = parts.map((_, part) => partColumn(first + part))
    first += parts.length
    return sql`${shown(value(own))} as ${identifier(`m${index}`)}`
  })
}

async function groupsOf(
  reading: Reading,
  query: AggregateQuery,
  groups: readonly Group[],
  rows: readonly GroupRow[],
): Promise<readonly AggregateGroup[]> {
  const titles = await Promise.all(
    groups.map(({ column }, index) =>
      titlesOf(
        reading,
        column.object,
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

async function titlesOf(
  reading: Reading,
  object: ObjectType | undefined,
  ids: readonly unknown[],
): Promise<ReadonlyMap<string, string>> {
  const known = ids.filter((id): id is string => typeof id === 'string')
  return object && known.length > 0 ? referenceTitles(reading, object, known) : new Map()
}
