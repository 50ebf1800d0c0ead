import {
  type AggregateGroup,
  addDays,
  and,
  type Count,
  empty,
  type Field,
  identifier,
  isDay,
  join,
  type ListQuery,
  literal,
  type ObjectType,
  or,
  raw,
  refusedText,
  type Sql,
  sql,
  startOfDay,
} from '@tendero/model'
import type { Caller } from './caller.ts'
import { decodeCursor, encodeCursor, isPlaceValue } from './cursor.ts'
import type { Transaction } from './database.ts'
import { orderColumn, orderType } from './expression.ts'
import { Failure, notFound } from './failure.ts'
import { type FilterContext, filterSql, kindOf, readableField } from './filter.ts'
import type { Kernel } from './kernel.ts'
import { policy } from './policy.ts'
import {
  catalogueTitle,
  type RecordRow,
  readTable,
  recordColumns,
  recordShape,
  recordSource,
  recordText,
  seesTitles,
  titleOf,
} from './record-select.ts'
import { searchCondition } from './search-index.ts'
import type { CatalogueRecord } from './workspace-model.ts'

/** Exact counts end here; above it the planner's estimate is given. */
const exactUpTo = 10_000
const mostPerPage = 200

export interface Reading extends FilterContext {
  readonly tx: Transaction
}

/** What reading needs, at the workspace's time. */
export function readingFor(kernel: Pick<Kernel, 'now'>, { model, actor }: Caller, tx: Transaction): Reading {
  return { model, actor, tx, now: new Date(kernel.now().getTime() + model.settings.clockOffset * 1_000) }
}

/** A page as JSON text, as PostgreSQL made it: nothing parses it on the way. */
export interface PageText {
  readonly items: string
  readonly next: string | null
}

/** The records that an actor may see, as a condition on the alias. */
export function visible(context: FilterContext, object: ObjectType, alias: string, deleted = false): Sql {
  return and([
    sql`${raw(alias)}.workspace_id = ${context.actor.workspaceId}`,
    deleted ? sql`${raw(alias)}.deleted_at is not null` : sql`${raw(alias)}.deleted_at is null`,
    kindOf(object, alias),
    policy(context.model, context.actor, object, 'read', alias),
  ])
}

function matching(
  context: FilterContext,
  object: ObjectType,
  query: Pick<ListQuery, 'filter' | 'search' | 'deleted'>,
): Sql {
  return and([
    visible(context, object, 't', query.deleted),
    ...(query.filter === undefined ? [] : [filterSql(query.filter, object, 't', context)]),
    ...(query.search ? [searchCondition(context, object, query.search, 't')] : []),
  ])
}

/** One page by keyset, in the order asked for; ties are broken by the id. */
export async function listRecords(reading: Reading, object: ObjectType, query: ListQuery): Promise<PageText> {
  const limit = Math.min(Math.max(query.limit ?? 50, 1), mostPerPage)
  const keys = sortKeys(reading, object, query.sort)
  const where = matching(reading, object, query)
  const after = placeOf(reading, object, query, keys)
  const shape = recordShape(reading, object, 't', query.fields)
  const order = orderBy(keys, false)
  const place = join(keys.map((key, index) => sql`(${key.expression})::text as ${identifier(`k${index}`)}`))
  const rows = await reading.tx.rows<RecordRow & Readonly<Record<`k${number}`, string | null>>>(sql`
    select ${recordColumns(shape)}, ${place}
    from (select t.* from ${readTable(object)} t where ${and([where, ...after])} order by ${orderBy(keys, query.fromEnd === true)} limit ${raw(String(limit))}) t
    ${recordSource(shape)} order by ${order}`)
  const edge = rows.length < limit ? undefined : query.fromEnd ? rows[0] : rows[rows.length - 1]
  return {
    items: `[${rows.map((row) => recordText(shape, row)).join(',')}]`,
    next: edge ? encodeCursor(keys.map((_, index) => edge[`k${index}`] ?? null)) : null,
  }
}

/**
 * All records that match, in order, as one statement for a cursor; `text` makes a row of it the JSON of a record.
 */
export function allRecords(
  context: FilterContext,
  object: ObjectType,
  query: Pick<ListQuery, 'filter' | 'search' | 'sort' | 'fields'>,
): { readonly statement: Sql; text(row: RecordRow): string } {
  const shape = recordShape(context, object, 't', query.fields)
  const order = orderBy(sortKeys(context, object, query.sort), false)
  const statement = sql`select ${recordColumns(shape)} from ${readTable(object)} t ${recordSource(shape)}
    where ${matching(context, object, query)} order by ${order}`
  return { statement, text: (row) => recordText(shape, row) }
}

