import { describe, expect, test } from 'vitest'
import { competitionSeries, expectWithin, referenceSeries } from '../../../test/series-reference.ts'
import { forecastBy, forecaster, forecastSeries, type SeriesMethod } from './index.ts'

const methods: readonly SeriesMethod[] = [
  'seasonalNaive',
  'holtWintersAdditive',
  'holtWintersMultiplicative',
  'exponentialSmoothing',
  'dampedTrend',
  'theta',
  'combination',
]

describe.each(referenceSeries())('of $series', ({ train, frequency: period, h: horizon, ets, theta, snaive }) => {
  test.each([
    ['exponentialSmoothing', ets.forecast],
    ['theta', theta.forecast],
    ['seasonalNaive', snaive.forecast],
  ] as const)("%s foresees what R's does within one per cent", (method, forecast) => {
    expectWithin(0.01, forecastBy(method, { values: train, period, horizon }).mean, forecast)
  })
})

describe('over the monthly series of the M3 competition', () => {
  const all = competitionSeries()
  // Exponential smoothing takes a while: `npm run bench:forecast` measures it over all.
  const some = all.filter((_, index) => index % 12 === 0)

  test.runIf(all.length > 0)('theta is as good as the one that won', () => {
    const errors = all.map(({ history, future }) =>
      smape(forecastBy('theta', { values: history, period: 12, horizon: 18 }).mean, future),
    )
    expect(errors).toHaveLength(714)
    expect(average(errors)).toBeLessThan(14.2)
  })

  test.runIf(all.length > 0)(
    'the default is better than a member is on average, and its interval holds four of five',
    () => {
      const answers = some.map(({ history, future }) => {
        const by = forecaster({ values: history, period: 12, horizon: 18 })
        const { mean, lower, upper } = by('combination')
        const hits = future.filter((value, index) => value >= (lower[index] ?? 0) && value <= (upper[index] ?? 0))
        const others = (['theta', 'dampedTrend', 'exponentialSmoothing'] as const).map((each) =>
          smape(by(each).mean, future),
        )
        return { error: smape(mean, future), others, covered: hits.length / future.length }
      })
      const error = average(answers.map((each) => each.error))
      expect(error).toBeLessThan(average(answers.flatMap(({ others }) => others)) - 0.2)
      const covered = average(answers.map((each) => each.covered))
      expect(covered).toBeGreaterThan(0.75)
      expect(covered).toBeLessThan(0.85)
    },
  )
})

