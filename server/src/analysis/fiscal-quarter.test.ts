import { expect, test } from 'vitest'
import { fiscalQuarter } from './fiscal-quarter.ts'

test.each([
  ['2017-01', 1, '2017-Q1'],
  ['2017-03', 1, '2017-Q1'],
  ['2017-04', 1, '2017-Q2'],
  ['2017-12', 1, '2017-Q4'],
  ['2017-03', 4, '2016-Q4'],
  ['2017-04', 4, '2017-Q1'],
  ['2017-12', 12, '2017-Q1'],
  ['2017-11', 12, '2016-Q4'],
  ['2018-02', 12, '2017-Q1'],
])('%s in a year from month %i is of %s', (month, first, expected) => {
  expect(fiscalQuarter(month, first)).toBe(expected)
})
