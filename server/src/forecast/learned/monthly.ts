import { forecastSeries } from '../series/index.ts'
import type { DayNumber, DealPast } from './deal-past.ts'
import { monthOfQuarter } from './factors.ts'
import { firstDayOf, type MonthNumber, monthOf } from './months.ts'

/** Won value by whole month, the oldest first, up to the month that a day ends or lies in (then not counted). */
export interface MonthlyWon {
  readonly first: MonthNumber
  readonly values: readonly number[]
}

/** From the first whole month in which anything was won. */
export function monthlyWon(deals: readonly DealPast[], day: DayNumber): MonthlyWon {
  const end = monthOf(day + 1)
  const sums = new Map<MonthNumber, number>()
  const days: DayNumber[] = []
  for (const { won, closedOn, wonAmount } of deals) {
    if (!won || closedOn === null) continue
    days.push(closedOn)
    const month = monthOf(closedOn)
    if (month < end) sums.set(month, (sums.get(month) ?? 0) + (wonAmount ?? 0))
  }
  const first = Math.min(end, firstWhole(days))
  return { first, values: Array.from({ length: end - first }, (_, place) => sums.get(first + place) ?? 0) }
}

/** Usual gaps between two wins without any: by chance that happens one time in twenty. */
const unlikely = 3

/**
 * The first month with a win; the one after it when it began so long before its first win that what was won earlier in it
 * is just not known, as where a company took up the program.
 */
function firstWhole(days: readonly DayNumber[]): MonthNumber {
  if (days.length === 0) return Number.POSITIVE_INFINITY
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const one of days) {
    first = Math.min(first, one)
    last = Math.max(last, one)
  }
  const gap = (last - first) / Math.max(1, days.length - 1)
  const month = monthOf(first)
  return gap > 0 && first - firstDayOf(month) > unlikely * gap ? month + 1 : month
}

/** The month's value a year before, or as long as there is no year, of the same month of the last quarter; null without. */
export function naive({ first, values }: MonthlyWon, month: MonthNumber): number | null {
  const season = values.length >= 12 ? 12 : 3
  let at = month - season
  while (at >= first + values.length) at -= season
  return values[at - first] ?? null
}

/** Whole years of months that it takes to see the seasons of the year. */
const seasons = 24

/**
 * What the months before tell: with two years the mean of three methods that know seasons; before that what the months of
 * the quarter brought, newer ones counting more, and the level of late. Null when nothing was ever won.
 */
export function expectedOfSeries(
  { first, values }: MonthlyWon,
  fiscalStart: number,
  firstMonth: MonthNumber,
  months: number,
): readonly number[] | null {
  if (values.length === 0) return null
  if (values.length >= seasons) {
    const skipped = firstMonth - first - values.length
    const { mean } = forecastSeries({ values, period: 12, horizon: skipped + months })
    return mean.slice(skipped).map((value) => Math.max(0, value))
  }
  const mean = (of: readonly (readonly [number, number])[]) =>
    of.reduce((sum, [value, weight]) => sum + value * weight, 0) /
    Math.max(
      1e-9,
      of.reduce((sum, [, weight]) => sum + weight, 0),
    )
  const weighted = values.map(
    (value, place) =>
      [value, 0.5 ** ((values.length - 1 - place) / 3), monthOfQuarter(first + place, fiscalStart)] as const,
  )
  const level = mean(weighted.map(([value, weight]) => [value, weight]))
  return Array.from({ length: months }, (_, ahead) => {
    const part = monthOfQuarter(firstMonth + ahead, fiscalStart)
    const same = weighted.filter(([, , one]) => one === part)
    if (same.length === 0) return level
    const own = mean(same.map(([value, weight]) => [value, weight]))
    const trust = same.length / (same.length + 0.25)
    return trust * own + (1 - trust) * level
  })
}

export const lastDayOf = (month: MonthNumber): DayNumber => firstDayOf(month + 1) - 1
