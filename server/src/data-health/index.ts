import type { Slice } from '../kernel/kernel.ts'
import { ruleLifecycle } from './check-rules.action.ts'
import { healthEndpoints } from './health-endpoints.sql.ts'
import { searchAll } from './search-all.job.ts'
import { searchWritten } from './search-written.job.ts'

/** What is missing or stale in records, and who gains from mending it: found each night, kept with writes, told in words. */
export const dataHealth: Slice = {
  lifecycles: [ruleLifecycle],
  endpoints: healthEndpoints,
  subscribers: [searchWritten],
  schedules: [searchAll],
}
