import { decompose } from '../series/decompose.ts'
import type { MonthlyWon } from './monthly.ts'
import { firstDayOf, type MonthNumber } from './months.ts'
import { type WeekdayIndex, WorkingTime } from './working-time.ts'

/** How much more or less than usual is won in each month of the year, January first; 1 on average. */
export interface Season {
  readonly index: readonly number[]
  /** Whole years that it was learned from. */
  readonly years: number
}

/**
 * The seasonal index: what was won per working day, to the centred mean of twelve months (classical decomposition); of a single
 * year to that year's mean, drawn half way to 1. Null before a whole year.
 */
export function seasonOf({ first, values }: MonthlyWon, weekdays: WeekdayIndex): Season | null {
  const years = Math.floor(values.length / 12)
  if (years === 0 || values.every((value) => value === 0)) return null
  const time = new WorkingTime(weekdays, firstDayOf(first), firstDayOf(first + values.length))
  const daysOf = (month: MonthNumber) => time.between(firstDayOf(month), firstDayOf(month + 1) - 1)
  const perDay = values.map((value, place) => value / Math.max(1, daysOf(first + place)))
  const byPhase =
    years >= 2 ? decompose(perDay, 12, 'multiplicative').season : shrunkYear(perDay.slice(-12), perDay.length % 12)
  return { index: Array.from({ length: 12 }, (_, month) => byPhase[(((month - first) % 12) + 12) % 12] ?? 1), years }
}

/** The ratios of one year's months, by their distance from the first month of all, drawn to 1: a year is little. */
function shrunkYear(year: readonly number[], skipped: number): readonly number[] {
  const mean = year.reduce((sum, value) => sum + value, 0) / 12
  const ratios = new Array<number>(12).fill(1)
  for (const [place, value] of year.entries()) ratios[(place + skipped) % 12] = mean > 0 ? (1 + value / mean) / 2 : 1
  return ratios
}
