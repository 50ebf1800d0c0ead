import type { Steps } from '../../platform/in-slices.ts'
import { type Amounts, expectedAmount, learnAmounts } from './amounts.ts'
import { type Ahead, ahead, chancesOfFresh, chancesOfOpen } from './chances.ts'
import { asKnownOn, type DayNumber, type DealPast, stateOn } from './deal-past.ts'
import type { Learned } from './learn.ts'
import { firstDayOf, type MonthNumber, monthOf } from './months.ts'
import { openingsPerDay, templates } from './openings.ts'
import { blended, chancesByStage, trustIn } from './stage-chances.ts'
import type { Terms } from './terms.ts'

/** Something that may be won: a deal, or what deals like it that are yet to be opened will bring. */
export interface Prospect {
  readonly person: string | null
  readonly team: string | null
  readonly product: string | null
  /** What it brings if it is won, in minor units. */
  readonly amount: number
  /** For an open deal the chance of each month; for others how many of them will be won in it. */
  readonly won: Float64Array
}

export interface OpenProspect extends Prospect {
  readonly deal: DealPast
}

/** What the months ahead are expected to bring, before it is summed up. */
export interface Outlook {
  readonly day: DayNumber
  readonly firstMonth: MonthNumber
  readonly months: number
  readonly open: readonly OpenProspect[]
  readonly fresh: readonly Prospect[]
  /** Won in the first month before and on the day. */
  readonly won: readonly { readonly deal: DealPast; readonly amount: number }[]
  readonly amounts: Amounts
}

/** Deals between one breath and the next. */
const breath = 200

/** Days within a month on which openings are thought to happen, as shares of it. */
const places = [0.0833, 0.25, 0.4167, 0.5833, 0.75, 0.9167]

/** @param months how many, from the month of the day after that of learning */
export function* outlook(all: readonly DealPast[], learned: Learned, terms: Terms, months: number): Steps<Outlook> {
  const { day } = learned
  const deals = asKnownOn(all, day)
  const firstMonth = monthOf(day + 1)
  const span = ahead(learned, firstMonth, months)
  const amounts = learnAmounts(deals)
  const trust = trustIn(deals.filter(({ closedOn }) => closedOn !== null).length)
  const open: OpenProspect[] = []
  const won: Outlook['won'][number][] = []
  const chanceOf = (deal: DealPast) =>
    blended(chancesOfOpen(learned, deal, span), chancesByStage(deal, terms, span, day), trust)
  for (const [turn, deal] of deals.entries()) {
    if (turn % breath === 0) yield
    if (deal.closedOn !== null) {
      if (deal.won && monthOf(deal.closedOn) === firstMonth) won.push({ deal, amount: deal.wonAmount ?? 0 })
      continue
    }
    const { person, team, amount: stated } = stateOn(deal, day)
    const amount = expectedAmount(amounts, deal.product, stated, person, team)
    open.push({ deal, person, team, product: deal.product, amount, won: chanceOf(deal) })
  }
  const fresh = yield* freshProspects(deals, learned, amounts, span)
  return { day, firstMonth, months, open, fresh, won, amounts }
}

/** What deals yet to be opened will bring, alike ones as one: they come as those of late did. */
function* freshProspects(
  deals: readonly DealPast[],
  learned: Learned,
  amounts: Amounts,
  span: Ahead,
): Steps<readonly Prospect[]> {
  const { day } = learned
  const perDay = openingsPerDay(deals, day, learned.fiscalStart, span.firstMonth, span.months)
  const prospects: Prospect[] = []
  for (const { deal, share, amount } of kindsOf(templates(deals, day), amounts)) {
    const won = new Float64Array(span.months)
    for (const [place, openings] of perDay.entries()) {
      const from = Math.max(day + 1, firstDayOf(span.firstMonth + place))
      const days = firstDayOf(span.firstMonth + place + 1) - from
      for (const at of places) {
        const chances = chancesOfFresh(learned, movedTo(deal, from + Math.floor(at * days)), span)
        for (const [month, chance] of chances.entries())
          won[month] = (won[month] ?? 0) + (chance * share * openings * days) / places.length
      }
    }
    const { person, team } = deal.states[0]
    prospects.push({ person, team, product: deal.product, amount, won })
    if (prospects.length % breath === 0) yield
  }
  return prospects
}

interface Kind {
  readonly deal: DealPast
  /** Of all openings. */
  share: number
  /** Mean of what they bring. */
  amount: number
}

function kindsOf(all: ReturnType<typeof templates>, amounts: Amounts): Iterable<Kind> {
  const kinds = new Map<string, Kind>()
  for (const { deal, share } of all) {
    const { person, team, stage, amount: stated, closeOn } = deal.states[0]
    const dueAfter = closeOn === null ? '' : monthOf(closeOn) - monthOf(deal.openedOn)
    const key = [person, team, stage, deal.product, deal.source, dueAfter, stated === null].join('\n')
    const amount = expectedAmount(amounts, deal.product, stated, person, team)
    const kind = kinds.get(key)
    if (!kind) kinds.set(key, { deal, share, amount })
    else {
      kind.amount = (kind.amount * kind.share + amount * share) / (kind.share + share)
      kind.share += share
    }
  }
  return kinds.values()
}

/** The same deal, opened on another day. */
function movedTo(deal: DealPast, openedOn: DayNumber): DealPast {
  const [first] = deal.states
  const closeOn = first.closeOn === null ? null : first.closeOn + openedOn - deal.openedOn
  return { ...deal, openedOn, states: [{ ...first, from: openedOn, closeOn }] }
}
