import {
  and,
  type DuplicatePair,
  type DuplicatePairs,
  empty,
  join,
  type ObjectType,
  raw,
  type Sql,
  sql,
  type WeighedReason,
} from '@tendero/model'
import { mayUseField } from '../kernel/actor.ts'
import { decodeCursor, encodeCursor } from '../kernel/cursor.ts'
import type { Values } from '../kernel/lifecycle.ts'
import { type Reading, readRecords, visible } from '../kernel/read-records.ts'
import { readTable } from '../kernel/read-table.ts'
import type { Transaction } from '../kernel/transaction.ts'
import { scoreOf, weightOfScore } from './explain-match.ts'
import { matchedObject } from './matched-objects.ts'

/** Which pairs of the queue, and how many. */
export interface PairQuery {
  readonly state: DuplicatePair['state']
  readonly leastScore: number
  readonly cursor: string | undefined
  readonly limit: number
}

/** From which scores on pairs are counted. */
const counted = [50, 80, 95] as const
const countedUpTo = 10_000
const mostOthers = 8

interface PairRow {
  readonly a: string
  readonly b: string
  readonly weight: number
  readonly reasons: readonly WeighedReason[]
  readonly state: DuplicatePair['state']
  readonly foundAt: Date
  readonly decidedBy: string | null
  readonly decidedAt: Date | null
}

/** The pairs of which the reader may see both, the likeliest first. */
export async function readPairs(reading: Reading, object: ObjectType, query: PairQuery): Promise<DuplicatePairs> {
  const least = weightOfScore(query.leastScore)
  const after = afterCursor(query.cursor)
  const [rows, counts] = await Promise.all([
    reading.tx.rows<PairRow>(sql`
      select p.a_id as a, p.b_id as b, p.weight, p.reasons, p.state, p.found_at as "foundAt",
        p.decided_by_id as "decidedBy", p.decided_at as "decidedAt"
      ${visiblePairs(reading, object, query.state)} and p.weight >= ${least} ${after}
      order by p.weight desc, p.a_id desc, p.b_id desc limit ${raw(String(query.limit))}`),
    Promise.all(counted.map((score) => countPairs(reading, object, score))),
  ])
  const ids = [...new Set(rows.flatMap(({ a, b }) => [a, b]))]
  const others = await othersOf(reading, object, rows)
  const records = await readRecords(reading, object, [...new Set([...ids, ...others.values()].flat())])
  const reads = ({ trait }: WeighedReason) => tellsNothingHidden(reading, object, trait)
  const last = rows.length === query.limit ? rows.at(-1) : undefined
  return {
    items: rows.flatMap((row) => pairOf(object, row, records, others, reads)),
    next: last ? encodeCursor([String(last.weight), last.a, last.b]) : null,
    counts: counts.map((pairs, i) => ({ score: counted[i] ?? 0, pairs })),
  }
}

const place = [
  { type: 'numeric', nullable: false },
  { type: 'uuid', nullable: false },
  { type: 'uuid', nullable: false },
]

function afterCursor(cursor: string | undefined): Sql {
  if (!cursor) return empty
  const [weight, a, b] = decodeCursor(cursor, place)
  return sql`and (p.weight, p.a_id, p.b_id) < (${weight}::double precision, ${a}::uuid, ${b}::uuid)`
}

function visiblePairs(reading: Reading, object: ObjectType, state: DuplicatePair['state']): Sql {
  return sql`from app.duplicate_pair p
    join ${readTable(object)} t on t.workspace_id = p.workspace_id and t.id = p.a_id and ${visible(reading, object, 't')}
    join ${readTable(object)} u on u.workspace_id = p.workspace_id and u.id = p.b_id and ${visible(reading, object, 'u')}
    where p.workspace_id = ${reading.actor.workspaceId} and p.object = ${object.name} and p.state = ${state}`
}

export async function countPairs(reading: Reading, object: ObjectType, score: number): Promise<number> {
  const [row] = await reading.tx.rows<{ n: number }>(sql`
    select count(*) as n from (select 1 ${visiblePairs(reading, object, 'open')}
      and p.weight >= ${weightOfScore(score)} limit ${raw(String(countedUpTo))}) counted`)
  return row?.n ?? 0
}

