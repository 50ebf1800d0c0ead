import { blockingKeys, mostOfKey } from './blocking-keys.ts'
import { learnWeights, type Pair } from './learn-weights.ts'
import { pseudoRandom } from './pseudo-random.ts'
import { countsOf, rarityOf } from './rarity.ts'
import type { Subject } from './subject.ts'
import type { Trait } from './trait.ts'
import { compare, totalWeight } from './weights.ts'

/** Two subjects by their places in the list, and how much speaks for one and the same (log2 of the odds). */
export interface FoundPair {
  readonly a: number
  readonly b: number
  readonly weight: number
}

/** Pairs taken by chance: so many for each record, up to so many in all. */
const blindEach = 40
const mostBlind = 60_000

/** Compares whoever shares a key, all in memory, with weights learned from the same records. */
export function findPairs(traits: readonly Trait[], subjects: readonly Subject[]): readonly FoundPair[] {
  const places = candidatePlaces(subjects)
  const counts = countsOf(traits, subjects)
  const pairs = places.flatMap(([a, b]) => pairOf(subjects, a, b))
  const weights = learnWeights(traits, counts, pairs, blindPairs(subjects))
  const rarity = rarityOf(counts)
  return places.flatMap(([a, b]) =>
    pairOf(subjects, a, b).map(([x, y]) => ({
      a,
      b,
      weight: totalWeight(traits, weights, compare(traits, x, y, rarity), x, rarity),
    })),
  )
}

function candidatePlaces(subjects: readonly Subject[]): readonly (readonly [number, number])[] {
  const byKey = new Map<string, number[]>()
  for (const [i, subject] of subjects.entries())
    for (const key of blockingKeys(subject)) {
      const block = byKey.get(key)
      if (block) block.push(i)
      else byKey.set(key, [i])
    }
  const pairs = new Map<number, readonly [number, number]>()
  for (const block of byKey.values())
    if (block.length <= mostOfKey)
      for (const [i, a] of block.entries())
        for (const b of block.slice(i + 1)) pairs.set(a * subjects.length + b, [a, b])
  return [...pairs.values()]
}

function pairOf(subjects: readonly Subject[], a: number, b: number): readonly Pair[] {
  const [x, y] = [subjects[a], subjects[b]]
  return x && y ? [[x, y]] : []
}

function* blindPairs(subjects: readonly Subject[]): Iterable<Pair> {
  const random = pseudoRandom()
  for (let i = 0; i < Math.min(mostBlind, blindEach * subjects.length); i++) {
    const [a, b] = [Math.floor(random() * subjects.length), Math.floor(random() * subjects.length)]
    if (a !== b) yield* pairOf(subjects, a, b)
  }
}
