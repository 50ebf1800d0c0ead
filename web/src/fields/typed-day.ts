import { addDays, relativeDay } from '@tendero/model/calendar'

/** A day as typed: 2026-03-01, 1.3., 1/3/2026, today, +7. */
export function typedDay(typed: string, today: string): string | null {
  const text = typed.trim().toLowerCase()
  const shift = /^([+-]\d{1,4})$/.exec(text)
  if (shift) return addDays(today, Number(shift[1]))
  const iso = relativeDay(text, today)
  if (iso) return iso
  const numbers = /^(\d{1,2})[./ -](\d{1,2})(?:[./ -](\d{2}|\d{4})?)?$/.exec(text)
  if (!numbers) return null
  const year = numbers[3] ?? today.slice(0, 4)
  const day = `${year.length === 2 ? `20${year}` : year}-${numbers[2]?.padStart(2, '0')}-${numbers[1]?.padStart(2, '0')}`
  return relativeDay(day, today) ?? null
}
