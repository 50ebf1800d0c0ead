import { bad, declare, type FieldType, good, type Invalid, type Parsed } from '../field-type.ts'
import { contains, notContains, type Operator, presence } from '../operators.ts'
import { sql } from '../sql.ts'
import type { Language } from '../translated.ts'
import { refusedText } from './storable-text.ts'

/** A postal address; every part may be missing, but not all. `country` is an ISO 3166 code. */
export interface Address {
  readonly street?: string
  readonly postcode?: string
  readonly city?: string
  readonly region?: string
  readonly country?: string
}

const addressParts = ['street', 'postcode', 'city', 'region', 'country'] as const
const countryPart = addressParts.indexOf('country')

function parseAddress(raw: unknown): Parsed<Address> {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return bad('not_an_address')
  const address: Record<string, string> = {}
  for (const part of addressParts) {
    const value = Reflect.get(raw, part)
    if (value === undefined || value === null || value === '') continue
    const checked = checkedPart(part, value)
    if (typeof checked !== 'string') return checked
    if (checked) address[part] = checked
  }
  return Object.keys(address).length === 0 ? bad('empty') : good(address)
}

function checkedPart(part: (typeof addressParts)[number], value: unknown): string | Invalid {
  if (typeof value !== 'string') return bad('not_text')
  const text = value.trim()
  if (text.length > 200) return bad('too_long', { longest: 200 })
  if (part === 'country' && text !== '' && !/^[A-Z]{2}$/.test(text)) return bad('not_a_country')
  return refusedText(text) ?? text
}

/** An address that is there, and that no letter reaches. */
const incomplete: Operator = {
  name: 'incomplete',
  takes: 'nothing',
  sql: (c) => sql`(${c} is not null and (${c}->>'city' is null or ${c}->>'postcode' is null))`,
}

/** A postal address. */
export const addressType: FieldType<Address> = {
  kind: 'address',
  label: { en: 'Postal address', es: 'Dirección postal', et: 'Postiaadress' },
  columns: [{ key: '', type: 'jsonb' }],
  sortable: false,
  groupable: false,
  aggregates: [],
  operators: [
    ...[contains, notContains, ...presence].map(
      (operator): Operator =>
        operator.takes === 'text'
          ? { ...operator, holds: undefined, sql: (c, t, args) => operator.sql(sql`${c}::text`, t, args) }
          : operator,
    ),
    incomplete,
  ],
  custom: true,
  parse: parseAddress,
  toColumns: (value) => [value],
  csvExtra: [
    ['postcode', 'código postal', 'sihtnumber'],
    ['city', 'ciudad', 'linn'],
    ['region', 'provincia', 'maakond'],
    ['country', 'país', 'riik'],
  ],
  toCsv: (value) => addressParts.map((part) => value[part] ?? ''),
  fromCsv(cells) {
    if (cells.every((cell) => cell.trim() === '')) return good(null)
    const country = cells[4]?.trim() ?? ''
    const code = /^[A-Za-z]{2}$/.test(country) ? country.toUpperCase() : countryCode(country)
    if (country && !code) return bad('not_a_country')
    return parseAddress(Object.fromEntries(addressParts.map((part, i) => [part, part === 'country' ? code : cells[i]])))
  },
  words: (part, _options, language) => (part === countryPart ? countryNames(language) : []),
  refusedWord: (code) => (code === 'not_a_country' ? countryPart : undefined),
  format(value, _options, { language }) {
    const country = value.country ? new Intl.DisplayNames(language, { type: 'region' }).of(value.country) : undefined
    const town = [value.postcode, value.city].filter(Boolean).join(' ')
    return [value.street, town, value.region, country].filter(Boolean).join(', ')
  },
  sample: { street: 'Calle Mayor 1', postcode: '28013', city: 'Madrid', region: 'Madrid', country: 'ES' },
  jsonSchema: () => ({
    type: 'object',
    properties: Object.fromEntries(addressParts.map((part) => [part, { type: 'string', maxLength: 200 }])),
  }),
  searchText: (value) => [value.street, value.postcode, value.city, value.region].filter(Boolean).join(' '),
}

let countriesByName: ReadonlyMap<string, string> | undefined

/** ISO 3166 code of a country's name in English, Spanish or Estonian. */
export function countryCode(name: string): string | undefined {
  return countries().get(name.trim().toLowerCase())
}

function countries(): ReadonlyMap<string, string> {
  countriesByName ??= nameTable()
  return countriesByName
}

/** Names of all countries in a language. */
function countryNames(language: Language): readonly string[] {
  const names = new Intl.DisplayNames(language, { type: 'region' })
  return [...new Set(countries().values())].map((code) => names.of(code) ?? code)
}

function nameTable(): ReadonlyMap<string, string> {
  const table = new Map<string, string>()
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
  for (const language of ['en', 'es', 'et']) {
    const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' })
    for (const a of letters)
      for (const b of letters) {
        const name = names.of(a + b)
        if (name && !table.has(name.toLowerCase())) table.set(name.toLowerCase(), a + b)
      }
  }
  return table
}

export const address = declare(addressType)
