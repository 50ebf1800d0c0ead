import { addDays, relativeDay } from '@tendero/model/calendar'

/**
 * A day as people type it: 2026-03-01, 1.3., 1/3/2026, 1 mar 2026, Mar 1, today, +7. What can be a day in one order
 * only is read in that.
 * @param months the twelve short names of the months, in lower case
 * @param monthFirst whether 1/3/2026 is the third of January; with points the day is always first
 * @returns an ISO date; null for anything else
 */
export function typedDay(typed: string, today: string, months: readonly string[], monthFirst = false): string | null {
  const text = typed.trim().toLowerCase()
  const shift = /^([+-]\d{1,4})$/.exec(text)
  if (shift) return addDays(today, Number(shift[1]))
  return relativeDay(text, today) ?? numbered(text, today, monthFirst) ?? named(text, today, months)
}

function numbered(text: string, today: string, monthFirst: boolean): string | null {
  const parts = /^(\d{1,2})([./ -])(\d{1,2})(?:[./ -](\d{2}|\d{4})?)?$/.exec(text)
  if (!parts) return null
  const [, first = '', sign = '', second = '', year] = parts
  const dayFirst = realDay(year, Number(second), first, today)
  const dayLast = realDay(year, Number(first), second, today)
  return monthFirst && '/-'.includes(sign) ? (dayLast ?? dayFirst) : (dayFirst ?? dayLast)
}

/** Whether who reads this language, in the region of their browser, writes the month before the day. */
export function writesMonthFirst(language: string): boolean {
  const here = typeof navigator === 'undefined' ? language : navigator.language
  const order = new Intl.DateTimeFormat(here.startsWith(language) ? here : language).formatToParts(0)
  return order.findIndex(({ type }) => type === 'month') < order.findIndex(({ type }) => type === 'day')
}

function named(text: string, today: string, months: readonly string[]): string | null {
  const words = text.match(/\p{L}+|\d+/gu) ?? []
  const name = words.find((word) => /\p{L}/u.test(word))
  const [first, second] = words.filter((word) => /\d/.test(word))
  if (!name || name.length < 3 || words.length > 3) return null
  const month = months.findIndex((one) => one.startsWith(name.slice(0, 3)))
  return month < 0 ? null : realDay(second, month + 1, first, today)
}

function realDay(year: string | undefined, month: number, day: string | undefined, today: string): string | null {
  if (day === undefined) return null
  const full = year === undefined ? today.slice(0, 4) : year.length === 2 ? `20${year}` : year
  return relativeDay(`${full}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`, today) ?? null
}

/** The short names of the months in a language, as people type them: without a dot, in lower case. */
export function monthNames(language: string): readonly string[] {
  const format = new Intl.DateTimeFormat(language, { month: 'short', timeZone: 'UTC' })
  return Array.from({ length: 12 }, (_, month) =>
    format
      .format(new Date(Date.UTC(2026, month, 15)))
      .toLowerCase()
      .replace('.', ''),
  )
}
