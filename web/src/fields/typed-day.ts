import { addDays, relativeDay } from '@tendero/model/calendar'

/**
 * A day as people type it: 2026-03-01, 1.3., 1/3/2026 (the day first), 1 mar 2026, Mar 1, today, +7.
 * @param months the twelve short names of the months, in lower case
 * @returns an ISO date; null for anything else
 */
export function typedDay(typed: string, today: string, months: readonly string[]): string | null {
  const text = typed.trim().toLowerCase()
  const shift = /^([+-]\d{1,4})$/.exec(text)
  if (shift) return addDays(today, Number(shift[1]))
  return relativeDay(text, today) ?? numbered(text, today) ?? named(text, today, months)
}

function numbered(text: string, today: string): string | null {
  const parts = /^(\d{1,2})[./ -](\d{1,2})(?:[./ -](\d{2}|\d{4})?)?$/.exec(text)
  return parts ? realDay(parts[3], Number(parts[2]), parts[1], today) : null
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
