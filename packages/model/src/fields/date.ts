import { dayOf, isDay, relativeDay } from '../calendar.ts'
import { bad, declare, type FieldType, good, type Parsed, type TextConvention } from '../field-type.ts'
import { inPeriod, ordering } from '../operators.ts'

function parseDay(raw: unknown): Parsed<string> {
  return typeof raw === 'string' && isDay(raw) ? good(raw) : bad('not_a_date')
}

/** Characters of a cell with a date, its time included: patterns go back over longer ones for too long. */
export const longestDay = 100

/**
 * A date as files write it: ISO, or three numbers in the convention's order. Two-digit years: 00–49 are 20xx.
 * @example writtenDay('3.2.2017', { dateOrder: 'dmy' }) //=> '2017-02-03'
 */
export function writtenDay(cell: string, { dateOrder }: Pick<TextConvention, 'dateOrder'>): string | undefined {
  const text = cell.trim()
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (iso) return realDay(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const numbers = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})\.?$/.exec(text)
  if (!numbers || dateOrder === 'ymd') return undefined
  const [first, second, short] = [Number(numbers[1]), Number(numbers[2]), Number(numbers[3])]
  const year = numbers[3]?.length === 4 ? short : short + (short < 50 ? 2000 : 1900)
  return dateOrder === 'dmy' ? realDay(year, second, first) : realDay(year, first, second)
}

function realDay(year: number, month: number, day: number): string | undefined {
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined
  const text = dayOf(year, month, day)
  return Number(text.slice(5, 7)) === month ? text : undefined
}

/** A day without a time, as an ISO date. */
export const dateType: FieldType<string> = {
  kind: 'date',
  label: { en: 'Date', es: 'Fecha', et: 'Kuupäev' },
  columns: [{ key: '', type: 'date' }],
  sortable: true,
  groupable: true,
  aggregates: ['min', 'max'],
  operators: [...ordering, inPeriod],
  custom: true,
  parse: parseDay,
  toColumns: (value) => [value],
  filterValue(raw, _options, { today }) {
    const day = typeof raw === 'string' ? relativeDay(raw, today) : undefined
    return day ? good(day) : bad('not_a_date')
  },
  toCsv: (value) => [value],
  toSheet: (day) => [{ kind: 'date', day }],
  fromCsv([cell = ''], _options, convention) {
    const text = cell.trim()
    if (text === '') return good(null)
    if (text.length > longestDay) return bad('not_a_date')
    const day = writtenDay(text.replace(/[T ]\d{2}:\d{2}.*$/, ''), convention)
    return day ? good(day) : bad('not_a_date')
  },
  format: (value, _options, { language }) =>
    new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${value}T00:00:00Z`)),
  sample: '2026-03-31',
  inFormulas: { type: 'date' },
  jsonSchema: () => ({ type: 'string', format: 'date' }),
}

export const date = declare(dateType)
