import type { Steps } from '../../platform/in-slices.ts'
import type { Random } from '../../platform/random.ts'
import type { Outlook, Prospect } from './outlook.ts'

/** What is added up: everything, and what is of a person, a team, a product. */
export const groupKinds = ['all', 'person', 'team', 'product'] as const
export type GroupKind = (typeof groupKinds)[number]

export interface Group {
  readonly kind: GroupKind
  /** Null: of nobody, of no product. */
  readonly id: string | null
  /** Won in each month by draw: the draws of the first month, then those of the second, and so on. */
  readonly draws: Float32Array
  /** Expected of open deals and of deals yet to be opened, by month. */
  readonly open: Float64Array
  readonly fresh: Float64Array
  /** Won already, in the first month. */
  won: number
  deals: number
}

/** Deals between one breath and the next. */
const breath = 50

const keyOf = (kind: GroupKind, id: string | null) => `${kind} ${id ?? ''}`

/**
 * Plays the months ahead: each open deal is won in one of them or in none, for what won deals bring about; deals yet to
 * be opened come as often as a Poisson count says. What is not by chance of single deals is left to the caller.
 */
export function* simulate(
  { open, fresh, won, months, amounts }: Outlook,
  draws: number,
  random: Random,
): Steps<readonly Group[]> {
  const groups = new Map<string, Group>()
  const groupOf = (kind: GroupKind, id: string | null): Group => {
    const key = keyOf(kind, id)
    const known = groups.get(key)
    if (known) return known
    const made: Group = {
      kind,
      id,
      draws: new Float32Array(months * draws),
      open: new Float64Array(months),
      fresh: new Float64Array(months),
      won: 0,
      deals: 0,
    }
    groups.set(key, made)
    return made
  }
  const groupsOf = ({ person, team, product }: Pick<Prospect, 'person' | 'team' | 'product'>) => [
    groupOf('all', null),
    groupOf('person', person),
    groupOf('team', team),
    groupOf('product', product),
  ]
  const { spread } = amounts
  const brings = (amount: number) => amount * (spread[Math.floor(random.next() * spread.length)] ?? 1)

  for (const [turn, one] of open.entries()) {
    if (turn % breath === 0) yield
    const mine = groupsOf(one)
    let chance = 0
    for (const [month, share] of one.won.entries()) {
      chance += share
      for (const group of mine) group.open[month] = (group.open[month] ?? 0) + share * one.amount
    }
    for (const group of mine) group.deals += 1
    eachHit(random, chance, draws, (draw) => {
      const month = pick(one.won, random.next() * chance)
      const value = brings(one.amount)
      const place = month * draws + draw
      for (const group of mine) group.draws[place] = (group.draws[place] ?? 0) + value
    })
  }
  for (const [turn, one] of fresh.entries()) {
    if (turn % breath === 0) yield
    const mine = groupsOf(one)
    for (const [month, count] of one.won.entries()) {
      for (const group of mine) group.fresh[month] = (group.fresh[month] ?? 0) + count * one.amount
      // Rare ones over all draws are hits of many even chances: a Poisson count in each.
      eachArrival(random, count, draws, (draw) => {
        const value = brings(one.amount)
        const place = month * draws + draw
        for (const group of mine) group.draws[place] = (group.draws[place] ?? 0) + value
      })
    }
  }
  for (const { deal, amount } of won) {
    const { person, team } = deal.states.at(-1) ?? deal.states[0]
    for (const group of groupsOf({ person, team, product: deal.product })) group.won += amount
  }
  return [...groups.values()]
}

/** Calls with those of so many draws in which something of that chance happens, skipping those between. */
function eachHit(random: Random, chance: number, draws: number, hit: (draw: number) => void): void {
  if (chance <= 0) return
  if (chance >= 1) {
    for (let draw = 0; draw < draws; draw += 1) hit(draw)
    return
  }
  const miss = Math.log1p(-chance)
  for (let draw = skip(random, miss); draw < draws; draw += 1 + skip(random, miss)) hit(draw)
}

const skip = (random: Random, miss: number) => Math.floor(Math.log1p(-random.next()) / miss)

/** The same for things that happen so often in each draw, which may be several times: a Poisson process along the draws. */
function eachArrival(random: Random, often: number, draws: number, arrive: (draw: number) => void): void {
  if (often <= 0) return
  for (let at = waiting(random, often); at < draws; at += waiting(random, often)) arrive(Math.floor(at))
}

const waiting = (random: Random, often: number) => -Math.log1p(-random.next()) / often

function pick(weights: Float64Array, at: number): number {
  let rest = at
  for (const [place, weight] of weights.entries()) {
    rest -= weight
    if (rest < 0) return place
  }
  return weights.length - 1
}
