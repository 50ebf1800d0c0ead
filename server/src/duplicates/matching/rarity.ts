import type { Subject } from './subject.ts'
import type { Trait } from './trait.ts'

/** How common words and values are among the records of a kind: what is rare tells more when it agrees. */
export interface Rarity {
  /** Of a word in a company's name: the rarer, the more. */
  weight(word: string): number
  /** The chance that another record says the same of a trait; undefined where nothing was counted. */
  chance(trait: string, value: string): number | undefined
}

/** What was counted: how many records say a thing, and how many say anything. */
export interface Counts {
  /** All records of the kind. */
  readonly records: number
  /** Records that say anything of a trait. */
  readonly saying: ReadonlyMap<string, number>
  /** Records that say it, by `countKey`; what is missing is said by one. */
  readonly values: ReadonlyMap<string, number>
}

/** Names of companies are counted word by word. */
export const wordTrait = 'word'

export const countKey = (trait: string, value: string) => `${trait} ${value}`

/** What of a subject is counted: pairs of a trait and a value. */
export function countedValues(traits: readonly Trait[], subject: Subject): readonly (readonly [string, string])[] {
  const values = traits.flatMap((trait): readonly (readonly [string, string])[] => {
    const value = trait.value?.(subject)
    return value ? [[trait.name, value]] : []
  })
  return [...values, ...[...new Set(subject.company)].map((word) => [wordTrait, word] as const)]
}

/** Fewer records than this do not tell how rare a value is in the world. */
const world = 2000

export function rarityOf({ records, saying, values }: Counts): Rarity {
  return {
    weight: (word) => Math.log((records + 1) / ((values.get(countKey(wordTrait, word)) ?? 0) + 0.5)),
    chance(trait, value) {
      const all = saying.get(trait)
      if (!all) return undefined
      const others = Math.max(0, (values.get(countKey(trait, value)) ?? 1) - 1)
      return Math.min(1, others / all + 1 / Math.max(all, world))
    },
  }
}

/** Counts in memory, for sets that fit. */
export function countsOf(traits: readonly Trait[], subjects: readonly Subject[]): Counts {
  const saying = new Map<string, number>()
  const values = new Map<string, number>()
  const add = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1)
  for (const subject of subjects)
    for (const [trait, value] of countedValues(traits, subject)) {
      add(values, countKey(trait, value))
      if (trait !== wordTrait) add(saying, trait)
    }
  return { records: subjects.length, saying, values }
}
