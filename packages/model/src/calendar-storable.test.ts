import { expect, test } from 'vitest'
import { instantOf, isInstant, startOfDay } from './calendar.ts'

test.each([
  ['Europe/Madrid', '2024-03-31', '2024-03-30T23:00:00.000Z'],
  ['Asia/Tokyo', '2024-03-31', '2024-03-30T15:00:00.000Z'],
  ['America/Santiago', '2024-09-08', '2024-09-08T04:00:00.000Z'],
  // The ends of the calendar: nothing falls off, whatever the zone.
  ['Europe/Tallinn', '0001-01-01', '0001-01-01T00:00:00.000Z'],
  ['America/New_York', '9999-12-31', '9999-12-31T05:00:00.000Z'],
  ['Asia/Tokyo', '9999-12-31', '9999-12-30T15:00:00.000Z'],
  ['UTC', '10000-01-01', '9999-12-31T23:59:59.999Z'],
])('a day begins in %s on %s at %s', (zone, day, at) => {
  expect(startOfDay(zone, day).toISOString()).toBe(at)
})

test('a time that a clock change skips lies as far after it, one that comes twice is the first', () => {
  expect(instantOf('Europe/Madrid', '2024-03-31T02:30:00').toISOString()).toBe('2024-03-31T01:30:00.000Z')
  expect(instantOf('Europe/Madrid', '2024-10-27T02:30:00').toISOString()).toBe('2024-10-27T00:30:00.000Z')
})

test.each([
  ['0001-01-01T00:00:00Z', true],
  ['0000-12-31T23:59:59Z', false],
  ['9999-12-31T23:59:59.999Z', true],
  ['+010000-01-01T00:00:00Z', false],
  ['nothing', false],
])('%s can be kept: %s', (text, kept) => {
  expect(isInstant(new Date(text))).toBe(kept)
})
