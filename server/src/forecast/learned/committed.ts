import type { Told } from './backtest.ts'
import { type DayNumber, type DealPast, stateOn } from './deal-past.ts'
import type { MonthNumber } from './months.ts'

/** What was submitted of a person or a team, on a day, that a month would come to. */
export interface Commitment {
  readonly day: DayNumber
  readonly month: MonthNumber
  /** What is said of them later stands for it. */
  readonly subject: string
  readonly amount: number
}

/** The share of those with open deals who must have spoken, or somebody for them: of fewer, no sum tells anything. */
const enough = 0.9

/**
 * What people had committed to of a month by the end of a day, together: what was said of a team stands for all that is
 * below it.
 * @param said the first said first
 * @param above the teams that each person and each team is part of
 * @returns null where too few had spoken
 */
export function committedBy(
  said: readonly Commitment[],
  above: ReadonlyMap<string, readonly string[]>,
  deals: readonly DealPast[],
): (told: Pick<Told, 'madeOn' | 'month'>) => number | null {
  const holders = new Map<DayNumber, readonly string[]>()
  const holdersOn = (day: DayNumber) => {
    const known = holders.get(day) ?? holdersOf(deals, day)
    holders.set(day, known)
    return known
  }
  return ({ madeOn, month }) => {
    const last = new Map<string, number>()
    for (const one of said) if (one.month === month && one.day <= madeOn) last.set(one.subject, one.amount)
    if (last.size === 0) return null
    const aboveHasSpoken = (subject: string) => above.get(subject)?.some((team) => last.has(team)) === true
    const people = holdersOn(madeOn)
    const spoken = people.filter((person) => last.has(person) || aboveHasSpoken(person))
    if (spoken.length < enough * people.length) return null
    return [...last].reduce((sum, [subject, amount]) => (aboveHasSpoken(subject) ? sum : sum + amount), 0)
  }
}

/** Who has open deals at the end of a day. */
function holdersOf(deals: readonly DealPast[], day: DayNumber): readonly string[] {
  const found = new Set<string>()
  for (const deal of deals) {
    if (deal.openedOn > day || (deal.closedOn !== null && deal.closedOn <= day)) continue
    const { person } = stateOn(deal, day)
    if (person !== null) found.add(person)
  }
  return [...found]
}
