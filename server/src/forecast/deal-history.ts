import type { DayNumber, DealPast, DealState } from './learned/deal-past.ts'
import { dayNumber } from './learned/months.ts'

/** A value before and after a change. */
type Change<T> = readonly [before: T | null, after: T | null] | null

/** What a change wrote, as the history tells it. */
export interface Changed {
  readonly amount: Change<{ readonly minor: number; readonly currency: string }>
  readonly closeOn: Change<string>
  readonly owner: Change<string>
  readonly team: Change<string>
}

/** A deal as it stands, and what is known of its way here. */
export interface KnownDeal {
  readonly id: string
  readonly openedOn: DayNumber
  readonly closedOn: DayNumber | null
  /** On which day it was written here; deals that an import brought were opened before. */
  readonly createdOn: DayNumber
  readonly status: 'open' | 'won' | 'lost'
  /** Minor units of `currency`, and of the base currency. */
  readonly amount: number | null
  readonly currency: string | null
  readonly amountBase: number | null
  readonly closeOn: DayNumber | null
  readonly stage: string
  readonly owner: string | null
  readonly team: string | null
  readonly source: string | null
  readonly product: string | null
  /** The stages it entered, oldest first. */
  readonly entries: readonly (readonly [day: DayNumber, stage: string])[] | null
  /** What was changed on which day, the newest first. */
  readonly changes: readonly (readonly [day: DayNumber, changed: Changed])[]
}

/** What people said of a deal from a day on. */
interface Said {
  readonly from: DayNumber
  readonly person: string | null
  readonly team: string | null
  readonly amount: number | null
  readonly closeOn: DayNumber | null
}

/**
 * The past of a deal, told backwards from how it stands. Before it was written here nobody knows what amount and date
 * were expected: what an import brings with a closed deal is how it ended.
 */
export function pastOf(deal: KnownDeal): DealPast {
  const closed = deal.status !== 'open' && deal.closedOn !== null
  const openedOn = closed && deal.closedOn !== null ? Math.min(deal.openedOn, deal.closedOn) : deal.openedOn
  return {
    id: deal.id,
    openedOn,
    closedOn: closed ? deal.closedOn : null,
    won: deal.status === 'won',
    wonAmount: deal.status === 'won' ? deal.amountBase : null,
    source: deal.source,
    product: deal.product,
    states: statesOf(openedOn, saidOf(deal, openedOn), deal),
  }
}

function saidOf(deal: KnownDeal, openedOn: DayNumber): readonly Said[] {
  const rate = deal.amount && deal.amountBase !== null ? deal.amountBase / deal.amount : 1
  let now = { person: deal.owner, team: deal.team, amount: deal.amountBase, closeOn: deal.closeOn }
  const said: Said[] = []
  for (const [day, changed] of deal.changes) {
    said.push({ from: Math.max(day, openedOn), ...now })
    const money = changed.amount?.[0]
    now = {
      person: changed.owner ? changed.owner[0] : now.person,
      team: changed.team ? changed.team[0] : now.team,
      amount: changed.amount
        ? money
          ? Math.round(money.minor * (money.currency === deal.currency ? rate : 1))
          : null
        : now.amount,
      closeOn: changed.closeOn ? (changed.closeOn[0] === null ? null : dayNumber(changed.closeOn[0])) : now.closeOn,
    }
  }
  const first = Math.min(deal.createdOn, ...deal.changes.map(([day]) => day))
  // What was changed before it was written here tells what was said until then; what it was written with does not.
  if (first === deal.createdOn) said.push({ from: Math.max(first, openedOn), ...now })
  if (first > openedOn) said.push({ from: openedOn, ...now, amount: null, closeOn: null })
  return said.reverse()
}

/** Joins the stages it entered with what was said of it: a state for each day on which either changed. */
function statesOf(openedOn: DayNumber, said: readonly Said[], { entries, stage: last }: KnownDeal): DealPast['states'] {
  const stages = (entries ?? []).map(([day, stage]) => ({ from: Math.max(day, openedOn), stage }))
  const days = [...new Set([openedOn, ...stages.map((one) => one.from), ...said.map((one) => one.from)])].sort(
    (a, b) => a - b,
  )
  const states = days.map((from): DealState => {
    const known = said.findLast((one) => one.from <= from) ?? said[0]
    const stage = stages.findLast((one) => one.from <= from)?.stage ?? stages[0]?.stage ?? last
    return {
      from,
      stage,
      person: known?.person ?? null,
      team: known?.team ?? null,
      amount: known?.amount ?? null,
      closeOn: known?.closeOn ?? null,
    }
  })
  const [first, ...later] = states
  if (!first) throw new Error('a deal without a day')
  return [first, ...later]
}
