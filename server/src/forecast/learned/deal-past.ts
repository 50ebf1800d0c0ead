/** A day as the count of days since 1 January 1970. */
export type DayNumber = number

/** What was known of a deal from a day on. */
export interface DealState {
  readonly from: DayNumber
  readonly stage: string
  readonly person: string | null
  readonly team: string | null
  /** Stated, in minor units of the base currency; null: not stated. */
  readonly amount: number | null
  /** The day on which it was expected to close. */
  readonly closeOn: DayNumber | null
}

/** A deal with all that was ever known of it. */
export interface DealPast {
  readonly id: string
  readonly openedOn: DayNumber
  /** Null while it is open. */
  readonly closedOn: DayNumber | null
  readonly won: boolean
  /** What it was won for, in minor units of the base currency; null when it was not won or nobody said. */
  readonly wonAmount: number | null
  readonly source: string | null
  readonly product: string | null
  /** At least one, the oldest first; the first holds from the opening. */
  readonly states: readonly [DealState, ...DealState[]]
}

/** What was known of it on a day; the first state for days before. */
export function stateOn(deal: DealPast, day: DayNumber): DealState {
  let known: DealState = deal.states[0]
  for (const state of deal.states) {
    if (state.from > day) break
    known = state
  }
  return known
}

/** The deals as they were known at the end of a day: later ones are not there, later endings have not happened. */
export function asKnownOn(deals: readonly DealPast[], day: DayNumber): readonly DealPast[] {
  const known: DealPast[] = []
  for (const deal of deals) {
    if (deal.openedOn > day) continue
    const open = deal.closedOn === null || deal.closedOn > day
    const [first, ...later] = deal.states
    const states: DealPast['states'] = [first, ...later.filter((state) => state.from <= day)]
    known.push(open ? { ...deal, closedOn: null, won: false, wonAmount: null, states } : { ...deal, states })
  }
  return known
}
