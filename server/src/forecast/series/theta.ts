import { line, stepsAhead } from './numbers.ts'
import type { Outlook } from './question.ts'
import { seasonallyAdjusted } from './seasonality.ts'
import { fitSmoothing } from './smoothing.ts'

/**
 * The theta method (Assimakopoulos & Nikolopoulos 2000), the best of the M3 competition: simple exponential smoothing with
 * half the slope of the line through the values (Hyndman & Billah 2003), on values without their season; as R's `thetaf`.
 * @returns undefined where the values are too few
 */
export function thetaOutlook(values: readonly number[], period: number, horizon: number): Outlook | undefined {
  return seasonallyAdjusted(values, period, (plain) => {
    const smoothing = fitSmoothing(plain, 1, { error: 'additive', trend: 'none', season: 'none' })
    if (!smoothing) return undefined
    const { alpha } = smoothing.weights
    const drift = line(plain).slope / 2
    const since = (1 - (1 - alpha) ** plain.length) / alpha
    const error = Math.sqrt(smoothing.squares / (plain.length - 2))
    return {
      mean: stepsAhead(horizon, (step) => smoothing.end.level + drift * (step - 1 + since)),
      spread: stepsAhead(horizon, (step) => error * Math.sqrt((step - 1) * alpha ** 2 + 1)),
    }
  })
}
