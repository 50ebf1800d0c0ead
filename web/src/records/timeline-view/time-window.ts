import { addDays, daysBetween, startOfMonth, startOfWeek } from '@tendero/model/calendar'

/** How much time is shown at once, and by what it is divided: days, weeks, months. */
export const scales = ['month', 'quarter', 'year'] as const
export type Scale = (typeof scales)[number]

const months: Readonly<Record<Scale, number>> = { month: 1, quarter: 3, year: 12 }

/** Days from one until before another. */
export interface Days {
  readonly from: string
  readonly until: string
}

/** The time that is shown: whole months, divided. */
export interface TimeWindow extends Days {
  readonly scale: Scale
  /** What the heads name: months, of a year its years. */
  readonly heads: readonly Days[]
  readonly ticks: readonly Days[]
}

const monthName = /^(?!0000)\d{4}-(0[1-9]|1[0-2])$/

/** The scale of an address; a quarter, when it names none. */
export function scaleOf(text: string | undefined): Scale {
  return scales.find((scale) => scale === text) ?? 'quarter'
}

/** @param month 'YYYY-MM' with which it begins; what is none counts as the month of `today` */
export function timeWindow(scale: Scale, month: string | undefined, today: string): TimeWindow {
  const from = month && monthName.test(month) ? `${month}-01` : startOfMonth(today)
  const until = startOfMonth(from, months[scale])
  const byMonth = divided({ from, until }, (day) => startOfMonth(day, 1))
  return {
    scale,
    from,
    until,
    heads: scale === 'year' ? divided({ from, until }, (day) => `${Number(day.slice(0, 4)) + 1}-01-01`) : byMonth,
    ticks: scale === 'year' ? byMonth : divided({ from, until }, scale === 'month' ? nextDay : nextWeek),
  }
}

const nextDay = (day: string): string => addDays(day, 1)
const nextWeek = (day: string): string => addDays(startOfWeek(day), 7)

function divided({ from, until }: Days, next: (day: string) => string): readonly Days[] {
  const parts: Days[] = []
  for (let day = from; day < until; ) {
    const end = next(day) < until ? next(day) : until
    parts.push({ from: day, until: end })
    day = end
  }
  return parts
}

/** The month with which the time so many windows before or after begins: 'YYYY-MM'. */
export function otherWindow({ scale, from }: TimeWindow, count: number): string {
  return startOfMonth(from, months[scale] * count).slice(0, 7)
}

/** Where something stands in the time that is shown, in hundredths of its width. */
export interface Place {
  readonly left: number
  readonly width: number
  /** It goes on before or after what is shown. */
  readonly before: boolean
  readonly after: boolean
}

/**
 * The place of what lasts from its first day to its last, both included; undefined when none of it is shown. What ends before
 * it begins lasts the day on which it begins, and what has no end goes on.
 */
export function placeIn(shown: Days, first: string, last: string | undefined): Place | undefined {
  const until = last === undefined ? shown.until : addDays(last < first ? first : last, 1)
  if (first >= shown.until || until <= shown.from) return undefined
  const whole = daysBetween(shown.from, shown.until)
  const left = Math.max(0, daysBetween(shown.from, first))
  const right = Math.min(whole, daysBetween(shown.from, until))
  return {
    left: (left / whole) * 100,
    width: ((right - left) / whole) * 100,
    before: first < shown.from,
    after: last === undefined || until > shown.until,
  }
}

/** How many days a distance on the screen is. @param width of all that is shown, in the same unit */
export function daysIn(shown: Days, distance: number, width: number): number {
  return width > 0 ? Math.round((distance / width) * daysBetween(shown.from, shown.until)) : 0
}
