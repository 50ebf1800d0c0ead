import { type DayNumber, type DealPast, stateOn } from './deal-past.ts'

/** By how many days deals close after the day that was said, drawn to the team and to everybody by how few were won. */
export interface Slip {
  /** The median, calibrated. */
  readonly days: number
  /** The median of their own deals alone, and the days within which four in five come; null when none had a day. */
  readonly raw: number | null
  readonly p80: number | null
  /** Won deals of which a day had been said. */
  readonly deals: number
}

export interface Slips {
  readonly all: Slip
  readonly byTeam: ReadonlyMap<string, Slip>
  readonly byPerson: ReadonlyMap<string, Slip>
}

/** As many won deals as it takes for a person's own slip to count as much as the team's. */
const shrinkage = 15
/** Days between one look at what was said and the next. */
const looks = 30
const mostLooks = 6
/** Later or earlier than that is taken for a mistake in the day. */
const most = 365

interface Said {
  readonly days: number[]
  deals: number
  readonly team: string
}

/** Looks at won deals every thirty days of their life: what was said then, and when they closed. */
export function learnSlips(deals: readonly DealPast[]): Slips {
  const all: Said = { days: [], deals: 0, team: '' }
  const byTeam = new Map<string, Said>()
  const byPerson = new Map<string, Said>()
  for (const deal of deals) {
    const { closedOn, won, openedOn } = deal
    if (!won || closedOn === null) continue
    const days: number[] = []
    for (let at = openedOn; at < closedOn && days.length < mostLooks; at += looks) {
      const { closeOn } = stateOn(deal, at)
      if (closeOn !== null && Math.abs(closedOn - closeOn) <= most) days.push(closedOn - closeOn)
    }
    if (days.length === 0) continue
    const { person, team } = stateOn(deal, closedOn - 1)
    for (const said of [all, saidOf(byTeam, team ?? '', ''), saidOf(byPerson, person ?? '', team ?? '')]) {
      said.days.push(...days)
      said.deals += 1
    }
  }
  const everybody = slipOf(all, 0)
  const teams = new Map([...byTeam].map(([team, said]) => [team, slipOf(said, everybody.days)]))
  const people = [...byPerson].map(
    ([person, said]) => [person, slipOf(said, teams.get(said.team)?.days ?? everybody.days)] as const,
  )
  return { all: everybody, byTeam: teams, byPerson: new Map(people) }
}

function saidOf(into: Map<string, Said>, key: string, team: string): Said {
  const known = into.get(key) ?? { days: [], deals: 0, team }
  into.set(key, known)
  return known
}

function slipOf({ days, deals }: Said, towards: number): Slip {
  if (days.length === 0) return { days: towards, raw: null, p80: null, deals: 0 }
  days.sort((a, b) => a - b)
  const at = (share: number) => days[Math.min(days.length - 1, Math.floor(share * days.length))] ?? 0
  const raw = at(0.5)
  return { days: (raw * deals + towards * shrinkage) / (deals + shrinkage), raw, p80: at(0.8), deals }
}

/** The day on which a deal of theirs is to be thought of as due, where everybody's usual slip counts as none. */
export function dueOn(
  { all, byTeam, byPerson }: Slips,
  closeOn: DayNumber | null,
  person: string | null,
  team: string | null,
): DayNumber | null {
  if (closeOn === null) return null
  const own = byPerson.get(person ?? '') ?? byTeam.get(team ?? '') ?? all
  return closeOn + Math.round(own.days - all.days)
}
