import type { Steps } from '../../platform/in-slices.ts'
import { asKnownOn, type DayNumber, type DealPast, stateOn } from './deal-past.ts'
import { type Bands, bandsOf, LevelNumbers } from './factors.ts'
import { fitRates, type Rates, RiskTable, type Shrinkage } from './rates.ts'
import { dueOn, learnSlips, type Slips } from './slips.ts'
import { eachSpan } from './spans.ts'
import { type WeekdayIndex, WorkingTime, weekdayIndex } from './working-time.ts'

/** How often deals are won and lost, from one point of view. */
export interface EndRates {
  readonly won: Rates
  readonly lost: Rates
}

/** What the past tells of how deals end. */
export interface Learned {
  readonly day: DayNumber
  /** The month with which the fiscal year begins, 1 for January. */
  readonly fiscalStart: number
  readonly bands: Bands
  readonly numbers: LevelNumbers
  readonly weekdays: WeekdayIndex
  /** By how much later than said deals close. */
  readonly slips: Slips
  /** Of open deals, by what is known of them on a day, for the days after. */
  readonly open: EndRates
  /** Of deals from their opening on, by what was known then. */
  readonly fresh: EndRates
}

/** Days between one look at the open deals of the past and the next. */
export const lookDays = 30
/** What is known on a day tells the first, the second and the third such time apart; the last holds for all after. */
export const looksAhead = 3
/** Looks at a deal: of one that lies for years only the last tell. */
const mostLooks = 36
/** Beyond so many deals each time is seen from one look only, whichever its turn is, instead of from each. */
const manyDeals = 20_000
/** What happens to new deals is learned from so many at most, taken evenly. */
const mostFresh = 50_000
/** Deals between one breath and the next. */
const breath = 500

const after = (events: number) => ({ events, months: 0 })

/** Chosen by backtest on the reference pipeline: see the decision on the learned forecast. */
const shrinkage: Shrinkage = {
  age: after(2),
  month: { events: 5, months: 0.5 },
  rhythm: { events: 5, months: 0.5 },
  due: after(10),
  stage: after(10),
  amount: after(20),
  source: after(20),
  product: after(20),
  team: after(20),
  person: after(20),
}

/** Learns how deals end from what was known at the end of a day. */
export function* learn(all: readonly DealPast[], day: DayNumber, fiscalStart: number): Steps<Learned> {
  const deals = asKnownOn(all, day)
  const past = new Past(deals, day, fiscalStart)
  const stride = Math.ceil(deals.length / mostFresh)
  for (const [place, deal] of deals.entries()) {
    if (place % stride === 0) past.followFromOpening(deal)
    past.followFromLooks(deal, deals.length > manyDeals ? place : undefined)
    if (place % breath === 0) yield
  }
  const { bands, numbers, weekdays, slips } = past
  const open = yield* fitted(past.open, numbers)
  const fresh = yield* fitted(past.fresh, numbers)
  return { day, fiscalStart, bands, numbers, weekdays, slips, open, fresh }
}

function* fitted(table: RiskTable, numbers: LevelNumbers): Steps<EndRates> {
  const won = yield* fitRates(table, table.won, numbers, shrinkage)
  const lost = yield* fitRates(table, table.lost, numbers, shrinkage)
  return { won, lost }
}

/** A time during which a deal is followed, as it was known at its beginning. */
interface Following {
  /** When it was looked at. */
  readonly at: DayNumber
  /** From where it was seen: the opening, or so many looks before. */
  readonly seen: string
  readonly from: DayNumber
  readonly to: DayNumber
  readonly weight: number
}

class Past {
  readonly bands: Bands
  readonly weekdays: WeekdayIndex
  readonly slips: Slips
  readonly numbers = new LevelNumbers()
  readonly open = new RiskTable()
  readonly fresh = new RiskTable()
  readonly #day: DayNumber
  readonly #fiscalStart: number
  readonly #time: WorkingTime

  constructor(deals: readonly DealPast[], day: DayNumber, fiscalStart: number) {
    this.#day = day
    this.#fiscalStart = fiscalStart
    this.bands = bandsOf(deals)
    this.weekdays = weekdayIndex(deals.flatMap(({ closedOn }) => closedOn ?? []))
    this.slips = learnSlips(deals)
    const first = deals.reduce((least, deal) => Math.min(least, deal.openedOn), day)
    this.#time = new WorkingTime(this.weekdays, first, day)
  }

  followFromOpening(deal: DealPast): void {
    const { openedOn, closedOn } = deal
    this.#follow(this.fresh, deal, { at: openedOn, seen: 'new', from: openedOn, to: closedOn ?? this.#day, weight: 1 })
  }

  /** @param turn of deals that take turns; undefined: each time is seen from all looks, and counts once in all */
  followFromLooks(deal: DealPast, turn: number | undefined): void {
    const end = deal.closedOn ?? this.#day
    const first = Math.max(1, Math.ceil((this.#day - end + 1) / lookDays))
    const last = Math.min(Math.floor((this.#day - deal.openedOn) / lookDays), first + mostLooks)
    for (let look = first; look <= last; look += 1) {
      const at = this.#day - look * lookDays
      for (let part = 0; part < looksAhead; part += 1) {
        const from = at + part * lookDays + 1
        if (from > end) break
        if (turn !== undefined && (turn + look) % looksAhead !== part) continue
        const weight = turn === undefined ? 1 / looksAhead : 1
        this.#follow(this.open, deal, { at, seen: String(part), from, to: Math.min(end, from + lookDays - 1), weight })
      }
    }
  }

  #follow(table: RiskTable, deal: DealPast, { at, seen, from, to, weight }: Following): void {
    const { openedOn, closedOn, won } = deal
    const state = stateOn(deal, at)
    const levels = this.numbers.standing(deal, state, this.bands, seen, true)
    const closeOn = dueOn(this.slips, state.closeOn, state.person, state.team)
    const course = { openedOn, closeOn, levels, bands: this.bands, fiscalStart: this.#fiscalStart }
    eachSpan(course, from, to, (since, until, month) => {
      const ended = closedOn !== null && closedOn >= since && closedOn <= until ? weight : 0
      table.add(levels, month, weight * this.#time.between(since, until), won ? ended : 0, won ? 0 : ended)
    })
  }
}
