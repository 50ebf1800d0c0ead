import {
  always,
  and,
  empty,
  type Field,
  folded,
  identifier,
  join,
  literal,
  never,
  type ObjectType,
  or,
  raw,
  type SearchHit,
  type Sql,
  sql,
} from '@tendero/model'
import { type Actor, mayUseField, scopeOf } from './actor.ts'
import type { Stamp } from './context.ts'
import { columnsOf } from './expression.ts'
import type { FilterContext } from './filter.ts'
import { policy } from './policy.ts'
import type { Reading } from './read-records.ts'

const mostWords = 12
/** Hits that are ranked: of a word that half the records hold, the best of the first thousand are good enough. */
const mostRanked = 1_000
/** Hits of which it is asked whether they are over: each is a look at its record, a thousand would double the time. */
const mostCompared = 200

/** Words of a query; each matches the beginning of an indexed word. */
export function queryWords(text: string): readonly string[] {
  return wordsIn(text).slice(0, mostWords)
}

/** A longer word PostgreSQL refuses, in a vector as in a query. */
const longestWord = 500

function wordsIn(text: string): readonly string[] {
  return (folded(text).match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.slice(0, longestWord))
}

/** 'ana gar' → 'ana':* & 'gar':* */
function prefixQuery(words: readonly string[]): string {
  return words.map((word) => `'${word}':*`).join(' & ')
}

/** What one record contributes to the search, by the weight of its fields. */
export interface SearchEntry {
  readonly title: string
  readonly a: string
  readonly b: string
  readonly c: string
}

/** The words of a record; undefined when its object is not searched. */
export function searchEntry(object: ObjectType, values: Readonly<Record<string, unknown>>): SearchEntry | undefined {
  if (!object.searchable) return undefined
  const words = { A: [] as string[], B: [] as string[], C: [] as string[] }
  for (const field of object.fields.values()) {
    const weight = field.options.search
    const value = values[field.name]
    if (weight && value !== null && value !== undefined) words[weight].push(wordsOf(field, value))
  }
  const title = String(values[object.title] ?? '')
  return { title, a: indexable(words.A), b: indexable(words.B), c: indexable(words.C) }
}

function wordsOf(field: Field, value: unknown): string {
  return field.type.searchText ? field.type.searchText(value) : typeof value === 'string' ? value : ''
}

/** Longest text kept for the index: beyond it PostgreSQL would refuse the vector. */
const longest = 20_000

function indexable(texts: readonly string[]): string {
  return wordsIn(texts.join(' ')).join(' ').slice(0, longest).trimEnd()
}

/** Records of an object that hold all the words, as a condition for lists. */
export function searchCondition(context: FilterContext, object: ObjectType, text: string, alias: string): Sql {
  const words = queryWords(text)
  if (words.length === 0) return raw('true')
  // The index holds the words of today.
  if (object.rows) return inTheirTexts(seenFields(context.actor, object), words, alias)
  return and([
    sql`${raw(alias)}.id in (select s.record_id from app.search_document s where s.workspace_id = ${context.actor.workspaceId}
    and s.object = ${literal(object.recordedAs)} and s.tsv @@ ${prefixQuery(words)}::tsquery)`,
    inVisibleFields(context.actor, object, words, alias),
  ])
}

function searchedFields(object: ObjectType): readonly Field[] {
  return [...object.fields.values()].filter((field) => field.options.search !== undefined)
}

/**
 * The index holds the words of all fields. For an actor to whom some of those are hidden, every word must also stand in
 * a field that they see: no finding by what one may not read. Everybody else pays nothing.
 */
function inVisibleFields(actor: Actor, object: ObjectType, words: readonly string[], alias: string): Sql {
  const fields = searchedFields(object)
  const seen = seenFields(actor, object)
  return seen.length === fields.length ? always : inTheirTexts(seen, words, alias)
}

function seenFields(actor: Actor, object: ObjectType): readonly Field[] {
  return searchedFields(object).filter((field) => mayUseField(actor, object.name, field.name, 'read'))
}

/** Does each word begin one of the words in some fields? */
function inTheirTexts(fields: readonly Field[], words: readonly string[], alias: string): Sql {
  if (fields.length === 0) return never
  const texts = fields.map((field) => sql`${columnsOf(field, alias)[0] ?? raw('null')}::text`)
  const text = sql`' ' || tendero.folded(concat_ws(' ', ${join(texts)}))`
  return and(words.map((word) => sql`${text} ~ ${`[^[:alnum:]]${word}`}`))
}

/**
 * Searches all objects that the actor may read: by the beginnings of words; what is called just so comes first, then
 * what begins so, then the best of the others; of equals, what is not over. When nothing is found, by likeness, so that a slip of the finger still
 * finds.
 */
