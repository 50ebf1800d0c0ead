import { expect, test } from 'vitest'
import { digestDue } from './digest-due.ts'

test.each([
  ['before eight where somebody is', '2026-03-02T06:59:00Z', 'Europe/Madrid', null, undefined],
  ['at eight there', '2026-03-02T07:00:00Z', 'Europe/Madrid', null, '2026-03-02'],
  ['when it was made today', '2026-03-02T15:00:00Z', 'Europe/Madrid', '2026-03-02', undefined],
  ['when the last one was yesterday', '2026-03-02T15:00:00Z', 'Europe/Madrid', '2026-03-01', '2026-03-02'],
  ['in summer time', '2026-07-02T06:00:00Z', 'Europe/Madrid', null, '2026-07-02'],
  ['on the other side of the world', '2026-03-02T20:00:00Z', 'Pacific/Auckland', '2026-03-02', '2026-03-03'],
  ['just after midnight', '2026-03-02T23:30:00Z', 'Europe/Madrid', '2026-03-02', undefined],
])('a digest is due or not %s', (_name, now, timeZone, madeOn, due) => {
  expect(digestDue(new Date(now), timeZone, madeOn)).toBe(due)
})
