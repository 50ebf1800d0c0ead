import { forecaster } from './forecaster.ts'
import type { SeriesForecast, SeriesMethod, SeriesQuestion } from './question.ts'

export type { SeriesForecast, SeriesMethod, SeriesQuestion } from './question.ts'
export { forecaster }

/**
 * How a series goes on, by the mean of theta, damped trend and the exponential smoothing with the least AICc: the best of what
 * was compared (docs/decisions/0031). Never throws: of no values it foresees nothing but zeros, of few the last one again.
 * @example forecastSeries({ values: [], period: 12, horizon: 1 }) //=> { method: 'seasonalNaive', mean: [0], lower: [0], upper: [0] }
 */
export function forecastSeries(question: SeriesQuestion): SeriesForecast {
  return forecaster(question)('combination')
}

/** How a series goes on by the method, or by what it falls back to. */
export function forecastBy(method: SeriesMethod, question: SeriesQuestion): SeriesForecast {
  return forecaster(question)(method)
}
