import type { Slice } from '../kernel/kernel.ts'
import { viewsEnd } from './end-views.job.ts'
import { viewEndpoints } from './view-endpoints.ts'

/** An administrator sees the CRM as somebody else does: read-only, for a while, and noted. */
export const viewAs: Slice = { endpoints: viewEndpoints, schedules: [viewsEnd] }

export { endViewOf } from './end-views.ts'
