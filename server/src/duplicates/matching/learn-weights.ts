import { type Counts, type Rarity, rarityOf } from './rarity.ts'
import type { Subject } from './subject.ts'
import type { Trait } from './trait.ts'
import { compare, firstWeights, probability, totalWeight, type Weights } from './weights.ts'

export type Pair = readonly [Subject, Subject]

/** What is learned hardly changes after so many rounds. */
const rounds = 25
/** How many observations of the same one, and of two different ones, our first beliefs are worth. */
const believedSame = 40
const believedChance = 2000
/** Below this a pair teaches nothing of the same one. */
const negligible = 1e-6

/**
 * Learns the weights from the records themselves; nobody has to say which are duplicates. What is seen by chance comes
 * from pairs that were taken blindly; what is seen between records of the same one, and how many pairs are, by
 * expectation-maximisation over pairs that share a key. Winkler (2000), Using the EM algorithm for weight computation in
 * the Fellegi-Sunter model of record linkage.
 * @param candidates pairs that share a key, or a sample of them
 * @param share which part of all such pairs the sample is, 0–1
 * @param blind pairs taken by chance
 */
export function learnWeights(
  traits: readonly Trait[],
  counts: Counts,
  candidates: readonly Pair[],
  blind: Iterable<Pair>,
  share = 1,
): Weights {
  const rarity = rarityOf(counts)
  const pairs = (counts.records * (counts.records - 1)) / 2
  const chance = chances(traits, blind, rarity)
  const found = candidates.map(([a, b]) => compare(traits, a, b, rarity))
  let weights: Weights = { ...firstWeights(traits, counts.records), chance }
  for (let round = 0; round < rounds; round++) {
    const tallies = traits.map((trait) => trait.agreements.map((one) => one.same * believedSame))
    let duplicates = 0
    for (const [p, [a]] of candidates.entries()) {
      const indexes = found[p]
      if (!indexes) continue
      const likely = probability(totalWeight(traits, weights, indexes, a, rarity))
      if (likely < negligible) continue
      duplicates += likely
      tally(tallies, indexes, likely)
    }
    const prior = Math.max(1e-12, Math.min(0.3, (duplicates / share + 0.5) / Math.max(1, pairs)))
    weights = { same: tallies.map(parts), chance, prior }
  }
  return weights
}

function chances(traits: readonly Trait[], blind: Iterable<Pair>, rarity: Rarity): readonly (readonly number[])[] {
  const tallies = traits.map((trait) => trait.agreements.map((one) => one.chance * believedChance))
  for (const [a, b] of blind) tally(tallies, compare(traits, a, b, rarity), 1)
  return tallies.map(parts)
}

function tally(tallies: readonly number[][], indexes: Int8Array, weight: number): void {
  for (const [i, index] of indexes.entries()) {
    const row = tallies[i]
    if (index >= 0 && row) row[index] = (row[index] ?? 0) + weight
  }
}

function parts(row: readonly number[]): readonly number[] {
  const sum = row.reduce((total, one) => total + one, 0)
  return row.map((one) => one / sum)
}
