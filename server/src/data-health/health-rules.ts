import type { Filter, HealthGain, HealthObject } from '@tendero/model'

/** What a rule needs to know of the workspace: its open stages, and after how many days a deal is stale in each. */
export interface Surroundings {
  readonly openStages: readonly { readonly id: string; readonly maxAge: number | null }[]
}

/** Something that may be missing or stale. */
export interface HealthRule {
  readonly name: string
  /** 1–10, as delivered. */
  readonly weight: number
  readonly gains: HealthGain
  /** The field that mends it. */
  readonly field?: string
  /** A field, as `object.field`, that it would tell something of: for whoever may read that alone. */
  readonly tells?: string
  /** What it finds; undefined where there is nothing to find it by. */
  fault(around: Surroundings): Filter | undefined
}

const empty = (field: string): Filter => ({ field, op: 'is_empty' })
const is = (field: string, value: unknown): Filter => ({ field, op: 'is', value })
const before = (field: string, day: string): Filter => ({ field, op: 'less', value: day })

/** Nobody looks after it, or somebody who is there no more. */
const noOwner: HealthRule = {
  name: 'no_owner',
  weight: 3,
  gains: 'manager',
  field: 'owner',
  fault: () => ({ or: [empty('owner'), is('owner.active', false)] }),
}

const noPhone: HealthRule = {
  name: 'no_phone',
  weight: 2,
  gains: 'representative',
  field: 'phone',
  fault: () => empty('phone'),
}
const noEmail: HealthRule = {
  name: 'no_email',
  weight: 2,
  gains: 'marketing',
  field: 'email',
  fault: () => empty('email'),
}

const noNextStep: HealthRule = {
  name: 'no_next_step',
  weight: 4,
  gains: 'representative',
  fault: () => empty('nextStepAt'),
}

/** An address or number that reaches nobody, unless somebody said that it is right. */
const badPoint = (parent: string): HealthRule => ({
  name: 'bad_contact_point',
  weight: 3,
  gains: 'marketing',
  tells: 'contact_point.value',
  fault: () => ({
    some: `contact_point.${parent}`,
    where: { and: [is('valid', false), { not: is('confirmed', true) }] },
  }),
})

/** Half a year. */
const longUntouched = 182

/** Nothing was done with them for long, and they are not new. */
const notTouched = (link: string): HealthRule => ({
  name: 'not_touched',
  weight: 1,
  gains: 'representative',
  fault: () => ({
    and: [
      before('createdAt', `today-${longUntouched}`),
      {
        not: { some: `activity.${link}`, where: { field: 'doneAt', op: 'at_least', value: `today-${longUntouched}` } },
      },
    ],
  }),
})

/** Days in a stage after which a deal is stale where the stage does not say it. */
const usualAge = 60

/**
 * The rules by object. Each is a filter: the same words count what it finds, open the list of it, and keep to what the
 * reader may see.
 */
export const healthRules: Readonly<Record<HealthObject, readonly HealthRule[]>> = {
  account: [
    {
      name: 'no_way_to_reach',
      weight: 4,
      gains: 'representative',
      field: 'phone',
      fault: () => ({ and: [empty('email'), empty('phone')] }),
    },
    noOwner,
    badPoint('account'),
    {
      name: 'no_tax_id',
      weight: 3,
      gains: 'accounting',
      field: 'taxId',
      fault: () => ({
        and: [is('kind', 'company'), empty('taxId'), { some: 'opportunity.account', where: is('status', 'won') }],
      }),
    },
    {
      name: 'incomplete_address',
      weight: 2,
      gains: 'accounting',
      field: 'address',
      fault: () => ({ or: [empty('address'), { field: 'address', op: 'incomplete' }] }),
    },
    {
      name: 'no_people',
      weight: 2,
      gains: 'representative',
      fault: () => ({ and: [is('kind', 'company'), { not: { some: 'contact.account' } }] }),
    },
    notTouched('account'),
  ],
  contact: [
    noPhone,
    noEmail,
    noOwner,
    badPoint('contact'),
    { name: 'no_account', weight: 2, gains: 'manager', field: 'account', fault: () => empty('account') },
    { name: 'no_job_title', weight: 1, gains: 'representative', field: 'jobTitle', fault: () => empty('jobTitle') },
    notTouched('contact'),
  ],
  lead: [
    {
      name: 'no_way_to_reach',
      weight: 4,
      gains: 'representative',
      field: 'phone',
      fault: () => ({ and: [empty('email'), empty('phone')] }),
    },
    noOwner,
    noNextStep,
    { name: 'no_source', weight: 1, gains: 'marketing', field: 'source', fault: () => empty('source') },
    {
      name: 'not_contacted',
      weight: 3,
      gains: 'representative',
      fault: () => ({ and: [is('status', 'new'), before('createdAt', 'today-14')] }),
    },
  ],
  opportunity: [
    noOwner,
    noNextStep,
    {
      name: 'close_date_past',
      weight: 4,
      gains: 'manager',
      field: 'closeOn',
      fault: () => before('closeOn', 'today'),
    },
    { name: 'no_close_date', weight: 3, gains: 'manager', field: 'closeOn', fault: () => empty('closeOn') },
    { name: 'no_amount', weight: 3, gains: 'manager', field: 'amount', fault: () => empty('amount') },
    { name: 'no_account', weight: 3, gains: 'accounting', field: 'account', fault: () => empty('account') },
    {
      name: 'no_contact',
      weight: 2,
      gains: 'representative',
      fault: () => ({ not: { some: 'opportunity_contact.opportunity' } }),
    },
    {
      name: 'contact_left',
      weight: 3,
      gains: 'representative',
      fault: () => ({ some: 'opportunity_contact.opportunity', where: empty('contact.account') }),
    },
    {
      name: 'stale',
      weight: 2,
      gains: 'manager',
      field: 'stage',
      fault({ openStages }) {
        const old = openStages.map(({ id, maxAge }) => ({
          and: [is('stage', id), before('stageEnteredAt', `today-${maxAge ?? usualAge}`)],
        }))
        return old.length > 0 ? { or: old } : undefined
      },
    },
  ],
}

/** Which records are looked at at all: what is over needs no mending. */
export const lookedAt: Readonly<Record<HealthObject, Filter | undefined>> = {
  account: undefined,
  contact: undefined,
  lead: { field: 'status', op: 'any_of', value: ['new', 'contacted', 'qualified'] },
  opportunity: { field: 'status', op: 'any_of', value: ['open'] },
}
