import {
  and,
  type Count,
  type Field,
  identifier,
  join,
  type ListQuery,
  never,
  type ObjectType,
  raw,
  type Sql,
  sql,
} from '@tendero/model'
import type { Caller } from './caller.ts'
import type { Context } from './context.ts'
import { encodeCursor } from './cursor.ts'
import { isStored } from './expression.ts'
import { notFound } from './failure.ts'
import { type FilterContext, filterSql, kindOf } from './filter.ts'
import type { Sought } from './grants.ts'
import type { Kernel } from './kernel.ts'
import type { Values } from './lifecycle.ts'
import { orderBy, placeOf, sortKeys } from './list-order.ts'
import { policy } from './policy.ts'
import { readTable } from './read-table.ts'
import {
  catalogueTitle,
  type RecordRow,
  type RecordShape,
  recordColumns,
  recordShape,
  recordSource,
  recordText,
  seesTitles,
  titleOf,
  withIds,
} from './record-select.ts'
import { searchCondition } from './search-index.ts'
import type { Transaction } from './transaction.ts'
import { nowIn, type WorkspaceModel } from './workspace-model.ts'

/** Exact counts end here; above it the planner's estimate is given. */
const exactUpTo = 10_000
const mostPerPage = 200

export interface Reading extends FilterContext {
  readonly tx: Transaction
}

/** What reading needs, at the workspace's time. */
export function readingFor(kernel: Pick<Kernel, 'now' | 'reads'>, caller: Caller, tx: Transaction): Reading {
  const { model, actor } = caller
  return { model, actor, tx, now: nowIn(kernel, model), noteRead: kernel.reads.noting(caller) }
}

/** A page as JSON text, as PostgreSQL made it: nothing parses it on the way. */
export interface PageText {
  readonly items: string
  readonly next: string | null
}

interface Places {
  /** In the trash instead. */
  readonly deleted?: boolean
  readonly sought?: Sought
}

/** The records that an actor may see, as a condition on the alias. */
export function visible(
  context: FilterContext,
  object: ObjectType,
  alias: string,
  { deleted = false, sought = 'named' }: Places = {},
): Sql {
  return and([
    sql`${raw(alias)}.workspace_id = ${context.actor.workspaceId}`,
    ...(deleted && object.rows ? [never] : []),
    ...(deleted ? gone(context, object, alias) : [sql`${raw(alias)}.deleted_at is null`]),
    kindOf(object, alias),
    policy(context.model, context.actor, object, 'read', alias, { sought }),
  ])
}

/** What an author took back is there for nobody else. */
function gone({ actor }: FilterContext, { authored }: ObjectType, alias: string): readonly Sql[] {
  const byActor = authored ? [sql`${raw(alias)}.created_by_id = ${actor.userId}`] : []
  return [sql`${raw(alias)}.deleted_at is not null`, ...byActor]
}

