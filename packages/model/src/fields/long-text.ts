import { declare, type FieldType, good } from '../field-type.ts'
import { contains, notContains, presence } from '../operators.ts'
import { noDefaults, parseText, textColumn } from './text.ts'

const pageLength = 50_000

/** Text of several lines. Options: `maxLength` (50,000). */
export const longTextType: FieldType<string> = {
  kind: 'longText',
  label: { en: 'Long text', es: 'Texto largo', et: 'Pikk tekst' },
  columns: textColumn,
  sortable: false,
  groupable: false,
  aggregates: [],
  operators: [contains, notContains, ...presence],
  custom: true,
  parse: (raw, options) => parseText(raw, options.maxLength ?? pageLength, true),
  toColumns: (value) => [value],
  toCsv: (value) => [value],
  fromCsv: ([cell = ''], options) => (cell.trim() === '' ? good(null) : longTextType.parse(cell, options, noDefaults)),
  format: (value) => value,
  jsonSchema: (options) => ({ type: 'string', maxLength: options.maxLength ?? pageLength }),
  searchText: (value) => value.slice(0, 4_000),
}

export const longText = declare(longTextType)
