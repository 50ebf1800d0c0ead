import { and, type Field, folded, isId, join, type ObjectType, or, raw, type Sql, sql } from '@tendero/model'
import { orderColumn, orderType } from '../kernel/expression.ts'
import { type Reading, visible } from '../kernel/read-records.ts'
import { readTable } from '../kernel/read-table.ts'
import { titleOf } from '../kernel/record-select.ts'

/** Ids of records by the key that was looked for, in lower case. */
export type FoundByKey = ReadonlyMap<string, readonly string[]>

/** How keys are compared: upper and lower case, and spaces at the ends, do not count. */
export function keyText(value: unknown): string {
  return String(value ?? '')
    .trim()
    .toLowerCase()
}

/** The records that the actor may see whose id or one of the fields equals one of the words, whatever the case. */
export async function findByKeys(
  reading: Reading,
  object: ObjectType,
  keys: readonly string[],
  words: readonly string[],
): Promise<FoundByKey> {
  if (words.length === 0) return new Map()
  const { shown, named } = keyed(object, keys, words, 't')
  const rows = await reading.tx.rows<KeyedRow>(sql`
    select t.id, ${shown} as keys from ${readTable(object)} t where ${and([visible(reading, object, 't'), named])}`)
  return gathered(rows)
}

/** The records that the actor may see into which such records were merged. */
export async function findMergedByKeys(
  reading: Reading,
  object: ObjectType,
  keys: readonly string[],
  words: readonly string[],
): Promise<FoundByKey> {
  if (words.length === 0) return new Map()
  const { workspaceId } = reading.actor
  const { shown, named } = keyed(object, keys, words, 'g')
  const rows = await reading.tx.rows<KeyedRow>(sql`
    select t.id, ${shown} as keys from app.merged_record m
    join ${readTable(object)} g on g.workspace_id = ${workspaceId} and g.id = m.loser_id
    join ${readTable(object)} t on t.id = m.master_id and ${visible(reading, object, 't')}
    where m.workspace_id = ${workspaceId} and m.object = ${object.recordedAs} and g.deleted_at is not null and ${named}`)
  return gathered(rows)
}

interface KeyedRow {
  readonly id: string
  readonly keys: readonly (string | null)[]
}

/** The keys of a record, and the condition that one of them is among the words. */
function keyed(
  object: ObjectType,
  keys: readonly string[],
  words: readonly string[],
  alias: string,
): { readonly shown: Sql; readonly named: Sql } {
  const fields = keys.flatMap((key) => object.fields.get(key) ?? [])
  const ids = words.filter((word) => isId(word.toLowerCase())).map((word) => word.toLowerCase())
  const shown = [raw(`${alias}.id::text`), ...fields.map((field) => sql`${orderColumn(field, alias)}::text`)]
  return {
    shown: sql`array[${join(shown)}]`,
    named: or([
      ...fields.flatMap((field) => matches(field, words, alias)),
      ...(ids.length > 0 ? [sql`${raw(alias)}.id = any(${ids}::uuid[])`] : []),
    ]),
  }
}

/** Text without regard to case; other types by what the word means to PostgreSQL as text. */
function matches(field: Field, words: readonly string[], alias: string): readonly Sql[] {
  const column = orderColumn(field, alias)
  if (field.type.kind === 'identifier') return []
  return orderType(field) === 'text'
    ? [sql`lower(${column}) = any(array(select lower(w) from unnest(${words}::text[]) w))`]
    : [sql`${column}::text = any(${words}::text[])`]
}

function gathered(rows: readonly KeyedRow[]): FoundByKey {
  const found = new Map<string, string[]>()
  for (const { id, keys } of rows)
    for (const key of new Set(keys.map(keyText))) {
      if (key === '') continue
      const ids = found.get(key)
      if (ids) ids.push(...(ids.includes(id) ? [] : [id]))
      else found.set(key, [id])
    }
  return found
}

/** Titles that resemble a word, by the trigrams of the search index, or the first ones of a small object. */
export async function similarTitles(reading: Reading, object: ObjectType, word: string): Promise<readonly string[]> {
  const title = titleOf(reading.actor, object, 't')
  const alike = object.searchable
    ? sql`t.id in (select s.record_id from app.search_document s where s.workspace_id = ${reading.actor.workspaceId}
        and s.object = ${object.recordedAs} and s.trgm % ${folded(word).slice(0, 200)})`
    : sql`true`
  const rows = await reading.tx.rows<{ title: string | null }>(
    sql`select ${title} as title from ${readTable(object)} t where ${and([visible(reading, object, 't'), alike])} limit 500`,
  )
  return rows.flatMap((row) => row.title ?? [])
}
