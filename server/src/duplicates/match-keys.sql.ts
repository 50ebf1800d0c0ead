import { sql } from '@tendero/model'
import type { Change, Mirror, Values } from '../kernel/lifecycle.ts'
import type { Transaction } from '../kernel/transaction.ts'
import { type MatchedObject, matchedObject, matchedObjects, subjectFrom, touchesMatched } from './matched-objects.ts'
import type { MatchedRow } from './matched-records.sql.ts'
import { blockingKeys } from './matching/blocking-keys.ts'

/**
 * The keys by which records are looked for follow what they say, in the statement that writes it: whoever writes next
 * finds them. A record has its own, each further contact point those of its own.
 */
export const matchKeys: Mirror = {
  tables: [...matchedObjects.map(({ object }) => object), 'contact_point'],
  alone: true,
  statements({ actor: { workspaceId } }, changes) {
    const moved = movements(changes)
    const gone = moved.flatMap(({ before, after, part }) => rowsOf(part, without(before, after)))
    const come = moved.flatMap(({ before, after, part }) => rowsOf(part, without(after, before)))
    return [
      ...(gone.length > 0
        ? [
            sql`delete from tendero.match_key k using ${unnested(gone)} as g(object, record_id, part_id, key)
              where k.workspace_id = ${workspaceId} and k.object = g.object and k.key = g.key and k.record_id = g.record_id
              and k.part_id = g.part_id`,
          ]
        : []),
      ...(come.length > 0
        ? [
            sql`insert into tendero.match_key (workspace_id, object, key, record_id, part_id)
              select ${workspaceId}::uuid, c.object, c.key, c.record_id, c.part_id
              from ${unnested(come)} as c(object, record_id, part_id, key) on conflict do nothing`,
          ]
        : []),
    ]
  },
}

/** The keys of a record, or of one of its contact points. */
interface Keyed {
  readonly object: string
  readonly record: string
  readonly keys: readonly string[]
}

/** What changes made of the keys of one record or point. */
interface Movement {
  readonly part: string
  readonly before: readonly Keyed[]
  readonly after: readonly Keyed[]
}

function movements(changes: readonly Change[]): readonly Movement[] {
  const found = new Map<string, Movement>()
  for (const change of changes) {
    const { id, verb, before, patch } = change
    const matched = matchedObject(change.object.name)
    if (matched && verb === 'update' && !touchesMatched(matched, patch)) continue
    const keyed = (values: Values) => (matched ? keyedRecord(matched, id, values) : keyedPoint(values))
    const was = verb === 'create' || verb === 'restore' ? [] : keyed(before ?? {})
    const is = verb === 'delete' ? [] : keyed({ ...before, ...patch })
    found.set(id, { part: id, before: found.get(id)?.before ?? was, after: is })
  }
  return [...found.values()]
}

const none = { emails: [], phones: [] }

function keysFrom(matched: MatchedObject, values: Values): readonly string[] {
  return blockingKeys(subjectFrom(matched, values, none))
}

function keyedRecord(matched: MatchedObject, record: string, values: Values): readonly Keyed[] {
  return [{ object: matched.object, record, keys: keysFrom(matched, values) }]
}

/** The primary ones stand on the record, with its own keys. */
function keyedPoint(point: Values): readonly Keyed[] {
  const object = point.contact ? 'contact' : 'account'
  const matched = matchedObject(object)
  const value = point.normalized ?? point.value
  if (!matched || point.primary === true || typeof value !== 'string') return []
  if (point.kind !== 'email' && point.kind !== 'phone') return []
  return [{ object, record: String(point[object]), keys: keysFrom(matched, { [point.kind]: value }) }]
}

/** Those of some keys that are not among others, record by record. */
function without(some: readonly Keyed[], others: readonly Keyed[]): readonly Keyed[] {
  return some.map(({ object, record, keys }) => {
    const same = others.find((other) => other.object === object && other.record === record)?.keys ?? []
    return { object, record, keys: keys.filter((key) => !same.includes(key)) }
  })
}

type KeyRow = readonly [object: string, record: string, part: string, key: string]

const rowsOf = (part: string, keyed: readonly Keyed[]): readonly KeyRow[] =>
  keyed.flatMap(({ object, record, keys }) => keys.map((key): KeyRow => [object, record, part, key]))

function unnested(rows: readonly KeyRow[]) {
  const column = (at: 0 | 1 | 2 | 3) => rows.map((row) => row[at])
  return sql`unnest(${column(0)}::text[], ${column(1)}::uuid[], ${column(2)}::uuid[], ${column(3)}::text[])`
}

/** All keys of a record, those of its further points too. */
export function keysOfRecord(matched: MatchedObject, { values, points }: Pick<MatchedRow, 'values' | 'points'>) {
  return blockingKeys(subjectFrom(matched, values, points))
}

export interface KeyedRecord {
  readonly id: string
  readonly keys: readonly string[]
}

/** Gives records their keys apart from any write of theirs; `anew`: instead of those that they have. */
export async function writeKeysApart(
  tx: Transaction,
  matched: MatchedObject,
  records: readonly KeyedRecord[],
  anew: boolean,
): Promise<void> {
  const { workspaceId } = tx
  const ids = records.map(({ id }) => id)
  if (anew)
    await tx.rows(sql`
      delete from tendero.match_key k where k.workspace_id = ${workspaceId} and k.object = ${matched.object}
      and k.record_id = any(${ids}::uuid[]) and k.part_id = k.record_id`)
  const rows = records.flatMap(({ id, keys }) => keys.map((key) => [key, id] as const))
  await tx.rows(sql`
    insert into tendero.match_key (workspace_id, object, key, record_id, part_id)
    select ${workspaceId}::uuid, ${matched.object}::text, k.key, k.id, k.id
    from unnest(${rows.map(([key]) => key)}::text[], ${rows.map(([, id]) => id)}::uuid[]) as k(key, id)
    order by k.key on conflict do nothing`)
}
