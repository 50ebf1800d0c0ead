import { forecaster, type SeriesForecast, type SeriesMethod } from '../../server/src/forecast/series/index.ts'
import type { CompetitionSeries, Entry } from './competition.ts'

export interface Measured {
  readonly method: string
  /** Mean over the series of the mean over the months of 200 · |F − A| / (|F| + |A|). */
  readonly smape: number
  /** Share of the outcomes within the interval of 80 %. */
  readonly covered?: number
}

const methods: readonly SeriesMethod[] = [
  'seasonalNaive',
  'holtWintersAdditive',
  'holtWintersMultiplicative',
  'exponentialSmoothing',
  'dampedTrend',
  'theta',
  'combination',
]

/** Every method of ours over all series. */
export function measure(series: readonly CompetitionSeries[]): readonly Measured[] {
  const asked = series.map(({ history, future }) => ({
    by: forecaster({ values: history, period: 12, horizon: future.length }),
    future,
  }))
  return methods.map((method) => {
    const answers = asked.map(({ by, future }) => ({ forecast: by(method), future }))
    return {
      method,
      smape: rounded(average(answers.map(({ forecast, future }) => smape(forecast.mean, future)))),
      covered: rounded(average(answers.map(({ forecast, future }) => covered(forecast, future)))),
    }
  })
}

/** Every entrant over the series that are measured and that it has forecast. */
export function measurePublished(
  series: readonly CompetitionSeries[],
  published: readonly Entry[],
): readonly Measured[] {
  const futures = new Map(series.map(({ name, future }) => [name, future]))
  return [...new Set(published.map(({ method }) => method))].map((method) => {
    const errors = published.flatMap((entry) => {
      const future = entry.method === method ? futures.get(entry.name) : undefined
      return future ? [smape(entry.forecast, future)] : []
    })
    return { method, smape: rounded(average(errors)) }
  })
}

function smape(forecast: readonly number[], future: readonly number[]): number {
  return average(
    future.map((value, index) => {
      const expected = forecast[index] ?? 0
      const size = Math.abs(expected) + Math.abs(value)
      return size === 0 ? 0 : (200 * Math.abs(expected - value)) / size
    }),
  )
}

function covered({ lower, upper }: SeriesForecast, future: readonly number[]): number {
  const inside = future.map((value, index) => value >= (lower[index] ?? 0) && value <= (upper[index] ?? 0))
  return average(inside.map(Number))
}

function average(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / Math.max(1, values.length)
}

const rounded = (value: number) => Math.round(value * 1e4) / 1e4
