import type { DealPast, DealState } from '../src/forecast/learned/deal-past.ts'
import { random } from '../src/platform/random.ts'

/** A seller as a made past has them. */
export interface Seller {
  readonly name: string
  readonly team: string
  /** Their deals that are won, of those that end. */
  readonly wins: number
  /** What won deals bring of what was stated. */
  readonly brings: number
  /** Days by which deals close after the day that was stated, at the middle. */
  readonly late: number
}

export interface MadePast {
  readonly sellers: readonly Seller[]
  /** The first day, and how many follow. */
  readonly from: number
  readonly days: number
  /** Deals that each seller opens in a day. */
  readonly daily: number
  /** Days that a deal takes, on average. */
  readonly lasts: number
  readonly seed?: number
}

/** Deals that sellers would have opened, talked of and closed, always the same for the same seed. */
export function madeDeals({ sellers, from, days, daily, lasts, seed = 1 }: MadePast): readonly DealPast[] {
  const chance = random(seed)
  const deals: DealPast[] = []
  for (let day = 0; day < days; day += 1)
    for (const { name, team, wins, brings, late } of sellers) {
      if (chance.next() >= daily) continue
      const openedOn = from + day
      const took = Math.max(1, Math.round(-Math.log1p(-chance.next()) * lasts))
      const closedOn = openedOn + took
      const won = chance.next() < wins
      const stated = Math.round(100_000 * (0.5 + chance.next()))
      const stage = 'talks'
      const said = closedOn - Math.round(late + (chance.next() - 0.5) * 10)
      const first: DealState = { from: openedOn, stage, person: name, team, amount: stated, closeOn: said }
      deals.push({
        id: `${name} ${String(day).padStart(5, '0')}`,
        openedOn,
        closedOn,
        won,
        wonAmount: won ? Math.round(stated * brings * (0.9 + 0.2 * chance.next())) : null,
        source: null,
        product: null,
        states: [first],
      })
    }
  return deals
}
