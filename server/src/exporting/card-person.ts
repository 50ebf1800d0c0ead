import type { AnyRecord, Language } from '@tendero/model'
import { pointTypes } from '../customers/index.ts'
import type { CardAddress, CardPerson, Reach } from '../formats/vcard/card-person.ts'

/** A contact point of the record, the primary one of its kind first. */
export interface CardPoint {
  readonly kind: string
  readonly value: string
  readonly normalized: string | null
  readonly label: string | null
}

/** A contact or account as its card tells of it. What its reader may not see is not in the record. */
export function cardPerson(
  object: string,
  record: AnyRecord,
  points: readonly CardPoint[],
  language: Language,
): CardPerson {
  const text = (name: string): string | null => {
    const value = record[name]
    return typeof value === 'string' && value !== '' ? value : null
  }
  const isOrganisation = object === 'account' && record.kind !== 'person'
  const reaches = (kind: string): readonly Reach[] =>
    points.filter((point) => point.kind === kind).map((point) => reachOf(point))
  const website = text('website')
  return {
    uid: text('externalId') ?? record.id,
    isOrganisation,
    firstName: text('firstName'),
    lastName: object === 'account' ? text('name') : text('lastName'),
    organisation: object === 'account' ? (isOrganisation ? text('name') : null) : (record.titles?.account ?? null),
    jobTitle: text('jobTitle'),
    birthday: text('birthday'),
    addresses: addressesOf(record.address, language),
    emails: own(record, 'email', reaches('email')),
    phones: own(record, 'phone', reaches('phone')),
    others: [
      ...(website === null ? [] : [{ value: website, types: [], label: null }]),
      ...reaches('other').filter(({ value }) => value !== website),
    ],
    tags: Array.isArray(record.tags) ? record.tags.map(String) : [],
    note: null,
  }
}

/** A number is told so that it can be called from everywhere; one with an extension as it was typed. */
function reachOf({ kind, value, normalized, label }: CardPoint): Reach {
  const dialled = kind === 'phone' && normalized !== null && !/[a-z]/i.test(value)
  return { value: dialled ? normalized : value, ...pointTypes(label) }
}

/** The contact points, when the address or number that stands on the record may be read at all. */
function own(record: AnyRecord, field: 'email' | 'phone', reaches: readonly Reach[]): readonly Reach[] {
  const value = record[field]
  if (value === undefined) return []
  if (reaches.length > 0 || value === null) return reaches
  const text = typeof value === 'string' ? value : spoken(value)
  return text === null ? [] : [{ value: text, types: [], label: null }]
}

function spoken(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('raw' in value)) return null
  return 'e164' in value && typeof value.e164 === 'string' ? value.e164 : String(value.raw)
}

function addressesOf(value: unknown, language: Language): readonly CardAddress[] {
  if (typeof value !== 'object' || value === null) return []
  const part = (name: string): string => {
    const text: unknown = Reflect.get(value, name)
    return typeof text === 'string' ? text : ''
  }
  const code = part('country')
  const country = code === '' ? '' : (new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? code)
  return [{ street: part('street'), city: part('city'), region: part('region'), postcode: part('postcode'), country }]
}
