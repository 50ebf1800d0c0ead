import { expect, test } from 'vitest'
import { expectWithin, referenceSeries } from '../../../test/series-reference.ts'
import { fitHoltWinters, holtWintersOutlook } from './holt-winters.ts'

const reference = referenceSeries()
const fits = reference.flatMap(({ series, frequency, h, train, ...results }) =>
  (['additive', 'multiplicative'] as const).map((kind) => ({
    name: `${kind} of ${series}`,
    fitted: fitHoltWinters(train, frequency, kind),
    h,
    expected: results[`HoltWinters_${kind}`],
  })),
)

test.each(fits)("$name has R's weights, errors and forecasts within one per cent", ({ fitted, h, expected }) => {
  expectWithin(0.01, [fitted.alpha, fitted.beta, fitted.gamma], [expected.alpha, expected.beta, expected.gamma])
  expect(fitted.sse).toBeLessThan(expected.SSE * 1.0001)
  expectWithin(0.01, holtWintersOutlook(fitted, h).mean, expected.forecast)
})

test.runIf(reference.length > 0)("the example of R's manual comes out within one per cent", () => {
  const passengers = reference.find(({ series }) => series.startsWith('AirPassengers'))
  const fitted = fitHoltWinters([...(passengers?.train ?? []), ...(passengers?.test ?? [])], 12, 'multiplicative')
  expectWithin(0.01, [fitted.alpha, fitted.beta, fitted.gamma], [0.2755924747, 0.03269295273, 0.8707292223])
  expectWithin(0.01, [fitted.end.level, fitted.end.slope, fitted.sse], [469.3232206, 3.02153914, 16570.77787])
})

test('a season around a level goes on as it is', () => {
  const season = [5, -3, -4, 2]
  const value = (at: number) => 10 + (season[at % 4] ?? 0)
  const fitted = fitHoltWinters(
    Array.from({ length: 24 }, (_, at) => value(at)),
    4,
    'additive',
  )
  expect(fitted.sse).toBeCloseTo(0, 9)
  holtWintersOutlook(fitted, 6).mean.forEach((mean, index) => {
    expect(mean).toBeCloseTo(value(24 + index), 6)
  })
})