/** Counts exactly up to 10,000; beyond that it asks the planner. */
export async function countRecords(
  reading: Reading,
  object: ObjectType,
  query: Pick<ListQuery, 'filter' | 'search' | 'deleted'>,
): Promise<Count> {
  const where = matching(reading, object, query)
  const [row] = await reading.tx.rows<{ n: number }>(
    sql`select count(*) as n from (select 1 from ${readTable(object)} t where ${where} limit ${raw(String(exactUpTo + 1))}) counted`,
  )
  const value = row?.n ?? 0
  if (value <= exactUpTo) return { value, estimated: false }
  const plan = await reading.tx.rows<{ 'QUERY PLAN': readonly [{ Plan: { 'Plan Rows': number } }] }>(
    sql`explain (format json) select 1 from ${readTable(object)} t where ${where}`,
  )
  const guess = plan[0]?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? value
  return { value: Math.max(Math.round(guess), exactUpTo + 1), estimated: true }
}

/** One record as JSON text. @throws Failure 404 when there is none that the actor may see */
export async function readRecord(reading: Reading, object: ObjectType, id: string, deleted = false): Promise<string> {
  const shape = recordShape(reading, object, 't')
  const [row] = await reading.tx.rows<RecordRow>(sql`
    select ${recordColumns(shape)} from ${readTable(object)} t ${recordSource(shape)}
    where ${and([visible(reading, object, 't', deleted), sql`t.id = ${id}`])}`)
  if (!row) throw notFound()
  return recordText(shape, row)
}

/** Where in the order a page begins: behind a cursor, at a value, or nowhere in particular. */
function placeOf(
  context: FilterContext,
  object: ObjectType,
  query: ListQuery,
  keys: readonly SortKey[],
): readonly Sql[] {
  const reversed = query.fromEnd === true
  if (query.cursor !== undefined) return [afterCursor(keys, query.cursor, reversed)]
  const [first] = keys
  if (query.from === undefined || !first) return []
  return [atValue(first, soughtValue(context, object, query, first), reversed)]
}

/** Everything from a value on; read from the other end, everything before it. Empty values come last. */
function atValue({ expression, type, down, nullable }: SortKey, value: string | null, reversed: boolean): Sql {
  if (value === null) return reversed ? raw('true') : raw('false')
  const [onward, before] = down ? ['<=', '>'] : ['>=', '<']
  const there = sql`${expression} ${raw(reversed ? before : onward)} ${value}::${raw(type)}`
  return nullable && !reversed ? or([there, sql`${expression} is null`]) : there
}

/** Comes after every letter: what begins with a text ends before the text and this. */
const lastSign = '\uffff'

/**
 * The value of the first sort key that a text asks for; null when it is behind everything.
 * @throws Failure 422 `invalid_query` for what is no such value
 */
function soughtValue(context: FilterContext, object: ObjectType, query: ListQuery, key: SortKey): string | null {
  const from = query.from ?? ''
  if (key.named) return key.named(from)
  if (key.type === 'text' && refusedText(from) === undefined) return key.down ? `${from}${lastSign}` : from
  if (key.type === 'timestamptz' && isDay(from))
    return startOfDay(context.actor.timeZone, key.down ? addDays(from, 1) : from).toISOString()
  if (key.type !== 'text' && isPlaceValue(from, key.type)) return from
  throw new Failure(422, 'invalid_query', { details: { parameter: 'from', object: object.name } })
}

interface SortKey {
  readonly expression: Sql
  readonly type: string
  readonly down: boolean
  readonly nullable: boolean
  /** For catalogues, whose order is no value of theirs: the place of the one whose name begins so; null for none. */
  named?(beginning: string): string | null
}

/** The keys of an order; text is sorted as people do. */
function sortKeys(
  context: FilterContext,
  object: ObjectType,
  sort: readonly string[] = ['-updatedAt'],
): readonly SortKey[] {
  if (sort.length > 4) throw new Failure(422, 'invalid_sort')
  const keys = sort.map((entry) => {
    const down = entry.startsWith('-')
    const field = readableField(object, down ? entry.slice(1) : entry, context)
    if (!field.type.sortable) throw new Failure(422, 'invalid_sort', { details: { field: field.name } })
    return sortKey(context, field, down)
  })
  const last = keys[keys.length - 1]
  return [...keys, { expression: raw('t.id'), type: 'uuid', down: last?.down ?? false, nullable: false }]
}

function sortKey(context: FilterContext, field: Field, down: boolean): SortKey {
  const nullable = field.options.required !== true || field.custom
  const target = field.type.kind === 'reference' ? context.model.objects.get(field.options.object ?? '') : undefined
  if (target) return { ...referenceOrder(context, field, target, down), down, nullable: true }
  const type = orderType(field)
  const column = orderColumn(field, 't')
  return { expression: type === 'text' ? sql`${column} collate "und-x-icu"` : column, type, down, nullable }
}

/**
 * References sort by what they are called, stages by their position; those whose names are hidden by their ids.
 * Catalogues are sorted in memory.
 */
