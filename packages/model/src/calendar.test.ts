import { describe, expect, test } from 'vitest'
import {
  addDays,
  dayIn,
  dayOf,
  daysBetween,
  instantOf,
  isDay,
  isTimeZone,
  localTime,
  periodDays,
  periodNames,
  relativeDay,
  startOfDay,
  startOfMonth,
  startOfQuarter,
  startOfWeek,
  startOfYear,
  workday,
} from './calendar.ts'

describe('days', () => {
  test.each([
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['1900-02-29', false],
    ['2000-02-29', true],
    ['0001-01-01', true],
    ['0000-01-01', false],
    ['2026-13-01', false],
    ['2026-1-1', false],
    ['2026-01-01T00:00', false],
  ])('%s is one: %s', (text, real) => expect(isDay(text)).toBe(real))

  test.each([
    ['2026-02-28', 1, '2026-03-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-01-01', -1, '2025-12-31'],
    ['0001-01-31', 1, '0001-02-01'],
  ])('%s and %i more are %s', (day, count, later) => expect(addDays(day, count)).toBe(later))

  test('are counted between, also over a change of the clock', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2)
    expect(daysBetween('2026-03-30', '2026-03-28')).toBe(-2)
    expect(dayOf(2026, 2, 31)).toBe('2026-03-03')
  })

  test('begin weeks on Monday, months, quarters and years', () => {
    expect(['2026-03-09', '2026-03-11', '2026-03-15'].map(startOfWeek)).toEqual(Array(3).fill('2026-03-09'))
    expect(startOfMonth('2026-01-31', 1)).toBe('2026-02-01')
    expect(startOfMonth('2026-01-15', -1)).toBe('2025-12-01')
    expect(startOfQuarter('2026-03-31')).toBe('2026-01-01')
    expect(startOfQuarter('2026-03-31', 2)).toBe('2026-02-01')
    expect(startOfQuarter('2026-01-31', 2)).toBe('2025-11-01')
    expect(startOfYear('2026-03-31', 4)).toBe('2025-04-01')
    expect(startOfYear('2026-04-01', 4)).toBe('2026-04-01')
  })

  test('moves weekends to the Monday after', () => {
    expect(['2026-03-13', '2026-03-14', '2026-03-15', '2026-03-16'].map(workday)).toEqual([
      '2026-03-13',
      ...Array(3).fill('2026-03-16'),
    ])
  })
})

describe('periods on 2026-03-11, a Wednesday, of a fiscal year from April', () => {
  test.each([
    ['today', '2026-03-11', '2026-03-12'],
    ['yesterday', '2026-03-10', '2026-03-11'],
    ['tomorrow', '2026-03-12', '2026-03-13'],
    ['this_week', '2026-03-09', '2026-03-16'],
    ['last_week', '2026-03-02', '2026-03-09'],
    ['next_week', '2026-03-16', '2026-03-23'],
    ['this_month', '2026-03-01', '2026-04-01'],
    ['last_month', '2026-02-01', '2026-03-01'],
    ['next_month', '2026-04-01', '2026-05-01'],
    ['this_quarter', '2026-01-01', '2026-04-01'],
    ['last_quarter', '2025-10-01', '2026-01-01'],
    ['next_quarter', '2026-04-01', '2026-07-01'],
    ['this_year', '2026-01-01', '2027-01-01'],
    ['last_year', '2025-01-01', '2026-01-01'],
    ['next_year', '2027-01-01', '2028-01-01'],
    ['this_fiscal_year', '2025-04-01', '2026-04-01'],
    ['last_fiscal_year', '2024-04-01', '2025-04-01'],
    ['past', '0001-01-01', '2026-03-11'],
    ['future', '2026-03-12', '9999-12-31'],
    ['last_7_days', '2026-03-05', '2026-03-12'],
    ['next_30_days', '2026-03-12', '2026-04-11'],
  ])('%s is from %s up to, not including, %s', (name, from, to) => {
    expect(periodDays(name, '2026-03-11', 4)).toEqual([from, to])
  })

  test('that are none are not understood', () => {
    for (const name of ['toString', 'last_days', 'last_99999_days', ''])
      expect(periodDays(name, '2026-03-11')).toBeUndefined()
    expect(periodNames).toContain('this_quarter')
  })

  test('relative days', () => {
    expect(relativeDay('today', '2026-03-11')).toBe('2026-03-11')
    expect(relativeDay('today+20', '2026-03-11')).toBe('2026-03-31')
    expect(relativeDay('today-11', '2026-03-11')).toBe('2026-02-28')
    expect(relativeDay('2026-01-02', '2026-03-11')).toBe('2026-01-02')
    expect(relativeDay('tomorrow', '2026-03-11')).toBeUndefined()
  })
})

describe('clock changes', () => {
  test.each([
    ['Europe/Madrid', '2026-03-29T01:59:59', '2026-03-29T00:59:59.000Z'],
    ['Europe/Madrid', '2026-03-29T02:30:00', '2026-03-29T01:30:00.000Z'],
    ['Europe/Madrid', '2026-03-29T03:00:00', '2026-03-29T01:00:00.000Z'],
    ['Europe/Madrid', '2026-10-25T02:30:00', '2026-10-25T00:30:00.000Z'],
    ['Europe/Madrid', '2026-10-25T03:00:00', '2026-10-25T02:00:00.000Z'],
    ['Europe/Tallinn', '2026-03-29T03:30:00', '2026-03-29T01:30:00.000Z'],
    ['America/New_York', '2026-03-08T02:30:00', '2026-03-08T07:30:00.000Z'],
    ['America/New_York', '2026-11-01T01:30:00', '2026-11-01T05:30:00.000Z'],
    ['Asia/Kathmandu', '2026-01-01T00:00:00', '2025-12-31T18:15:00.000Z'],
    ['Pacific/Apia', '2011-12-31T00:00:00', '2011-12-30T10:00:00.000Z'],
    ['UTC', '2026-01-01T12:00:00', '2026-01-01T12:00:00.000Z'],
  ])('in %s at %s', (zone, wall, instant) => {
    expect(instantOf(zone, wall).toISOString()).toBe(instant)
  })

  test('make days of 23 and 25 hours', () => {
    const hours = (zone: string, day: string) =>
      (startOfDay(zone, addDays(day, 1)).getTime() - startOfDay(zone, day).getTime()) / 3_600_000
    expect(hours('Europe/Madrid', '2026-03-29')).toBe(23)
    expect(hours('Europe/Madrid', '2026-10-25')).toBe(25)
    expect(hours('Europe/Madrid', '2026-06-01')).toBe(24)
  })

  test('a day that begins at one o’clock begins then', () => {
    expect(startOfDay('America/Santiago', '2025-09-07').toISOString()).toBe('2025-09-07T04:00:00.000Z')
    expect(dayIn('America/Santiago', new Date('2025-09-07T04:00:00Z'))).toBe('2025-09-07')
  })

  test('instants fall on the day of the zone', () => {
    const instant = new Date('2026-03-10T23:30:00Z')
    expect(dayIn('Europe/Tallinn', instant)).toBe('2026-03-11')
    expect(dayIn('America/New_York', instant)).toBe('2026-03-10')
    expect(localTime('Europe/Tallinn', instant)).toBe('2026-03-11T01:30:00')
  })

  test('zones are known or not', () => {
    expect(['Europe/Tallinn', 'UTC', 'Mars/Olympus'].map(isTimeZone)).toEqual([true, true, false])
  })
})
