import { expect, test } from 'vitest'
import { expectedUntil } from './expected-until.ts'

test.each([
  [undefined, undefined],
  ['2026-03-09', '2026-03-09'],
  ['2026-03-10', '2027-03-31'],
  ['2026-12-31', '2027-03-31'],
  ['2028-01-01', '2028-01-01'],
])('on 10 March 2026 a period until %s counts what is expected until %s', (to, until) => {
  expect(expectedUntil(to, '2026-03-10')).toBe(until)
})
