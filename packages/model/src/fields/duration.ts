import { bad, declare, type FieldType, good, type Parsed } from '../field-type.ts'
import { ordering } from '../operators.ts'
import { sql } from '../sql.ts'
import { raisedBy } from './raised.ts'

const longest = 10 * 366 * 86_400

/** Characters: patterns go back over longer cells for too long. */
const longestWritten = 200

function parseSeconds(raw: unknown): Parsed<number> {
  if (typeof raw !== 'number' || !Number.isInteger(raw) || raw < 0) return bad('not_a_duration')
  return raw > longest ? bad('too_large', { maximum: longest }) : good(raw)
}

/**
 * '1:30' is hours and minutes, '1:30:15' with seconds, '1h 30m', '90 min', '45s'; a bare number is minutes.
 * @returns seconds
 */
export function writtenDuration(cell: string): number | undefined {
  const text = cell.trim().toLowerCase()
  if (text.length > longestWritten) return undefined
  const clock = /^(\d{1,5}):([0-5]\d)(?::([0-5]\d))?$/.exec(text)
  if (clock) return Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3] ?? 0)
  if (/^\d+([.,]\d+)?$/.test(text)) return Math.round(Number(text.replace(',', '.')) * 60)
  const units =
    /^(?:(\d+)\s*(?:d|días?|days?|päeva?))?\s*(?:(\d+)\s*(?:h|hours?|horas?|t|tundi?))?\s*(?:(\d+)\s*(?:m|min|minutes?|minutos?|minutit?))?\s*(?:(\d+)\s*(?:s|sec|seconds?|segundos?|sekundit?))?$/.exec(
      text,
    )
  if (!units || text === '') return undefined
  const [d = '0', h = '0', m = '0', s = '0'] = units.slice(1).map((one) => one ?? '0')
  return Number(d) * 86_400 + Number(h) * 3600 + Number(m) * 60 + Number(s)
}

/** A length of time in whole seconds. */
export const durationType: FieldType<number> = {
  kind: 'duration',
  label: { en: 'Duration', es: 'Duración', et: 'Kestus' },
  columns: [{ key: '', type: 'bigint' }],
  sortable: true,
  groupable: false,
  aggregates: ['sum', 'average', 'min', 'max'],
  operators: ordering,
  custom: true,
  parse: parseSeconds,
  toColumns: (value) => [value],
  raise: (value, percent) => raisedBy(value, percent, 0).toNumber(),
  toCsv: (value) => [clockText(value)],
  toSheet: (seconds) => [{ kind: 'duration', seconds }],
  fromCsv([cell = '']) {
    if (cell.trim() === '') return good(null)
    const seconds = writtenDuration(cell)
    return seconds === undefined ? bad('not_a_duration') : parseSeconds(seconds)
  },
  format: (value) => clockText(value),
  sample: 5_400,
  inFormulas: { type: 'integer', sql: ([c]) => sql`${c}::numeric` },
  jsonSchema: () => ({ type: 'integer', minimum: 0, description: 'seconds' }),
}

/** '1:05' for an hour and five minutes; seconds are shown when there are any. */
export function clockText(seconds: number): string {
  const two = (n: number): string => String(n).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const rest = seconds % 60
  return `${hours}:${two(Math.floor((seconds % 3600) / 60))}${rest ? `:${two(rest)}` : ''}`
}

export const duration = declare(durationType)
