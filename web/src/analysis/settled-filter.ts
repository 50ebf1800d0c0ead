import type { MetadataObject } from '@tendero/model/api'
import { addDays, dayIn, periodDays, relativeDay, startOfDay } from '@tendero/model/calendar'
import type { Condition, Filter } from '@tendero/model/filter'
import type { Catalogue } from '../kernel/metadata.ts'
import { between } from './drill.ts'

/** The company's calendar, by which reports read days, whoever looks. */
export interface CompanyCalendar {
  readonly timeZone: string
  /** 1–12 */
  readonly fiscalYearStart: number
  readonly now: Date
}

/**
 * A filter whose relative days are settled as a report reads them. Lists read them in the person's own zone: behind a
 * figure stand the days that it was counted by.
 */
export function settledFilter(
  filter: Filter,
  object: MetadataObject,
  catalogue: Pick<Catalogue, 'object' | 'path'>,
  calendar: CompanyCalendar,
): Filter {
  const settled = (one: Filter) => settledFilter(one, object, catalogue, calendar)
  if ('and' in filter) return { and: filter.and.map(settled) }
  if ('or' in filter) return { or: filter.or.map(settled) }
  if ('not' in filter) return { not: settled(filter.not) }
  if ('some' in filter) {
    const target = catalogue.object(filter.some.split('.')[0])
    if (!filter.where || !target) return filter
    return { ...filter, where: settledFilter(filter.where, target, catalogue, calendar) }
  }
  if ('shared' in filter) return filter
  const field = catalogue.path(object, filter.field)?.field
  const kind = field?.result ?? field?.kind
  return kind === 'date' || kind === 'dateTime' ? settledCondition(filter, kind, calendar) : filter
}

function settledCondition(condition: Condition, kind: 'date' | 'dateTime', calendar: CompanyCalendar): Filter {
  const { timeZone, fiscalYearStart, now } = calendar
  const { field, op, value } = condition
  const today = dayIn(timeZone, now)
  const begin = (day: string): string => (kind === 'date' ? day : startOfDay(timeZone, day).toISOString())
  const point = (raw: unknown): unknown => {
    const day = typeof raw === 'string' ? relativeDay(raw, today) : undefined
    return day ? begin(day) : raw
  }
  if (op === 'in' && typeof value === 'string') {
    const days = periodDays(value, today, fiscalYearStart)
    return days ? { and: between(field, begin(days[0]), begin(days[1])) } : condition
  }
  if (op === 'on' && typeof value === 'string') {
    const day = relativeDay(value, today)
    return day ? { and: between(field, begin(day), begin(addDays(day, 1))) } : condition
  }
  if (value === undefined) return condition
  return { ...condition, value: Array.isArray(value) ? value.map(point) : point(value) }
}
