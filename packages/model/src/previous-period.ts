import { addDays, daysBetween, startOfMonth } from './calendar.ts'

const months: readonly (readonly [ending: string, count: number])[] = [
  ['_month', 1],
  ['_quarter', 3],
  ['_year', 12],
]

/**
 * The days before those of a named period, as many of its own kind: before a month the month, before seven days seven
 * days. Both as [from, to).
 * @returns undefined for periods without a beginning or an end: `past`, `future`
 * @example previousPeriod('this_month', ['2026-03-01', '2026-04-01']) //=> ['2026-02-01', '2026-03-01']
 */
export function previousPeriod(
  name: string,
  [from, to]: readonly [string, string],
): readonly [string, string] | undefined {
  if (name === 'past' || name === 'future') return undefined
  const whole = months.find(([ending]) => name.endsWith(ending))
  return [whole ? startOfMonth(from, -whole[1]) : addDays(from, -daysBetween(from, to)), from]
}
