import { fitSmoothing, type Smoothing } from './smoothing.ts'
import type { SmoothingModel } from './smoothing-model.ts'

/**
 * The model of exponential smoothing with the least AICc (Hyndman, Koehler, Snyder & Grose 2002). Left out are those whose
 * variance is not finite: additive errors with a multiplicative season.
 * @returns undefined where no model fits so few or so even values
 */
export function chooseSmoothing(values: readonly number[], period: number): Smoothing | undefined {
  const positive = values.every((value) => value > 0)
  return models(positive, period > 1 && values.length >= 2 * period)
    .map((model) => fitSmoothing(values, period, model))
    .reduce((best, each) => (each && !(best && best.aicc <= each.aicc) ? each : best), undefined)
}

function models(positive: boolean, seasonal: boolean): readonly SmoothingModel[] {
  const errors = positive ? (['additive', 'relative'] as const) : (['additive'] as const)
  const seasons = seasonal ? (['none', 'additive', 'multiplicative'] as const) : (['none'] as const)
  return errors.flatMap((error) =>
    seasons
      .filter((season) => season !== 'multiplicative' || error === 'relative')
      .flatMap((season) => (['none', 'straight', 'damped'] as const).map((trend) => ({ error, trend, season }))),
  )
}
