import { addDays, startOfMonth } from '@tendero/model'

/** So many months beyond today's are shown with what is expected of them. */
const monthsAhead = 12

/**
 * Up to which day open deals are counted by the day on which they are expected to close. A period that is over keeps to
 * its end; of one that reaches today, what is expected is yet to come.
 * @param to the last day of the period, none for no end
 * @returns the last day that counts, undefined for no end
 * @example expectedUntil('2026-03-31', '2026-03-10') //=> '2027-03-31'
 */
export function expectedUntil(to: string | undefined, today: string): string | undefined {
  if (to === undefined || to < today) return to
  const ahead = addDays(startOfMonth(today, monthsAhead + 1), -1)
  return to > ahead ? to : ahead
}
