import { type DayNumber, type DealPast, type DealState, stateOn } from './deal-past.ts'
import { type EndRates, type Learned, lookDays, looksAhead } from './learn.ts'
import { firstDayOf, type MonthNumber } from './months.ts'
import { rateAt } from './rates.ts'
import { dueOn } from './slips.ts'
import { eachSpan } from './spans.ts'
import { WorkingTime } from './working-time.ts'

/** The months for which chances are asked: from the one of the day after that of learning. */
export interface Ahead {
  readonly firstMonth: MonthNumber
  readonly months: number
  readonly lastDay: DayNumber
  readonly time: WorkingTime
}

export function ahead({ weekdays, day }: Learned, firstMonth: MonthNumber, months: number): Ahead {
  const lastDay = firstDayOf(firstMonth + months) - 1
  return { firstMonth, months, lastDay, time: new WorkingTime(weekdays, day + 1, lastDay) }
}

/** The chance of an open deal to be won in each of the months, as its state on the day of learning tells. */
export function chancesOfOpen(learned: Learned, deal: DealPast, months: Ahead): Float64Array {
  const into = new Float64Array(months.months)
  const state = stateOn(deal, learned.day)
  let alive = 1
  for (let part = 0; part < looksAhead; part += 1) {
    const from = learned.day + part * lookDays + 1
    const to = part === looksAhead - 1 ? months.lastDay : Math.min(months.lastDay, from + lookDays - 1)
    if (from <= to) alive = walk(learned, learned.open, deal, state, String(part), [from, to], alive, months, into)
  }
  return into
}

/** The chance of a deal yet to be opened to be won in each of the months. */
export function chancesOfFresh(learned: Learned, deal: DealPast, months: Ahead): Float64Array {
  const into = new Float64Array(months.months)
  walk(learned, learned.fresh, deal, deal.states[0], 'new', [deal.openedOn, months.lastDay], 1, months, into)
  return into
}

function walk(
  { numbers, bands, fiscalStart, slips }: Learned,
  rates: EndRates,
  deal: DealPast,
  state: DealState,
  seen: string,
  [from, to]: readonly [DayNumber, DayNumber],
  before: number,
  { firstMonth, time }: Ahead,
  into: Float64Array,
): number {
  let alive = before
  const levels = numbers.standing(deal, state, bands, seen, false)
  const closeOn = dueOn(slips, state.closeOn, state.person, state.team)
  eachSpan({ openedOn: deal.openedOn, closeOn, levels, bands, fiscalStart }, from, to, (since, until, month) => {
    const won = rateAt(rates.won, levels)
    const both = won + rateAt(rates.lost, levels)
    if (both === 0) return
    const ends = alive * (1 - Math.exp(-both * time.between(since, until)))
    const place = month - firstMonth
    into[place] = (into[place] ?? 0) + (ends * won) / both
    alive -= ends
  })
  return alive
}
