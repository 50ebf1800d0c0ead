import { isId } from '@tendero/model'
import { callerOfProgram } from '../kernel/caller.ts'
import type { Event, Subscriber } from '../kernel/events.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { nowIn } from '../kernel/workspace-model.ts'
import { matchOf, weightOfScore } from './explain-match.ts'
import { keysOfRecord, writeKeysApart } from './match-keys.action.ts'
import { type MatchedObject, matchedObject, subjectFrom } from './matched-objects.ts'
import type { MatchedRow } from './matched-records.sql.ts'
import { learnWeights, type Pair } from './matching/learn-weights.ts'
import { pseudoRandom } from './matching/pseudo-random.ts'
import { type Counts, countedValues, countKey, type Rarity, rarityOf, wordTrait } from './matching/rarity.ts'
import type { Subject } from './matching/subject.ts'
import { compare, totalWeight } from './matching/weights.ts'
import { allCounts, loadRule, rulePart, type StoredRule, saveKeysVersion, saveLearned } from './rules.sql.ts'
import {
  countMatched,
  dropOtherPairs,
  type FoundPair,
  keepPairs,
  keyedAmong,
  loadScan,
  matchedByIds,
  nextMatched,
  noteCommonKeys,
  noteScan,
  pairsOf,
  replaceCounts,
  type StoredScan,
} from './scan.sql.ts'

/** Raised when keys are made in another way: then every record gets its own anew. */
export const keysVersion = 1

/** Records that are read together. */
const portion = 1000
/** Pairs, likely or not, from which the weights are learned: taken evenly from all. */
const mostLearnedFrom = 60_000
const blindPairs = 60_000
/** Values of which it is counted how many say them, at once in memory; the rarest are let go. */
const mostCounted = 300_000
/** Pairs that are less likely are not kept. */
const keptScore = 20

/** The process stops; the job comes again and goes on. */
class Interrupted extends Error {}
class Cancelled extends Error {}

export const scanRecords: Subscriber = {
  name: 'duplicates.scan',
  topics: ['duplicates.scan'],
  run: (kernel, event) => runScan(kernel, event),
}

interface Scan {
  readonly kernel: Kernel
  readonly workspaceId: string
  readonly stored: StoredScan
  readonly matched: MatchedObject
}

async function runScan(kernel: Kernel, { workspaceId, payload }: Event): Promise<void> {
  if (!isId(payload.scan)) throw new Error('a scan event without a scan')
  const id = payload.scan
  const stored = await kernel.database.read(workspaceId, (tx) => loadScan(tx, id))
  const matched = stored && matchedObject(stored.object)
  if (!stored || !matched || (stored.state !== 'waiting' && stored.state !== 'running')) return
  const scan: Scan = { kernel, workspaceId, stored, matched }
  try {
    await scanAll(scan)
  } catch (error) {
    if (error instanceof Interrupted) throw error
    if (!(error instanceof Cancelled)) kernel.log.error({ err: error, scan: id }, 'a scan for duplicates failed')
    await note(scan, { state: error instanceof Cancelled ? 'cancelled' : 'failed' }).catch(() => {})
  }
}

/** Says how far it is, and that somebody works on it. @throws when it is to stop */
async function note(scan: Scan, progress: Parameters<typeof noteScan>[3]): Promise<void> {
  const { kernel, workspaceId, stored } = scan
  const stops = await kernel.database.transaction(workspaceId, (tx) => noteScan(tx, stored.id, kernel.now(), progress))
  const goesOn = progress.state === undefined || progress.state === 'running'
  if (stops && goesOn) throw new Cancelled()
  if (goesOn && kernel.stopping.aborted) throw new Interrupted('the process stops')
}

async function scanAll(scan: Scan): Promise<void> {
  const { kernel, workspaceId, matched } = scan
  const { object } = await objectOf(scan)
  const { rule, total } = await kernel.database.read(workspaceId, async (tx) => ({
    rule: await loadRule(tx, matched),
    total: await countMatched(tx, object),
  }))
  await note(scan, { state: 'running', total })
  if (rule.mode === 'off') return note(scan, { state: 'done' })
  const resumes = scan.stored.stage === 'comparing'
  if (!resumes) {
    await note(scan, { stage: 'keys', done: 0 })
    const counts = await readAll(scan, rule.keysVersion < keysVersion)
    await note(scan, { stage: 'learning', done: 0 })
    await learn(scan, counts)
  }
  await note(scan, { stage: 'comparing', ...(resumes ? {} : { done: 0, place: null }) })
  const found = await compareAll(scan, resumes ? scan.stored : undefined)
  await kernel.database.transaction(workspaceId, (tx) => dropOtherPairs(tx, object.name, scan.stored.id))
  await note(scan, { state: 'done', stage: null, done: total, found })
}

