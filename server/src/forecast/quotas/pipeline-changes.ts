import { type PipelineStep, pipelineSteps } from '@tendero/model'
import { type DayNumber, type DealPast, stateOn } from '../learned/deal-past.ts'

/** Days, both included. */
export interface DaySpan {
  readonly from: DayNumber
  readonly until: DayNumber
}

export interface DealChange {
  readonly deal: DealPast
  readonly step: PipelineStep
  /** After less before; minor units of the base currency. */
  readonly amount: number
}

export interface Changed {
  readonly before: number
  readonly after: number
  readonly steps: readonly { readonly step: PipelineStep; readonly amount: number; readonly count: number }[]
  readonly won: { readonly amount: number; readonly count: number }
  /** Those that changed most first. */
  readonly changes: readonly DealChange[]
}

/**
 * What became, between the ends of two days, of the deals that are expected to close, or were won, within a period:
 * `before` and the steps make `after`.
 */
export function pipelineChanges(
  deals: readonly DealPast[],
  since: DayNumber,
  until: DayNumber,
  period: DaySpan,
): Changed {
  const changes: DealChange[] = []
  const sums = { before: 0, after: 0, won: 0, wins: 0 }
  for (const deal of deals) {
    const [then, now] = [worthOn(deal, since, period), worthOn(deal, until, period)]
    sums.before += then
    sums.after += now
    if (
      deal.won &&
      deal.closedOn !== null &&
      deal.closedOn > since &&
      deal.closedOn <= until &&
      within(deal.closedOn, period)
    ) {
      sums.won += now
      sums.wins += 1
    }
    if (then !== now)
      changes.push({ deal, step: stepOf({ deal, since, until, period, then, now }), amount: now - then })
  }
  const steps = pipelineSteps.map((step) => {
    const made = changes.filter((one) => one.step === step)
    return { step, amount: made.reduce((sum, { amount }) => sum + amount, 0), count: made.length }
  })
  return {
    before: sums.before,
    after: sums.after,
    steps,
    won: { amount: sums.won, count: sums.wins },
    changes: changes.sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount) || (a.deal.id < b.deal.id ? -1 : 1)),
  }
}

const within = (day: DayNumber, { from, until }: DaySpan) => day >= from && day <= until

/** What a deal counted in the period at the end of a day: what it was won for, or what was stated of it. */
function worthOn(deal: DealPast, day: DayNumber, period: DaySpan): number {
  if (deal.openedOn > day) return 0
  if (deal.closedOn !== null && deal.closedOn <= day)
    return deal.won && within(deal.closedOn, period) ? (deal.wonAmount ?? 0) : 0
  const { amount, closeOn } = stateOn(deal, day)
  return closeOn !== null && within(closeOn, period) ? (amount ?? 0) : 0
}

interface Compared {
  readonly deal: DealPast
  readonly since: DayNumber
  readonly until: DayNumber
  readonly period: DaySpan
  /** What it counted then and counts now; not the same. */
  readonly then: number
  readonly now: number
}

function stepOf({ deal, since, until, period, then, now }: Compared): PipelineStep {
  if (then === 0 && deal.openedOn > since) return 'opened'
  if (now === 0 && deal.closedOn !== null && deal.closedOn <= until && !deal.won) return 'lost'
  const [was, is] = [isIn(deal, since, period), isIn(deal, until, period)]
  if (was !== is) return is ? 'moved_in' : 'moved_out'
  return now > then ? 'raised' : 'lowered'
}

/** Was it expected to close, or won, within the period? */
function isIn(deal: DealPast, day: DayNumber, period: DaySpan): boolean {
  const closesOn = deal.closedOn !== null && deal.closedOn <= day ? deal.closedOn : stateOn(deal, day).closeOn
  return closesOn !== null && within(closesOn, period)
}
