import type { Amounts, Bias } from './amounts.ts'
import type { DealPast } from './deal-past.ts'
import { monthOf } from './months.ts'
import type { Slip, Slips } from './slips.ts'

/** How many of the closed deals were won: of their own deals alone, and drawn to the team by how few there are. */
export interface WinRate {
  readonly raw: number | null
  readonly rate: number
  readonly won: number
  readonly closed: number
}

/** How what somebody says came out until now. */
export interface Calibration {
  readonly person: string | null
  readonly team: string | null
  readonly amount: Bias
  readonly slip: Slip
  readonly wins: WinRate
  /** Months in which they closed something. */
  readonly months: number
  /** How far their own past counts, 0 to 1; the rest is the team's. */
  readonly trust: number
}

/** As many closed deals as it takes for a person's own share to count as much as the team's. */
const shrinkage = 15

interface Tally {
  won: number
  closed: number
  readonly months: Set<number>
}

/** Of everybody who closed deals, and of all together (person null, team null). @param deals as they were known on a day */
export function calibrations(
  deals: readonly DealPast[],
  amounts: Amounts,
  slips: Slips,
): { readonly all: Calibration; readonly people: readonly Calibration[] } {
  const everything = tally()
  const teams = new Map<string, Tally>()
  const people = new Map<string, { readonly team: string; readonly tally: Tally }>()
  for (const deal of deals) {
    if (deal.closedOn === null) continue
    const { person, team } = deal.states.at(-1) ?? deal.states[0]
    const own = people.get(person ?? '')?.tally ?? tally()
    people.set(person ?? '', { team: team ?? '', tally: own })
    const ofTeam = teams.get(team ?? '') ?? tally()
    teams.set(team ?? '', ofTeam)
    for (const one of [everything, ofTeam, own]) count(one, deal)
  }
  const whole = winRate(everything, everything.won / Math.max(1, everything.closed))
  const all = {
    person: null,
    team: null,
    amount: amounts.bias,
    slip: slips.all,
    wins: whole,
    months: everything.months.size,
    trust: 1,
  }
  const ofPeople = [...people].map(([person, { team, tally }]): Calibration => {
    const ofTeam = teams.get(team)
    return {
      person: person || null,
      team: team || null,
      amount: amounts.biasOf.get(person) ?? amounts.teamBiasOf.get(team) ?? amounts.bias,
      slip: slips.byPerson.get(person) ?? { ...(slips.byTeam.get(team) ?? slips.all), raw: null, p80: null, deals: 0 },
      wins: winRate(tally, ofTeam ? winRate(ofTeam, whole.rate).rate : whole.rate),
      months: tally.months.size,
      trust: tally.closed / (tally.closed + shrinkage),
    }
  })
  return { all, people: ofPeople }
}

const tally = (): Tally => ({ won: 0, closed: 0, months: new Set() })

function count(into: Tally, { won, closedOn }: DealPast): void {
  into.closed += 1
  if (won) into.won += 1
  if (closedOn !== null) into.months.add(monthOf(closedOn))
}

/** Beta shrinkage: as if so many deals had been closed as the team closes them. */
function winRate({ won, closed }: Tally, towards: number): WinRate {
  return {
    raw: closed > 0 ? won / closed : null,
    rate: (won + shrinkage * towards) / (closed + shrinkage),
    won,
    closed,
  }
}
