import type { Steps } from '../../platform/in-slices.ts'
import { type Skill, skillOf } from './combine.ts'
import { asKnownOn, type DayNumber, type DealPast } from './deal-past.ts'
import { lookAhead } from './look-ahead.ts'
import { lastDayOf, type MonthlyWon, monthlyWon, naive } from './monthly.ts'
import { firstDayOf, type MonthNumber, monthOf } from './months.ts'
import { type GroupForecast, play } from './play.ts'
import type { Terms } from './terms.ts'
import { weightedPipeline } from './weighted-pipeline.ts'

/** What was, or would have been, told at the end of a day of one month; minor units. */
export interface Told {
  readonly madeOn: DayNumber
  readonly month: MonthNumber
  readonly forecast: number
  readonly p10: number
  readonly p90: number
  /** What the deals alone told, and the months before alone; null: nothing. */
  readonly pipeline: number
  readonly series: number | null
  /** The plain ways to compare with: the same month before, and amounts by the chance that stages say; null: not known. */
  readonly naive: number | null
  readonly weighted: number | null
}

/** A forecast of a month as it would have been made at the end of one before it, and what came. */
export interface Trial extends Told {
  /** Months ahead, from 1. */
  readonly horizon: number
  readonly actual: number
  /** What people had said of the month by then; null: nothing. */
  readonly committed: number | null
}

/** All that is foreseen at the end of a day. */
export interface Foreseen {
  readonly madeOn: DayNumber
  readonly firstMonth: MonthNumber
  readonly groups: readonly GroupForecast[]
  readonly told: readonly Told[]
}

const mostOrigins = 12
/** As bounds of a month need, and no more: there are many. */
const drawsOfTrials = 500
/** Months ahead that are tried. */
export const tried = 3

/** The days at whose end forecasts are tried: the ends of the last months in which anything had been won, up to a year of them. */
export function originsBefore({ first, values }: MonthlyWon): readonly DayNumber[] {
  const lastWhole = first + values.length - 1
  const from = Math.max(first, lastWhole - mostOrigins)
  return Array.from({ length: Math.max(0, lastWhole - from) }, (_, place) => lastDayOf(from + place))
}

/** What is foreseen at the end of a day, with nothing but what was known then. @param skill of forecasts before it */
export function* foresee(
  deals: readonly DealPast[],
  day: DayNumber,
  months: number,
  terms: Terms,
  skill: Skill,
  draws?: number,
): Steps<Foreseen> {
  const then = asKnownOn(deals, day)
  const before = monthlyWon(then, day)
  const views = yield* lookAhead(then, day, terms, months)
  const { groups } = yield* play(views, skill, draws ? { draws } : {})
  const all = groups.find((group) => group.kind === 'all')
  const { firstMonth } = views.outlook
  const told = views.pipeline.map((pipeline, ahead): Told => {
    const month = firstMonth + ahead
    const { mean = 0, p10 = 0, p90 = 0 } = all?.months[ahead] ?? {}
    return {
      madeOn: day,
      month,
      forecast: mean,
      p10,
      p90,
      pipeline,
      series: views.series?.[ahead] ?? null,
      naive: naive(before, month),
      weighted: weightedPipeline(then, day, month, terms.probabilities),
    }
  })
  return { madeOn: day, firstMonth, groups, told }
}

/** Rolling origin: what would have been foreseen at the end of each of these days, the first one first, each knowing how those before came out. */
export function* replay(
  deals: readonly DealPast[],
  day: DayNumber,
  days: readonly DayNumber[],
  terms: Terms,
  known: readonly Told[] = [],
): Steps<readonly Foreseen[]> {
  const won = monthlyWon(asKnownOn(deals, day), day)
  const foreseen: Foreseen[] = []
  for (const origin of days) {
    const told = [...known, ...foreseen.flatMap((one) => one.told)]
    const skill = skillOf(trialsOf(told, won).filter(({ month }) => lastDayOf(month) <= origin))
    foreseen.push(yield* foresee(deals, origin, tried, terms, skill, drawsOfTrials))
  }
  return foreseen
}

/**
 * What was told at the ends of months of months that are over, beside what came.
 * @param committed what people had committed to by then
 */
export function trialsOf(
  told: readonly Told[],
  { first, values }: MonthlyWon,
  committed: (told: Told) => number | null = () => null,
): readonly Trial[] {
  return told
    .filter(({ madeOn, month }) => isMonthEnd(madeOn) && month > monthOf(madeOn) && month < first + values.length)
    .map((one) => ({
      ...one,
      horizon: one.month - monthOf(one.madeOn),
      actual: values[one.month - first] ?? 0,
      committed: committed(one),
    }))
    .sort((a, b) => a.madeOn - b.madeOn || a.month - b.month)
}

const isMonthEnd = (day: DayNumber) => firstDayOf(monthOf(day) + 1) === day + 1
