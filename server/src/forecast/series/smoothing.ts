import { decompose, deseasonalised } from './decompose.ts'
import { minimise } from './nelder-mead.ts'
import { line, mean, stepsAhead, sum } from './numbers.ts'
import type { Outlook } from './question.ts'
import {
  runSmoothing,
  type SmoothingModel,
  type SmoothingRun,
  type SmoothingState,
  type SmoothingWeights,
} from './smoothing-model.ts'

export interface Smoothing extends SmoothingRun {
  readonly model: SmoothingModel
  readonly weights: SmoothingWeights
  readonly values: readonly number[]
  /** Akaike's information criterion, corrected for few values (Hurvich & Tsai 1989): the least is the best model. */
  readonly aicc: number
}

/**
 * Fits a model by the greatest likelihood, weights and first state alike, from the start that R's `ets` takes.
 * @returns undefined where the values are too few for the model
 */
export function fitSmoothing(values: readonly number[], period: number, model: SmoothingModel): Smoothing | undefined {
  const start = startOf(values, period, model)
  const parameters = start.length + 1
  if (start.length >= values.length - 1 || values.length - parameters - 1 <= 0) return undefined
  const tried = (point: readonly number[]) => {
    const { weights, state } = partsOf(point, period, model)
    return isAllowed(weights, state, model) ? runSmoothing(model, weights, state, values).deviance : Infinity
  }
  const { weights, state } = partsOf(minimise(tried, start), period, model)
  const ran = runSmoothing(model, weights, state, values)
  const correction = (2 * parameters * (parameters + 1)) / (values.length - parameters - 1)
  const aicc = ran.deviance + 2 * parameters + correction
  return Number.isFinite(aicc) ? { ...ran, model, weights, values, aicc } : undefined
}

/** Intervals by the variance of the linear form (Hyndman et al. 2008, table 6.1); of relative errors in proportion to the mean. */
export function smoothingOutlook({ model, weights, values, end, squares }: Smoothing, horizon: number): Outlook {
  const { alpha, beta, gamma, phi } = weights
  const period = end.season.length
  const slopes = (step: number) => sum(stepsAhead(step, (each) => phi ** each))
  const average = stepsAhead(horizon, (step) => {
    const base = end.level + slopes(step) * end.slope
    const part = period === 0 ? 0 : (end.season[(values.length + step - 1) % period] ?? 0)
    return model.season === 'multiplicative' ? base * part : base + part
  })
  const parameters = 1 + (model.trend === 'none' ? 1 : 2) + (model.trend === 'damped' ? 1 : 0) + period
  const error = Math.sqrt(squares / Math.max(1, values.length - parameters))
  let variance = 1
  const spread = average.map((value, index) => {
    const seasonal = period > 0 && index % period === 0 ? gamma : 0
    if (index > 0) variance += (alpha + beta * slopes(index) + seasonal) ** 2
    return error * Math.sqrt(variance) * (model.error === 'relative' ? Math.abs(value) : 1)
  })
  return { mean: average, spread }
}

const least = 1e-4
const most = 1 - least
const phiRange = [0.8, 0.98] as const

/** Weights first, then level, slope and all parts of the season but its first, which follows from the others. */
function startOf(values: readonly number[], period: number, model: SmoothingModel): readonly number[] {
  const state = firstState(values, period, model)
  const seasonal = model.season !== 'none'
  const alpha = least + (0.2 * (most - least)) / (seasonal ? period : 1)
  const [low, high] = phiRange
  return [
    alpha,
    ...(model.trend === 'none' ? [] : [least + 0.1 * (alpha - least)]),
    ...(seasonal ? [least + 0.05 * (1 - alpha - least)] : []),
    ...(model.trend === 'damped' ? [low + 0.99 * (high - low)] : []),
    state.level,
    ...(model.trend === 'none' ? [] : [state.slope]),
    ...state.season.slice(1),
  ]
}

function firstState(values: readonly number[], period: number, model: SmoothingModel): SmoothingState {
  const { trend, season: kind } = model
  const parts = kind === 'none' ? [] : decompose(values, period, kind).season
  const season = kind === 'multiplicative' ? parts.map((part) => Math.max(0.01, part)) : parts
  const adjusted = kind === 'none' ? values : deseasonalised(values, season, kind)
  const first = adjusted.slice(0, Math.max(10, 2 * period))
  const { start, slope } = line(first)
  const straight = trend !== 'none'
  return { level: straight ? start - slope : mean(first), slope: straight ? slope : 0, season }
}

function partsOf(point: readonly number[], period: number, { trend, season }: SmoothingModel) {
  let at = 0
  const next = (has: boolean, otherwise = 0) => (has ? (point[at++] ?? 0) : otherwise)
  const weights: SmoothingWeights = {
    alpha: next(true),
    beta: next(trend !== 'none'),
    gamma: next(season !== 'none'),
    phi: next(trend === 'damped', 1),
  }
  const level = next(true)
  const slope = next(trend !== 'none')
  const rest = season === 'none' ? [] : point.slice(at)
  const whole = season === 'multiplicative' ? period : 0
  const state: SmoothingState = { level, slope, season: season === 'none' ? [] : [whole - sum(rest), ...rest] }
  return { weights, state }
}

/** The usual ranges: no part follows the errors faster than the level, and no part of a season is below nothing. */
function isAllowed(
  { alpha, beta, gamma, phi }: SmoothingWeights,
  state: SmoothingState,
  model: SmoothingModel,
): boolean {
  if (!isBetween(alpha, least, most)) return false
  if (model.trend !== 'none' && !isBetween(beta, least, alpha)) return false
  if (model.season !== 'none' && !isBetween(gamma, least, Math.min(most, 1 - alpha))) return false
  if (model.trend === 'damped' && !isBetween(phi, ...phiRange)) return false
  return model.season !== 'multiplicative' || state.season.every((part) => part >= 0)
}

const isBetween = (value: number, low: number, high: number) => value >= low && value <= high
