import type { AnyRecord } from '@tendero/model/api'

export type Target = 'account' | 'contact' | 'opportunity'

type Values = Readonly<Record<string, unknown>>

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}

/** Does the lead name a person, besides a company? */
export function namesPerson({ firstName, lastName }: Values): boolean {
  return !isEmpty(firstName) || !isEmpty(lastName)
}

/** What a lead offers each of the records that it becomes, as the server does: a company has no private phone. */
export function offered(lead: Values, target: Target): Values {
  const { company, email, phone, website, address, firstName, lastName, jobTitle } = lead
  const isCompany = !isEmpty(company)
  const values: Record<Target, Values> = {
    account: {
      name: isCompany ? company : lead.name,
      website,
      address,
      ...(isCompany && namesPerson(lead) ? {} : { email, phone }),
    },
    contact: { firstName, lastName, jobTitle, email, phone, address: isCompany ? undefined : address },
    opportunity: { amount: lead.estimatedValue, source: lead.source, description: lead.description },
  }
  return Object.fromEntries(Object.entries(values[target]).filter(([, value]) => !isEmpty(value)))
}

export interface Preview {
  /** Fields that are empty there and take the lead's value. */
  readonly filled: readonly string[]
  /** Fields that have another value there, which stays. */
  readonly kept: readonly string[]
}

function same(a: unknown, b: unknown): boolean {
  const plain = (value: unknown): string =>
    typeof value === 'object' && value !== null && 'e164' in value ? String(value.e164) : JSON.stringify(value)
  return plain(a).toLowerCase() === plain(b).toLowerCase()
}

/** What becomes of an existing record's fields: only empty ones are filled. */
export function previewOf(existing: AnyRecord, offer: Values): Preview {
  const names = Object.keys(offer)
  return {
    filled: names.filter((name) => isEmpty(existing[name])),
    kept: names.filter((name) => !isEmpty(existing[name]) && !same(existing[name], offer[name])),
  }
}
