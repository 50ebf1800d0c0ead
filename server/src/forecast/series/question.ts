/** One series, oldest first, at even steps, of finite numbers. */
export interface SeriesQuestion {
  readonly values: readonly number[]
  /** Steps of a season: 12 for months; 1: none. */
  readonly period: number
  /** Steps ahead. */
  readonly horizon: number
  /** Share of outcomes that the interval is to hold, 0.8 unless told. */
  readonly level?: number
}

export type SeriesMethod =
  | 'seasonalNaive'
  | 'holtWintersAdditive'
  | 'holtWintersMultiplicative'
  | 'exponentialSmoothing'
  | 'dampedTrend'
  | 'theta'
  | 'combination'

/** Each list has one number a step ahead, the nearest first; lower ≤ mean ≤ upper. */
export interface SeriesForecast {
  /** What was used in the end: a short series falls back. */
  readonly method: SeriesMethod
  readonly mean: readonly number[]
  readonly lower: readonly number[]
  readonly upper: readonly number[]
}

/** What a method believes before an interval is made of it, both lists a step ahead each. */
export interface Outlook {
  readonly mean: readonly number[]
  /** Standard deviation of the error. */
  readonly spread: readonly number[]
}
