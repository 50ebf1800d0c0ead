import {
  columnHeads,
  fieldTypes,
  type ImportMapping,
  type Language,
  objects,
  type TextConvention,
  words,
} from '@tendero/model'
import { pointLabel } from '../customers/index.ts'
import type { CardAddress, CardPerson, Reach } from '../formats/vcard/card-person.ts'
import type { Vcard } from '../formats/vcard/read-cards.ts'
import { isGroup, readPerson } from '../formats/vcard/read-person.ts'
import { companionLabels, writePoints } from './companions.ts'

/** Longest id and tag that a record takes; a longer id is no use, a longer tag is cut. */
const longestId = 100
const longestTag = 60

/** What the columns of contact cards fill, in their order. */
const places = [
  { field: 'externalId', part: 0 },
  { field: 'firstName', part: 0 },
  { field: 'lastName', part: 0 },
  { field: 'account', part: 0 },
  { field: 'jobTitle', part: 0 },
  { field: 'email', part: 0 },
  { field: 'phone', part: 0 },
  { field: 'birthday', part: 0 },
  { field: 'address', part: 0 },
  { field: 'address', part: 1 },
  { field: 'address', part: 2 },
  { field: 'address', part: 3 },
  { field: 'address', part: 4 },
  { field: 'tags', part: 0 },
  { field: 'emails', part: 0 },
  { field: 'phones', part: 0 },
  { field: 'others', part: 0 },
  { field: 'note', part: 0 },
] as const

/** The column behind those: why a card cannot be taken. */
export const problemColumn = places.length

/** The heads of the columns in a person's language. */
export function cardHeads(language: Language): readonly string[] {
  return places.map(({ field, part }) => {
    if (isCompanion(field)) return words(companionLabels[field], language)
    const declared = objects.contact.fields.get(field)
    return declared ? (columnHeads(declared, language)[part] ?? field) : field
  })
}

function isCompanion(name: string): name is keyof typeof companionLabels {
  return Object.hasOwn(companionLabels, name)
}

/** What becomes of the columns; organisations that are not known become accounts when the person may make some. */
export function cardMapping(mayUse: (field: string) => boolean, createsAccounts: boolean): readonly ImportMapping[] {
  return places.flatMap(({ field, part }, column): readonly ImportMapping[] => {
    if (!isCompanion(field) && !mayUse(field)) return []
    if (field === 'account') return [{ column, field, key: 'name', ...(createsAccounts ? { create: true } : {}) }]
    return [{ column, field, ...(part > 0 ? { part } : {}) }]
  })
}

/** A card as a row of these columns, with the problem behind them. */
export function cardRow(card: Vcard, language: Language): readonly string[] {
  const person = readPerson(card.properties)
  const phone = person.phones.find(({ value, types }) => /\d/.test(value) && !types.some((type) => unspoken.has(type)))
  const [address, ...further] = person.addresses
  const points = (reaches: readonly Reach[]) =>
    writePoints(reaches.map(({ value, types, label }) => ({ value, label: labelOf(types, label, language) })))
  return [
    person.uid && person.uid.length <= longestId ? person.uid : '',
    person.firstName ?? '',
    person.lastName ?? '',
    person.organisation ?? '',
    person.jobTitle ?? '',
    person.emails[0]?.value ?? '',
    phone?.value ?? '',
    person.birthday ?? '',
    ...addressCells(address),
    person.tags.map((tag) => tag.replace(/[;|]/g, ',').slice(0, longestTag)).join('; '),
    points(person.emails),
    points(person.phones),
    points(person.others),
    [person.note, ...further.map(addressLine)].filter(Boolean).join('\n\n'),
    problemOf(card, person),
  ]
}

/** Nobody is called there. */
const unspoken = new Set(['fax', 'pager'])

function labelOf(types: readonly string[], label: string | null, language: Language): string | null {
  return [pointLabel(types, language), label].filter(Boolean).join(', ') || null
}

/** A country that nobody knows by name stays with its region. */
function addressCells(address: CardAddress | undefined): readonly string[] {
  const { street = '', postcode = '', city = '', region = '', country = '' } = address ?? {}
  const known = fieldTypes.get('address')?.fromCsv(['', '', '', '', country], {}, anyConvention).ok === true
  return known
    ? [street, postcode, city, region, country]
    : [street, postcode, city, [region, country].filter(Boolean).join(', '), '']
}

/** Names of countries are the same whatever a file writes. */
const anyConvention: TextConvention = {
  country: '',
  currency: '',
  decimal: '.',
  dateOrder: 'ymd',
  timeZone: 'UTC',
  language: 'en',
}

function addressLine({ street, postcode, city, region, country }: CardAddress): string {
  return [street, [postcode, city].filter(Boolean).join(' '), region, country].filter(Boolean).join(', ')
}

function problemOf({ problem, properties }: Vcard, person: CardPerson): string {
  if (problem) return `${problem.code}:${problem.line}`
  if (isGroup(properties)) return 'vcard_group'
  return person.firstName || person.lastName ? '' : 'vcard_nameless'
}
