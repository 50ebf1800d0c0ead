import { addDays, daysBetween } from '@tendero/model/calendar'
import { describe, expect, test } from 'vitest'
import { daysIn, otherWindow, placeIn, scaleOf, scales, timeWindow } from './time-window.ts'

const today = '2026-02-18'

describe('the time that is shown', () => {
  test.each([
    ['month', '2024-02', '2024-02-01', '2024-03-01', 1, 29],
    ['quarter', '2026-11', '2026-11-01', '2027-02-01', 3, 14],
    ['year', '2026-07', '2026-07-01', '2027-07-01', 2, 12],
    ['month', undefined, '2026-02-01', '2026-03-01', 1, 28],
    ['quarter', 'x', '2026-02-01', '2026-05-01', 3, 14],
    ['month', '2026-13', '2026-02-01', '2026-03-01', 1, 28],
  ] as const)('%s of %s', (scale, month, from, until, heads, ticks) => {
    const shown = timeWindow(scale, month, today)
    expect([shown.from, shown.until, shown.heads.length, shown.ticks.length]).toEqual([from, until, heads, ticks])
  })

  test('is divided without gaps', () => {
    for (const scale of scales)
      for (const month of ['2023-12', '2024-02', '2026-11']) {
        const { from, until, heads, ticks } = timeWindow(scale, month, today)
        for (const parts of [heads, ticks]) {
          expect(parts[0]?.from).toBe(from)
          expect(parts.at(-1)?.until).toBe(until)
          expect(parts.slice(1).map((part) => part.from)).toEqual(parts.slice(0, -1).map((part) => part.until))
        }
      }
  })

  test('goes on before and after itself', () => {
    const shown = timeWindow('quarter', '2026-02', today)
    expect([otherWindow(shown, -1), otherWindow(shown, 1)]).toEqual(['2025-11', '2026-05'])
    expect([scaleOf('year'), scaleOf('day'), scaleOf(undefined)]).toEqual(['year', 'quarter', 'quarter'])
  })
})

describe('a place', () => {
  const shown = { from: '2026-02-01', until: '2026-02-11' }

  test.each([
    ['within', '2026-02-03', '2026-02-04', { left: 20, width: 20, before: false, after: false }],
    ['of a day', '2026-02-10', '2026-02-10', { left: 90, width: 10, before: false, after: false }],
    ['that began before', '2026-01-01', '2026-02-01', { left: 0, width: 10, before: true, after: false }],
    ['that goes on', '2026-02-10', '2026-03-01', { left: 90, width: 10, before: false, after: true }],
    ['without an end', '2026-02-06', undefined, { left: 50, width: 50, before: false, after: true }],
    ['that ends before it begins', '2026-02-06', '2026-02-01', { left: 50, width: 10, before: false, after: false }],
    ['before all of it', '2026-01-01', '2026-01-31', undefined],
    ['after all of it', '2026-02-11', undefined, undefined],
  ])('%s', (_what, first, last, expected) => {
    expect(placeIn(shown, first, last)).toEqual(expected)
  })

  test('is never outside, and as wide as its days', () => {
    for (let start = -5; start < 15; start += 1)
      for (let length = 0; length < 20; length += 1) {
        const [first, last] = [addDays(shown.from, start), addDays(shown.from, start + length)]
        const place = placeIn(shown, first, last)
        const days = Math.min(10, start + length + 1) - Math.max(0, start)
        expect(place ? Math.round(place.width / 10) : 0).toBe(Math.max(0, days))
        if (place) expect(place.left >= 0 && place.left + place.width <= 100.001).toBe(true)
      }
  })

  test('moves by whole days', () => {
    expect([daysIn(shown, 52, 1_000), daysIn(shown, -149, 1_000), daysIn(shown, 5, 0)]).toEqual([1, -1, 0])
    expect(daysBetween(shown.from, shown.until)).toBe(10)
  })
})
