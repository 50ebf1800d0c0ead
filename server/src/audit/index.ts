import type { Slice } from '../kernel/kernel.ts'
import { auditEndpoints } from './audit-endpoints.sql.ts'
import { sealing } from './seal.job.ts'

export { breakSentence } from './break-sentence.ts'
export { verifyWorkspace } from './verify-workspace.sql.ts'

/** The audit log: what happened, sealed, to be read, exported and verified. */
export const audit: Slice = { schedules: [sealing], endpoints: auditEndpoints }
