import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type {
  AdjustmentWish,
  ForecastAdjustment,
  ForecastRollUp,
  ForecastSubmission,
  PipelineChanges,
  RollUpCategory,
  SubmissionWish,
  SubmittedForecast,
} from '@tendero/model/api'
import type { FiscalPeriod } from '@tendero/model/fiscal-period'
import { queryClient } from '../kernel/queries.ts'
import { transport } from '../kernel/transport.ts'

type Period = Pick<FiscalPeriod, 'kind' | 'startsOn'>

const periodQuery = ({ kind, startsOn }: Period) => ({ period: kind, startsOn })

export const rollUpQuery = (period: Period, asOf: string | undefined) =>
  queryOptions({
    queryKey: ['forecast', 'roll-up', period.kind, period.startsOn, asOf ?? ''],
    queryFn: () =>
      transport.request<ForecastRollUp>('GET', '/forecast/roll-up', { query: { ...periodQuery(period), asOf } }),
    placeholderData: keepPreviousData,
  })

export const changesQuery = (period: Period, since: string, until: string | undefined) =>
  queryOptions({
    queryKey: ['forecast', 'changes', period.kind, period.startsOn, since, until ?? ''],
    queryFn: () =>
      transport.request<PipelineChanges>('GET', '/forecast/changes', {
        query: { ...periodQuery(period), since, until },
      }),
    placeholderData: keepPreviousData,
  })

interface Subject {
  readonly kind: 'team' | 'person'
  readonly id: string
}

export interface SaidAdjustment extends ForecastAdjustment {
  readonly category: RollUpCategory
}

export const saidQuery = (period: Period, { kind, id }: Subject) =>
  queryOptions({
    queryKey: ['forecast', 'adjustments', period.kind, period.startsOn, kind, id],
    queryFn: () =>
      transport.request<readonly SaidAdjustment[]>('GET', '/forecast/adjustments', {
        query: { ...periodQuery(period), [kind]: id },
      }),
  })

export const submissionQuery = (id: string) =>
  queryOptions({
    queryKey: ['forecast', 'submission', id],
    queryFn: () => transport.request<SubmittedForecast>('GET', `/forecast/submissions/${id}`),
  })

export const submissionsQuery = (period: Period, { kind, id }: Subject) =>
  queryOptions({
    queryKey: ['forecast', 'submissions', period.kind, period.startsOn, kind, id],
    queryFn: () =>
      transport.request<readonly ForecastSubmission[]>('GET', '/forecast/submissions', {
        query: { ...periodQuery(period), [kind]: id },
      }),
  })

/** What is asked of the forecast again after something was said of it. */
export const refresh = () => queryClient.invalidateQueries({ queryKey: ['forecast'] })

export async function adjust(wish: AdjustmentWish): Promise<ForecastRollUp> {
  try {
    return await transport.request<ForecastRollUp>('POST', '/forecast/adjustments', { body: wish })
  } finally {
    // Also after a refusal: another has said otherwise.
    await refresh()
  }
}

export async function submitForecast(wish: SubmissionWish): Promise<ForecastSubmission> {
  const said = await transport.request<ForecastSubmission>('POST', '/forecast/submissions', { body: wish })
  await refresh()
  return said
}
