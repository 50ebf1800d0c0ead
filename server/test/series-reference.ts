import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { expect } from 'vitest'
import { referencePath } from '../../packages/model/test/reference-data.ts'

interface Fitted {
  readonly alpha: number
  readonly beta: number
  readonly gamma: number
  readonly SSE: number
  readonly forecast: readonly number[]
}

/** A series with what R makes of it. */
export interface ReferenceSeries {
  readonly series: string
  readonly frequency: number
  readonly h: number
  readonly train: readonly number[]
  readonly test: readonly number[]
  readonly HoltWinters_additive: Fitted
  readonly HoltWinters_multiplicative: Fitted
  readonly ets: { readonly model: string; readonly AICc: number; readonly forecast: readonly number[] }
  readonly theta: { readonly forecast: readonly number[] }
  readonly snaive: { readonly forecast: readonly number[] }
}

/** None where the reference data is not there. */
export function referenceSeries(): readonly ReferenceSeries[] {
  const path = referencePath('06-forecast/r_reference_forecasts.json')
  return path ? JSON.parse(readFileSync(path, 'utf8')).series : []
}

/** Monthly series of the M3 competition with the 18 months that followed; none where the reference data is not there. */
export function competitionSeries(): readonly {
  readonly history: readonly number[]
  readonly future: readonly number[]
}[] {
  const path = referencePath('06-forecast/m3_monthly_odd.csv.gz')
  if (!path) return []
  const [, ...lines] = gunzipSync(readFileSync(path)).toString('utf8').trimEnd().split('\n')
  return lines.map((line) => {
    const [history = '', future = ''] = line.split(',').slice(-2)
    return { history: history.split(' ').map(Number), future: future.split(' ').map(Number) }
  })
}

/** Each number differs from its wanted one by no more than the share. */
export function expectWithin(share: number, got: readonly number[], wanted: readonly number[]): void {
  expect(got).toHaveLength(wanted.length)
  const off = got.map((value, index) => Math.abs(value / (wanted[index] ?? Number.NaN) - 1))
  expect(Math.max(...off)).toBeLessThanOrEqual(share)
}
