import { bad, declare, type FieldType, good, type Parsed } from '../field-type.ts'
import { wording } from '../operators.ts'
import { textColumn } from './text.ts'

function parseUrl(raw: unknown): Parsed<string> {
  if (typeof raw !== 'string') return bad('not_text')
  const typed = raw.trim()
  if (typed === '') return bad('empty')
  if (typed.length > 2_000) return bad('too_long', { longest: 2_000 })
  const address = /^[a-z][a-z0-9+.-]*:/i.test(typed) && !/^[^/]+:\d+/.test(typed) ? typed : `https://${typed}`
  if (!URL.canParse(address)) return bad('not_a_url')
  const { protocol, hostname, href } = new URL(address)
  if (protocol !== 'https:' && protocol !== 'http:') return bad('not_a_url')
  return hostname.includes('.') || hostname === 'localhost'
    ? good(href.replace(/^(https?:\/\/[^/?#]+)\/$/, '$1'))
    : bad('not_a_url')
}

/** A web address, http or https only; without a scheme it gets https. */
export const urlType: FieldType<string> = {
  kind: 'url',
  label: { en: 'Web address', es: 'Dirección web', et: 'Veebiaadress' },
  columns: textColumn,
  sortable: true,
  groupable: true,
  aggregates: [],
  operators: wording,
  custom: true,
  parse: parseUrl,
  toColumns: (value) => [value],
  toCsv: (value) => [value],
  fromCsv: ([cell = '']) => (cell.trim() === '' ? good(null) : parseUrl(cell)),
  format: (value) => value.replace(/^https?:\/\/(www\.)?/, ''),
  sample: 'https://example.com',
  inFormulas: { type: 'text' },
  jsonSchema: () => ({ type: 'string', maxLength: 2_000 }),
  searchText: (value) => value.replace(/^https?:\/\/|[/.?#=&_-]/g, ' '),
}

export const url = declare(urlType)
