import { declare, type FieldType, good } from '../field-type.ts'
import { parseText, textType } from './text.ts'

/** In characters, what an import brings included. */
const longest = 100

/**
 * The number of a record in a series, as '2026-0007': given when the record is made, rising, never given twice, with gaps
 * where records were not made in the end. Nobody writes it; an import may bring the numbers that records have had
 * elsewhere, each once. Options: `pattern` ('{0000}', see number-pattern.ts), `startAt` (1), `numberExisting`.
 */
export const autoNumberType: FieldType<string> = {
  ...textType,
  kind: 'autoNumber',
  label: { en: 'Auto-number', es: 'Número automático', et: 'Automaatnumber' },
  groupable: false,
  numbered: true,
  naturalOrder: true,
  parse: (raw) => parseText(raw, longest, false),
  fromCsv: ([cell = '']) => (cell.trim() === '' ? good(null) : parseText(cell, longest, false)),
  sample: '2026-0007',
  jsonSchema: () => ({ type: 'string', maxLength: longest }),
}

export const autoNumber = declare(autoNumberType)
