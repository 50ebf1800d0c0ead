import type { Slice } from '../kernel/kernel.ts'
import { forecastEndpoints } from './forecast-endpoints.sql.ts'
import { keepBeliefs } from './keep-beliefs.job.ts'
import { quotaLifecycle } from './quotas/check-quotas.action.ts'
import { quotaEndpoints } from './quotas/quota-endpoints.action.ts'

export { forecastFor } from './forecast-for.sql.ts'
export { forecastLines } from './forecast-lines.ts'
export { adjustForecast } from './quotas/adjust-forecast.action.ts'
export type { SubmittedDeal } from './quotas/submissions.sql.ts'
export { insertSubmission } from './quotas/submissions.sql.ts'

/** What the coming months are expected to bring, learned from the past of all deals; what people say they will, beside their quotas. */
export const forecast: Slice = {
  lifecycles: [quotaLifecycle],
  endpoints: [...forecastEndpoints, ...quotaEndpoints],
  schedules: [keepBeliefs],
}
