import { fiscalPeriod, fiscalPeriodName, type PipelineReport, type PipelineShare } from '@tendero/model'

export type Status = 'open' | 'won' | 'lost'

/** Deals of one status that have a key in common: how many, and what they come to in minor units of the base currency. */
export interface PipelineSum {
  readonly key: string | null
  readonly status: Status
  readonly count: number
  readonly value: number
  readonly weighted: number
}

/** Sums gathered by key, in the order of the first of each; those without a key last. */
function byKey(sums: readonly PipelineSum[]): readonly (readonly [string | null, (status: Status) => Figures])[] {
  const keys = new Map<string | null, Map<Status, Figures>>()
  for (const { key, status, count, value } of sums) {
    const known = keys.get(key) ?? new Map<Status, Figures>()
    const before = known.get(status) ?? none
    known.set(status, { count: before.count + count, value: before.value + value })
    keys.set(key, known)
  }
  return [...keys].map(([key, known]) => [key, (status: Status) => known.get(status) ?? none] as const)
}

interface Figures {
  readonly count: number
  readonly value: number
}

const none: Figures = { count: 0, value: 0 }

/** Won and lost by the month of closing, open by the month in which it is expected to close. */
export function monthsOf(sums: readonly PipelineSum[]): PipelineReport['months'] {
  return byKey(sums)
    .flatMap(([month, of]) => (month === null ? [] : [{ month, of }]))
    .sort((a, b) => a.month.localeCompare(b.month))
    .map(({ month, of }) => ({
      month,
      won: of('won').value,
      wonCount: of('won').count,
      lost: of('lost').value,
      lostCount: of('lost').count,
      open: of('open').value,
      openCount: of('open').count,
    }))
}

const quarterOf = (month: string, first: number) =>
  fiscalPeriodName(fiscalPeriod('quarter', `${month}-01`, first), first)

/** Won and lost by quarter of the fiscal year, from the sums by month. */
export function quartersOf(sums: readonly PipelineSum[], fiscalYearStart: number): PipelineReport['quarters'] {
  const closed = sums.filter((sum) => sum.status !== 'open')
  const quarterly = closed.map((sum) => ({
    ...sum,
    key: sum.key === null ? null : quarterOf(sum.key, fiscalYearStart),
  }))
  return monthsOf(quarterly).map(({ month: quarter, won, wonCount, lostCount }) => ({
    quarter,
    won,
    wonCount,
    lostCount,
  }))
}

/** What each team or person has open, won and lost; the most won first, then the most open, then the most deals won. */
export function sharesOf(
  sums: readonly PipelineSum[],
  titles: (id: string) => string | null,
): readonly PipelineShare[] {
  const shares = byKey(sums).map(([id, of]) => ({
    id,
    title: id === null ? null : titles(id),
    openCount: of('open').count,
    open: of('open').value,
    wonCount: of('won').count,
    won: of('won').value,
    lostCount: of('lost').count,
  }))
  return shares.sort(
    (a, b) =>
      b.won - a.won || b.open - a.open || b.wonCount - a.wonCount || (a.title ?? '').localeCompare(b.title ?? ''),
  )
}

/** Why deals were lost, the most frequent reason first. */
export function reasonsOf(
  sums: readonly PipelineSum[],
  titles: (id: string) => string | null,
): PipelineReport['reasons'] {
  return byKey(sums)
    .map(([reason, of]) => ({ reason, title: reason === null ? null : titles(reason), ...of('lost') }))
    .filter((one) => one.count > 0)
    .sort((a, b) => b.count - a.count || b.value - a.value)
}

/** What became of the deals opened in each month. */
export function cohortsOf(sums: readonly PipelineSum[]): PipelineReport['cohorts'] {
  return monthsOf(sums).map(({ month, wonCount, lostCount, openCount }) => ({
    month,
    opened: wonCount + lostCount + openCount,
    won: wonCount,
    lost: lostCount,
    open: openCount,
  }))
}
