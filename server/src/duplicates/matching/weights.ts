import type { Rarity } from './rarity.ts'
import type { Subject } from './subject.ts'
import type { Trait } from './trait.ts'

/**
 * How much each agreement tells: how often it is seen between records of the same one (m) and of two different ones (u),
 * by trait, in the order of its agreements. Fellegi & Sunter (1969), A theory for record linkage.
 */
export interface Weights {
  readonly same: readonly (readonly number[])[]
  readonly chance: readonly (readonly number[])[]
  /** The chance that two records, taken blindly, are of the same one. */
  readonly prior: number
}

/** What is believed of a set of records before anything was learned from it. */
export function firstWeights(traits: readonly Trait[], records: number): Weights {
  return {
    same: traits.map((trait) => trait.agreements.map((one) => one.same)),
    chance: traits.map((trait) => trait.agreements.map((one) => one.chance)),
    prior: Math.min(0.1, 0.1 / Math.max(1, records)),
  }
}

/** The agreement in each trait by its index, −1 where one of the two says nothing. */
export function compare(traits: readonly Trait[], a: Subject, b: Subject, rarity: Rarity): Int8Array {
  const found = new Int8Array(traits.length)
  for (let i = 0; i < traits.length; i++) found[i] = traits[i]?.compare(a, b, rarity) ?? -1
  return found
}

/** Where somebody lives or works: who shares one of these shares others, too, without being the same. */
const shared: ReadonlySet<string> = new Set(['street', 'city', 'postcode', 'phone', 'domain'])
/** What each further one of them tells, of what it would tell alone. */
const sharedPart = 0.6

/**
 * How much two subjects' agreements speak for one and the same: log2 of the odds, 0 as likely as not.
 * @param a either of the two: what agrees exactly is the same in both
 */
export function totalWeight(
  traits: readonly Trait[],
  weights: Weights,
  found: Int8Array,
  a: Subject,
  rarity: Rarity,
): number {
  let sum = Math.log2(weights.prior / (1 - weights.prior))
  let strongest = 0
  for (let i = 0; i < found.length; i++) {
    const trait = traits[i]
    const index = found[i] ?? -1
    if (index < 0 || !trait) continue
    const weight = agreementWeight(trait, weights, i, index, a, rarity)
    if (weight > 0 && shared.has(trait.name)) {
      sum += sharedPart * Math.min(strongest, weight) + Math.max(0, weight - strongest)
      strongest = Math.max(strongest, weight)
    } else sum += weight
  }
  return isContradicted(traits, found) ? Math.min(sum, contradicted) : sum
}

/** log2 of m/u: what an agreement in one trait tells. */
export function agreementWeight(
  trait: Trait,
  weights: Weights,
  i: number,
  index: number,
  a: Subject,
  rarity: Rarity,
): number {
  const same = weights.same[i]?.[index] ?? 1
  const counted = index === 0 && trait.value ? rarity.chance(trait.name, trait.value(a)) : undefined
  return Math.log2(same / (counted ?? weights.chance[i]?.[index] ?? 1))
}

/** People of a household or an office agree in much: whom their names or birthdays tell apart is at most possible. */
const contradicted = -1.5

function isContradicted(traits: readonly Trait[], found: Int8Array): boolean {
  const says = (name: string) => {
    const i = traits.findIndex((trait) => trait.name === name)
    return traits[i]?.agreements[found[i] ?? -1]?.name
  }
  const id = says('taxId')
  if (id === 'same') return false
  const birthday = says('birthday')
  if (birthday === 'different') return true
  return says('given') === 'different' && id !== 'slip' && birthday !== 'same' && birthday !== 'slip'
}

export const probability = (weight: number) => 1 / (1 + 2 ** -weight)
