/**
 * A model of exponential smoothing by error, trend and season (Hyndman, Koehler, Snyder & Grose 2002; Hyndman, Koehler, Ord &
 * Snyder 2008, whose letters are beside).
 */
export interface SmoothingModel {
  /** A: of the same size always; M: in proportion to the value. */
  readonly error: 'additive' | 'relative'
  /** N, A, Ad: none, a straight one, or one that dies away. */
  readonly trend: 'none' | 'straight' | 'damped'
  /** N, A, M. */
  readonly season: 'none' | 'additive' | 'multiplicative'
}

/** How fast each part follows the errors; what a model has not is 0, an undamped trend has phi 1. */
export interface SmoothingWeights {
  readonly alpha: number
  readonly beta: number
  readonly gamma: number
  readonly phi: number
}

export interface SmoothingState {
  readonly level: number
  readonly slope: number
  /** By the phase of the first value; empty without a season. */
  readonly season: readonly number[]
}

export interface SmoothingRun {
  readonly end: SmoothingState
  /** Sum of the squared errors a step ahead, relative ones where the model's error is. */
  readonly squares: number
  /** Minus twice the logarithm of the likelihood, but for a constant; not finite where the model cannot be. */
  readonly deviance: number
}

/** Follows the values from a state on. */
export function runSmoothing(
  model: SmoothingModel,
  weights: SmoothingWeights,
  start: SmoothingState,
  values: readonly number[],
): SmoothingRun {
  const { alpha, gamma, phi } = weights
  const beta = weights.beta / alpha
  const season = [...start.season]
  const multiplied = model.season === 'multiplicative'
  const relative = model.error === 'relative'
  let { level, slope } = start
  let phase = 0
  let squares = 0
  // One logarithm for many factors: it is most of the time otherwise.
  let logarithms = 0
  let product = 1
  for (const value of values) {
    const part = season[phase] ?? 0
    const rise = phi * slope
    const base = level + rise
    const expected = multiplied ? base * part : base + part
    const error = relative ? (value - expected) / expected : value - expected
    squares += error * error
    if (relative) {
      product *= Math.abs(expected)
      if (product > 1e150 || product < 1e-150) {
        logarithms += Math.log(product)
        product = 1
      }
    }
    const before = level
    level = base + alpha * ((multiplied ? value / part : value - part) - base)
    slope = rise + beta * (level - before - rise)
    if (season.length > 0) {
      season[phase] = part + gamma * ((multiplied ? value / base : value - base) - part)
      phase = phase + 1 === season.length ? 0 : phase + 1
    }
  }
  // An exact fit is the best there is, not one without likelihood.
  const deviance = values.length * Math.log(Math.max(squares, Number.MIN_VALUE)) + 2 * (logarithms + Math.log(product))
  return { end: { level, slope, season }, squares, deviance }
}
