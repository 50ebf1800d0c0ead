import type { Slice } from '../kernel/kernel.ts'
import { convertLeadEndpoint } from './convert-lead.action.ts'
import { convertLeadsEndpoint } from './convert-leads.action.ts'
import { leadLifecycle } from './guard-leads.action.ts'
import { candidatesEndpoint } from './lead-candidates.sql.ts'
import { opportunityLifecycle } from './move-opportunity.action.ts'
import { stageLifecycle } from './place-stages.action.ts'
import { lineLifecycle } from './sum-lines.action.ts'
import { pastLifecycle } from './tell-past.action.ts'
import { todayEndpoint } from './today.sql.ts'
import { toldCustomers, toldStages } from './told-stages.sql.ts'

export { stageBook } from './stage-book.ts'

/** Leads, opportunities and what they pass through. */
export const sales: Slice = {
  lifecycles: [leadLifecycle, opportunityLifecycle, lineLifecycle, pastLifecycle, stageLifecycle],
  pasts: [toldStages, toldCustomers],
  endpoints: [candidatesEndpoint, convertLeadEndpoint, convertLeadsEndpoint, todayEndpoint],
}
