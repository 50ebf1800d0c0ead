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

interface Place {
  readonly field: string
  readonly part?: number
}

const address: readonly Place[] = [0, 1, 2, 3, 4].map((part) => ({ field: 'address', part }))
const companions: readonly Place[] = [{ field: 'emails' }, { field: 'phones' }, { field: 'others' }, { field: 'note' }]

/** Objects that cards may become. */
export type CardObject = 'contact' | 'account'

/** What the columns of cards fill, in their order. */
const places: Readonly<Record<CardObject, readonly Place[]>> = {
  contact: [
    ...['externalId', 'firstName', 'lastName', 'account', 'jobTitle', 'email', 'phone', 'birthday'].map(place),
    ...address,
    place('tags'),
    ...companions,
  ],
  account: [
    ...['externalId', 'name', 'kind', 'email', 'phone', 'website'].map(place),
    ...address,
    place('tags'),
    ...companions,
  ],
}

function place(field: string): Place {
  return { field }
}

/** The column behind those: why a card cannot be taken. */
export function problemColumn(object: CardObject): number {
  return places[object].length
}

/** The heads of the columns in a person's language. */
export function cardHeads(object: CardObject, language: Language): readonly string[] {
  return places[object].map(({ field, part = 0 }) => {
    if (isCompanion(field)) return words(companionLabels[field], language)
    const declared = objects[object].fields.get(field)
    return declared ? (columnHeads(declared, language)[part] ?? field) : field
  })
}

function isCompanion(name: string): name is keyof typeof companionLabels {
  return Object.hasOwn(companionLabels, name)
}

/** What becomes of the columns; organisations that are not known become accounts when the person may make some. */
export function cardMapping(
  object: CardObject,
  mayUse: (field: string) => boolean,
  createsAccounts: boolean,
): readonly ImportMapping[] {
  return places[object].flatMap(({ field, part = 0 }, column): readonly ImportMapping[] => {
    if (!isCompanion(field) && !mayUse(field)) return []
    if (field === 'account') return [{ column, field, key: 'name', ...(createsAccounts ? { create: true } : {}) }]
    return [{ column, field, ...(part > 0 ? { part } : {}) }]
  })
}

/** A card as a row of these columns, with the problem behind them. */
export function cardRow(object: CardObject, card: Vcard, language: Language): readonly string[] {
  const person = readPerson(card.properties)
  const [main, ...further] = person.addresses
  const points = (reaches: readonly Reach[]) =>
    writePoints(reaches.map(({ value, types, label }) => ({ value, label: labelOf(types, label, language) })))
  return [
    person.uid && person.uid.length <= longestId ? person.uid : '',
    ...(object === 'contact' ? contactCells(person) : accountCells(person)),
    ...addressCells(main),
    person.tags.map((tag) => tag.replace(/[;|]/g, ',').slice(0, longestTag)).join('; '),
    points(person.emails),
    points(person.phones),
    points(person.others),
    [person.note, ...further.map(addressLine)].filter(Boolean).join('\n\n'),
    problemOf(card, person),
  ]
}

function contactCells(person: CardPerson): readonly string[] {
  const { firstName, lastName, organisation, jobTitle, emails, birthday } = person
  return [firstName, lastName, organisation, jobTitle, emails[0]?.value, phoneOf(person), birthday].map(
    (text) => text ?? '',
  )
}

function accountCells(person: CardPerson): readonly string[] {
  const { isOrganisation, firstName, lastName, organisation, emails, others } = person
  const name = isOrganisation ? organisation : [firstName, lastName].filter(Boolean).join(' ')
  const website = others.find(({ value }) => /^(https?:|www\.)/i.test(value))?.value
  return [name, isOrganisation ? 'company' : 'person', emails[0]?.value, phoneOf(person), website].map(
    (text) => text ?? '',
  )
}

/** The number to call: not one where nobody answers. */
function phoneOf({ phones }: CardPerson): string | undefined {
  return phones.find(({ value, types }) => /\d/.test(value) && !types.some((type) => unspoken.has(type)))?.value
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
