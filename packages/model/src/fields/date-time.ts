import { addDays, instantOf, isDay, isInstant, localTime, relativeDay, startOfDay } from '../calendar.ts'
import { bad, declare, type FieldType, good, type Parsed } from '../field-type.ts'
import { atLeast, atMost, greater, inPeriod, isEmpty, isNotEmpty, less, onDay } from '../operators.ts'
import { literal, sql } from '../sql.ts'
import { longestWritten, writtenDay } from './date.ts'

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:?\d{2})$/

function parseInstant(raw: unknown): Parsed<string> {
  if (typeof raw !== 'string' || !instant.test(raw) || !isDay(raw.slice(0, 10))) return bad('not_an_instant')
  return kept(new Date(raw))
}

function kept(at: Date): Parsed<string> {
  return isInstant(at) ? good(at.toISOString()) : bad('not_an_instant')
}

/** An instant, ISO 8601 in UTC, to the millisecond; given with any offset. */
export const dateTimeType: FieldType<string> = {
  kind: 'dateTime',
  label: { en: 'Date and time', es: 'Fecha y hora', et: 'Kuupäev ja kellaaeg' },
  columns: [{ key: '', type: 'timestamptz' }],
  sortable: true,
  groupable: true,
  aggregates: ['min', 'max'],
  operators: [onDay, less, atMost, greater, atLeast, inPeriod, isEmpty, isNotEmpty],
  custom: true,
  parse: parseInstant,
  toColumns: (value) => [value],
  // As `parse` gives it, whatever the session's zone: what was written and what is read are the same text.
  toJson: ([c]) => sql`to_char(${c} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
  filterValue(raw, _options, { today, timeZone }) {
    if (typeof raw !== 'string') return bad('not_an_instant')
    const day = relativeDay(raw, today)
    return day ? good(startOfDay(timeZone, day).toISOString()) : parseInstant(raw)
  },
  toCsv: (value) => [value],
  toSheet: (value, _options, { timeZone }) => [{ kind: 'date_time', local: localTime(timeZone, new Date(value)) }],
  fromCsv([cell = ''], _options, convention) {
    const text = cell.trim()
    if (text === '') return good(null)
    const iso = parseInstant(text)
    if (iso.ok) return iso
    if (text.length > longestWritten) return bad('not_an_instant')
    const written = /^(\S+?)(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/.exec(text)
    const day = written?.[1] ? writtenDay(written[1], convention) : undefined
    if (!written || !day) return bad('not_an_instant')
    const time = `${(written[2] ?? '00').padStart(2, '0')}:${written[3] ?? '00'}:${written[4] ?? '00'}`
    if (time > '23:59:59') return bad('not_an_instant')
    return kept(instantOf(convention.timeZone, `${day}T${time}`))
  },
  format: (value, _options, { language, timeZone }) =>
    new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(new Date(value)),
  sample: '2026-03-31T09:30:00.000Z',
  // The day on which it falls in the workspace's zone.
  inFormulas: { type: 'date', sql: ([c], { timeZone }) => sql`(${c} at time zone ${literal(timeZone)})::date` },
  jsonSchema: () => ({ type: 'string', format: 'date-time' }),
}

/** The bounds of a day as instants of a zone: [start, start of the next day). */
export function dayBounds(day: string, zone: string): readonly [string, string] {
  return [startOfDay(zone, day).toISOString(), startOfDay(zone, addDays(day, 1)).toISOString()]
}

export const dateTime = declare(dateTimeType)
