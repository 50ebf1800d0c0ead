import { type KeyedRecord, keysOfRecord, writeKeysApart } from './match-keys.sql.ts'
import type { MatchedRow } from './matched-records.sql.ts'
import { type Counts, countedValues, countKey, wordTrait } from './matching/rarity.ts'
import type { Trait } from './matching/trait.ts'
import { loadRule, saveKeysVersion } from './rules.sql.ts'
import { anyKeyed, keyedAmong, noteCommonKeys } from './scan.sql.ts'
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
  const keys = await keyWriter(scan, has < keysVersion)
  const tally: Tally = { records: 0, values: new Map(), saying: new Map() }
  const starts: (string | null)[] = [null]
  for await (const rows of oneAhead(portions(scan, null))) {
    countRows(scan, traits, rows, tally)
    await keys.take(rows)
    starts.push(rows.at(-1)?.id ?? null)
    await note(scan, { done: tally.records })
  }
  await keys.finish()
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

/** Keys written at once. They are written in their order: the more, the fewer pages of the index each time. */
const keysAtOnce = 100_000

/** Gives keys to the records that have none, or to all of them anew, while the next records are read. */
async function keyWriter({ kernel, workspaceId, matched }: Scan, anew: boolean) {
  const { object } = matched
  const blank = !(await kernel.database.read(workspaceId, (tx) => anyKeyed(tx, object)))
  let waiting: KeyedRecord[] = []
  let keys = 0
  let writing = Promise.resolve()
  const write = async () => {
    const records = waiting
    waiting = []
    keys = 0
    await writing
    if (records.length === 0) return
    writing = kernel.database.transaction(workspaceId, (tx) => writeKeysApart(tx, matched, records, anew && !blank))
    writing.catch(() => {})
  }
  return {
    async take(rows: readonly MatchedRow[]): Promise<void> {
      const ids = rows.map(({ id }) => id)
      const known =
        anew || blank ? new Set() : await kernel.database.read(workspaceId, (tx) => keyedAmong(tx, object, ids))
      for (const row of rows) {
        if (known.has(row.id)) continue
        const record = { id: row.id, keys: keysOfRecord(matched, row) }
        waiting.push(record)
        keys += record.keys.length
      }
      if (keys >= keysAtOnce) await write()
    },
    async finish(): Promise<void> {
      await write()
      await writing
    },
  }
}
