import type { ForecastCalibration, ForecastCalibrations } from '@tendero/model'
import type { Caller } from '../kernel/caller.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { ForecastQuery } from './forecast-query.ts'
import { type Calibration, calibrations } from './learned/calibration.ts'
import { seenForecast } from './read-forecast.sql.ts'

/**
 * How what people say came out until now: of everybody together, and of those whose deals the caller may see.
 * @throws Failure 403, 422 as the forecast itself
 */
export async function forecastCalibrations(
  kernel: Kernel,
  caller: Caller,
  query: ForecastQuery,
): Promise<ForecastCalibrations> {
  const { known, sees, title } = await seenForecast(kernel, caller, query)
  const { learned, outlook } = known.views
  const { all, people } = calibrations(known.deals, outlook.amounts, learned.slips)
  const told = ({ person, team, ...rest }: Calibration): ForecastCalibration => ({
    id: person,
    title: person && title(person),
    team: team && title(team),
    ...rest,
  })
  return {
    asOf: known.asOf,
    all: told(all),
    people: people
      .filter((one) => (sees ? sees(one) : true))
      .map(told)
      .sort((a, b) => b.wins.closed - a.wins.closed),
  }
}
