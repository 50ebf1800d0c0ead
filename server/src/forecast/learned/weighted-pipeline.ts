import { type DayNumber, type DealPast, stateOn } from './deal-past.ts'
import { type MonthNumber, monthOf } from './months.ts'

/**
 * What is to compare with: the stated amounts of open deals that are expected to close in a month, by the chance that
 * their stage says. Null when nobody stated an amount and a date.
 * @param deals as they were known on the day  @param probabilities of stages, 0 to 1
 */
export function weightedPipeline(
  deals: readonly DealPast[],
  day: DayNumber,
  month: MonthNumber,
  probabilities: ReadonlyMap<string, number>,
): number | null {
  let stated = false
  let sum = 0
  for (const deal of deals) {
    if (deal.closedOn !== null) continue
    const { amount, closeOn, stage } = stateOn(deal, day)
    if (amount === null || closeOn === null) continue
    stated = true
    if (monthOf(closeOn) === month) sum += amount * (probabilities.get(stage) ?? 0)
  }
  return stated ? sum : null
}
