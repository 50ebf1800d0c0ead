import { decompose, type SeasonKind } from './decompose.ts'
import { minimise } from './nelder-mead.ts'
import { line, stepsAhead } from './numbers.ts'
import type { Outlook } from './question.ts'

/** How fast level, slope and season follow the values, each from 0 (never) to 1 (at once). */
interface Weights {
  readonly alpha: number
  readonly beta: number
  readonly gamma: number
}

interface State {
  readonly level: number
  /** Of the level, a step. */
  readonly slope: number
  /** By the phase of the first value. */
  readonly season: readonly number[]
}

export interface HoltWinters extends Weights {
  readonly kind: SeasonKind
  readonly values: readonly number[]
  readonly end: State
  /** Sum of the squared errors a step ahead, from the second season on. */
  readonly sse: number
}

/**
 * Exponential smoothing of level, slope and season (Holt 1957, Winters 1960), as R's `HoltWinters` fits it: start values by
 * decomposition of the first two seasons, weights by the least sum of squared errors a step ahead.
 * @param values two seasons at least; of a multiplicative season all positive
 */
export function fitHoltWinters(values: readonly number[], period: number, kind: SeasonKind): HoltWinters {
  const start = startOf(values, period, kind)
  const sseOf = (point: readonly number[]) =>
    point.some((weight) => weight < 0 || weight > 1) ? Infinity : run(weightsOf(point), start, values, kind).sse
  const weights = weightsOf(minimiseWithin(sseOf, [0.3, 0.1, 0.1]))
  return { kind, values, ...weights, ...run(weights, start, values, kind) }
}

/** Intervals grow as of the state space form (Hyndman et al. 2008, table 6.1), for a multiplicative season by the level. */
export function holtWintersOutlook(fitted: HoltWinters, horizon: number): Outlook {
  const { alpha, beta, gamma, kind, values, end } = fitted
  const period = end.season.length
  const mean = stepsAhead(horizon, (step) =>
    joined(end.level + step * end.slope, end.season[(values.length + step - 1) % period] ?? 0, kind),
  )
  const degrees = Math.max(1, values.length - period - 3)
  const error = Math.sqrt(fitted.sse / degrees)
  const response = (step: number) => alpha * (1 + step * beta) + (step % period === 0 ? gamma * (1 - alpha) : 0)
  let variance = 1
  const spread = mean.map((value, index) => {
    if (index > 0) variance += response(index) ** 2
    const growth = kind === 'multiplicative' ? Math.abs(value / (end.level || 1)) : 1
    return error * Math.max(1, growth) * Math.sqrt(variance)
  })
  return { mean, spread }
}

/** Level and slope are of the moving average of the two seasons, as R has them. */
function startOf(values: readonly number[], period: number, kind: SeasonKind): State {
  const { season, trend } = decompose(values.slice(0, 2 * period), period, kind)
  const { start, slope } = line(trend)
  return { level: start - slope, slope, season }
}

function run(weights: Weights, start: State, values: readonly number[], kind: SeasonKind): { end: State; sse: number } {
  const { alpha, beta, gamma } = weights
  const season = [...start.season]
  const period = season.length
  let { level, slope } = start
  let sse = 0
  for (let at = period; at < values.length; at += 1) {
    const value = values[at] ?? 0
    const part = season[at % period] ?? 0
    const expected = level + slope
    sse += (value - joined(expected, part, kind)) ** 2
    const before = level
    level = alpha * apart(value, part, kind) + (1 - alpha) * expected
    slope = beta * (level - before) + (1 - beta) * slope
    season[at % period] = gamma * apart(value, level, kind) + (1 - gamma) * part
  }
  return { end: { level, slope, season }, sse }
}

const joined = (level: number, part: number, kind: SeasonKind) => (kind === 'additive' ? level + part : level * part)
const apart = (value: number, part: number, kind: SeasonKind) => (kind === 'additive' ? value - part : value / part)

function weightsOf([alpha = 0, beta = 0, gamma = 0]: readonly number[]): Weights {
  return { alpha, beta, gamma }
}

/** Downhill again from where it came to rest, since at a border of the allowed the first way may stop too early. */
function minimiseWithin(objective: (point: readonly number[]) => number, start: readonly number[]): readonly number[] {
  return [1, 2, 3].reduce<readonly number[]>((point) => minimise(objective, point, 600), start)
}
