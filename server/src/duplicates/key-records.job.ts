import { keysOfRecord, writeKeysApart } from './match-keys.sql.ts'
import type { MatchedRow } from './matched-records.sql.ts'
import { type Counts, countedValues, countKey, wordTrait } from './matching/rarity.ts'
import type { Trait } from './matching/trait.ts'
import { loadRule, saveKeysVersion } from './rules.sql.ts'
import { keyedAmong, noteCommonKeys } from './scan.sql.ts'
import { note, oneAhead, portions, type Scan, subjectOfRow } from './scan-work.job.ts'

/** Raised when keys are made in another way: then every record gets its own anew. */
const keysVersion = 2

/** Values of which it is counted how many say them, at once in memory; the rarest are let go. */
const mostCounted = 300_000

/** What reading all records found. */
export interface AllRead {
  readonly counts: Counts
  /** The record before each portion. */
  readonly starts: readonly (string | null)[]
}

/** Reads every record once: gives keys to those that have none, and counts what they say. */
export async function readAll(scan: Scan): Promise<AllRead> {
  const { kernel, workspaceId, matched, object } = scan
  const { traits, keysVersion: has } = await kernel.database.read(workspaceId, (tx) => loadRule(tx, matched))
  const tally: Tally = { records: 0, values: new Map(), saying: new Map() }
  const starts: (string | null)[] = [null]
  let writing = Promise.resolve()
  for await (const rows of oneAhead(portions(scan, null))) {
    countRows(scan, traits, rows, tally)
    await writing
    writing = giveKeys(scan, rows, has < keysVersion)
    writing.catch(() => {})
    starts.push(rows.at(-1)?.id ?? null)
    await note(scan, { done: tally.records })
  }
  await writing
  // Keys by the hundred thousand at once are not known to the planner until it has looked at them.
  await kernel.database.direct.query('analyze tendero.match_key')
  await kernel.database.transaction(workspaceId, async (tx) => {
    await noteCommonKeys(tx, object.name)
    await saveKeysVersion(tx, matched, keysVersion)
  })
  return { counts: tally, starts }
}

interface Tally {
  records: number
  readonly values: Map<string, number>
  readonly saying: Map<string, number>
}

function countRows(scan: Scan, traits: readonly Trait[], rows: readonly MatchedRow[], tally: Tally): void {
  const add = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1)
  tally.records += rows.length
  for (const row of rows)
    for (const [trait, value] of countedValues(traits, subjectOfRow(scan, row))) {
      add(tally.values, countKey(trait, value))
      if (trait !== wordTrait) add(tally.saying, trait)
    }
  if (tally.values.size <= mostCounted) return
  for (const [key, n] of tally.values) if (n === 1) tally.values.delete(key)
}

async function giveKeys(
  { kernel, workspaceId, matched }: Scan,
  rows: readonly MatchedRow[],
  anew: boolean,
): Promise<void> {
  const ids = rows.map(({ id }) => id)
  const keyed = await kernel.database.read(workspaceId, (tx) => keyedAmong(tx, matched.object, ids))
  const bare = anew ? rows : rows.filter(({ id }) => !keyed.has(id))
  if (bare.length === 0) return
  const keys = bare.map((row) => ({ id: row.id, keys: keysOfRecord(matched, row) }))
  await kernel.database.transaction(workspaceId, (tx) => writeKeysApart(tx, matched, keys, keyed.size > 0))
}
