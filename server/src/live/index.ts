import type { Slice } from '../kernel/kernel.ts'
import { liveEndpoints } from './stream-endpoint.action.ts'

/** What changes while somebody looks: server-sent events, and who else looks. */
export const live: Slice = { endpoints: liveEndpoints }
