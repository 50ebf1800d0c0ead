import type { Slice } from '../kernel/kernel.ts'
import { pipelineReportEndpoint } from './pipeline-report.sql.ts'

/** What the figures say. */
export const analysis: Slice = {
  endpoints: [pipelineReportEndpoint],
}
