import { isId } from '@tendero/model'
import type { Event, Subscriber } from '../kernel/events.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { nowIn } from '../kernel/workspace-model.ts'
import { matchOf, weightOfScore } from './explain-match.ts'
import { readAll } from './key-records.job.ts'
import { learnRule } from './learn-rule.job.ts'
import { matchedObject } from './matched-objects.ts'
import { rarityOf } from './matching/rarity.ts'
import { compare, totalWeight } from './matching/weights.ts'
import { allCounts, loadRule, rulePart } from './rules.sql.ts'
import { countMatched, dropOtherPairs, type FoundPair, keepPairs, loadScan } from './scan.sql.ts'
import {
  beginWork,
  Cancelled,
  comparedOf,
  Interrupted,
  type KnownPair,
  note,
  oneAhead,
  type Paired,
  pairedWith,
  portions,
  type Scan,
} from './scan-work.job.ts'

/** Pairs that are less likely are not kept. */
const keptScore = 20

export const scanRecords: Subscriber = {
  name: 'duplicates.scan',
  topics: ['duplicates.scan'],
  run: (kernel, event) => runScan(kernel, event),
}

async function runScan(kernel: Kernel, { workspaceId, payload }: Event): Promise<void> {
  if (!isId(payload.scan)) throw new Error('a scan event without a scan')
  const id = payload.scan
  const stored = await kernel.database.read(workspaceId, (tx) => loadScan(tx, id))
  const matched = stored && matchedObject(stored.object)
  if (!stored || !matched || (stored.state !== 'waiting' && stored.state !== 'running')) return
  const scan = await beginWork(kernel, workspaceId, stored, matched)
  try {
    await scanAll(scan)
  } catch (error) {
    if (error instanceof Interrupted) throw error
    if (!(error instanceof Cancelled)) kernel.log.error({ err: error, scan: id }, 'a scan for duplicates failed')
    await note(scan, { state: error instanceof Cancelled ? 'cancelled' : 'failed' })
  }
}

/**
 * Reads all records, learns from them what agreements tell, and compares those that share a key. Whoever takes a scan up
 * again that was comparing goes on behind the last portion.
 */
async function scanAll(scan: Scan): Promise<void> {
  const { kernel, workspaceId, matched, object, stored } = scan
  const { mode } = await kernel.database.read(workspaceId, (tx) => loadRule(tx, matched))
  const total = await kernel.database.read(workspaceId, (tx) => countMatched(tx, object))
  await note(scan, { state: 'running', total })
  if (mode === 'off') return note(scan, { state: 'done' })
  const resumes = stored.stage === 'comparing'
  if (!resumes) {
    await note(scan, { stage: 'keys', done: 0 })
    const all = await readAll(scan)
    await note(scan, { stage: 'learning', done: 0 })
    await learnRule(scan, all)
    await note(scan, { stage: 'comparing', done: 0, place: null })
  }
  const found = await compareAll(scan, resumes ? stored : { found: 0, done: 0, place: null })
  await kernel.database.transaction(workspaceId, (tx) => dropOtherPairs(tx, object.name, stored.id))
  await note(scan, { state: 'done', stage: null, done: total, found })
}

interface Reached {
  readonly found: number
  readonly done: number
  /** The last record that was compared. */
  readonly place: string | null
}

interface Compared {
  readonly pairs: readonly KnownPair[]
  readonly records: number
  readonly last: string | undefined
}

/** Keeps the likely ones of all pairs that share a key, portion by portion. @returns how many there are */
async function compareAll(scan: Scan, reached: Reached): Promise<number> {
  const { kernel, workspaceId, object, stored, model } = scan
  const likelyAmong = await judge(scan)
  let { found, done } = reached
  for await (const { pairs, records, last } of oneAhead(comparedPortions(scan, reached.place))) {
    const likely = likelyAmong(pairs)
    await kernel.database.transaction(workspaceId, (tx) =>
      keepPairs(tx, object.name, stored.id, nowIn(kernel, model), likely),
    )
    found += likely.length
    done += records
    await note(scan, { done, found, ...(last ? { place: last } : {}) })
  }
  return found
}

/** Each step works ahead of the one after it: records, which of them share a key, what is compared of those. */
async function* comparedPortions(scan: Scan, behind: string | null): AsyncGenerator<Compared> {
  for await (const paired of oneAhead(pairedPortions(scan, behind)))
    yield { pairs: await comparedOf(scan, paired), records: paired.rows.length, last: paired.rows.at(-1)?.id }
}

async function* pairedPortions(scan: Scan, behind: string | null): AsyncGenerator<Paired> {
  for await (const rows of oneAhead(portions(scan, behind))) yield await pairedWith(scan, rows)
}

/** Says of pairs which are likely, by what was learned and counted. */
async function judge({ kernel, workspaceId, matched }: Scan) {
  const { rule, counts } = await kernel.database.read(workspaceId, async (tx) => ({
    rule: await loadRule(tx, matched),
    counts: await allCounts(tx, matched.object),
  }))
  const values = new Map(counts.map(({ value, records }) => [value, records]))
  const rarity = rarityOf({ records: rule.records, saying: rule.saying, values })
  const { traits, weights } = rulePart(rule)
  const least = weightOfScore(keptScore)
  return (pairs: readonly KnownPair[]): readonly FoundPair[] =>
    pairs.flatMap(([{ id: a, subject: x }, { id: b, subject: y }]): readonly FoundPair[] => {
      if (totalWeight(traits, weights, compare(traits, x, y, rarity), x, rarity) < least) return []
      return [{ a, b, match: matchOf(traits, weights, rarity, x, y) }]
    })
}
