import { expect, test } from 'vitest'
import { expectedRevenue } from './expected-revenue.ts'

test.each([
  [1_000_00, 25, 250_00],
  [1_005, 50, 503],
  [1_003, 50, 502],
  [-1_005, 50, -503],
  [333, 33.3333, 111],
  [1, 0, 0],
  [9_007_199_254_740_991, 100, 9_007_199_254_740_991],
])('%i minor units at %f per cent bring %i', (minor, probability, expected) => {
  expect(expectedRevenue({ minor, currency: 'EUR' }, probability)).toEqual({ minor: expected, currency: 'EUR' })
})

test('nothing is expected of an unknown amount or probability', () => {
  expect(expectedRevenue(null, 50)).toBeNull()
  expect(expectedRevenue({ minor: 1, currency: 'EUR' }, null)).toBeNull()
})
