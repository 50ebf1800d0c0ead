import type { DealPast, DealState } from './deal-past.ts'
import type { MonthNumber } from './months.ts'

/** What tells how soon a deal ends, and how: those that pass with time first, then what is known of the deal. */
export const factors = [
  'age',
  'month',
  'rhythm',
  'due',
  'stage',
  'amount',
  'source',
  'product',
  'team',
  'person',
] as const
export type Factor = (typeof factors)[number]

/** The number of the level of each factor that holds during a span, in the order of `factors`; -1: never met. */
export type Levels = Int32Array

/** Where a number falls: the count of bounds that are not above it. @param bounds ascending */
export function bandOf(bounds: readonly number[], value: number): number {
  let low = 0
  let high = bounds.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((bounds[middle] ?? 0) <= value) low = middle + 1
    else high = middle
  }
  return low
}

/** The distinct values below which these shares of all lie. @param sorted ascending */
function quantiles(sorted: readonly number[], shares: readonly number[]): readonly number[] {
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
  return sorted.length === 0 ? [] : [...new Set(shares.map(at))]
}

export interface Bands {
  /** Days since the opening at which an age begins, ascending. */
  readonly ages: readonly number[]
  /** Amounts at which a band begins, ascending. */
  readonly amounts: readonly number[]
}

const mostAges = 20

/** Ages by how long deals took, each about as often and one beyond the longest; amounts by fifths. */
export function bandsOf(deals: readonly DealPast[]): Bands {
  const durations = deals.flatMap(({ openedOn, closedOn }) =>
    closedOn === null ? [] : [Math.max(0, closedOn - openedOn)],
  )
  durations.sort((a, b) => a - b)
  const amounts = deals.flatMap((deal) => deal.states.at(-1)?.amount ?? [])
  amounts.sort((a, b) => a - b)
  const shares = Array.from({ length: mostAges - 1 }, (_, place) => (place + 1) / mostAges)
  const longest = durations.at(-1)
  const ages = [...quantiles(durations, shares), ...(longest === undefined ? [] : [longest + 1])]
  return {
    ages: [...new Set(ages)].filter((age) => age > 0),
    amounts: quantiles(amounts, [0.2, 0.4, 0.6, 0.8]),
  }
}

const mostBands = 32

/** How the month of a span lies to the one in which the deal is expected to close. */
export const dues = ['none', 'longOver', 'over', 'now', 'next', 'later'] as const

function dueIn(closeMonth: MonthNumber | null, month: MonthNumber): number {
  if (closeMonth === null) return 0
  const after = month - closeMonth
  if (after > 0) return after > 2 ? 1 : 2
  return after === 0 ? 3 : after === -1 ? 4 : 5
}

/** The month of the fiscal quarter, 0 to 2: quarters end busily. @param fiscalStart 1 for January */
export const monthOfQuarter = (month: MonthNumber, fiscalStart: number): number =>
  (((month - (fiscalStart - 1)) % 3) + 3) % 3

/** Sets what passes with time: of the first day of a span, for all of it. */
export function setPassing(
  levels: Levels,
  band: number,
  month: MonthNumber,
  closeMonth: MonthNumber | null,
  fiscalStart: number,
): void {
  const part = monthOfQuarter(month, fiscalStart)
  levels[0] = band
  levels[1] = part
  levels[2] = part * mostBands + band
  levels[3] = dueIn(closeMonth, month)
}

/** Numbers for the levels that have names. */
export class LevelNumbers {
  readonly #numbers: readonly Map<string, number>[] = factors.map(() => new Map())

  /** Of a deal in a state, as seen from a time before the span; names never met get a number when `learning`. */
  standing(deal: DealPast, state: DealState, bands: Bands, seen: string, learning: boolean): Levels {
    const levels = new Int32Array(factors.length)
    const set = (place: number, name: string) => {
      const numbers = this.#numbers[place] ?? new Map()
      let number = numbers.get(name)
      if (number === undefined && learning) {
        number = numbers.size
        numbers.set(name, number)
      }
      levels[place] = number ?? -1
    }
    set(4, `${state.stage} ${seen}`)
    levels[5] = state.amount === null ? 0 : 1 + bandOf(bands.amounts, state.amount)
    set(6, deal.source ?? '')
    set(7, deal.product ?? '')
    set(8, state.team ?? '')
    set(9, state.person ?? '')
    return levels
  }

  /** How many levels a factor has. */
  count(place: number): number {
    return [mostBands, 3, 3 * mostBands, dues.length, 0, 6][place] || (this.#numbers[place]?.size ?? 0)
  }

  numberOf(factor: Factor, name: string): number {
    return this.#numbers[factors.indexOf(factor)]?.get(name) ?? -1
  }
}
