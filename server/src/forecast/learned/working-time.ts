import type { DayNumber } from './deal-past.ts'
import { weekdayOf } from './months.ts'

/** How much of the usual happens on each day of the week, 1 on average. */
export type WeekdayIndex = readonly number[]

/** Days of the week on which nothing is known yet count as this many endings of an even week. */
const shrinkage = 10

/**
 * Which days of the week deals end on, so that a month with more of the busy ones is longer. Learned from when things
 * were done: a shop that sells on Saturdays works on Saturdays.
 */
export function weekdayIndex(days: Iterable<DayNumber>): WeekdayIndex {
  const counts = new Array<number>(7).fill(shrinkage)
  let all = 7 * shrinkage
  for (const day of days) {
    counts[weekdayOf(day)] = (counts[weekdayOf(day)] ?? 0) + 1
    all += 1
  }
  return counts.map((count) => (count * 7) / all)
}

/** Working time since a first day: that of a span is a difference. */
export class WorkingTime {
  readonly #first: DayNumber
  readonly #sums: Float64Array

  /** @param last the last day that is asked for */
  constructor(index: WeekdayIndex, first: DayNumber, last: DayNumber) {
    this.#first = first
    this.#sums = new Float64Array(Math.max(1, last - first + 2))
    for (let day = first; day <= last; day += 1) {
      const place = day - first
      this.#sums[place + 1] = (this.#sums[place] ?? 0) + (index[weekdayOf(day)] ?? 1)
    }
  }

  /** Of the days from `from` up to and including `to`, in average days. */
  between(from: DayNumber, to: DayNumber): number {
    return (this.#sums[to - this.#first + 1] ?? 0) - (this.#sums[from - this.#first] ?? 0)
  }
}