/** Others that either of a pair may be the same as, by the pair's place. */
async function othersOf(
  { tx, actor }: Reading,
  object: ObjectType,
  rows: readonly PairRow[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const ids = [...new Set(rows.flatMap(({ a, b }) => [a, b]))]
  if (ids.length === 0) return new Map()
  const found = await tx.rows<{ a: string; b: string }>(sql`
    select p.a_id as a, p.b_id as b from app.duplicate_pair p where p.workspace_id = ${actor.workspaceId}
    and p.object = ${object.name} and p.state = 'open' and ${join(
      [sql`(p.a_id = any(${ids}::uuid[])`, sql`p.b_id = any(${ids}::uuid[]))`],
      ' or ',
    )} limit 500`)
  return new Map(
    rows.map(({ a, b }) => {
      const near = found.filter((one) => [one.a, one.b].some((id) => id === a || id === b))
      const others = new Set(near.flatMap((one) => [one.a, one.b]).filter((id) => id !== a && id !== b))
      return [`${a} ${b}`, [...others].slice(0, mostOthers)]
    }),
  )
}

function pairOf(
  object: ObjectType,
  { a, b, weight, foundAt, decidedAt, ...row }: PairRow,
  records: ReadonlyMap<string, Values>,
  others: ReadonlyMap<string, readonly string[]>,
  reads: (reason: WeighedReason) => boolean,
): readonly DuplicatePair[] {
  const [first, second] = [records.get(a), records.get(b)]
  if (!first || !second) return []
  const named = (values: Values) => ({ id: String(values.id), title: titleIn(object, values) })
  return [
    {
      ...row,
      object: object.name,
      records: [
        { ...named(first), values: first },
        { ...named(second), values: second },
      ],
      score: scoreOf(weight),
      reasons: row.reasons.filter(reads),
      foundAt: foundAt.toISOString(),
      decidedAt: decidedAt?.toISOString() ?? null,
      others: (others.get(`${a} ${b}`) ?? []).flatMap((id) => {
        const other = records.get(id)
        return other ? [named(other)] : []
      }),
    },
  ]
}

/** A reason may tell what a field says that the reader must not read. */
function tellsNothingHidden({ actor }: Reading, object: ObjectType, trait: WeighedReason['trait']): boolean {
  const fields = matchedObject(object.name)?.fields[trait] ?? []
  return fields.every((field) => mayUseField(actor, object.name, field, 'read'))
}

export function titleIn(object: ObjectType, values: Values): string {
  return String(values[object.title] ?? '')
}

/** Of which others it was said that a record is none. */
export async function dismissedOf(
  { tx, actor }: Pick<Reading, 'tx' | 'actor'>,
  object: string,
  id: string,
): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<{ id: string }>(sql`
    select case when p.a_id = ${id} then p.b_id else p.a_id end as id from app.duplicate_pair p
    where p.workspace_id = ${actor.workspaceId} and p.object = ${object} and p.state = 'dismissed'
    and ${and([sql`(p.a_id = ${id} or p.b_id = ${id})`])}`)
  return new Set(rows.map((row) => row.id))
}

/** Two ids as pairs keep them: the smaller first. */
export function inOrder(a: string, b: string): readonly [string, string] {
  return a < b ? [a, b] : [b, a]
}

export interface Decision {
  readonly object: string
  readonly a: string
  readonly b: string
  readonly by: string | null
  readonly at: Date
}

/** Notes that two are different ones: the scan lets them be, and nobody is asked again. */
export async function dismissPair(tx: Transaction, { object, a, b, by, at }: Decision): Promise<void> {
  await tx.rows(sql`
    insert into tendero.duplicate_pair (workspace_id, object, a_id, b_id, weight, reasons, state, found_at, decided_by_id, decided_at)
    values (${tx.workspaceId}, ${object}, ${a}, ${b}, 0, '[]', 'dismissed', ${at.toISOString()}, ${by}, ${at.toISOString()})
    on conflict (workspace_id, object, a_id, b_id)
    do update set state = 'dismissed', decided_by_id = ${by}, decided_at = ${at.toISOString()}`)
}

/** Takes that back. @returns whether it had been said */
export async function reopenPair(tx: Transaction, object: string, a: string, b: string): Promise<boolean> {
  const rows = await tx.rows(sql`
    update tendero.duplicate_pair p set state = 'open', decided_by_id = null, decided_at = null
    where p.workspace_id = ${tx.workspaceId} and p.object = ${object} and p.a_id = ${a} and p.b_id = ${b}
    and p.state = 'dismissed' returning 1`)
  return rows.length > 0
}
