import { chooseSmoothing } from './choose.ts'
import { combined } from './combination.ts'
import { dampedTrendOutlook } from './damped-trend.ts'
import { fitHoltWinters, holtWintersOutlook } from './holt-winters.ts'
import { interval } from './intervals.ts'
import type { Outlook, SeriesForecast, SeriesMethod, SeriesQuestion } from './question.ts'
import { seasonalNaiveOutlook } from './seasonal-naive.ts'
import { smoothingOutlook } from './smoothing.ts'
import { thetaOutlook } from './theta.ts'

type Found = { readonly method: SeriesMethod; readonly outlook: Outlook }

/**
 * Answers one question by one method after the other; what several need is fitted once. A method for which the values are
 * too few or of the wrong sign gives way: a multiplicative season to an additive one, a season to a damped trend, all to
 * the seasonal naive. Nothing is foreseen below zero of values that never were.
 * @example forecaster({ values: sales, period: 12, horizon: 3 })('theta').mean //=> [410, 385, 402]
 */
export function forecaster({ values, period, horizon, level = 0.8 }: SeriesQuestion) {
  const unit = unitOf(values)
  const scaled = values.map((value) => value / unit)
  const known = new Map<SeriesMethod, Found>()

  const find = (method: SeriesMethod): Found => {
    const before = known.get(method)
    if (before) return before
    const outlook = outlookBy(method)
    const found = outlook && isUsable(outlook) ? { method, outlook } : find(fallbacks[method])
    known.set(method, found)
    return found
  }

  const outlookBy = (method: SeriesMethod): Outlook | undefined => {
    switch (method) {
      case 'seasonalNaive':
        return seasonalNaiveOutlook(scaled, period, horizon)
      case 'theta':
        return thetaOutlook(scaled, period, horizon)
      case 'dampedTrend':
        return dampedTrendOutlook(scaled, period, horizon)
      case 'exponentialSmoothing': {
        const chosen = chooseSmoothing(scaled, period)
        return chosen && smoothingOutlook(chosen, horizon)
      }
      case 'holtWintersAdditive':
        return canHoltWinters(scaled, period)
          ? holtWintersOutlook(fitHoltWinters(scaled, period, 'additive'), horizon)
          : undefined
      case 'holtWintersMultiplicative':
        return canHoltWinters(scaled, period) && scaled.every((value) => value > 0)
          ? holtWintersOutlook(fitHoltWinters(scaled, period, 'multiplicative'), horizon)
          : undefined
      case 'combination': {
        const found = members.map(find).filter((each, index) => each.method === members[index])
        return found.length > 1 ? combined(found.map(({ outlook }) => outlook)) : undefined
      }
    }
  }

  return (method: SeriesMethod): SeriesForecast => {
    const { method: used, outlook } = find(method)
    const { lower, upper } = interval(outlook, level)
    const least = values.every((value) => value >= 0) ? 0 : -Number.MAX_VALUE
    const back = (list: readonly number[]) =>
      list.map((value) => Math.min(Number.MAX_VALUE, Math.max(least, value * unit)))
    return { method: used, mean: back(outlook.mean), lower: back(lower), upper: back(upper) }
  }
}

/** Methods of different kinds, so that one's mistakes are seldom the others'. */
const members = ['exponentialSmoothing', 'theta', 'dampedTrend'] as const

const fallbacks: Readonly<Record<SeriesMethod, SeriesMethod>> = {
  combination: 'theta',
  exponentialSmoothing: 'seasonalNaive',
  theta: 'seasonalNaive',
  dampedTrend: 'theta',
  holtWintersMultiplicative: 'holtWintersAdditive',
  holtWintersAdditive: 'dampedTrend',
  seasonalNaive: 'seasonalNaive',
}

const canHoltWinters = (values: readonly number[], period: number) => period > 1 && values.length >= 2 * period

const isUsable = ({ mean, spread }: Outlook) => [...mean, ...spread].every(Number.isFinite)

/**
 * Values so large or small that their squares would leave the numbers are told in another unit. All others stay as they are:
 * where R's optimiser of exponential smoothing comes to rest depends on the unit, and it is to come to rest where R's does.
 */
function unitOf(values: readonly number[]): number {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  return largest > 1e12 || (largest > 0 && largest < 1e-6) ? 2 ** Math.floor(Math.log2(largest)) : 1
}
