import { expect, test } from 'vitest'
import { daysOf, parseReportSearch } from './report-query.ts'

test.each([
  ['this_quarter', 1, { from: '2026-01-01', to: '2026-03-31' }],
  ['last_quarter', 1, { from: '2025-10-01', to: '2025-12-31' }],
  ['this_year', 1, { from: '2026-01-01', to: '2026-12-31' }],
  ['this_year', 7, { from: '2025-07-01', to: '2026-06-30' }],
  ['last_365_days', 1, { from: '2025-03-09', to: '2026-03-08' }],
  ['all', 1, {}],
] as const)('%s of a year that begins in month %i', (period, first, days) => {
  expect(daysOf({ period }, '2026-03-08', first)).toEqual(days)
})

test('without a period it is the last twelve months', () => {
  expect(daysOf({}, '2026-03-08', 1).from).toBe('2025-03-09')
})

test('days of one’s own are taken as they are', () => {
  expect(daysOf({ period: 'between', from: '2026-02-01' }, '2026-03-08', 1)).toEqual({
    from: '2026-02-01',
    to: undefined,
  })
})

test('what is no day and no period is left out of the address', () => {
  expect(parseReportSearch({ period: 'sometimes', from: '2026-02-30', to: '2026-02-28', owner: 7 })).toEqual({
    to: '2026-02-28',
  })
})
