import type { Steps } from '../../platform/in-slices.ts'
import type { DayNumber, DealPast } from './deal-past.ts'
import { learn } from './learn.ts'
import { expectedOfSeries, monthlyWon } from './monthly.ts'
import { firstDayOf, type MonthNumber } from './months.ts'
import { outlook } from './outlook.ts'
import type { Views } from './play.ts'
import type { Terms } from './terms.ts'

/** Looks ahead from the end of a day. @param deals as they were known then */
export function* lookAhead(deals: readonly DealPast[], day: DayNumber, terms: Terms, months: number): Steps<Views> {
  const learned = yield* learn(deals, day, terms.fiscalStart)
  const ahead = yield* outlook(deals, learned, terms, months)
  const pipeline = new Array<number>(months).fill(0)
  for (const { won, amount } of [...ahead.open, ...ahead.fresh]) {
    for (const [month, chance] of won.entries()) pipeline[month] = (pipeline[month] ?? 0) + chance * amount
  }
  const series = expectedOfSeries(monthlyWon(deals, day), terms.fiscalStart, ahead.firstMonth, months)
  const left = shareLeft(day, ahead.firstMonth)
  return {
    learned,
    outlook: ahead,
    pipeline,
    series: series?.map((value, place) => (place === 0 ? value * left : value)) ?? null,
  }
}

/** How much of a month is still to come at the end of a day. */
function shareLeft(day: DayNumber, month: MonthNumber): number {
  const begin = firstDayOf(month)
  const end = firstDayOf(month + 1)
  return (end - Math.max(begin, day + 1)) / (end - begin)
}
