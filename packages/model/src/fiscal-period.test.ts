import { expect, test } from 'vitest'
import { addDays } from './calendar.ts'
import { fiscalPeriod, fiscalPeriodName, isFiscalPeriodStart } from './fiscal-period.ts'

test.each([
  ['month', '2017-03-09', 4, '2017-03-01', '2017-03-31', '2017-03'],
  ['quarter', '2017-03-09', 1, '2017-01-01', '2017-03-31', '2017-Q1'],
  ['quarter', '2017-03-09', 4, '2017-01-01', '2017-03-31', '2016-Q4'],
  ['quarter', '2017-03-09', 2, '2017-02-01', '2017-04-30', '2017-Q1'],
  ['quarter', '2018-02-28', 12, '2017-12-01', '2018-02-28', '2017-Q1'],
  ['year', '2017-03-31', 4, '2016-04-01', '2017-03-31', '2016'],
  ['year', '2020-02-29', 1, '2020-01-01', '2020-12-31', '2020'],
] as const)('%s of %s in a year from month %i', (kind, day, first, startsOn, endsOn, name) => {
  const period = fiscalPeriod(kind, day, first)
  expect(period).toEqual({ kind, startsOn, endsOn })
  expect(fiscalPeriodName(period, first)).toBe(name)
  expect(isFiscalPeriodStart(kind, startsOn, first)).toBe(true)
  const next = fiscalPeriod(kind, day, first, 1)
  expect(addDays(endsOn, 1)).toBe(next.startsOn)
  expect(fiscalPeriod(kind, next.startsOn, first)).toEqual(next)
  expect(fiscalPeriod(kind, next.endsOn, first, -1)).toEqual(period)
})

test('a period begins on its first day alone', () => {
  expect(isFiscalPeriodStart('quarter', '2017-02-01', 1)).toBe(false)
  expect(isFiscalPeriodStart('month', '2017-02-02', 1)).toBe(false)
  expect(isFiscalPeriodStart('year', 'soon', 1)).toBe(false)
  expect(isFiscalPeriodStart('year', '9999-01-01', 1)).toBe(true)
  expect(isFiscalPeriodStart('year', '9999-04-01', 4)).toBe(false)
  expect(fiscalPeriod('month', '0050-02-10', 1).endsOn).toBe('0050-02-28')
  expect(fiscalPeriod('month', '0004-02-10', 1).endsOn).toBe('0004-02-29')
})
