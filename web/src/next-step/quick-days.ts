import { addDays, instantOf, startOfMonth, startOfWeek, workday } from '@tendero/model/calendar'

export interface QuickDay<K extends string = string> {
  readonly key: K
  /** ISO date */
  readonly day: string
}

/** When one usually comes back to somebody. `next_week` is its Monday, or the workday seven days on when that is nearly here. */
export function quickDays(today: string): readonly QuickDay<'tomorrow' | 'in_three_days' | 'next_week'>[] {
  const monday = addDays(startOfWeek(today), 7)
  const third = addDays(today, 3)
  return [
    { key: 'tomorrow', day: addDays(today, 1) },
    { key: 'in_three_days', day: third },
    { key: 'next_week', day: monday > third ? monday : workday(addDays(today, 7)) },
  ]
}

/** To when a deal is usually put off: never to a day that has passed, and no day twice. */
export function closeDays(today: string): readonly QuickDay<'in_two_weeks' | 'end_of_month' | 'end_of_next_month'>[] {
  const endOfMonth = addDays(startOfMonth(today, 1), -1)
  const twoWeeks = { key: 'in_two_weeks', day: addDays(today, 14) } as const
  const later = { key: 'end_of_next_month', day: addDays(startOfMonth(today, 2), -1) } as const
  if (endOfMonth <= addDays(today, 2) || endOfMonth === twoWeeks.day) return [twoWeeks, later]
  const sooner = { key: 'end_of_month', day: endOfMonth } as const
  return endOfMonth < twoWeeks.day ? [sooner, twoWeeks, later] : [twoWeeks, sooner, later]
}

export const morning = '09:00'

/** The instant of a wall-clock time ('09:00') on a day in the person's zone, as ISO text. */
export function instantAt(timeZone: string, day: string, time: string): string {
  return instantOf(timeZone, `${day}T${time}:00`).toISOString()
}
