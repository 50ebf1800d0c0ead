/** How a forecast of a month came out; minor units of the base currency. */
export interface Outcome {
  readonly actual: number
  /** What the deals told, and what the months before told; null: nothing. */
  readonly pipeline: number
  readonly series: number | null
  readonly forecast: number
}

/** How far each way of telling is off, as a share: of what came or was told, whichever is more. */
export interface Skill {
  /** Forecasts of past months that it is learned from. */
  readonly tries: number
  readonly pipelineError: number
  readonly seriesError: number
  readonly error: number
}

/** What is thought of an error before anything was tried, and as many tries it counts. */
const usual = { error: 0.2, tries: 2 }
/** How far off a forecast is thought to be where none was ever tried. */
const untried = 0.4

export function skillOf(outcomes: readonly Outcome[]): Skill {
  const tried = outcomes.filter(({ series }) => series !== null)
  const errorOf = (told: (one: Outcome) => number) => {
    const squares = tried.reduce((sum, one) => sum + share(told(one), one.actual) ** 2, 0)
    return Math.sqrt((squares + usual.tries * usual.error ** 2) / (tried.length + usual.tries))
  }
  return {
    tries: tried.length,
    pipelineError: errorOf((one) => one.pipeline),
    seriesError: errorOf((one) => one.series ?? 0),
    error: tried.length === 0 ? untried : errorOf((one) => one.forecast),
  }
}

const share = (told: number, came: number) => (told === came ? 0 : Math.abs(told - came) / Math.max(told, came))

/** Both, each the more the less it was off (Bates and Granger 1969). */
export function combined(pipeline: number, series: number | null, { pipelineError, seriesError }: Skill): number {
  if (series === null) return pipeline
  const trust = seriesError ** 2 / (pipelineError ** 2 + seriesError ** 2)
  return trust * pipeline + (1 - trust) * series
}
