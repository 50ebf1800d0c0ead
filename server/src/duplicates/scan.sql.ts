import { type DuplicateScan, empty, type ObjectType, raw, sql } from '@tendero/model'
import { readTable } from '../kernel/read-table.ts'
import { withIds } from '../kernel/record-select.ts'
import type { Transaction } from '../kernel/transaction.ts'
import type { Match } from './explain-match.ts'
import type { MatchedObject } from './matched-objects.ts'
import { type MatchedRow, matchedColumns } from './matched-records.sql.ts'
import { mostOfKey } from './matching/blocking-keys.ts'

/** A scan as stored. */
export interface StoredScan {
  readonly id: string
  readonly object: string
  readonly state: Exclude<DuplicateScan['state'], 'never'>
  readonly stage: DuplicateScan['stage']
  readonly done: number
  readonly total: number
  readonly found: number
  /** The last record that was compared: whoever takes the scan up again goes on behind it. */
  readonly place: string | null
  readonly cancelRequested: boolean
  readonly startedAt: Date
  readonly finishedAt: Date | null
  readonly updatedAt: Date
  readonly createdBy: string | null
}

const columns =
  raw(`s.id, s.object, s.state, s.stage, s.done, s.total, s.found, s.place, s.cancel_requested as "cancelRequested",
  s.started_at as "startedAt", s.finished_at as "finishedAt", s.updated_at as "updatedAt", s.created_by_id as "createdBy"`)

/** The last scan of an object. */
export async function lastScan(tx: Transaction, object: string): Promise<StoredScan | undefined> {
  const [row] = await tx.rows<StoredScan>(sql`
    select ${columns} from app.duplicate_scan s where s.workspace_id = ${tx.workspaceId} and s.object = ${object}
    order by s.started_at desc, s.id desc limit 1`)
  return row
}

export async function loadScan(tx: Transaction, id: string): Promise<StoredScan | undefined> {
  const [row] = await tx.rows<StoredScan>(sql`
    select ${columns} from app.duplicate_scan s where s.workspace_id = ${tx.workspaceId} and s.id = ${id}`)
  return row
}

export async function insertScan(
  tx: Transaction,
  {
    id,
    object,
    by,
    at,
  }: { readonly id: string; readonly object: string; readonly by: string | null; readonly at: Date },
): Promise<void> {
  await tx.rows(sql`
    insert into tendero.duplicate_scan (workspace_id, id, object, state, started_at, updated_at, created_by_id)
    values (${tx.workspaceId}, ${id}, ${object}, 'waiting', ${at.toISOString()}, ${at.toISOString()}, ${by})`)
}

type Progress = Partial<Pick<StoredScan, 'state' | 'stage' | 'done' | 'total' | 'found' | 'place'>>

/** Notes how far a scan is. @returns whether somebody wants it to stop */
export async function noteScan(tx: Transaction, id: string, at: Date, progress: Progress): Promise<boolean> {
  const finished = progress.state && !['waiting', 'running'].includes(progress.state)
  const [row] = await tx.rows<{ cancel_requested: boolean }>(sql`
    update tendero.duplicate_scan s set updated_at = ${at.toISOString()}
      ${progress.state ? sql`, state = ${progress.state}` : empty}
      ${progress.stage === undefined ? empty : sql`, stage = ${progress.stage}`}
      ${progress.done === undefined ? empty : sql`, done = ${progress.done}`}
      ${progress.total === undefined ? empty : sql`, total = ${progress.total}`}
      ${progress.found === undefined ? empty : sql`, found = ${progress.found}`}
      ${progress.place === undefined ? empty : sql`, place = ${progress.place}`}
      ${finished ? sql`, finished_at = ${at.toISOString()}` : empty}
    where s.workspace_id = ${tx.workspaceId} and s.id = ${id} returning s.cancel_requested`)
  return row?.cancel_requested ?? true
}

export async function cancelScan(tx: Transaction, id: string): Promise<void> {
  await tx.rows(sql`
    update tendero.duplicate_scan s set cancel_requested = true
    where s.workspace_id = ${tx.workspaceId} and s.id = ${id} and s.state in ('waiting', 'running')`)
}

/** The next records in the order of their ids, with what is compared of them. */
export function nextMatched(
  tx: Transaction,
  object: ObjectType,
  matched: MatchedObject,
  after: string | null,
  limit: number,
): Promise<readonly MatchedRow[]> {
  return tx.rows<MatchedRow>(sql`
    select ${matchedColumns(tx.workspaceId, object, matched)} from (
      select t.* from ${readTable(object)} t where t.workspace_id = ${tx.workspaceId} and t.deleted_at is null
      ${onlyOpen(object)} ${after ? sql`and t.id > ${after}` : empty} order by t.id limit ${raw(String(limit))}) t
    order by t.id`)
}

export function matchedByIds(
  tx: Transaction,
  object: ObjectType,
  matched: MatchedObject,
  ids: readonly string[],
): Promise<readonly MatchedRow[]> {
  return tx.rows<MatchedRow>(sql`
    select ${matchedColumns(tx.workspaceId, object, matched)} from ${readTable(object)} t
    where t.workspace_id = ${tx.workspaceId} and ${withIds('t', ids)} and t.deleted_at is null ${onlyOpen(object)}`)
}