async function objectOf({ kernel, workspaceId, matched }: Scan) {
  const { model } = await callerOfProgram(kernel, workspaceId)
  const object = model.objects.get(matched.object)
  if (!object) throw new Error(`there is no object ${matched.object}`)
  return { object, model }
}

const subjectOfRow = (matched: MatchedObject, row: MatchedRow) => subjectFrom(matched, row.values, row.points)

/** Reads every record once: gives keys to those that have none, and counts what they say. */
async function readAll(scan: Scan, anew: boolean): Promise<Counts> {
  const { kernel, workspaceId, matched } = scan
  const { object } = await objectOf(scan)
  const rule = await kernel.database.read(workspaceId, (tx) => loadRule(tx, matched))
  const values = new Map<string, number>()
  const saying = new Map<string, number>()
  let records = 0
  for (let after: string | null = null; ; ) {
    const rows: readonly MatchedRow[] = await kernel.database.read(workspaceId, (tx) =>
      nextMatched(tx, object, matched, after, portion),
    )
    records += rows.length
    for (const row of rows) countRow(countedValues(rule.traits, subjectOfRow(matched, row)), values, saying)
    if (values.size > mostCounted) for (const [key, n] of values) if (n === 1) values.delete(key)
    await giveKeys(scan, rows, anew)
    after = rows.at(-1)?.id ?? null
    await note(scan, { done: records })
    if (rows.length < portion) break
  }
  // Keys by the hundred thousand at once are not known to the planner until it has looked at them.
  await kernel.database.direct.query('analyze tendero.match_key')
  await kernel.database.transaction(workspaceId, async (tx) => {
    await noteCommonKeys(tx, object.name)
    await saveKeysVersion(tx, matched, keysVersion)
  })
  return { records, saying, values }
}

function countRow(
  said: readonly (readonly [string, string])[],
  values: Map<string, number>,
  saying: Map<string, number>,
): void {
  for (const [trait, value] of said) {
    const key = countKey(trait, value)
    values.set(key, (values.get(key) ?? 0) + 1)
    if (trait !== wordTrait) saying.set(trait, (saying.get(trait) ?? 0) + 1)
  }
}

async function giveKeys(
  { kernel, workspaceId, matched }: Scan,
  rows: readonly MatchedRow[],
  anew: boolean,
): Promise<void> {
  const ids = rows.map(({ id }) => id)
  const keyed = anew
    ? new Set<string>()
    : await kernel.database.read(workspaceId, (tx) => keyedAmong(tx, matched.object, ids))
  const bare = rows.filter(({ id }) => !keyed.has(id))
  if (bare.length > 0)
    await kernel.database.transaction(workspaceId, (tx) =>
      writeKeysApart(
        tx,
        matched,
        bare.map((row) => ({ id: row.id, keys: keysOfRecord(matched, row) })),
        anew,
      ),
    )
}

/** Learns from evenly taken pairs what agreements tell, and keeps it with the counts. */
async function learn(scan: Scan, counts: Counts): Promise<void> {
  const { kernel, workspaceId, matched } = scan
  const { object } = await objectOf(scan)
  const { traits } = await kernel.database.read(workspaceId, (tx) => loadRule(tx, matched))
  const sample = await samplePairs(scan, counts.records)
  const weights = learnWeights(traits, counts, sample.candidates, sample.blind, sample.share)
  const several = [...counts.values].filter(([, n]) => n > 1)
  await kernel.database.transaction(workspaceId, async (tx) => {
    await replaceCounts(tx, object.name, several)
    await saveLearned(tx, matched, { weights, records: counts.records, saying: counts.saying }, kernel.now())
  })
}

interface Sample {
  readonly candidates: readonly Pair[]
  /** Which part of all pairs that share a key these are. */
  readonly share: number
  readonly blind: readonly Pair[]
}

