import { expect, test } from 'vitest'
import { type DatePart, nextSpan } from './date-parts.ts'

test.each<[DatePart, string, string]>([
  ['day', '2024-02-28', '2024-02-29'],
  ['week', '2026-12-28', '2027-01-04'],
  ['month', '2026-12-01', '2027-01-01'],
  ['quarter', '2025-11-01', '2026-02-01'],
  ['year', '2026-01-01', '2027-01-01'],
  ['fiscal_year', '2025-02-01', '2026-02-01'],
])('the %s that begins on %s ends before %s', (part, start, end) => {
  expect(nextSpan(part, start)).toBe(end)
})
