import { type ConversionWish, type Field, isReadOnly, type ObjectType } from '@tendero/model'
import { Failure } from '../kernel/failure.ts'
import type { Values } from '../kernel/lifecycle.ts'

/** What a conversion does with one of its targets: make it of these values, or fill what is empty in an existing one. */
export type Target =
  | { readonly make: 'new'; readonly values: Values }
  | { readonly make: 'existing'; readonly id: string; readonly values: Values }

export interface ConversionPlan {
  readonly account: Target
  /** None when the lead names no person and no contact was chosen. */
  readonly contact: Target | null
  readonly opportunity: Target | null
}

type Lead = Values

/** Objects that a lead becomes. */
export interface ConversionObjects {
  readonly lead: ObjectType
  readonly account: ObjectType
  readonly contact: ObjectType
  readonly opportunity: ObjectType
}

/**
 * What converting a lead makes or fills: an account, or one of kind person when the lead has no company; a contact when
 * it names a person; an opportunity when wished. Custom fields go where a field of the same name and kind is.
 * @throws Failure 409 `lead_already_converted` with what it became
 */
export function planConversion(lead: Lead, wish: ConversionWish, objects: ConversionObjects): ConversionPlan {
  if (lead.status === 'converted')
    throw new Failure(409, 'lead_already_converted', {
      details: {
        account: lead.convertedAccount ?? null,
        contact: lead.convertedContact ?? null,
        opportunity: lead.convertedOpportunity ?? null,
      },
    })
  const isPerson = Boolean(lead.firstName || lead.lastName)
  const target = (object: 'account' | 'contact' | 'opportunity', choice: string, own: Values): Target => {
    const values = given({ ...sharedCustom(lead, objects.lead, objects[object]), tags: lead.tags, ...own })
    return choice === 'new' ? { make: 'new', values } : { make: 'existing', id: choice, values }
  }
  return {
    account: target('account', wish.account, accountValues(lead, isPerson)),
    contact: wish.contact === 'new' && !isPerson ? null : target('contact', wish.contact, contactValues(lead)),
    opportunity:
      wish.opportunity === null ? null : target('opportunity', wish.opportunity, opportunityValues(lead, wish)),
  }
}

/** A company's own address and number are not those of the person who asked; a private customer's are. */
function accountValues(lead: Lead, isPerson: boolean): Values {
  const isCompany = Boolean(lead.company)
  const reach = isCompany && isPerson ? {} : { email: lead.email, phone: lead.phone }
  return {
    name: lead.company || lead.name,
    kind: isCompany ? 'company' : 'person',
    website: lead.website,
    address: lead.address,
    owner: lead.owner,
    ...reach,
  }
}

function contactValues(lead: Lead): Values {
  const address = lead.company ? undefined : lead.address
  const { firstName, lastName, jobTitle, email, phone, owner } = lead
  return { firstName, lastName, jobTitle, email, phone, address, owner }
}

function opportunityValues(lead: Lead, { details = {} }: ConversionWish): Values {
  return {
    name: details.name || lead.interest || lead.company || lead.name,
    pipeline: details.pipeline,
    closeOn: details.closeOn,
    amount: lead.estimatedValue,
    source: lead.source,
    description: lead.description,
    owner: lead.owner,
  }
}

function sharedCustom(lead: Lead, from: ObjectType, to: ObjectType): Values {
  // A file stands in one place: it stays with the lead.
  const shared = [...from.fields.values()].filter(
    (field) => field.custom && !isReadOnly(field) && !field.type.file && isSame(field, to.fields.get(field.name)),
  )
  return Object.fromEntries(shared.map((field) => [field.name, lead[field.name]]))
}

function isSame(field: Field, other: Field | undefined): boolean {
  return other?.custom === true && other.type.kind === field.type.kind
}

function given(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !isEmpty(value)))
}

/**
 * What of the offered values an existing record takes: only where it has nothing. What stands there is never
 * overwritten; tags are added.
 */
export function fillEmpty(existing: Values, offered: Values): Values {
  const patch: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(offered)) {
    if (name === 'tags') patch.tags = [...new Set([...listOf(existing.tags), ...listOf(value)])]
    else if (isEmpty(existing[name])) patch[name] = value
  }
  return patch
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}
