import type { MetadataField } from '@tendero/model/api'
import { addDays } from '@tendero/model/calendar'
import type { Language } from '@tendero/model/translated'
import { minorUnits } from './minor-units.ts'
import { monthNames, typedDay, writesMonthFirst } from './typed-day.ts'
import { plainNumber } from './typed-number.ts'

/** What helps to understand what somebody types to find a place in a list. */
export interface SeekContext {
  readonly field: MetadataField
  /** The list runs downwards. */
  readonly down: boolean
  readonly language: Language
  /** ISO date. */
  readonly today: string
  /** That sums and orders of money are in. */
  readonly currency: string
}

/** The value at which a list in order of a field is to start; undefined while what was typed names none. */
export type Seek = (typed: string, context: SeekContext) => string | undefined

export const seekText: Seek = (typed) => typed.trim() || undefined

export const seekNumber: Seek = (typed, { language }) => plainNumber(typed, language) ?? undefined

/** A part of a whole number says nothing about the order of whole ones. */
export const seekInteger: Seek = (typed, context) => seekNumber(typed, context)?.split('.')[0] || undefined

export const seekMoney: Seek = (typed, { language, currency }) => {
  const plain = plainNumber(typed, language)
  return plain ? minorUnits(plain, currency)?.toString() : undefined
}

/** The choice whose name begins so. */
export const seekChoice: Seek = (typed, { field, language }) => {
  const begins = typed.trim().toLocaleLowerCase(language)
  return field.choices?.find(({ label }) => label.toLocaleLowerCase(language).startsWith(begins))?.value
}

/**
 * A day, or a month or year by its first day; in a list that runs downwards, by its last.
 * @example seekDay('2026-02', { down: true, … }) //=> '2026-02-28'
 */
export const seekDay: Seek = (typed, { down, language, today }) => {
  const period = /^(\d{4})(?:-(\d{1,2}))?$/.exec(typed.trim())
  if (!period) return typedDay(typed, today, monthNames(language), writesMonthFirst(language)) ?? undefined
  const [, year, month] = period
  const first = (at: number, of: number): string => `${of}-${String(at).padStart(2, '0')}-01`
  const [from, to] = month === undefined ? [1, 12] : [Number(month), Number(month)]
  if (from < 1 || to > 12) return undefined
  if (!down) return first(from, Number(year))
  return addDays(to === 12 ? first(1, Number(year) + 1) : first(to + 1, Number(year)), -1)
}
