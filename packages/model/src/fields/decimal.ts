import { bad, declare, type FieldOptions, type FieldType, good, type Parsed } from '../field-type.ts'
import { ordering } from '../operators.ts'
import { sql } from '../sql.ts'
import { within } from './integer.ts'
import { plainDecimal } from './number-text.ts'
import { raisedBy } from './raised.ts'

const places = 6

/** Characters, with needless zeros: patterns go back over longer ones for too long. */
const longestWritten = 1_000

/** Exact decimal as a string without needless zeros: '12.5'. */
function parseDecimal(raw: unknown, options: FieldOptions): Parsed<string> {
  const text = typeof raw === 'number' && Number.isFinite(raw) ? plainNumber(raw) : raw
  if (typeof text !== 'string' || text.length > longestWritten || !/^-?\d{1,13}(\.\d+)?$/.test(text))
    return bad('not_a_number')
  const scale = options.scale ?? places
  const [whole = '0', fraction = ''] = text.split('.')
  const kept = fraction.replace(/0+$/, '')
  if (kept.length > scale) return bad('too_many_decimals', { scale })
  const range = within(Number(text), options)
  if (!range.ok) return range
  const digits = whole.replace(/^(-?)0+(?=\d)/, '$1')
  const value = kept ? `${digits}.${kept}` : digits
  return good(value === '-0' ? '0' : value)
}

function plainNumber(value: number): string {
  const text = String(value)
  return text.includes('e') ? value.toFixed(places) : text
}

/** Exact decimal number, a string in JSON. Options: `scale` (6 places), `minimum`, `maximum`. */
export const decimalType: FieldType<string> = {
  kind: 'decimal',
  label: { en: 'Decimal number', es: 'Número decimal', et: 'Kümnendarv' },
  columns: [{ key: '', type: 'numeric' }],
  sortable: true,
  groupable: true,
  aggregates: ['sum', 'average', 'min', 'max'],
  operators: ordering,
  custom: true,
  parse: parseDecimal,
  toColumns: (value) => [value],
  toJson: ([c]) => sql`trim_scale(${c})::text`,
  raise: (value, percent, options) => raisedBy(value, percent, options.scale ?? places).toFixed(),
  toCsv: (value) => [value],
  toSheet: (value) => [{ kind: 'number', value }],
  fromCsv([cell = ''], options, convention) {
    if (cell.trim() === '') return good(null)
    const plain = plainDecimal(cell, convention)
    return plain.ok ? parseDecimal(plain.value, options) : plain
  },
  format: (value, _options, { language }) =>
    new Intl.NumberFormat(language, { maximumFractionDigits: places }).format(Number(value)),
  sample: '12.5',
  inFormulas: { type: 'decimal' },
  jsonSchema: () => ({ type: 'string', pattern: '^-?\\d{1,13}(\\.\\d+)?$' }),
}

export const decimal = declare(decimalType)
