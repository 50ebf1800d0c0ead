import { addDays, startOfMonth } from './calendar.ts'

/** Spans of the calendar that reports group days by. Quarters are those of the fiscal year; weeks begin on Mondays. */
export const dateParts = ['day', 'week', 'month', 'quarter', 'year', 'fiscal_year'] as const
export type DatePart = (typeof dateParts)[number]

export function isDatePart(text: unknown): text is DatePart {
  return dateParts.some((part) => part === text)
}

/**
 * The first day of the span after the one that begins with `start`.
 * @example nextSpan('month', '2026-12-01') //=> '2027-01-01'
 */
export function nextSpan(part: DatePart, start: string): string {
  switch (part) {
    case 'day':
      return addDays(start, 1)
    case 'week':
      return addDays(start, 7)
    case 'month':
      return startOfMonth(start, 1)
    case 'quarter':
      return startOfMonth(start, 3)
    case 'year':
    case 'fiscal_year':
      return startOfMonth(start, 12)
  }
}
