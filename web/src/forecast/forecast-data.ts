import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Forecast, ForecastBeliefs, ForecastCalibrations, ForecastDeals } from '@tendero/model/api'
import { isDay } from '@tendero/model/calendar'
import { type FiscalPeriodKind, fiscalPeriodKinds } from '@tendero/model/fiscal-period'
import { transport } from '../kernel/transport.ts'

export const forecastViews = ['table', 'commit', 'changes', 'beliefs', 'accuracy', 'people'] as const
export type ForecastView = (typeof forecastViews)[number]

export const breakdowns = ['person', 'team', 'product'] as const
export type Breakdown = (typeof breakdowns)[number]

/** What the address of the page says. */
export interface ForecastSearch {
  readonly view?: ForecastView | undefined
  readonly by?: Breakdown | undefined
  /** Months ahead. */
  readonly months?: number | undefined
  /** Whose deals are shown: the id, or `none`. */
  readonly open?: string | undefined
  /** The month of which beliefs are shown. */
  readonly month?: string | undefined
  /** The fiscal period that commitments and changes are of, and its first day. */
  readonly period?: FiscalPeriodKind | undefined
  readonly startsOn?: string | undefined
  /** The day as on which commitments are seen. */
  readonly knownOn?: string | undefined
  /** The days between whose ends changes are seen. */
  readonly since?: string | undefined
  readonly until?: string | undefined
}

export const monthChoices = [3, 6, 12] as const

export function parseForecastSearch(raw: Readonly<Record<string, unknown>>): ForecastSearch {
  const month = typeof raw.month === 'string' && /^\d{4}-\d{2}$/.test(raw.month) ? raw.month : undefined
  return {
    view: forecastViews.find((one) => one === raw.view),
    by: breakdowns.find((one) => one === raw.by),
    months: monthChoices.find((one) => one === Number(raw.months)),
    open: typeof raw.open === 'string' ? raw.open : undefined,
    month,
    period: fiscalPeriodKinds.find((one) => one === raw.period),
    startsOn: dayIn(raw.startsOn),
    knownOn: dayIn(raw.knownOn),
    since: dayIn(raw.since),
    until: dayIn(raw.until),
  }
}

const dayIn = (raw: unknown) => (typeof raw === 'string' && isDay(raw) ? raw : undefined)

/** A forecast is much work: it is asked for anew only when somebody comes back to it after a while. */
const staleTime = 60_000

export const forecastQuery = (months: number) =>
  queryOptions({
    queryKey: ['forecast', months],
    queryFn: () => transport.request<Forecast>('GET', '/forecast', { query: { months: String(months) } }),
    placeholderData: keepPreviousData,
    staleTime,
  })

export const dealsQuery = (months: number, by: Breakdown | 'all', id: string | null) =>
  infiniteQueryOptions({
    queryKey: ['forecast', months, 'deals', by, id],
    queryFn: ({ pageParam }) =>
      transport.request<ForecastDeals>('GET', '/forecast/deals', {
        query: {
          months: String(months),
          from: String(pageParam),
          ...(by === 'all' ? {} : { [by]: id ?? 'none' }),
        },
      }),
    initialPageParam: 0,
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime,
  })

export const beliefsQuery = (by: Breakdown | 'all', id: string | null, from: string, to: string) =>
  queryOptions({
    queryKey: ['forecast', 'beliefs', by, id, from, to],
    queryFn: () =>
      transport.request<ForecastBeliefs>('GET', '/forecast/beliefs', {
        query: { from, to, ...(by === 'all' ? {} : { [by]: id ?? 'none' }) },
      }),
    placeholderData: keepPreviousData,
    staleTime,
  })

export const calibrationsQuery = queryOptions({
  queryKey: ['forecast', 'calibrations'],
  queryFn: () => transport.request<ForecastCalibrations>('GET', '/forecast/calibrations'),
  staleTime,
})
