import { decompose, deseasonalised, type SeasonKind } from './decompose.ts'
import { mean, sum } from './numbers.ts'
import type { Outlook } from './question.ts'

/**
 * Foresees values without their season, where they clearly have one, and gives the season back to what comes (as NAIVE2,
 * DAMPEN and THETA of the M3 competition do). It multiplies where all values are positive, otherwise it adds.
 */
export function seasonallyAdjusted(
  values: readonly number[],
  period: number,
  foresee: (plain: readonly number[]) => Outlook | undefined,
): Outlook | undefined {
  const season = seasonOf(values, period)
  if (!season) return inOwnUnit(values, foresee)
  const { kind, parts } = season
  const plain = inOwnUnit(deseasonalised(values, parts, kind), foresee)
  const part = (index: number) => parts[(values.length + index) % parts.length] ?? 0
  if (kind === 'additive') return plain && { ...plain, mean: plain.mean.map((value, index) => value + part(index)) }
  const times = (list: readonly number[]) => list.map((value, index) => value * part(index))
  return plain && { mean: times(plain.mean), spread: times(plain.spread) }
}

/** Told in thousandths of their mean size, so that what is foreseen in cents is what is foreseen in euros. */
function inOwnUnit(values: readonly number[], foresee: (plain: readonly number[]) => Outlook | undefined) {
  const unit = mean(values.map(Math.abs)) / 1000 || 1
  const outlook = foresee(values.map((value) => value / unit))
  const back = (list: readonly number[]) => list.map((value) => value * unit)
  return outlook && { mean: back(outlook.mean), spread: back(outlook.spread) }
}

function seasonOf(values: readonly number[], period: number) {
  if (!isSeasonal(values, period)) return undefined
  const kind: SeasonKind = values.every((value) => value > 0) ? 'multiplicative' : 'additive'
  const parts = decompose(values, period, kind).season
  const vanishes = kind === 'multiplicative' && parts.some((part) => part < 1e-10)
  return vanishes ? undefined : { kind, parts }
}

/**
 * Whether values a season apart go together more than chance has it, at 90 %: the autocorrelation against its error by
 * Bartlett (1946), as in the M3 competition (Makridakis & Hibon 2000). Asks for more than two seasons.
 */
export function isSeasonal(values: readonly number[], period: number): boolean {
  if (period <= 1 || values.length <= 2 * period) return false
  const average = mean(values)
  const variance = sum(values.map((value) => (value - average) ** 2))
  if (variance === 0) return false
  const correlations = Array.from({ length: period }, (_, index) => {
    const later = values.slice(index + 1)
    return sum(later.map((value, at) => (value - average) * ((values[at] ?? 0) - average))) / variance
  })
  const before = sum(correlations.slice(0, -1).map((each) => each ** 2))
  return Math.abs(correlations.at(-1) ?? 0) > 1.645 * Math.sqrt((1 + 2 * before) / values.length)
}
