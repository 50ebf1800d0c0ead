import type { WeighedReason } from '@tendero/model'
import type { Rarity } from './matching/rarity.ts'
import type { Subject } from './matching/subject.ts'
import { jaroWinkler } from './matching/text-likeness.ts'
import type { Trait } from './matching/trait.ts'
import { agreementWeight, compare, probability, totalWeight, type Weights } from './matching/weights.ts'

/** How much speaks for two subjects being the same one, and what. */
export interface Match {
  /** log2 of the odds. */
  readonly weight: number
  /** From the weightiest. */
  readonly reasons: readonly WeighedReason[]
}

/** Compares two subjects, and keeps what told. */
export function matchOf(traits: readonly Trait[], weights: Weights, rarity: Rarity, a: Subject, b: Subject): Match {
  const found = compare(traits, a, b, rarity)
  const reasons = traits.flatMap((trait, i): readonly WeighedReason[] => {
    const index = found[i] ?? -1
    const agreement = trait.agreements[index]?.name
    if (!agreement) return []
    const weight = Math.round(agreementWeight(trait, weights, i, index, a, rarity) * 10) / 10
    return [{ trait: trait.name, agreement, weight, ...likeness(trait.name, a, b) }]
  })
  return {
    weight: totalWeight(traits, weights, found, a, rarity),
    reasons: reasons.sort((x, y) => y.weight - x.weight),
  }
}

/** 0–100, as people are told; never certain. */
export function scoreOf(weight: number): number {
  return Math.max(0, Math.min(99, Math.round(probability(weight) * 100)))
}

/** The least weight of a score. */
export function weightOfScore(score: number): number {
  const odds = score / (100 - score)
  return Math.log2(odds)
}

function likeness(trait: Trait['name'], a: Subject, b: Subject): { readonly likeness?: number } {
  if (trait !== 'family' && trait !== 'given' && trait !== 'company') return {}
  return { likeness: Math.round(jaroWinkler(a[trait].join(' '), b[trait].join(' ')) * 100) / 100 }
}

/** A name or a place alone does not hold anybody up: two things must agree, or one that is nobody else's. */
export function isHeld({ weight, reasons }: Match, least: number): boolean {
  if (weight < least) return false
  const agreeing = reasons.filter((reason) => reason.weight > 0 && reason.agreement !== 'different')
  return agreeing.length > 1 || agreeing.some(({ trait }) => telling.has(trait))
}

const telling: ReadonlySet<string> = new Set(['company', 'taxId', 'email', 'phone'])