/** Those of them that a list or its sums ask for, under the alias `t`. */
export function matching(
  context: FilterContext,
  object: ObjectType,
  query: Pick<ListQuery, 'filter' | 'search' | 'deleted'>,
  sought: Sought = 'many',
): Sql {
  return and([
    visible(context, object, 't', { deleted: query.deleted ?? false, sought }),
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
    from (${pageOf(object, sql`where ${and([where, ...after])} order by ${orderBy(keys, query.fromEnd === true)} limit ${raw(String(limit))}`)}) t
    ${recordSource(shape)} order by ${order}`)
  reading.noteRead?.(object.name, shape.sensitive, null)
  const edge = rows.length < limit ? undefined : query.fromEnd ? rows[0] : rows[rows.length - 1]
  return {
    items: `[${rows.map((row) => recordText(shape, row)).join(',')}]`,
    next: edge ? encodeCursor(keys.map((_, index) => edge[`k${index}`] ?? null)) : null,
  }
}

/** The rows of a page. Of rows as they were, those that are put in order need not all be put together. */
function pageOf(object: ObjectType, page: Sql): Sql {
  const table = readTable(object)
  return object.rows
    ? sql`select t.* from (select t.id from ${table} t ${page}) p join ${table} t on t.id = p.id`
    : sql`select t.* from ${table} t ${page}`
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
  const value = await countUpTo(exactUpTo + 1, reading, object, where)
  if (value <= exactUpTo) return { value, estimated: false }
  const plan = await reading.tx.rows<{ 'QUERY PLAN': readonly [{ Plan: { 'Plan Rows': number } }] }>(
    sql`explain (format json) select 1 from ${readTable(object)} t where ${matching(reading, object, query, 'estimate')}`,
  )
  const guess = plan[0]?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? value
  return { value: Math.max(Math.round(guess), exactUpTo + 1), estimated: true }
}

/** Are there more records than so many? */
export async function hasMoreThan(
  many: number,
  reading: Reading,
  object: ObjectType,
  query: Pick<ListQuery, 'filter' | 'search'>,
): Promise<boolean> {
  return (await countUpTo(many + 1, reading, object, matching(reading, object, query))) > many
}

async function countUpTo(most: number, reading: Reading, object: ObjectType, where: Sql): Promise<number> {
  const [row] = await reading.tx.rows<{ n: number }>(
    sql`select count(*) as n from (select 1 from ${readTable(object)} t where ${where} limit ${raw(String(most))}) counted`,
  )
  return row?.n ?? 0
}

/** References of a record that is known to have none there. */
function emptyReferences(object: ObjectType, known: Values): readonly string[] {
  const empty = ({ name, type }: Field) => type.refers !== undefined && (known[name] ?? null) === null
  return [...object.fields.values()].filter((field) => !field.system && empty(field)).map(({ name }) => name)
}

/** One record as JSON text. @throws Failure 404 when there is none that the actor may see */
export async function readRecord(
  reading: Reading,
  object: ObjectType,
  id: string,
  { deleted = false }: { readonly deleted?: boolean } = {},
): Promise<string> {
  const shape = recordShape(reading, object, 't')
  const [row] = await reading.tx.rows<RecordRow>(oneRecord(reading, object, id, { shape, deleted }))
  if (!row) throw notFound()
  reading.noteRead?.(object.name, shape.sensitive, id)
  return recordText(shape, row)
}

/** Those of some records that the actor may see, with all fields that they may read, by id. */
export async function readRecords(
  reading: Reading,
  object: ObjectType,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Values>> {
  const shape = recordShape(reading, object, 't')
  const rows = await reading.tx.rows<RecordRow>(sql`
    select ${recordColumns(shape)} from ${readTable(object)} t ${recordSource(shape)}
    where ${and([visible(reading, object, 't'), withIds('t', ids)])}`)
  reading.noteRead?.(object.name, shape.sensitive, null)
  const records = rows.map((row): Values => JSON.parse(recordText(shape, row)))
  return new Map(records.map((record) => [String(record.id), record]))
}

/** @throws Failure 404 when the reader may not see the record */
export async function requireVisible(reading: Reading, object: ObjectType, id: string): Promise<void> {
  const found = await reading.tx.rows(
    sql`select 1 from ${readTable(object)} t where ${and([visible(reading, object, 't'), sql`t.id = ${id}`])}`,
  )
  if (found.length === 0) throw notFound()
}

interface OneRecord {
  readonly shape: RecordShape
  readonly deleted?: boolean
  /** Where its row is found. */
  readonly source?: Sql
}

function oneRecord(
  reading: Reading,
  object: ObjectType,
  id: string,
  { shape, deleted, source = readTable(object) }: OneRecord,
): Sql {
  return sql`select ${recordColumns(shape)} from ${source} t ${recordSource(shape)}
    where ${and([visible(reading, object, 't', { deleted }), sql`t.id = ${id}`])}`
}

/**
 * A record that a unit of work has written: read in the statement that writes it, where that shows all of it.
 * @throws Failure 404 when the actor may not see it
 */
export async function readWritten(
  reading: Reading & Pick<Context, 'journal'>,
  object: ObjectType,
  id: string,
): Promise<string> {
  const { journal } = reading
  const known = journal.written(id)
  const shape = recordShape(reading, object, 't', undefined, known && emptyReferences(object, known))
  const looksInto = otherTables(reading.model, object)
  const from = (source: Sql) => oneRecord(reading, object, id, { shape, source })
  const along = looksInto && journal.flushAndRead<RecordRow>({ id, table: object.table, looksInto, from })
  if (!along) {
    journal.flush()
    return readRecord(reading, object, id)
  }
  const row = await along
  if (!row?.j) throw notFound()
  reading.noteRead?.(object.name, shape.sensitive, id)
  return recordText(shape, row)
}

const lookedInto = new WeakMap<ObjectType, ReadonlySet<string> | undefined>()

/** Tables that the reading of a record looks into besides its own; undefined when that depends on what it holds. */
function otherTables(model: WorkspaceModel, object: ObjectType): ReadonlySet<string> | undefined {
  if (lookedInto.has(object)) return lookedInto.get(object)
  const fields = [...object.fields.values()]
  const targets = fields.flatMap(({ options }) => model.objects.get(options.object ?? '')?.table ?? [])
  const made = object.attached || !fields.every(isStored) ? undefined : new Set(targets)
  lookedInto.set(object, made)
  return made
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
