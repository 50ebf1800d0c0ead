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
  const fields = keys.flatMap((key) => object.fields.get(key) ?? [])
  const ids = words.filter((word) => isId(word.toLowerCase())).map((word) => word.toLowerCase())
  const shown = [raw('t.id::text'), ...fields.map((field) => sql`${orderColumn(field, 't')}::text`)]
  const rows = await reading.tx.rows<{ id: string; keys: readonly (string | null)[] }>(sql`
    select t.id, array[${join(shown)}] as keys from ${readTable(object)} t where ${and([
      visible(reading, object, 't'),
      or([
        ...fields.flatMap((field) => matches(field, words)),
        ...(ids.length > 0 ? [sql`t.id = any(${ids}::uuid[])`] : []),
      ]),
    ])}`)
  return gathered(rows)
}

/** Text without regard to case; other types by what the word means to PostgreSQL as text. */
function matches(field: Field, words: readonly string[]): readonly Sql[] {
  const column = orderColumn(field, 't')
  if (field.type.kind === 'identifier') return []
  return orderType(field) === 'text'
    ? [sql`lower(${column}) = any(array(select lower(w) from unnest(${words}::text[]) w))`]
    : [sql`${column}::text = any(${words}::text[])`]
}

function gathered(rows: readonly { id: string; keys: readonly (string | null)[] }[]): FoundByKey {
  const found = new Map<string, string[]>()
  for (const { id, keys } of rows)
    for (const key of new Set(keys.map(keyText))) {
      if (key === '') continue
      const ids = found.get(key)
      if (ids) ids.push(id)
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
