import { type ForecastReasonKind as ReasonKind, forecastReasonKinds as reasonKinds } from '@tendero/model'
import { type Ahead, chancesOfOpen } from './chances.ts'
import type { DealPast } from './deal-past.ts'
import { type Factor, factors } from './factors.ts'
import type { EndRates, Learned } from './learn.ts'

/** What passes with time: the reason called age. */
const passing: readonly Factor[] = ['age', 'month', 'rhythm']

/** By how much something raises or lowers the chance of a deal to be won in the months ahead, as a share: 0.05 for five points. */
export interface Reason {
  readonly kind: ReasonKind
  readonly effect: number
}

export type Reasoner = (deal: DealPast) => readonly Reason[]

/** Effects that nobody would notice. */
const least = 0.005

/** Says of deals why their chance is what it is: what it would be if one thing were as with all deals. */
export function reasoner(learned: Learned, months: Ahead): Reasoner {
  const neutral = reasonKinds.map((kind) => ({ kind, learned: without(learned, kind) }))
  return (deal) => {
    const chance = sum(chancesOfOpen(learned, deal, months))
    return neutral
      .map((one) => ({ kind: one.kind, effect: chance - sum(chancesOfOpen(one.learned, deal, months)) }))
      .filter(({ effect }) => Math.abs(effect) >= least)
      .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
  }
}

const sum = (chances: Float64Array) => chances.reduce((all, one) => all + one, 0)

/** The same, as if something changed nothing. */
function without(learned: Learned, kind: ReasonKind): Learned {
  const silent = (factor: Factor) => (kind === 'age' ? passing.includes(factor) : factor === kind)
  const muted = ({ won, lost }: EndRates): EndRates => ({
    won: {
      ...won,
      times: won.times.map((times, place) => (silent(factors[place] ?? 'age') ? new Float64Array() : times)),
    },
    lost: {
      ...lost,
      times: lost.times.map((times, place) => (silent(factors[place] ?? 'age') ? new Float64Array() : times)),
    },
  })
  return { ...learned, open: muted(learned.open), fresh: muted(learned.fresh) }
}
