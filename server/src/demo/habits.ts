import { addDays, startOfDay } from '@tendero/model'
import { type Random, random } from '../platform/random.ts'

/** A deal of which something is made up that was said before. */
export interface SpokenOf {
  readonly externalId: string
  readonly owner: string
  /** The day on which it was closed, or is expected to. */
  readonly closeOn: string
  /** What it is worth, in minor units. */
  readonly amount: number
  readonly currency: string
}

/** How somebody sees their deals. */
interface Habit {
  /** What they say, for what comes. */
  readonly amount: number
  /** Days after the day they say. */
  readonly slip: number
}

function habitOf(chance: Random): Habit {
  return { amount: 0.9 + 0.5 * chance.next(), slip: chance.between(-3, 18) }
}

/** What was said of a deal before it was as it is: as the habit of who has it is, always the same for the same deal. */
export function statedOf({ externalId, owner, amount, currency, closeOn }: SpokenOf) {
  const habit = habitOf(random(seedOf(owner)))
  const chance = random(seedOf(externalId))
  const rounded = Math.round((amount * habit.amount * (0.85 + 0.3 * chance.next())) / 10_000) * 10_000
  return {
    amount: { minor: Math.max(10_000, rounded), currency },
    closeOn: addDays(closeOn, -(habit.slip + chance.between(-6, 8))),
  }
}

/** Ten in the morning, in the zone of the company. */
export const atTen = (timeZone: string, day: string) =>
  new Date(startOfDay(timeZone, day).getTime() + 10 * 3_600_000).toISOString()

export const seedOf = (name: string) =>
  [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 2_147_483_647, 7)

export function grouped<T, K>(all: readonly T[], keyOf: (one: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>()
  for (const one of all) {
    const group = groups.get(keyOf(one))
    if (group) group.push(one)
    else groups.set(keyOf(one), [one])
  }
  return groups
}
