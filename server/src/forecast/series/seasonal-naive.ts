import { mean, stepsAhead } from './numbers.ts'
import type { Outlook } from './question.ts'

/**
 * What was a season ago comes again: the yardstick of every other method (Hyndman & Athanasopoulos 2021, 5.2). With less
 * than a season of values the last one comes again.
 */
export function seasonalNaiveOutlook(values: readonly number[], period: number, horizon: number): Outlook {
  const lag = values.length >= period ? period : 1
  const last = values.slice(-lag)
  const errors = values.slice(lag).map((value, index) => (value - (values[index] ?? 0)) ** 2)
  // Of a single season nothing tells how far the next may be off: as far as the season's own values are apart.
  const error = errors.length > 0 ? Math.sqrt(mean(errors)) : Math.sqrt(mean(last.map((value) => value ** 2)))
  return {
    mean: stepsAhead(horizon, (step) => last[(step - 1) % lag] ?? 0),
    spread: stepsAhead(horizon, (step) => error * Math.sqrt(Math.ceil(step / lag))),
  }
}
