import { expect, test } from 'vitest'
import { askedDelay } from './retry-after.ts'

const now = new Date('2026-03-10T09:30:00.000Z')
const hours = 3_600_000

test.each<[number, string | undefined, number]>([
  [429, '120', 120_000],
  [503, ' 0 ', 0],
  [503, 'Tue, 10 Mar 2026 10:30:00 GMT', hours],
  [503, 'Tuesday, 10-Mar-26 10:30:00 GMT', hours],
  [429, 'Tue, 10 Mar 2026 09:00:00 GMT', 0],
  [429, '86400', 8 * hours],
  [429, '9'.repeat(400), 8 * hours],
  [429, 'Fri, 31 Dec 9999 23:59:59 GMT', 8 * hours],
  [429, undefined, 0],
  [429, 'soon', 0],
  [429, '-5', 0],
  [429, '1.5e3', 0],
  [500, '120', 0],
  [200, '120', 0],
])('%i with %j asks for %i milliseconds', (status, retryAfter, milliseconds) => {
  expect(askedDelay(status, retryAfter, now)).toBe(milliseconds)
})
