import { isId } from '@tendero/model'
import type { Caller } from '../kernel/caller.ts'
import { type Endpoint, endpoint } from '../kernel/endpoint.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { type BeliefsQuery, forecastBeliefs } from './forecast-beliefs.sql.ts'
import { forecastCalibrations } from './forecast-calibrations.sql.ts'
import { type FigureQuery, forecastDeals } from './forecast-deals.sql.ts'
import { forecastFor } from './forecast-for.sql.ts'
import { forecastQuery, todayIn, wrong } from './forecast-query.ts'
import { type GroupKind, groupKinds } from './learned/simulate.ts'

type Query = Readonly<Record<string, string | undefined>>

/** Whose figure: `person`, `team` or `product` with an id, or `none` for deals without one; without any, everything. */
function subjectOf(query: Query): { readonly kind: GroupKind; readonly id: string | null } {
  const named = groupKinds.filter((kind) => kind !== 'all' && query[kind] !== undefined)
  const [kind, another] = named
  if (kind === undefined) return { kind: 'all', id: null }
  const id = query[kind] ?? ''
  if (another || !(id === 'none' || isId(id))) throw wrong(another ?? kind)
  return { kind, id: id === 'none' ? null : id }
}

const aMonth = /^\d{4}-(0[1-9]|1[0-2])$/

function monthIn(query: Query, name: string): string | undefined {
  const month = query[name]
  if (month !== undefined && !aMonth.test(month)) throw wrong(name)
  return month
}

const countOf = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1
const monthAt = (count: number) =>
  `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`

function figureQuery(kernel: Kernel, caller: Caller, query: Query): FigureQuery {
  const asked = forecastQuery(kernel, caller, query)
  const { from = '0' } = query
  if (!/^\d{1,6}$/.test(from)) throw wrong('from')
  const month = monthIn(query, 'month')
  const { asOf = todayIn(kernel, caller), months = 3 } = asked
  const next = new Date(`${asOf}T00:00:00Z`)
  next.setUTCDate(next.getUTCDate() + 1)
  const place = month === undefined ? undefined : countOf(month) - countOf(next.toISOString().slice(0, 7))
  if (place !== undefined && (place < 0 || place >= months)) throw wrong('month')
  return { ...asked, ...subjectOf(query), place, from: Number(from) }
}

const mostMonths = 36

/** From half a year before this month to three months after it, unless told. */
function beliefsQuery(kernel: Kernel, caller: Caller, query: Query): BeliefsQuery {
  const now = countOf(todayIn(kernel, caller).slice(0, 7))
  const { from = monthAt(now - 6), to = monthAt(now + 3) } = {
    ...definedOf({ from: monthIn(query, 'from'), to: monthIn(query, 'to') }),
  }
  if (countOf(to) < countOf(from) || countOf(to) - countOf(from) >= mostMonths) throw wrong('to')
  return { ...subjectOf(query), from, to }
}

const definedOf = ({ from, to }: { from: string | undefined; to: string | undefined }) => ({
  ...(from ? { from } : {}),
  ...(to ? { to } : {}),
})

export const forecastEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/forecast',
    heavy: true,
    past: 'itself',
    summary:
      'What the coming months are expected to bring, in all, by team, person and product, with the bounds within which it comes eight times in ten; learned from the past of all deals, and tried on past months with only what was known then. `asOf` (ISO date) asks for the forecast of a day past, `months` (1 to 12) how far. Amounts are in minor units of the base currency.',
    handle: ({ kernel, caller, query }) => forecastFor(kernel, caller, forecastQuery(kernel, caller, query)),
  }),
  endpoint({
    method: 'GET',
    path: '/forecast/deals',
    heavy: true,
    past: 'itself',
    summary:
      'The open deals that a figure of the forecast is made of, each with its chances, what it counts and why, those that count most first, fifty at a time (`from`). `month` (YYYY-MM) and one of `person`, `team`, `product` (an id, or `none`) choose the figure; `asOf` and `months` as of the forecast.',
    handle: ({ kernel, caller, query }) => forecastDeals(kernel, caller, figureQuery(kernel, caller, query)),
  }),
  endpoint({
    method: 'GET',
    path: '/forecast/beliefs',
    heavy: true,
    summary:
      'What was forecast for each month at each date, against what came: `from` and `to` (YYYY-MM, up to three years), of everything or of one `person`, `team` or `product`. What was not said on its day but worked out later, from what was known then, is marked.',
    handle: ({ kernel, caller, query }) => forecastBeliefs(kernel, caller, beliefsQuery(kernel, caller, query)),
  }),
  endpoint({
    method: 'GET',
    path: '/forecast/calibrations',
    heavy: true,
    past: 'itself',
    summary:
      'How what people say came out until now: amounts, closing dates and how often they win, of their own deals alone and drawn to the team by how few there are; of everybody together, and of those whose deals the caller may see.',
    handle: ({ kernel, caller, query }) => forecastCalibrations(kernel, caller, forecastQuery(kernel, caller, query)),
  }),
]
