import type { Forecast } from '@tendero/model'
import type { Caller } from '../kernel/caller.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { inSlices } from '../platform/in-slices.ts'
import type { ForecastQuery } from './forecast-query.ts'
import { makeForecast } from './make-forecast.ts'
import { seenForecast } from './read-forecast.sql.ts'

/**
 * The forecast as a caller may see it: learned from all deals of the workspace, told of those that are theirs to read.
 * @throws Failure 403 for who may not read deals or one of the fields that it tells of, 422 for a day to come
 */
export async function forecastFor(kernel: Kernel, caller: Caller, query: ForecastQuery): Promise<Forecast> {
  return inSlices(makeForecast(await seenForecast(kernel, caller, query)))
}
