/** Mean of the values; 0 of none. */
export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : sum(values) / values.length
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

/** Least squares line through the values at 0, 1, 2 …; flat through a single one. */
export function line(values: readonly number[]): { readonly start: number; readonly slope: number } {
  const middle = (values.length - 1) / 2
  const average = mean(values)
  const spread = sum(values.map((_, at) => (at - middle) ** 2))
  const slope = spread === 0 ? 0 : sum(values.map((value, at) => (at - middle) * (value - average))) / spread
  return { start: average - slope * middle, slope }
}

/** The steps ahead, 1 to the horizon, each by the function. */
export function stepsAhead(horizon: number, at: (step: number) => number): readonly number[] {
  return Array.from({ length: horizon }, (_, index) => at(index + 1))
}
