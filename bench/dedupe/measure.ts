import { findPairs } from '../../server/src/duplicates/matching/find-pairs.ts'
import { subjectOf } from '../../server/src/duplicates/matching/subject.ts'
import { companyTraits, personTraits } from '../../server/src/duplicates/matching/traits.ts'
import type { Labelled } from './sets.ts'

export interface Measured {
  readonly set: string
  readonly kind: 'persons' | 'companies'
  readonly records: number
  /** Of the pairs found, those that are true. */
  readonly precision: number
  /** Of the true pairs, those found. */
  readonly recall: number
  readonly f1: number
  readonly seconds: number
}

/** A pair is found when it is likelier than not. */
export function measure({ set, persons, records }: Labelled): Measured {
  const begun = performance.now()
  const subjects = records.map(({ described }) => subjectOf(described))
  const found = findPairs(persons ? personTraits : companyTraits, subjects).filter(({ weight }) => weight > 0)
  const seconds = (performance.now() - begun) / 1000
  const right = found.filter(({ a, b }) => records[a]?.truth === records[b]?.truth).length
  const precision = right / Math.max(1, found.length)
  const recall = right / Math.max(1, truePairs(records))
  return {
    set,
    kind: persons ? 'persons' : 'companies',
    records: records.length,
    precision: round(precision),
    recall: round(recall),
    f1: round((2 * precision * recall) / Math.max(1e-9, precision + recall)),
    seconds: Math.round(seconds * 10) / 10,
  }
}

function truePairs(records: Labelled['records']): number {
  const sizes = new Map<string, number>()
  for (const { truth } of records) sizes.set(truth, (sizes.get(truth) ?? 0) + 1)
  return [...sizes.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0)
}

const round = (value: number) => Math.round(value * 10_000) / 10_000
