import { expect, test } from 'vitest'
import { summedBy } from './board-sums.ts'

const group = (keys: readonly (string | null)[], count: number, sum: number) => ({
  keys,
  titles: keys.map((key) => key?.toUpperCase() ?? null),
  measures: { count, 'sum:amount': sum },
})

const groups = [group(['new', 'ana'], 2, 10), group(['new', null], 1, 5), group(['won', 'ana'], 4, 100)]

test('the columns of a board with lanes come to what their cells come to, and so do the lanes', () => {
  expect(summedBy(groups, 0, 'sum:amount')).toEqual([
    { value: 'new', title: 'NEW', count: 3, sum: 15 },
    { value: 'won', title: 'WON', count: 4, sum: 100 },
  ])
  expect(summedBy(groups, 1, 'sum:amount')).toEqual([
    { value: 'ana', title: 'ANA', count: 6, sum: 110 },
    { value: null, title: null, count: 1, sum: 5 },
  ])
})

test('without money there is nothing to sum', () => {
  expect(summedBy(groups, 1, undefined).map(({ sum }) => sum)).toEqual([0, 0])
})
