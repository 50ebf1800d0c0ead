import { addDays, isDay, periodDays } from '@tendero/model/calendar'

/** Periods that can be chosen by name; `between` goes with days of its own. */
export const periods = [
  'this_quarter',
  'last_quarter',
  'this_year',
  'last_year',
  'last_365_days',
  'all',
  'between',
] as const
export type Period = (typeof periods)[number]

/** What the address of the report says. */
export interface ReportSearch {
  readonly pipeline?: string
  readonly period?: Period
  readonly from?: string
  readonly to?: string
  readonly team?: string
  readonly owner?: string
}

export const usualPeriod: Period = 'last_365_days'

function textOf(raw: unknown): string | undefined {
  return typeof raw === 'string' && raw !== '' ? raw : undefined
}

function dayOf(raw: unknown): string | undefined {
  const text = textOf(raw)
  return text && isDay(text) ? text : undefined
}

export function parseReportSearch(raw: Readonly<Record<string, unknown>>): ReportSearch {
  return {
    pipeline: textOf(raw.pipeline),
    period: periods.find((one) => one === raw.period),
    from: dayOf(raw.from),
    to: dayOf(raw.to),
    team: textOf(raw.team),
    owner: textOf(raw.owner),
  }
}

/** First and last day, both inside; either may be open. */
export interface Days {
  readonly from?: string
  readonly to?: string
}

/** The days that are asked for, in the fiscal year of the workspace. */
export function daysOf(search: ReportSearch, today: string, fiscalYearStart: number): Days {
  const period = search.period ?? usualPeriod
  if (period === 'all') return {}
  if (period === 'between') return { from: search.from, to: search.to }
  const name = period === 'this_year' || period === 'last_year' ? period.replace('year', 'fiscal_year') : period
  const days = periodDays(name, today, fiscalYearStart)
  return days ? { from: days[0], to: addDays(days[1], -1) } : {}
}