/** Every so-manieth portion of records with whom it is compared, and pairs of strangers among those read. */
async function samplePairs(scan: Scan, records: number): Promise<Sample> {
  const { kernel, workspaceId, matched } = scan
  const { object } = await objectOf(scan)
  const portions = Math.max(1, Math.ceil(records / portion))
  const step = Math.max(1, Math.ceil(portions / 12))
  const candidates: Pair[] = []
  const strangers: Subject[] = []
  let taken = 0
  let after: string | null = null
  for (let i = 0; i < portions; i++) {
    const from: string | null = after
    const ids: readonly MatchedRow[] = await kernel.database.read(workspaceId, (tx) =>
      nextMatched(tx, object, matched, from, portion),
    )
    after = ids.at(-1)?.id ?? null
    if (!after) break
    if (i % step !== 0 || candidates.length >= mostLearnedFrom) continue
    taken += ids.length
    strangers.push(...ids.map((row) => subjectOfRow(matched, row)))
    for (const [a, b] of await comparedOf(scan, ids)) candidates.push([a.subject, b.subject])
    await note(scan, { done: (i + 1) * portion })
  }
  const random = pseudoRandom()
  const blind = Array.from({ length: Math.min(blindPairs, strangers.length * 40) }, (): Pair | undefined => {
    const [a, b] = [Math.floor(random() * strangers.length), Math.floor(random() * strangers.length)]
    const [x, y] = [strangers[a], strangers[b]]
    return a !== b && x && y ? [x, y] : undefined
  }).flatMap((pair) => (pair ? [pair] : []))
  return { candidates, share: Math.max(1e-6, taken / Math.max(1, records)), blind }
}

/** All that was counted: bounded when it was. */
async function rarityForScan({ kernel, workspaceId, matched }: Scan, { records, saying }: StoredRule): Promise<Rarity> {
  const rows = await kernel.database.read(workspaceId, (tx) => allCounts(tx, matched.object))
  return rarityOf({ records, saying, values: new Map(rows.map(({ value, records: n }) => [value, n])) })
}

function weightOf({ traits, weights }: ReturnType<typeof rulePart>, rarity: Rarity, a: Subject, b: Subject): number {
  return totalWeight(traits, weights, compare(traits, a, b, rarity), a, rarity)
}

interface Known {
  readonly id: string
  readonly subject: Subject
}

/** Each of some records with those of a larger id that share a key with it. */
async function comparedOf(scan: Scan, rows: readonly MatchedRow[]): Promise<readonly (readonly [Known, Known])[]> {
  const { kernel, workspaceId, matched } = scan
  const { object } = await objectOf(scan)
  const known = new Map(rows.map((row) => [row.id, { id: row.id, subject: subjectOfRow(matched, row) }]))
  const pairs = await kernel.database.read(workspaceId, (tx) => pairsOf(tx, object.name, [...known.keys()]))
  const others = [...new Set(pairs.map(({ b }) => b))].filter((id) => !known.has(id))
  for (let at = 0; at < others.length; at += portion) {
    const part = others.slice(at, at + portion)
    const found = await kernel.database.read(workspaceId, (tx) => matchedByIds(tx, object, matched, part))
    for (const row of found) known.set(row.id, { id: row.id, subject: subjectOfRow(matched, row) })
  }
  return pairs.flatMap(({ a, b }): readonly (readonly [Known, Known])[] => {
    const [first, second] = [known.get(a), known.get(b)]
    return first && second ? [[first, second]] : []
  })
}

/** Compares all pairs that share a key, portion by portion, and keeps the likely ones. @returns how many there are */
async function compareAll(scan: Scan, resumed: StoredScan | undefined): Promise<number> {
  const { kernel, workspaceId, matched, stored } = scan
  const { object, model } = await objectOf(scan)
  const rule = await kernel.database.read(workspaceId, (tx) => loadRule(tx, matched))
  const rarity = await rarityForScan(scan, rule)
  const part = rulePart(rule)
  const least = weightOfScore(keptScore)
  let found = resumed?.found ?? 0
  let done = resumed?.done ?? 0
  for (let after = resumed?.place ?? null; ; ) {
    const rows: readonly MatchedRow[] = await kernel.database.read(workspaceId, (tx) =>
      nextMatched(tx, object, matched, after, portion),
    )
    const likely = (await comparedOf(scan, rows)).flatMap(([a, b]): readonly FoundPair[] => {
      const weight = weightOf(part, rarity, a.subject, b.subject)
      return weight < least
        ? []
        : [{ a: a.id, b: b.id, match: matchOf(part.traits, part.weights, rarity, a.subject, b.subject) }]
    })
    await kernel.database.transaction(workspaceId, (tx) =>
      keepPairs(tx, object.name, stored.id, nowIn(kernel, model), likely),
    )
    found += likely.length
    done += rows.length
    after = rows.at(-1)?.id ?? after
    await note(scan, { done, found, place: after })
    if (rows.length < portion) return found
  }
}
