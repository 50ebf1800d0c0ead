import type { ForecastWay } from '@tendero/model'
import type { Trial } from './backtest.ts'

/** How well forecasts of past months did. */
export interface Accuracy {
  readonly trials: number
  /** Σ|forecast − actual| / Σ actual. */
  readonly wape: number
  /** Σ(forecast − actual) / Σ actual: above 0, too much was promised. */
  readonly bias: number
  /** Mean absolute error by that of the naive forecast of the same months: below 1 is better (Hyndman and Koehler 2006). */
  readonly mase: number | null
}

/** Of a way of telling, where it told something; null when it never did or nothing came. */
export function accuracyOf(trials: readonly Trial[], way: ForecastWay): Accuracy | null {
  const told = trials.flatMap((trial) => {
    const value = trial[way]
    return value === null ? [] : [{ value, actual: trial.actual, naive: trial.naive }]
  })
  const actual = told.reduce((sum, one) => sum + one.actual, 0)
  if (actual <= 0) return null
  const comparable = told.filter((one) => one.naive !== null)
  const naiveError = comparable.reduce((sum, one) => sum + Math.abs((one.naive ?? 0) - one.actual), 0)
  const ownError = comparable.reduce((sum, one) => sum + Math.abs(one.value - one.actual), 0)
  return {
    trials: told.length,
    wape: told.reduce((sum, one) => sum + Math.abs(one.value - one.actual), 0) / actual,
    bias: told.reduce((sum, one) => sum + one.value - one.actual, 0) / actual,
    mase: naiveError > 0 ? ownError / naiveError : null,
  }
}

/** The share of months that came within the bounds; null before anything was tried. */
export function coverageOf(trials: readonly Trial[]): number | null {
  if (trials.length === 0) return null
  return trials.filter(({ actual, p10, p90 }) => p10 <= actual && actual <= p90).length / trials.length
}
