import type { Outlook } from './question.ts'
import { seasonallyAdjusted } from './seasonality.ts'
import { fitSmoothing, smoothingOutlook } from './smoothing.ts'

/**
 * Exponential smoothing with a trend that dies away (Gardner & McKenzie 1985), on values without their season, as DAMPEN of
 * the M3 competition.
 * @returns undefined where the values are too few
 */
export function dampedTrendOutlook(values: readonly number[], period: number, horizon: number): Outlook | undefined {
  return seasonallyAdjusted(values, period, (plain) => {
    const smoothing = fitSmoothing(plain, 1, { error: 'additive', trend: 'damped', season: 'none' })
    return smoothing && smoothingOutlook(smoothing, horizon)
  })
}