function referenceOrder(
  context: FilterContext,
  field: Field,
  target: ObjectType,
  down: boolean,
): Pick<SortKey, 'expression' | 'type' | 'named'> {
  const id = orderColumn(field, 't')
  // The cursor holds the place in the order: by a name that one may not read, it would tell it.
  if (!seesTitles(context.actor, target)) return { expression: id, type: 'uuid' }
  const catalogue = target.metadata ? context.model.catalogue.get(target.name) : undefined
  if (!catalogue)
    return {
      expression: sql`(select ${titleOf(context.actor, target, 'o')} from ${readTable(target)} o where ${and([
        sql`o.workspace_id = ${context.actor.workspaceId}`,
        sql`o.id = ${id}`,
        policy(context.model, context.actor, target, 'read', 'o'),
      ])}) collate "und-x-icu"`,
      type: 'text',
    }
  const order = new Intl.Collator(context.actor.language)
  const place = (row: CatalogueRecord) => (target.fields.has('position') ? Number(row.position) : 0)
  const sorted = [...catalogue.values()].sort(
    (a, b) =>
      place(a) - place(b) ||
      order.compare(catalogueTitle(context.actor, target, a), catalogueTitle(context.actor, target, b)),
  )
  return {
    expression: sql`array_position(${sorted.map((row) => row.id)}::uuid[], ${id})`,
    type: 'integer',
    named(beginning) {
      const begins = (row: CatalogueRecord) =>
        plain(catalogueTitle(context.actor, target, row)).startsWith(plain(beginning))
      const at = down ? sorted.findLastIndex(begins) : sorted.findIndex(begins)
      return at < 0 ? null : String(at + 1)
    },
  }
}

/** As people compare names: without accents, in one case. */
function plain(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

function orderBy(keys: readonly SortKey[], reversed: boolean): Sql {
  return join(
    keys.map(({ expression, down, nullable }) => {
      const descending = down !== reversed
      const nulls = nullable ? (reversed ? ' nulls first' : ' nulls last') : ''
      return sql`${expression} ${raw(descending ? `desc${nulls}` : `asc${nulls}`)}`
    }),
  )
}

/** Everything behind the cursor in the direction of reading; empty values come last. */
function afterCursor(keys: readonly SortKey[], cursor: string, reversed: boolean): Sql {
  const values = decodeCursor(cursor, keys)
  const uniform = keys.every((key) => !key.nullable && key.down === keys[0]?.down)
  const bound = (index: number): Sql => sql`${values[index]}::${raw(keys[index]?.type ?? 'text')}`
  if (uniform) {
    const sign = raw((keys[0]?.down ?? false) !== reversed ? '<' : '>')
    return sql`(${join(keys.map((key) => key.expression))}) ${sign} (${join(keys.map((_, index) => bound(index)))})`
  }
  const alternatives = keys.map((key, index) =>
    and([
      ...keys
        .slice(0, index)
        .map((before, i) =>
          values[i] === null ? sql`${before.expression} is null` : sql`${before.expression} = ${bound(i)}`,
        ),
      beyond(key, values[index] === null ? null : bound(index), reversed),
    ]),
  )
  return or(alternatives)
}

function beyond({ expression, down, nullable }: SortKey, value: Sql | null, reversed: boolean): Sql {
  if (value === null) return reversed ? sql`${expression} is not null` : raw('false')
  const sign = raw(down !== reversed ? '<' : '>')
  const further = sql`${expression} ${sign} ${value}`
  return nullable && !reversed ? or([further, sql`${expression} is null`]) : further
}

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
  query: { group: readonly string[]; measures: readonly string[]; filter?: unknown },
): Promise<readonly AggregateGroup[]> {
  if (query.group.length > 2 || query.measures.length === 0 || query.measures.length > 10)
    throw new Failure(422, 'invalid_aggregate')
  const groups = query.group.map((one) => groupKey(reading, object, one))
  const measures = query.measures.map((one) => measure(reading, object, one))
  const where = and([
    visible(reading, object, 't'),
    ...(query.filter === undefined ? [] : [filterSql(query.filter, object, 't', reading)]),
  ])
  const keys = groups.map((group, index) => sql`${group.expression} as ${identifier(`k${index}`)}`)
  const by =
    groups.length > 0
      ? sql`group by ${join(groups.map((_, index) => raw(String(index + 1))))} order by ${join(groups.map((_, index) => raw(`${index + 1} nulls last`)))}`
      : empty
  const rows = await reading.tx.rows<Record<string, string | number | boolean | null>>(sql`
    select ${join([...keys, ...measures.map((one, index) => sql`${one} as ${identifier(`m${index}`)}`)])}
    from ${readTable(object)} t where ${where} ${by} limit 5001`)
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

/** Titles of the records among the ids that the actor may see. */
export async function referenceTitles(
  reading: Reading,
  object: ObjectType,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (!seesTitles(reading.actor, object)) return new Map()
  const catalogue = object.metadata ? reading.model.catalogue.get(object.name) : undefined
  if (catalogue)
    return new Map(
      ids.flatMap((id) => {
        const row = catalogue.get(id)
        return row ? [[id, catalogueTitle(reading.actor, object, row)] as const] : []
      }),
    )
  const rows = await reading.tx.rows<{ id: string; title: string }>(sql`
    select t.id, ${titleOf(reading.actor, object, 't')} as title from ${readTable(object)} t
    where ${and([sql`t.workspace_id = ${reading.actor.workspaceId}`, sql`t.id = any(${ids}::uuid[])`, policy(reading.model, reading.actor, object, 'read', 't')])}`)
  return new Map(rows.map((row) => [row.id, row.title]))
}
