import { bad, declare, type FieldOptions, type FieldType, good, type Parsed } from '../field-type.ts'
import { ordering } from '../operators.ts'
import { sql } from '../sql.ts'
import { within } from './integer.ts'
import { plainDecimal } from './number-text.ts'
import { raisedBy } from './raised.ts'

function parsePercent(raw: unknown, options: FieldOptions): Parsed<number> {
  if (typeof raw !== 'number' || !Number.isFinite(raw) || Math.abs(raw) >= 1e6) return bad('not_a_number')
  return within(Math.round(raw * 10_000) / 10_000, options)
}

/** A share of a hundred: 12.5 is twelve and a half per cent; four decimals. Options: `minimum`, `maximum`. */
export const percentType: FieldType<number> = {
  kind: 'percent',
  label: { en: 'Percent', es: 'Porcentaje', et: 'Protsent' },
  columns: [{ key: '', type: 'numeric' }],
  sortable: true,
  groupable: true,
  aggregates: ['average', 'min', 'max'],
  operators: ordering,
  custom: true,
  parse: parsePercent,
  toColumns: (value) => [value],
  toJson: ([c]) => sql`${c}::float8`,
  raise: (value, percent) => raisedBy(value, percent, 4).toNumber(),
  toCsv: (value) => [String(value)],
  toSheet: (value) => [{ kind: 'percent', value }],
  fromCsv([cell = ''], options, convention) {
    if (cell.trim() === '') return good(null)
    const plain = plainDecimal(cell, convention)
    return plain.ok ? parsePercent(Number(plain.value), options) : plain
  },
  format: (value, _options, { language }) =>
    new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 4 }).format(value / 100),
  sample: 25,
  inFormulas: { type: 'percent' },
  jsonSchema: ({ minimum, maximum }) => ({
    type: 'number',
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
  }),
}

export const percent = declare(percentType)
