import { expect, test } from 'vitest'
import { stageTimes } from './stage-times.ts'

const zone = 'Europe/Madrid'
const now = new Date('2026-03-10T09:00:00Z')
const times = stageTimes(
  [
    { stage: 'ask', enteredAt: '2026-02-01T10:00:00Z', leftAt: '2026-02-04T23:30:00Z' },
    { stage: 'offer', enteredAt: '2026-02-04T23:30:00Z', leftAt: '2026-02-10T08:00:00Z' },
    { stage: 'ask', enteredAt: '2026-02-10T08:00:00Z', leftAt: '2026-02-11T08:00:00Z' },
    { stage: 'lost', enteredAt: '2026-02-11T08:00:00Z', leftAt: null },
  ],
  zone,
  now,
)

test('days in a stage are those of all stays, by the calendar of the zone', () => {
  expect(times.daysIn('ask')).toBe(4 + 1)
  expect(times.daysIn('offer')).toBe(5)
})

test('the present stay lasts until today', () => {
  expect(times.daysIn('lost')).toBe(27)
})

test('a stage that was never entered has no days', () => {
  expect(times.daysIn('won')).toBeUndefined()
})

test('the last of the open stages is where a lost deal goes back to', () => {
  expect(times.lastOf(['ask', 'offer'])).toBe('ask')
  expect(times.lastOf(['won'])).toBeUndefined()
})
