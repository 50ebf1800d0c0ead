import { expect, test } from 'vitest'
import { healthScore } from './health-score.ts'

const rules = [
  { name: 'no_phone', weight: 2 },
  { name: 'no_owner', weight: 3 },
]

test.each([
  ['of a record with nothing to mend is whole', {}, 1, 100],
  ['is the share of the weights that hold', { no_phone: 1 }, 1, 60],
  ['of a record that breaks all is nothing', { no_phone: 1, no_owner: 1 }, 1, 0],
  ['of many is their average', { no_phone: 5 }, 10, 80],
  ['is whole only when nothing is left to mend', { no_phone: 1 }, 10_000, 99],
  ['does not know rules that are not asked for', { other: 1 }, 1, 100],
  ['of no records is none', {}, 0, null],
])('the score %s', (_, found, records, score) => {
  expect(healthScore(rules, found, records)).toBe(score)
})

test('without rules there is no score', () => {
  expect(healthScore([], {}, 1)).toBeNull()
})
