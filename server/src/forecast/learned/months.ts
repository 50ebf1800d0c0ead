import type { DayNumber } from './deal-past.ts'

/** A month as the count of months since January of the year 0. */
export type MonthNumber = number

const dayLength = 86_400_000

export const dayNumber = (day: string): DayNumber => Math.round(Date.parse(`${day}T00:00:00Z`) / dayLength)

export const dayText = (day: DayNumber): string => new Date(day * dayLength).toISOString().slice(0, 10)

export function monthOf(day: DayNumber): MonthNumber {
  const date = new Date(day * dayLength)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}

/** @example monthText(monthOf(dayNumber('2017-09-30'))) //=> '2017-09' */
export const monthText = (month: MonthNumber): string =>
  `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`

export const firstDayOf = (month: MonthNumber): DayNumber =>
  Math.round(Date.UTC(Math.floor(month / 12), month % 12, 1) / dayLength)

/** 0 for Monday. */
export const weekdayOf = (day: DayNumber): number => (((day + 3) % 7) + 7) % 7
