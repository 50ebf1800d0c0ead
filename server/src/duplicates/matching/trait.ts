import type { DuplicateReason } from '@tendero/model'
import type { Rarity } from './rarity.ts'
import type { Subject } from './subject.ts'

export type TraitName = DuplicateReason['trait']
export type AgreementName = DuplicateReason['agreement'] | 'different'

/**
 * How two subjects agree in one respect. `same` is how often that happens between two records of one person or company,
 * `chance` between two different ones; both are only where learning begins.
 */
export interface Agreement {
  readonly name: AgreementName
  readonly same: number
  readonly chance: number
}

export interface Trait {
  readonly name: TraitName
  readonly agreements: readonly Agreement[]
  /** The index of the agreement, or −1 where one of the two says nothing. */
  compare(a: Subject, b: Subject, rarity: Rarity): number
  /** What is the same at the first agreement: the rarer, the more it tells. */
  value?(subject: Subject): string
}

export function agreement(name: AgreementName, same: number, chance: number): Agreement {
  return { name, same, chance }
}

/** The best agreement of several values with several. */
export function best<T>(a: readonly T[], b: readonly T[], compare: (x: T, y: T) => number): number {
  let found = -1
  for (const x of a)
    for (const y of b) {
      const one = compare(x, y)
      if (found < 0 || one < found) found = one
    }
  return found
}