describe('of few or even values', () => {
  test.each([
    [[], 0],
    [[7], 7],
    [[7, 9], 9],
    [[0, 0, 0], 0],
    [[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 0],
    [Array.from({ length: 40 }, () => 5), 5],
  ])('%j goes on as %d by every method', (values, expected) => {
    for (const method of methods)
      for (const mean of forecastBy(method, { values, period: 12, horizon: 3 }).mean)
        expect(mean).toBeCloseTo(expected, 6)
  })

  test('a single value says nothing of its spread: the interval is as wide as it is large', () => {
    const { lower, upper } = forecastSeries({ values: [100], period: 12, horizon: 1 })
    expect(lower).toEqual([0])
    expect(upper[0]).toBeCloseTo(228.2, 0)
  })

  test('what was used in the end is told', () => {
    const used = (method: SeriesMethod, length: number, from = 1) =>
      forecastBy(method, { values: made(length).map((value) => value - 100 + from * 100), period: 12, horizon: 1 })
        .method
    expect(used('combination', 3)).toBe('seasonalNaive')
    expect(used('combination', 5)).toBe('combination')
    expect(used('holtWintersAdditive', 23)).toBe('dampedTrend')
    expect(used('holtWintersAdditive', 24)).toBe('holtWintersAdditive')
    expect(used('holtWintersMultiplicative', 24)).toBe('holtWintersMultiplicative')
    expect(used('holtWintersMultiplicative', 24, 0)).toBe('holtWintersAdditive')
    expect(used('dampedTrend', 7)).toBe('theta')
  })

  test('a season is seen once it was there twice, and not before', () => {
    const season = Array.from({ length: 36 }, (_, at) => (at % 12 === 11 ? 300 : 100) + (at % 5))
    const december = (years: number) =>
      forecastSeries({ values: season.slice(0, 12 * years), period: 12, horizon: 12 }).mean[11] ?? 0
    expect(december(3)).toBeGreaterThan(280)
    expect(december(1)).toBeLessThan(200)
  })

  test('nothing is foreseen below zero of what never was, and of what was it is', () => {
    const falling = Array.from({ length: 30 }, (_, at) => 60 - 2 * at)
    const { mean, lower } = forecastBy('holtWintersAdditive', { values: falling, period: 12, horizon: 6 })
    expect(mean).not.toContain(-2)
    expect(Math.min(...lower)).toBe(0)
    const below = falling.map((value) => value - 10)
    expect(forecastBy('holtWintersAdditive', { values: below, period: 12, horizon: 6 }).mean[5]).toBeLessThan(-10)
  })
})

describe.each(methods)('%s', (method) => {
  const ask = (values: readonly number[], level?: number) =>
    forecastBy(method, { values, period: 12, horizon: 14, level })

  test('is finite, and its mean between its ends, for whatever finite values', () => {
    const sizes = [5e-324, 1e-300, 1e-7, 1, 1e6, 1e13, 1e150, 1.7e308]
    for (const length of [1, 2, 4, 5, 6, 9, 13, 24, 25, 40])
      for (const size of sizes)
        for (const lift of [0, 100]) {
          const values = made(length).map((value) => ((value - lift) / 300) * size)
          const { mean, lower, upper } = ask(values)
          expect(mean).toHaveLength(14)
          for (const [index, value] of mean.entries()) {
            expect([value, lower[index], upper[index]].every(Number.isFinite)).toBe(true)
            expect(lower[index]).toBeLessThanOrEqual(value)
            expect(upper[index]).toBeGreaterThanOrEqual(value)
          }
        }
  })

  test('is the same twice, and wider where more is to be held', () => {
    const values = made(40)
    expect(ask(values)).toEqual(ask(values))
    const [narrow, wide] = [ask(values, 0.5), ask(values, 0.95)]
    expect(wide.mean).toEqual(narrow.mean)
    for (const [index, upper] of wide.upper.entries()) expect(upper).toBeGreaterThan(narrow.upper[index] ?? Infinity)
  })

  test('foresees a hundred times as much of a hundred times as much', () => {
    // Exponential smoothing rests where R's does, and that depends a little on the unit.
    const share = method === 'exponentialSmoothing' || method === 'combination' ? 0.05 : 0.001
    const [cents, euros] = [ask(made(40).map((value) => value * 100)), ask(made(40))]
    expectWithin(
      share,
      cents.mean,
      euros.mean.map((value) => value * 100),
    )
  })
})

test.each(['seasonalNaive', 'holtWintersAdditive'] as const)(
  '%s foresees as much more as all values are more',
  (method) => {
    const ask = (lift: number) =>
      forecastBy(method, { values: made(40).map((value) => value + lift), period: 12, horizon: 14 })
    expectWithin(
      1e-3,
      ask(1000).mean,
      ask(0).mean.map((value) => value + 1000),
    )
  },
)

/** Like sales: around 100 with a season, a slope and a noise that is the same each time. */
function made(length: number): readonly number[] {
  let seed = 1
  return Array.from({ length }, (_, at) => {
    seed = (seed * 48271) % 2147483647
    return 100 + at + 30 * Math.sin((at * Math.PI) / 6) + (20 * seed) / 2147483647
  })
}

function smape(forecast: readonly number[], future: readonly number[]): number {
  return average(
    future.map((value, index) => {
      const expected = forecast[index] ?? 0
      return (200 * Math.abs(expected - value)) / (Math.abs(expected) + Math.abs(value))
    }),
  )
}

function average(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length
}
