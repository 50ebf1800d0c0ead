import type { CardAddress, CardPerson, Reach } from './card-person.ts'
import { componentsOf, textOf, textsOf, type VcardProperty } from './vcard-syntax.ts'

type Properties = readonly VcardProperty[]

/** Types that say nothing of where somebody is reached. */
const silentTypes = new Set([
  'internet',
  'voice',
  'pref',
  'msg',
  'text',
  'video',
  'x400',
  'postal',
  'parcel',
  'dom',
  'intl',
])

/** Does a card stand for a list of people? */
export function isGroup(properties: Properties): boolean {
  return properties.some(
    ({ name, value }) =>
      (name === 'KIND' || name === 'X-ADDRESSBOOKSERVER-KIND') && value.trim().toLowerCase() === 'group',
  )
}

function isOrganisation(properties: Properties): boolean {
  return (
    first(properties, 'KIND').trim().toLowerCase() === 'org' ||
    first(properties, 'X-ABSHOWAS').trim().toUpperCase() === 'COMPANY'
  )
}

/** What a card tells of a person, whichever version wrote it. */
export function readPerson(properties: Properties): CardPerson {
  const [organisation = ''] = textsOf(first(properties, 'ORG'), ';')
  const { firstName, lastName } = nameOf(properties, organisation)
  return {
    uid: textOf(first(properties, 'UID')).replace(/^urn:uuid:/i, '') || null,
    isOrganisation: isOrganisation(properties) && firstName === null && lastName === organisation,
    firstName,
    lastName,
    organisation: organisation || null,
    jobTitle: textOf(first(properties, 'TITLE')) || textOf(first(properties, 'ROLE')) || null,
    birthday: dayOf(properties),
    addresses: preferredFirst(all(properties, 'ADR')).flatMap((property) => addressOf(property, properties)),
    emails: reaches(properties, ['EMAIL']),
    phones: reaches(properties, ['TEL']),
    others: reaches(properties, ['URL', 'IMPP', 'X-SOCIALPROFILE']),
    tags: all(properties, 'CATEGORIES')
      .flatMap(({ value }) => textsOf(value, ','))
      .filter(Boolean),
    note:
      all(properties, 'NOTE')
        .map(({ value }) => textOf(value))
        .filter(Boolean)
        .join('\n\n') || null,
  }
}

function all(properties: Properties, name: string): Properties {
  return properties.filter((one) => one.name === name)
}

function first(properties: Properties, name: string): string {
  return preferredFirst(all(properties, name))[0]?.value ?? ''
}

/** By the preference of a vCard 4.0 (1 most), or by the type of the older ones. */
function preferredFirst(properties: Properties): Properties {
  const rank = ({ parameters }: VcardProperty): number => {
    if (parameters.get('TYPE')?.some((type) => type.toLowerCase() === 'pref')) return 1
    return Number(parameters.get('PREF')?.[0] ?? 101)
  }
  return properties.toSorted((a, b) => rank(a) - rank(b))
}

/**
 * The name in its parts; titles and suffixes only where the name in one piece has them. A card without parts gives the
 * last word of the name as the last name; one without any name that of its organisation.
 */
function nameOf(properties: Properties, organisation: string): Pick<CardPerson, 'firstName' | 'lastName'> {
  const whole = textOf(first(properties, 'FN'))
  const parts = componentsOf(first(properties, 'N')).map((part) => part.replace(/\s+/g, ' '))
  const [family = '', given = '', additional = '', prefix = '', suffix = ''] = parts
  const shown = (part: string) => (whole.includes(part) ? part : '')
  const firstName = joined([shown(prefix), given, additional])
  const lastName = joined([family, shown(suffix)])
  if (given || family) return { firstName: firstName || null, lastName: lastName || null }
  if (!whole) return { firstName: null, lastName: joined([prefix, additional, suffix]) || organisation || null }
  if (whole === organisation) return { firstName: null, lastName: whole }
  const words = whole.split(/\s+/)
  return { firstName: words.slice(0, -1).join(' ') || null, lastName: words.at(-1) ?? null }
}

function joined(parts: readonly string[]): string {
  return parts.filter(Boolean).join(' ')
}

/** The birthday with its year; Apple writes 1604 for an unknown one. */
function dayOf(properties: Properties): string | null {
  const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})(?:T|$)/.exec(first(properties, 'BDAY').trim()) ?? []
  const omitted = all(properties, 'BDAY').some(({ parameters }) => parameters.has('X-APPLE-OMIT-YEAR'))
  return year === undefined || omitted ? null : `${year}-${month}-${day}`
}

function addressOf({ value, group }: VcardProperty, properties: Properties): readonly CardAddress[] {
  const [box = '', further = '', street = '', city = '', region = '', postcode = '', country = ''] = textsOf(
    value,
    ';',
  ).map(inOneLine)
  const code =
    group === null ? undefined : properties.find((one) => one.name === 'X-ABADR' && one.group === group)?.value
  const address = {
    street: [street, further, box].filter(Boolean).join(', '),
    city,
    region,
    postcode,
    country: code !== undefined && /^[a-z]{2}$/i.test(code.trim()) ? code.trim().toUpperCase() : country,
  }
  return street || further || box || city || region || postcode || country ? [address] : []
}

function inOneLine(text: string): string {
  const lines = text.split('\n').map((line) => line.trim())
  return lines.filter(Boolean).join(', ')
}

function reaches(properties: Properties, names: readonly string[]): readonly Reach[] {
  const found = preferredFirst(properties.filter(({ name }) => names.includes(name))).flatMap((property) => {
    const value = textOf(property.value)
    return value === ''
      ? []
      : [{ value: plainAddress(value), types: typesOf(property), label: labelOf(property, properties) }]
  })
  return [...new Map(found.map((reach) => [reach.value.toLowerCase(), reach])).values()]
}

/** An address that is written as a link: `mailto:` is left away, `tel:` as well, its extension stays readable. */
function plainAddress(value: string): string {
  return value
    .replace(/^mailto:/i, '')
    .replace(/^tel:/i, '')
    .replace(/;ext=(\d+).*/is, ' ext. $1')
}

function typesOf({ parameters }: VcardProperty): readonly string[] {
  const types = (parameters.get('TYPE') ?? []).map((type) => type.trim().toLowerCase())
  return [...new Set(types.filter((type) => type !== '' && !silentTypes.has(type)))]
}

/** Apple's name for one way to reach somebody: `item1.X-ABLabel:_$!<HomePage>!$_`. */
function labelOf({ group }: VcardProperty, properties: Properties): string | null {
  if (group === null) return null
  const label = properties.find((one) => one.name === 'X-ABLABEL' && one.group === group)?.value
  return label === undefined ? null : textOf(label).replace(/^_\$!<(.*)>!\$_$/, '$1') || null
}
