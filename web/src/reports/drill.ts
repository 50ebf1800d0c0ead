import type { Filter } from '@tendero/model/filter'
import { closeDay } from '../sales/close-day.ts'
import type { Days, ReportSearch } from './report-query.ts'

/** What the whole report is narrowed to, as a filter of the list. The list knows no teams below: it takes one team. */
export function scopeOf({ pipeline, team, owner }: ReportSearch): readonly Filter[] {
  return [
    ...(pipeline ? [is('pipeline', pipeline)] : []),
    ...(team ? [is('team', team)] : []),
    ...(owner ? [is('owner', owner)] : []),
  ]
}

export function is(field: string, value: string | null): Filter {
  return value === null ? { field, op: 'is_empty' } : { field, op: 'is', value }
}

/** A day of a field within the days, both inside. */
export function within(field: string, { from, to }: Days): readonly Filter[] {
  if (from && to) return [{ field, op: 'between', value: [from, to] }]
  if (from) return [{ field, op: 'at_least', value: from }]
  return to ? [{ field, op: 'at_most', value: to }] : []
}

/** The first and last day of a month 'YYYY-MM'. */
export function monthDays(month: string): Required<Days> {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate()
  return { from: `${month}-01`, to: `${month}-${String(last).padStart(2, '0')}` }
}

/** The days that two ranges have in common. */
export function common(a: Days, b: Days): Days {
  const later = [a.from, b.from]
    .filter((day) => day !== undefined)
    .toSorted()
    .at(-1)
  const earlier = [a.to, b.to].filter((day) => day !== undefined).toSorted()[0]
  return { from: later, to: earlier }
}

export type Status = 'open' | 'won' | 'lost'

/** Deals of a status as the report counts them: closed ones by the day of closing, open ones as they stand. */
export function ofStatus(status: Status, days: Days): readonly Filter[] {
  return [is('status', status), ...(status === 'open' ? [] : within('closedOn', days))]
}

/** Columns of a list of deals of a status: of closed ones the day they closed, where the planned one stands otherwise. */
export function columnsFor(parts: readonly Filter[], list: readonly string[]): string | undefined {
  const closed = parts.some((part) => 'field' in part && part.field === 'status' && part.value !== 'open')
  return closed ? list.map((name) => (name === closeDay.planned ? closeDay.actual : name)).join(',') : undefined
}

export function all(...parts: readonly Filter[]): Filter {
  const [only] = parts
  return parts.length === 1 && only ? only : { and: parts }
}
