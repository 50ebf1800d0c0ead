import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { bad, declare, type FieldType, good, type Parsed, type ValueDefaults } from '../field-type.ts'
import { contains, is, notContains, presence, startsWith } from '../operators.ts'
import { sql } from '../sql.ts'
import { refusedText } from './storable-text.ts'

/** A phone number: E.164 when it could be read, and what was typed. `valid` is false for a number nobody can have. */
export interface Phone {
  readonly e164: string | null
  readonly raw: string
  readonly extension: string | null
  readonly valid: boolean
}

/**
 * Reads a number as typed in a country, or a `tel:` address (RFC 3966); one that cannot be read keeps what was typed.
 * A number too short or too long for its country is read all the same, and not valid.
 */
export function readPhone(typed: string, country: string): Phone {
  const raw = typed.trim()
  const written = raw.replace(/^tel:/i, '').replace(/;ext=(\d+)[\s\S]*$/i, ' ext. $1')
  const found = parsePhoneNumberFromString(written, { defaultCountry: country as never, extract: false })
  if (!found) return { e164: null, raw, extension: null, valid: false }
  return { e164: found.number, raw, extension: found.ext ?? null, valid: found.isValid() }
}

/** Has a number in E.164 as many digits as some number of its country? */
export function phonePossible(e164: string): boolean {
  return parsePhoneNumberFromString(e164)?.isPossible() ?? false
}

function parsePhone(raw: unknown, defaults: ValueDefaults): Parsed<Phone> {
  const typed =
    typeof raw === 'object' && raw !== null ? ('raw' in raw ? raw.raw : 'e164' in raw ? raw.e164 : undefined) : raw
  if (typeof typed !== 'string') return bad('not_text')
  if (typed.trim() === '') return bad('empty')
  if (typed.length > 60) return bad('too_long', { longest: 60 })
  const refused = refusedText(typed)
  if (refused) return refused
  return /\d/.test(typed.normalize('NFKC')) ? good(readPhone(typed, defaults.country)) : bad('not_a_phone')
}

/** Lengths of what people dial without the country, or the area: a number is found by its last digits too. */
const asDialled = [10, 9, 7]

/** A telephone number. Give what was typed, as text; numbers without a country code are of the workspace's country. */
export const phoneType: FieldType<Phone> = {
  kind: 'phone',
  label: { en: 'Phone', es: 'Teléfono', et: 'Telefon' },
  columns: [
    { key: '', type: 'text' },
    { key: 'raw', type: 'text' },
    { key: 'extension', type: 'text' },
    { key: 'valid', type: 'boolean' },
  ],
  sortable: true,
  groupable: true,
  aggregates: [],
  operators: [is, contains, notContains, startsWith, ...presence],
  custom: true,
  parse: (raw, _options, defaults) => parsePhone(raw, defaults),
  toColumns: ({ e164, raw, extension, valid }) => [e164, raw, extension, valid],
  toJson: ([e164, raw, extension, valid]) =>
    sql`case when ${raw} is not null then json_build_object('e164', ${e164}, 'raw', ${raw}, 'extension', ${extension}, 'valid', ${valid}) end`,
  fromJson: (value) => [
    sql`(${value} ->> 'e164')`,
    sql`(${value} ->> 'raw')`,
    sql`(${value} ->> 'extension')`,
    sql`(${value} ->> 'valid')::boolean`,
  ],
  filterValue(raw, _options, { defaults }) {
    const parsed = parsePhone(raw, defaults)
    return parsed.ok ? good(parsed.value.e164 ?? parsed.value.raw) : parsed
  },
  toCsv: ({ e164, raw, extension }) => [e164 ? e164 + (extension ? ` ext. ${extension}` : '') : raw],
  fromCsv: ([cell = ''], _options, convention) => (cell.trim() === '' ? good(null) : parsePhone(cell, convention)),
  format({ e164, raw, extension }) {
    const found = e164 ? parsePhoneNumberFromString(e164) : undefined
    return found ? found.formatInternational() + (extension ? ` ext. ${extension}` : '') : raw
  },
  sample: { e164: '+34612345678', raw: '+34612345678', extension: null, valid: true },
  jsonSchema: () => ({
    oneOf: [
      { type: 'string', maxLength: 60 },
      {
        type: 'object',
        properties: {
          e164: { type: ['string', 'null'] },
          raw: { type: 'string' },
          extension: { type: ['string', 'null'] },
          valid: { type: 'boolean' },
        },
        required: ['raw'],
      },
    ],
  }),
  searchText: ({ e164, raw }) => {
    const digits = (e164 ?? raw).replace(/\D/g, '')
    return [raw, e164 ?? '', ...asDialled.map((length) => digits.slice(-length))].join(' ')
  },
}

export const phone = declare(phoneType)
