import type { Ahead } from './chances.ts'
import { type DayNumber, type DealPast, stateOn } from './deal-past.ts'
import { monthOf } from './months.ts'
import type { Terms } from './terms.ts'

/** As many closed deals as it takes for what was learned from them to count as much as what stages say. */
const shrinkage = 20
/** Months over which a deal of which no day was said is thought to close. */
const usualMonths = 3

/** How far what was learned from so many closed deals counts; the rest is what stages say. */
export const trustIn = (closed: number): number => closed / (closed + shrinkage)

/** What somebody without a past has to go by: the chance of the stage, in the month that was said or soon after it is over. */
export function chancesByStage(
  deal: DealPast,
  { probabilities }: Terms,
  { firstMonth, months }: Pick<Ahead, 'firstMonth' | 'months'>,
  day: DayNumber,
): Float64Array {
  const { stage, closeOn } = stateOn(deal, day)
  const chances = new Float64Array(months)
  const chance = probabilities.get(stage) ?? 0
  if (closeOn !== null) {
    const place = Math.max(0, monthOf(closeOn) - firstMonth)
    if (place < months) chances[place] = chance
    return chances
  }
  return chances.map((_, place) => (place < usualMonths ? chance / usualMonths : 0))
}

export const blended = (learned: Float64Array, said: Float64Array, trust: number): Float64Array =>
  learned.map((chance, place) => trust * chance + (1 - trust) * (said[place] ?? 0))
