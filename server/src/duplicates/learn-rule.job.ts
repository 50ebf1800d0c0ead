import type { AllRead } from './key-records.job.ts'
import { learnWeights, type Pair } from './matching/learn-weights.ts'
import { pseudoRandom } from './matching/pseudo-random.ts'
import type { Subject } from './matching/subject.ts'
import { loadRule, saveLearned } from './rules.sql.ts'
import { nextMatched, replaceCounts } from './scan.sql.ts'
import { comparedOf, note, pairedWith, portion, type Scan, subjectOfRow } from './scan-work.job.ts'

/** Portions of records, evenly taken, from whose pairs the weights are learned; and pairs at most. */
const sampledPortions = 8
const mostPairs = 60_000
/** Pairs taken by chance: so many for each record, up to so many in all. */
const blindEach = 40
const mostBlind = 60_000

/** Learns what agreements tell, and keeps it with what was counted. */
export async function learnRule(scan: Scan, { counts, starts }: AllRead): Promise<void> {
  const { kernel, workspaceId, matched, object } = scan
  const { traits } = await kernel.database.read(workspaceId, (tx) => loadRule(tx, matched))
  const { candidates, share, strangers } = await sample(scan, starts, counts.records)
  const weights = learnWeights(traits, counts, candidates, blindPairs(strangers), share)
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
  readonly strangers: readonly Subject[]
}

async function sample(scan: Scan, starts: AllRead['starts'], records: number): Promise<Sample> {
  const { kernel, workspaceId, matched, object } = scan
  const step = Math.max(1, Math.ceil((starts.length - 1) / sampledPortions))
  const candidates: Pair[] = []
  const strangers: Subject[] = []
  for (let i = 0; i < starts.length - 1 && candidates.length < mostPairs; i += step) {
    const after = starts[i] ?? null
    const rows = await kernel.database.read(workspaceId, (tx) => nextMatched(tx, object, matched, after, portion))
    strangers.push(...rows.map((row) => subjectOfRow(scan, row)))
    for (const [a, b] of await comparedOf(scan, await pairedWith(scan, rows))) candidates.push([a.subject, b.subject])
    await note(scan, { done: Math.min(records, (i + step) * portion) })
  }
  return { candidates, share: Math.max(1e-6, strangers.length / Math.max(1, records)), strangers }
}

function* blindPairs(strangers: readonly Subject[]): Iterable<Pair> {
  const random = pseudoRandom()
  for (let i = 0; i < Math.min(mostBlind, blindEach * strangers.length); i++) {
    const [a, b] = [Math.floor(random() * strangers.length), Math.floor(random() * strangers.length)]
    const [x, y] = [strangers[a], strangers[b]]
    if (a !== b && x && y) yield [x, y]
  }
}
