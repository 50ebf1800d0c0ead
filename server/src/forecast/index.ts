import type { Slice } from '../kernel/kernel.ts'
import { forecastEndpoints } from './forecast-endpoints.sql.ts'
import { keepBeliefs } from './keep-beliefs.job.ts'

export { forecastFor } from './forecast-for.sql.ts'
export { forecastLines } from './forecast-lines.ts'

/** What the coming months are expected to bring, learned from the past of all deals. */
export const forecast: Slice = { endpoints: forecastEndpoints, schedules: [keepBeliefs] }
