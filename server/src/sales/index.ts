import type { Slice } from '../kernel/kernel.ts'
import { opportunityLifecycle } from './move-opportunity.action.ts'
import { lineLifecycle } from './sum-lines.action.ts'

/** Leads, opportunities and what they pass through. */
export const sales: Slice = {
  lifecycles: [opportunityLifecycle, lineLifecycle],
}
