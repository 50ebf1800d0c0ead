import { bad, type Column, declare, type FieldOptions, type FieldType, good, type Parsed } from '../field-type.ts'
import { wording } from '../operators.ts'
import { refusedText } from './storable-text.ts'

/** Longest text of a one-line field, in characters, unless declared otherwise. */
const lineLength = 500

export const textColumn: readonly Column[] = [{ key: '', type: 'text' }]

/** Trims, refuses control characters but line breaks and tabs, and keeps to the length. Empty is no value. */
export function parseText(raw: unknown, longest: number, lines: boolean): Parsed<string> {
  if (typeof raw !== 'string') return bad('not_text')
  const text = lines ? raw.replaceAll('\r\n', '\n').trim() : onOneLine(raw)
  if (text === '') return bad('empty')
  if (text.length > longest) return bad('too_long', { longest })
  return refusedText(text) ?? good(text)
}

/** Not by a pattern with spaces before the break: it would go back over every long run of spaces. */
function onOneLine(raw: string): string {
  return raw
    .split(/[\r\n]/)
    .map((line) => line.trim())
    .filter(Boolean)
    .join(' ')
}

/** One line of text. Options: `maxLength` (500). */
export const textType: FieldType<string> = {
  kind: 'text',
  label: { en: 'Text', es: 'Texto', et: 'Tekst' },
  columns: textColumn,
  sortable: true,
  groupable: true,
  aggregates: [],
  operators: wording,
  custom: true,
  parse: (raw, options) => parseText(raw, options.maxLength ?? lineLength, false),
  toColumns: (value) => [value],
  toCsv: (value) => [value],
  fromCsv: ([cell = ''], options) => (cell.trim() === '' ? good(null) : textType.parse(cell, options, noDefaults)),
  format: (value) => value,
  inFormulas: { type: 'text' },
  jsonSchema: (options: FieldOptions) => ({ type: 'string', maxLength: options.maxLength ?? lineLength }),
  searchText: (value) => value,
}

/** For types whose reading does not depend on the workspace. */
export const noDefaults = { country: 'US', currency: 'USD' } as const

export const text = declare(textType)
