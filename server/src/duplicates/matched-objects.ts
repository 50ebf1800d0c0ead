import type { DuplicateReason, ObjectType } from '@tendero/model'
import type { Values } from '../kernel/lifecycle.ts'
import { type Described, type Subject, subjectOf } from './matching/subject.ts'
import type { Trait } from './matching/trait.ts'
import { companyTraits, personTraits } from './matching/traits.ts'

/** Other ways to reach a record than those that stand on it. */
export interface Points {
  readonly emails: readonly string[]
  readonly phones: readonly string[]
}

/** An object whose records are compared, and what of them. */
export interface MatchedObject {
  readonly object: 'contact' | 'account' | 'lead'
  readonly traits: readonly Trait[]
  /** The fields that are compared, by what they tell. */
  readonly fields: Readonly<Partial<Record<DuplicateReason['trait'], readonly string[]>>>
}

const reached = { email: ['email'], phone: ['phone'] } as const
const placed = { street: ['address'], city: ['address'], postcode: ['address'] } as const
const named = { family: ['lastName'], given: ['firstName'] } as const

export const matchedObjects: readonly MatchedObject[] = [
  {
    object: 'contact',
    traits: personTraits,
    fields: { ...named, birthday: ['birthday'], taxId: ['taxId'], ...reached, ...placed },
  },
  {
    object: 'account',
    traits: companyTraits,
    fields: { company: ['name'], taxId: ['taxId'], domain: ['website', 'email'], ...reached, ...placed },
  },
  { object: 'lead', traits: personTraits, fields: { ...named, company: ['company'], ...reached, ...placed } },
]

export function matchedObject(name: string): MatchedObject | undefined {
  return matchedObjects.find((one) => one.object === name)
}

/** Only traits that the object has, and that a rule does not leave out. */
export function usedTraits({ traits, fields }: MatchedObject, unused: readonly string[] = []): readonly Trait[] {
  return traits.filter(({ name }) => name in fields && !unused.includes(name))
}

/** Does a change touch anything that is compared? */
export function touchesMatched({ fields }: MatchedObject, patch: Values): boolean {
  return Object.values(fields).some((names) => names.some((name) => name in patch))
}

/** What a record's values say of whom; fields that `reads` refuses say nothing. */
export function subjectFrom(
  { object, fields }: MatchedObject,
  values: Values,
  points: Points,
  reads: (field: string) => boolean = () => true,
): Subject {
  const value = (field: string) => (reads(field) ? values[field] : undefined)
  const address = partsOf(value('address'))
  const described: Described = {
    given: text(value('firstName')),
    family: text(value('lastName')),
    company: fields.company ? text(value(object === 'lead' ? 'company' : 'name')) : undefined,
    birthday: text(value('birthday')),
    streets: (address.street ?? '').split(/\n/),
    city: address.city,
    postcode: address.postcode,
    country: address.country,
    emails: [...texts(value('email')), ...(reads('email') ? points.emails : [])],
    phones: [...texts(phoneOf(value('phone'))), ...(reads('phone') ? points.phones : [])],
    sites: texts(value('website')),
    taxIds: texts(value('taxId')),
  }
  return subjectOf(described)
}

const text = (value: unknown) => (typeof value === 'string' ? value : undefined)
const texts = (value: unknown) => (typeof value === 'string' ? [value] : [])

function phoneOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  return ('e164' in value && value.e164) || ('raw' in value ? value.raw : undefined)
}

function partsOf(value: unknown): Readonly<Partial<Record<'street' | 'city' | 'postcode' | 'country', string>>> {
  return typeof value === 'object' && value !== null ? value : {}
}

/** The fields of an object that its records are compared by. */
export function comparedFields(object: Pick<ObjectType, 'fields'>, { fields }: MatchedObject): readonly string[] {
  const names = new Set(Object.values(fields).flat())
  return [...names].filter((name) => object.fields.has(name))
}