/** Who became a customer may come again with another wish: that is no duplicate. */
export function onlyOpen({ name }: Pick<ObjectType, 'name'>) {
  return name === 'lead' ? sql`and t.status <> 'converted'` : empty
}

export async function countMatched(tx: Transaction, object: ObjectType): Promise<number> {
  const [row] = await tx.rows<{ n: number }>(sql`
    select count(*) as n from ${readTable(object)} t where t.workspace_id = ${tx.workspaceId} and t.deleted_at is null`)
  return row?.n ?? 0
}

/** Has any record of an object keys? */
export async function anyKeyed(tx: Transaction, object: string): Promise<boolean> {
  const rows = await tx.rows(sql`
    select 1 from app.match_key k where k.workspace_id = ${tx.workspaceId} and k.object = ${object} limit 1`)
  return rows.length > 0
}

/** Which of some records have keys already. */
export async function keyedAmong(
  tx: Transaction,
  object: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<{ id: string }>(sql`
    select distinct k.record_id as id from app.match_key k
    where k.workspace_id = ${tx.workspaceId} and k.object = ${object} and k.record_id = any(${ids}::uuid[])`)
  return new Set(rows.map(({ id }) => id))
}

/** Finds the keys that so many share that they say nothing. */
export async function noteCommonKeys(tx: Transaction, object: string): Promise<void> {
  await tx.rows(
    sql`delete from tendero.match_common_key c where c.workspace_id = ${tx.workspaceId} and c.object = ${object}`,
  )
  await tx.rows(sql`
    insert into tendero.match_common_key (workspace_id, object, key)
    select ${tx.workspaceId}::uuid, ${object}::text, k.key from app.match_key k
    where k.workspace_id = ${tx.workspaceId} and k.object = ${object}
    group by k.key having count(*) > ${raw(String(mostOfKey))}`)
}

/** Pairs of records that share a key which few share: the first of each among some, the second any with a larger id. */
export function pairsOf(
  tx: Transaction,
  object: string,
  ids: readonly string[],
): Promise<readonly { readonly a: string; readonly b: string }[]> {
  return tx.rows(sql`
    select distinct k.record_id as a, o.record_id as b from app.match_key k
    join app.match_key o on o.workspace_id = ${tx.workspaceId} and o.object = ${object} and o.key = k.key
      and o.record_id > k.record_id
    where k.workspace_id = ${tx.workspaceId} and k.object = ${object} and k.record_id = any(${ids}::uuid[])
    and not exists (select 1 from app.match_common_key c
      where c.workspace_id = ${tx.workspaceId} and c.object = ${object} and c.key = k.key)
    order by 1`)
}

export interface FoundPair {
  readonly a: string
  readonly b: string
  readonly match: Match
}

/** Rows of one statement. */
const mostRows = 500

/** Keeps what a scan found; what somebody has decided stays decided. */
export async function keepPairs(
  tx: Transaction,
  object: string,
  scan: string,
  at: Date,
  pairs: readonly FoundPair[],
): Promise<void> {
  for (let from = 0; from < pairs.length; from += mostRows) {
    const rows = pairs.slice(from, from + mostRows).map(({ a, b, match }) => ({
      a,
      b,
      w: Math.round(match.weight * 1000) / 1000,
      r: match.reasons,
    }))
    await tx.rows(sql`
      insert into tendero.duplicate_pair (workspace_id, object, a_id, b_id, weight, reasons, state, scan_id, found_at)
      select ${tx.workspaceId}::uuid, ${object}::text, f.a, f.b, f.w, f.r, 'open', ${scan}::uuid, ${at.toISOString()}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as f(a uuid, b uuid, w double precision, r jsonb)
      on conflict (workspace_id, object, a_id, b_id)
      do update set weight = excluded.weight, reasons = excluded.reasons, scan_id = excluded.scan_id`)
  }
}

/** Pairs that the scan before found and this one did not are none any more. */
export async function dropOtherPairs(tx: Transaction, object: string, scan: string): Promise<void> {
  await tx.rows(sql`
    delete from tendero.duplicate_pair p where p.workspace_id = ${tx.workspaceId} and p.object = ${object}
    and p.state = 'open' and p.scan_id is distinct from ${scan}`)
}

/** Replaces what was counted of an object. */
export async function replaceCounts(
  tx: Transaction,
  object: string,
  counts: readonly (readonly [string, number])[],
): Promise<void> {
  await tx.rows(
    sql`delete from tendero.match_count c where c.workspace_id = ${tx.workspaceId} and c.object = ${object}`,
  )
  for (let from = 0; from < counts.length; from += mostCounts) {
    const part = counts.slice(from, from + mostCounts)
    await tx.rows(sql`
      insert into tendero.match_count (workspace_id, object, value, records)
      select ${tx.workspaceId}::uuid, ${object}::text, c.value, c.records
      from unnest(${part.map(([value]) => value)}::text[], ${part.map(([, n]) => n)}::integer[]) as c(value, records)`)
  }
}

const mostCounts = 5000
