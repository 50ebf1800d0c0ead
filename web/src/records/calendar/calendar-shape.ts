import type { ListQuery, MetadataField, MetadataObject } from '@tendero/model/api'
import { addDays, startOfMonth, startOfWeek } from '@tendero/model/calendar'
import type { Filter } from '@tendero/model/filter'
import { fieldOf, shownFields } from '../../kernel/metadata.ts'
import type { ViewSearch } from '../../kernel/view-state.ts'
import { withRuleFields } from '../field-states.ts'
import { overBy } from '../is-over.ts'

const dayKinds = ['date', 'dateTime']
const last = ['createdAt', 'updatedAt']

/** Fields that a calendar can be made by: those that the object's list shows first, when it was written last. */
export function calendarFields(object: MetadataObject): readonly MetadataField[] {
  const rank = ({ name }: MetadataField): number => {
    if (last.includes(name)) return object.list.length + 1 + last.indexOf(name)
    return object.list.includes(name) ? object.list.indexOf(name) : object.list.length
  }
  return shownFields(object)
    .filter(({ kind, result = kind, sortable }) => dayKinds.includes(result) && sortable)
    .toSorted((a, b) => rank(a) - rank(b))
}

/** The field of the address, else the first that there is. */
export function calendarField(object: MetadataObject, search: ViewSearch): MetadataField | undefined {
  const fields = calendarFields(object)
  return fields.find(({ name }) => name === search.by) ?? fields[0]
}

/** Whole weeks, Monday first, that show a month. */
export interface Month {
  /** 'YYYY-MM' */
  readonly name: string
  readonly days: readonly string[]
}

export function monthOf(day: string): Month {
  const first = startOfMonth(day)
  const next = startOfMonth(day, 1)
  const days: string[] = []
  for (let one = startOfWeek(first); one < next || days.length % 7 !== 0; one = addDays(one, 1)) days.push(one)
  return { name: first.slice(0, 7), days }
}

const monthName = /^(?!0000)\d{4}-(0[1-9]|1[0-2])$/

/** The month of the address, when it names one. */
export function askedMonth({ month = '' }: ViewSearch): Month | undefined {
  return monthName.test(month) ? monthOf(`${month}-01`) : undefined
}

/** The month so many before or after another: 'YYYY-MM'. */
export function otherMonth(name: string, count: number): string {
  return startOfMonth(`${name}-01`, count).slice(0, 7)
}

/** What an address asks for, from a day until before another. */
export function between(field: MetadataField, [from, until]: readonly [string, string], filter?: Filter): Filter {
  const days: readonly Filter[] = [
    { field: field.name, op: 'at_least', value: from },
    { field: field.name, op: 'less', value: until },
  ]
  return { and: filter ? [filter, ...days] : days }
}

const pageSize = 200

/** What is asked of the server for some days. */
export function daysQuery(
  object: MetadataObject,
  field: MetadataField,
  days: readonly [string, string],
  { filter, q }: ViewSearch,
): ListQuery {
  const wanted = [object.title, 'owner', field.name, ...overBy]
  return withRuleFields(object, {
    filter: between(field, days, filter),
    search: q,
    sort: [field.name],
    fields: [...new Set(wanted)].filter((name) => fieldOf(object, name) !== undefined),
    limit: pageSize,
  })
}
