import { mean } from './numbers.ts'

export type SeasonKind = 'additive' | 'multiplicative'

export interface Decomposition {
  /** One for each step of the season, the first belongs to the first value; mean 0 (additive) or 1 (multiplicative). */
  readonly season: readonly number[]
  /** Of the values where a whole season lies around them: the first belongs to the value `period / 2` (rounded down). */
  readonly trend: readonly number[]
}

/**
 * Classical decomposition by the centred moving average of one season (Persons 1919; as R's `decompose`).
 * @param values two seasons at least
 * @param period steps of a season, 2 at least
 */
export function decompose(values: readonly number[], period: number, kind: SeasonKind): Decomposition {
  const trend = centredAverage(values, period)
  const half = Math.floor(period / 2)
  const detrended = trend.map((level, index) => without(values[index + half] ?? 0, level, kind))
  const raw = Array.from({ length: period }, (_, phase) =>
    mean(detrended.filter((_, index) => (index + half) % period === phase)),
  )
  const centre = mean(raw)
  return { season: raw.map((value) => (kind === 'additive' ? value - centre : value / (centre || 1))), trend }
}

/** The values without what the season adds or multiplies. */
export function deseasonalised(values: readonly number[], season: readonly number[], kind: SeasonKind): number[] {
  return values.map((value, at) => without(value, season[at % season.length] ?? 0, kind))
}

function without(value: number, part: number, kind: SeasonKind): number {
  if (kind === 'additive') return value - part
  return part === 0 ? 1 : value / part
}

/** Over an even season both ends count half, so that the average stands on a value. */
function centredAverage(values: readonly number[], period: number): readonly number[] {
  const half = Math.floor(period / 2)
  const end = period % 2 === 0 ? 0.5 : 1
  const centres = Math.max(0, values.length - 2 * half)
  return Array.from({ length: centres }, (_, first) => {
    const window = values.slice(first, first + 2 * half + 1)
    const ends = (window[0] ?? 0) + (window.at(-1) ?? 0)
    return (window.slice(1, -1).reduce((total, value) => total + value, 0) + end * ends) / period
  })
}
