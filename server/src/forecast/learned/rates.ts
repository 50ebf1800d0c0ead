import type { Steps } from '../../platform/in-slices.ts'
import { type Factor, factors, type LevelNumbers, type Levels } from './factors.ts'

const firstSize = 1024

/** Spans of risk: how long each was, what became of it, and the levels that held. Columns, for there are millions. */
export class RiskTable {
  size = 0
  exposure = new Float32Array(firstSize)
  won = new Float32Array(firstSize)
  lost = new Float32Array(firstSize)
  readonly levels: Uint16Array[] = factors.map(() => new Uint16Array(firstSize))
  /** Distinct months in which each level of a factor was met. */
  readonly #months: readonly Map<number, Set<number>>[] = factors.map(() => new Map())

  add(levels: Levels, month: number, exposure: number, won: number, lost: number): void {
    if (this.size === this.exposure.length) this.#grow()
    const row = this.size
    this.exposure[row] = exposure
    this.won[row] = won
    this.lost[row] = lost
    for (let place = 0; place < factors.length; place += 1) {
      const level = levels[place] ?? 0
      const column = this.levels[place]
      if (column) column[row] = level
      if (place === 1 || place === 2) this.#met(place, level, month)
    }
    this.size += 1
  }

  /** In how many months a level was met. */
  months(place: number, level: number): number {
    return this.#months[place]?.get(level)?.size ?? 1
  }

  #met(place: number, level: number, month: number): void {
    const known = this.#months[place]
    const months = known?.get(level)
    if (months) months.add(month)
    else known?.set(level, new Set([month]))
  }

  #grow(): void {
    const grown = <T extends Float32Array | Uint16Array>(column: T, made: T): T => {
      made.set(column)
      return made
    }
    const size = this.size * 2
    this.exposure = grown(this.exposure, new Float32Array(size))
    this.won = grown(this.won, new Float32Array(size))
    this.lost = grown(this.lost, new Float32Array(size))
    for (const [place, column] of this.levels.entries()) this.levels[place] = grown(column, new Uint16Array(size))
  }
}

/** How often something happens in an average working day: a base, and by what each level of each factor multiplies it. */
export interface Rates {
  readonly base: number
  readonly times: readonly Float64Array[]
  /** How often it happened at each level, and how often it would have if the level changed nothing. */
  readonly seen: readonly Float64Array[]
  readonly expected: readonly Float64Array[]
}

/** What a level has to show before its own rate counts as much as that of all. */
interface Weight {
  /** Expected events. */
  readonly events: number
  /** Months in which it was met: many events of one month are one month's luck. */
  readonly months: number
}
export type Shrinkage = Readonly<Record<Factor, Weight>>

const mostSweeps = 10
/** Effects rest when none of them changes by more than this share in a sweep. */
const still = 0.002

/**
 * Rates of a multiplicative model: each effect is (happened + k) / (expected by all others + k), one factor after the
 * other until they rest: the posterior mean of a Poisson rate under a gamma prior with mean 1 and weight k. Iterative
 * proportional fitting after Deming and Stephan (1940), shrinkage after Clayton and Kaldor (1987).
 */
export function* fitRates(
  table: RiskTable,
  happened: Float32Array,
  numbers: LevelNumbers,
  shrinkage: Shrinkage,
): Steps<Rates> {
  const { size, exposure } = table
  const all = sumOf(happened, size)
  let base = all / Math.max(1e-9, sumOf(exposure, size))
  const likely = new Float64Array(size)
  for (let row = 0; row < size; row += 1) likely[row] = (exposure[row] ?? 0) * base
  const fits = factors.map((factor, place) => new Fit(table, place, happened, numbers.count(place), shrinkage[factor]))
  let moved = Number.POSITIVE_INFINITY
  for (let sweep = 0; sweep < mostSweeps && all > 0 && moved > still; sweep += 1) {
    moved = 0
    for (const fit of fits) {
      moved = Math.max(moved, fit.improve(likely))
      yield
    }
    const by = all / Math.max(1e-9, sumOf(likely, size))
    base *= by
    for (let row = 0; row < size; row += 1) likely[row] = (likely[row] ?? 0) * by
  }
  return {
    base,
    times: fits.map((one) => one.times),
    seen: fits.map((one) => one.seen),
    expected: fits.map((one) => one.expected),
  }
}

/** The effects of one factor, while they are found. */
class Fit {
  readonly times: Float64Array
  readonly seen: Float64Array
  /** How often it would have happened without the effect. */
  readonly expected: Float64Array
  readonly #column: Uint16Array
  readonly #priors: Float64Array
  readonly #weight: Weight
  readonly #size: number

  constructor(table: RiskTable, place: number, happened: Float32Array, levels: number, weight: Weight) {
    const count = Math.max(1, levels)
    this.#size = table.size
    this.#column = table.levels[place] ?? new Uint16Array()
    this.#weight = weight
    this.#priors = Float64Array.from({ length: count }, (_, level) => weight.months / table.months(place, level))
    this.times = new Float64Array(count).fill(1)
    this.seen = byLevel(this.#column, happened, this.#size, count)
    this.expected = new Float64Array(count)
  }

  /** Brings the effects up to date with all others, and gives the share by which that changed most. @param likely events of each row, with all effects */
  improve(likely: Float64Array): number {
    const sums = byLevel(this.#column, likely, this.#size, this.times.length)
    const change = new Float64Array(this.times.length)
    let moved = 0
    for (const [level, now] of this.times.entries()) {
      const without = (sums[level] ?? 0) / now
      const prior = this.#weight.events + (this.#priors[level] ?? 0) * without
      const times = ((this.seen[level] ?? 0) + prior) / (without + prior)
      this.expected[level] = without
      this.times[level] = times
      change[level] = times / now
      moved = Math.max(moved, Math.abs(times / now - 1))
    }
    for (let row = 0; row < this.#size; row += 1)
      likely[row] = (likely[row] ?? 0) * (change[this.#column[row] ?? 0] ?? 1)
    return moved
  }
}

function sumOf(column: Float32Array | Float64Array, size: number): number {
  let sum = 0
  for (let row = 0; row < size; row += 1) sum += column[row] ?? 0
  return sum
}

function byLevel(column: Uint16Array, values: Float32Array | Float64Array, size: number, count: number): Float64Array {
  const sums = new Float64Array(count)
  for (let row = 0; row < size; row += 1) {
    const level = column[row] ?? 0
    sums[level] = (sums[level] ?? 0) + (values[row] ?? 0)
  }
  return sums
}

/** The rate at which it happens where these levels hold; a level never met changes nothing. */
export function rateAt(rates: Rates, levels: Levels): number {
  let rate = rates.base
  for (let place = 0; place < rates.times.length; place += 1) rate *= rates.times[place]?.[levels[place] ?? -1] ?? 1
  return rate
}
