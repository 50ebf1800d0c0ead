import type { Slice } from '../kernel/kernel.ts'
import { duplicateEndpoints } from './duplicate-endpoints.action.ts'
import { holdDuplicates } from './hold-duplicates.action.ts'
import { matchKeys } from './match-keys.sql.ts'
import { mergeEndpoints } from './merge-endpoints.action.ts'
import { mergedLifecycle } from './merge-records.action.ts'
import { scanRecords } from './scan-records.job.ts'
import { nightlyScans } from './steer-scan.action.ts'

export { likelyTwins } from './likely-twins.sql.ts'
export { companyNameKey } from './matching/company-name.ts'
export { companyDomain, isPublicMailDomain, siteDomain } from './matching/public-mail-domains.ts'

/** One customer once: likely duplicates are told of, found, and merged. */
export const duplicates: Slice = {
  lifecycles: [mergedLifecycle],
  mirrors: [matchKeys],
  gates: [holdDuplicates],
  endpoints: [...duplicateEndpoints, ...mergeEndpoints],
  subscribers: [scanRecords],
  schedules: [nightlyScans],
}
