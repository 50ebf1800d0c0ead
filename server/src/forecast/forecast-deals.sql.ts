import type { ForecastDeal, ForecastDeals } from '@tendero/model'
import type { Caller } from '../kernel/caller.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { readingFor, referenceTitles } from '../kernel/read-records.ts'
import type { ForecastQuery } from './forecast-query.ts'
import { usualAmount } from './learned/amounts.ts'
import { ahead } from './learned/chances.ts'
import { stateOn } from './learned/deal-past.ts'
import { dayText, monthText } from './learned/months.ts'
import type { OpenProspect } from './learned/outlook.ts'
import { type Reasoner, reasoner } from './learned/reasons.ts'
import type { GroupKind } from './learned/simulate.ts'
import { type SeenForecast, seenForecast } from './read-forecast.sql.ts'

/** Which figure of a forecast is looked into. */
export interface FigureQuery extends ForecastQuery {
  readonly kind: GroupKind
  /** Null: of nobody, of no product, or of everything. */
  readonly id: string | null
  /** The place of a month among those of the forecast; undefined: all of them together. */
  readonly place: number | undefined
  /** From which deal on. */
  readonly from: number
}

const pageSize = 50

/**
 * The open deals that a figure is made of, those that count most first, each with why it counts what it counts.
 * @throws Failure 403, 422 as the forecast itself
 */
export async function forecastDeals(kernel: Kernel, caller: Caller, query: FigureQuery): Promise<ForecastDeals> {
  const seen = await seenForecast(kernel, caller, query)
  const { known, currency, sees } = seen
  const { outlook, learned } = known.views
  const counts = (one: OpenProspect) => countsOf(seen, one)
  const rank = (one: OpenProspect) => {
    const all = counts(one)
    return query.place === undefined ? all.reduce((sum, count) => sum + count, 0) : (all[query.place] ?? 0)
  }
  const found = outlook.open
    .filter((one) => (sees ? sees(one) : true) && belongsTo(one, query))
    .map((one) => ({ one, rank: rank(one) }))
    .sort((a, b) => b.rank - a.rank || (a.one.deal.id < b.one.deal.id ? -1 : 1))
  const page = found.slice(query.from, query.from + pageSize)
  const object = caller.model.objects.get('opportunity')
  if (!object) throw new Error('there are no opportunities')
  const titles = await kernel.database.read(caller.actor.workspaceId, (tx) =>
    referenceTitles(
      readingFor(kernel, caller, tx),
      object,
      page.map(({ one }) => one.deal.id),
    ),
  )
  const reasonsOf = reasoner(learned, ahead(learned, outlook.firstMonth, outlook.months))
  const end = query.from + page.length
  return {
    asOf: known.asOf,
    currency,
    months: Array.from({ length: outlook.months }, (_, place) => monthText(outlook.firstMonth + place)),
    total: found.length,
    deals: page.map(({ one }) => dealOf(seen, one, titles.get(one.deal.id) ?? null, reasonsOf)),
    next: end < found.length ? end : null,
  }
}

const belongsTo = (one: OpenProspect, { kind, id }: FigureQuery) => kind === 'all' || one[kind] === id

/** What a deal counts in each month. */
function countsOf({ known }: SeenForecast, { won, amount }: OpenProspect): readonly number[] {
  return known.played.corrections.map((correction, place) => (won[place] ?? 0) * amount * correction)
}

function dealOf(seen: SeenForecast, one: OpenProspect, title: string | null, reasonsOf: Reasoner): ForecastDeal {
  const { outlook } = seen.known.views
  const { deal, person, product } = one
  const { stage, amount: stated, closeOn } = stateOn(deal, outlook.day)
  const { amount, from } = usualAmount(outlook.amounts, product, stated)
  return {
    id: deal.id,
    title,
    stage,
    person,
    product,
    openedOn: dayText(deal.openedOn),
    closeOn: closeOn === null ? null : dayText(closeOn),
    stated,
    amount: one.amount,
    amountFrom: from,
    bias: amount > 0 ? one.amount / amount : 1,
    chances: [...one.won],
    counts: countsOf(seen, one),
    reasons: reasonsOf(deal),
  }
}
