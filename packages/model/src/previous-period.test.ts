import { expect, test } from 'vitest'
import { periodDays, periodNames } from './calendar.ts'
import { previousPeriod } from './previous-period.ts'

const today = '2026-03-31'
const fiscalYearStart = 2

test.each<[string, string]>([
  ['today', 'yesterday'],
  ['this_week', 'last_week'],
  ['this_month', 'last_month'],
  ['next_month', 'this_month'],
  ['this_quarter', 'last_quarter'],
  ['this_year', 'last_year'],
  ['this_fiscal_year', 'last_fiscal_year'],
])('before %s comes %s', (name, before) => {
  const days = periodDays(name, today, fiscalYearStart)
  expect(days && previousPeriod(name, days)).toEqual(periodDays(before, today, fiscalYearStart))
})

test('before so many days come as many', () => {
  expect(previousPeriod('last_30_days', ['2026-03-02', '2026-04-01'])).toEqual(['2026-01-31', '2026-03-02'])
})

test('every period but the endless ones has one before, which ends where it begins', () => {
  for (const name of periodNames) {
    const days = periodDays(name, today, fiscalYearStart)
    const before = days && previousPeriod(name, days)
    expect(before?.[1]).toBe(name === 'past' || name === 'future' ? undefined : days?.[0])
  }
})
