import { expect, test } from 'vitest'
import { medianOf, withEntry, withoutEntry } from './pace-rules.ts'

test('entries of a day add up, another day begins anew', () => {
  const monday = withEntry({ day: '2026-03-02', seconds: [8] }, '2026-03-02', 12)
  expect(monday).toEqual({ day: '2026-03-02', seconds: [8, 12] })
  expect(withEntry(monday, '2026-03-03', 5)).toEqual({ day: '2026-03-03', seconds: [5] })
})

test('an entry that somebody was called away from is not counted', () => {
  expect(withEntry({ day: '2026-03-02', seconds: [8] }, '2026-03-02', 3600).seconds).toEqual([8])
})

test.each([
  [[], undefined],
  [[7], 7],
  [[30, 5, 9], 9],
  [[4, 8], 6],
])('the middle of %j is %s', (seconds, expected) => {
  expect(medianOf(seconds)).toBe(expected)
})

test('an entry that was undone no longer counts', () => {
  const pace = { day: '2026-03-10', seconds: [4, 9, 4] }
  expect(withoutEntry(pace, '2026-03-10', 4)).toEqual({ day: '2026-03-10', seconds: [4, 9] })
  expect(withoutEntry(pace, '2026-03-10', 5)).toBe(pace)
  expect(withoutEntry(pace, '2026-03-11', 4)).toBe(pace)
})