export async function searchRecords(
  reading: Reading,
  text: string,
  limit: number,
  only?: readonly string[],
): Promise<readonly SearchHit[]> {
  const words = queryWords(text)
  if (words.length === 0) return []
  const objects = [...reading.model.objects.values()].filter((object) => isSearched(reading.actor, object, only))
  if (objects.length === 0) return []
  const may = or(
    objects.map((object) =>
      and([sql`s.object = ${literal(object.recordedAs)}`, policyOnIndex(reading, object, words)]),
    ),
  )
  const query = prefixQuery(words)
  const whole = words.join(' ')
  const mine = sql`s.workspace_id = ${reading.actor.workspaceId} and s.tsv @@ ${query}::tsquery and ${may}`
  // Among all objects a customer must not drown in a thousand deals that hold their name.
  const named = sql`(select s.* from app.search_document s where ${mine} and s.trgm = ${whole} limit ${raw(String(limit))})`
  const others = only ? always : sql`s.trgm <> ${whole}`
  const ranked = sql`(select s.* from app.search_document s where ${and([mine, others])} limit ${raw(String(mostRanked))})`
  // The likeness is asked in the same statement: PostgreSQL looks for it only when there are no hits.
  return reading.tx.rows<SearchHit>(sql`
    with best as materialized (
      select s.object, s.kind, s.record_id, s.title, (s.trgm = ${whole})::int + starts_with(s.trgm, ${whole})::int as just,
        ts_rank(s.tsv, ${query}::tsquery) as rank from (${only ? ranked : sql`${named} union all ${ranked}`}) s
      order by just desc, rank desc, s.title collate "und-x-icu", s.record_id limit ${raw(String(mostCompared))}),
    hits as materialized (
      select s.*, ${isOver(reading, objects)} as over from best s
      order by s.just desc, s.rank desc, over, s.title collate "und-x-icu", s.record_id limit ${raw(String(limit))}),
    found as (select h.* from hits h ${similar(reading, whole, may, limit)})
    select coalesce(f.kind, f.object) as object, f.record_id as id, f.title from found f
    order by f.just desc, f.rank desc, f.over, f.title collate "und-x-icu", f.record_id`)
}

/** Kinds of activity are found as activities; who may not see titles finds nothing. */
function isSearched(actor: Actor, object: ObjectType, only?: readonly string[]): boolean {
  return (
    object.searchable &&
    object.recordedAs === object.name &&
    !object.template &&
    (!only || only.includes(object.name)) &&
    scopeOf(actor, object.name, 'read') !== 'none' &&
    mayUseField(actor, object.name, object.title, 'read')
  )
}

/** Whether a hit is a record that is over, as far as the actor may know. */
function isOver({ actor }: Reading, objects: readonly ObjectType[]): Sql {
  return or(
    objects.flatMap((object) => {
      const field = object.over && object.fields.get(object.over.field)
      if (!object.over || !field || !mayUseField(actor, object.name, field.name, 'read')) return []
      return and([
        sql`s.object = ${literal(object.recordedAs)}`,
        sql`exists (select 1 from app.${identifier(object.table)} o where ${and([
          sql`o.workspace_id = ${actor.workspaceId}`,
          sql`o.id = s.record_id`,
          sql`${join(columnsOf(field, 'o'))} in (${join(object.over.values.map(literal))})`,
        ])})`,
      ])
    }),
  )
}

function similar(reading: Reading, words: string, may: Sql, limit: number): Sql {
  if (words.length < 3) return empty
  return sql`union all (
      select s.object, s.kind, s.record_id, s.title, 0 as just, similarity(s.trgm, ${words}) as rank, false as over from app.search_document s
      where s.workspace_id = ${reading.actor.workspaceId} and s.trgm % ${words} and ${may} and not exists (select 1 from hits)
      order by rank desc, s.title collate "und-x-icu", s.record_id limit ${raw(String(limit))})`
}

/** The index carries owner and team, so that most policies need no join; others look at the record. */
function policyOnIndex(reading: Reading, object: ObjectType, words: readonly string[]): Sql {
  const shown = inVisibleFields(reading.actor, object, words, 'x')
  if (!object.activity && shown === always)
    return policy(reading.model, reading.actor, object, 'read', 's', { id: sql`s.record_id` })
  return sql`exists (select 1 from app.${identifier(object.table)} x where ${and([
    sql`x.workspace_id = ${reading.actor.workspaceId}`,
    sql`x.id = s.record_id`,
    policy(reading.model, reading.actor, object, 'read', 'x'),
    shown,
  ])})`
}

/** The words as PostgreSQL writes a vector, with place and weight: made here, it need not take the text to pieces again. */
function vectorOf({ a, b, c }: SearchEntry): string {
  let place = 0
  return Object.entries({ A: a, B: b, C: c })
    .flatMap(([weight, text]) => (text === '' ? [] : text.split(' ').map((word) => `${word}:${++place}${weight}`)))
    .join(' ')
}

/** Rows of the index for records that were written: one statement piece per record. */
export function searchRow(
  { workspace }: Pick<Stamp, 'workspace'>,
  object: ObjectType,
  id: string,
  entry: SearchEntry,
  values: Readonly<Record<string, unknown>>,
): Sql {
  return sql`(${workspace}, ${object.recordedAs}, ${id}, ${object.activity ? (values.kind ?? object.activity) : null}, ${entry.title}, ${values.owner ?? null}::uuid, ${values.team ?? null}::uuid, ${vectorOf(entry)}::tsvector, ${entry.a.slice(0, 200)})`
}

/**
 * Writes rows that `searchRow` made. New records have no row yet; to be ready for one costs PostgreSQL a look and a second
 * note in its log.
 */
export function searchInsertion(rows: readonly Sql[], allNew: boolean): Sql {
  const orChange = allNew
    ? empty
    : sql`on conflict (workspace_id, object, record_id) do update set title = excluded.title,
      owner_id = excluded.owner_id, team_id = excluded.team_id, tsv = excluded.tsv, trgm = excluded.trgm`
  return sql`insert into tendero.search_document
    (workspace_id, object, record_id, kind, title, owner_id, team_id, tsv, trgm) values ${join(rows)} ${orChange}`
}
