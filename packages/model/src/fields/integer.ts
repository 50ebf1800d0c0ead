import { bad, declare, type FieldOptions, type FieldType, good, type Parsed } from '../field-type.ts'
import { ordering } from '../operators.ts'
import { sql } from '../sql.ts'
import { plainDecimal } from './number-text.ts'
import { raisedBy } from './raised.ts'

/** Refuses what lies outside `minimum` and `maximum`. */
export function within(value: number, options: FieldOptions): Parsed<number> {
  if (options.minimum !== undefined && value < options.minimum) return bad('too_small', { minimum: options.minimum })
  if (options.maximum !== undefined && value > options.maximum) return bad('too_large', { maximum: options.maximum })
  return good(value)
}

export function parseInteger(raw: unknown, options: FieldOptions): Parsed<number> {
  return typeof raw === 'number' && Number.isSafeInteger(raw) ? within(raw, options) : bad('not_an_integer')
}

/** Whole number within ±2^53. Options: `minimum`, `maximum`. */
export const integerType: FieldType<number> = {
  kind: 'integer',
  label: { en: 'Whole number', es: 'Número entero', et: 'Täisarv' },
  columns: [{ key: '', type: 'bigint' }],
  sortable: true,
  groupable: true,
  aggregates: ['sum', 'average', 'min', 'max'],
  operators: ordering,
  custom: true,
  parse: parseInteger,
  toColumns: (value) => [value],
  raise: (value, percent) => raisedBy(value, percent, 0).toNumber(),
  toCsv: (value) => [String(value)],
  toSheet: (value) => [{ kind: 'number', value: String(value) }],
  fromCsv([cell = ''], options, convention) {
    if (cell.trim() === '') return good(null)
    const plain = plainDecimal(cell, convention)
    if (!plain.ok) return plain
    return parseInteger(Number(plain.value), options)
  },
  format: (value, _options, { language }) => new Intl.NumberFormat(language).format(value),
  sample: 42,
  inFormulas: { type: 'integer', sql: ([c]) => sql`${c}::numeric` },
  jsonSchema: ({ minimum, maximum }) => ({
    type: 'integer',
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
  }),
}

export const integer = declare(integerType)
