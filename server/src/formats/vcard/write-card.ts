import type { CardAddress, CardPerson, Reach } from './card-person.ts'
import { escapedText, foldedLine } from './vcard-syntax.ts'

export const vcardVersions = ['4.0', '3.0'] as const
export type VcardVersion = (typeof vcardVersions)[number]

/** A person as a contact card (RFC 6350 for 4.0, RFC 2426 for 3.0). What the card's version cannot say is left out. */
export function writeCard(person: CardPerson, version: VcardVersion): string {
  const { isOrganisation, firstName, lastName, organisation, birthday } = person
  const name = [firstName, lastName].filter(Boolean).join(' ') || organisation || ''
  const parts = isOrganisation ? [] : [lastName, firstName]
  const lines = [
    'BEGIN:VCARD',
    `VERSION:${version}`,
    text('UID', person.uid && isUuid(person.uid) ? `urn:uuid:${person.uid}` : person.uid),
    `FN:${escapedText(name)}`,
    `N:${Array.from({ length: 5 }, (_, index) => escapedText(parts[index] ?? '')).join(';')}`,
    isOrganisation ? (version === '4.0' ? 'KIND:org' : 'X-ABShowAs:COMPANY') : [],
    text('ORG', organisation),
    text('TITLE', person.jobTitle),
    birthday === null ? [] : `BDAY:${version === '4.0' ? birthday.replaceAll('-', '') : birthday}`,
    ...person.addresses.map(addressLine),
    ...person.emails.map((reach, index) => reachLines('EMAIL', reach, { index, version })),
    ...person.phones.map((reach, index) => reachLines('TEL', reach, { index, version })),
    ...person.others.map((reach, index) => reachLines(otherName(reach), reach, { index, version })),
    person.tags.length === 0 ? [] : `CATEGORIES:${person.tags.map(escapedText).join(',')}`,
    text('NOTE', person.note),
    'END:VCARD',
  ].flat()
  return lines.map(foldedLine).join('')
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}

function text(name: string, value: string | null): readonly string[] {
  return value === null || value === '' ? [] : [`${name}:${escapedText(value)}`]
}

function addressLine({ street, city, region, postcode, country }: CardAddress): string {
  return `ADR:${['', '', street, city, region, postcode, country].map(escapedText).join(';')}`
}

interface Place {
  /** Among the ways of its kind; the first is the preferred one. */
  readonly index: number
  readonly version: VcardVersion
}

/** A label of one's own stands in a line beside it, held together by a group, as address books write it. */
function reachLines(name: string, { value, types, label }: Reach, { index, version }: Place): readonly string[] {
  const preferred = index === 0 ? (version === '4.0' ? ['PREF=1'] : ['TYPE=pref']) : []
  const parameters = [...types.filter((type) => /^[a-z0-9-]+$/.test(type)).map((type) => `TYPE=${type}`), ...preferred]
  const group = label === null ? '' : `${name.toLowerCase()}${index + 1}.`
  const line = `${group}${[name, ...parameters].join(';')}:${name === 'URL' || name === 'IMPP' ? value : escapedText(value)}`
  return label === null ? [line] : [line, `${group}X-ABLabel:${escapedText(label)}`]
}

function otherName({ value }: Reach): 'URL' | 'IMPP' {
  return /^(https?:|www\.)/i.test(value) || !value.includes(':') ? 'URL' : 'IMPP'
}
