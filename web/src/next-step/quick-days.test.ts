import { describe, expect, test } from 'vitest'
import { closeDays, instantAt, quickDays } from './quick-days.ts'

const days = (list: readonly { readonly day: string }[]): readonly string[] => list.map(({ day }) => day)

describe('the usual days for a next step', () => {
  test.each([
    ['a Monday', '2026-03-02', ['2026-03-03', '2026-03-05', '2026-03-09']],
    ['a Friday, when Monday is three days away', '2026-03-06', ['2026-03-07', '2026-03-09', '2026-03-13']],
    ['a Sunday', '2026-03-08', ['2026-03-09', '2026-03-11', '2026-03-16']],
    ['a Saturday', '2026-03-07', ['2026-03-08', '2026-03-10', '2026-03-16']],
    ['the last day of a year', '2026-12-31', ['2027-01-01', '2027-01-03', '2027-01-04']],
  ])('on %s', (_name, today, expected) => {
    expect(days(quickDays(today))).toEqual(expected)
  })
})

describe('the usual days for a new close date', () => {
  test.each([
    ['early in a month', '2026-03-04', ['2026-03-18', '2026-03-31', '2026-04-30']],
    ['late in a month', '2026-03-22', ['2026-03-31', '2026-04-05', '2026-04-30']],
    ['at its end', '2026-03-30', ['2026-04-13', '2026-04-30']],
    ['in January before a short month', '2026-01-31', ['2026-02-14', '2026-02-28']],
    ['when two weeks end the month', '2026-04-16', ['2026-04-30', '2026-05-31']],
  ])('%s', (_name, today, expected) => {
    expect(days(closeDays(today))).toEqual(expected)
  })
})

test('a time of day is read in the zone of the person', () => {
  expect(instantAt('Europe/Madrid', '2026-07-01', '09:00')).toBe('2026-07-01T07:00:00.000Z')
  expect(instantAt('Europe/Tallinn', '2026-01-15', '09:30')).toBe('2026-01-15T07:30:00.000Z')
})
