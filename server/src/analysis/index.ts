import type { Slice } from '../kernel/kernel.ts'
import { dashboardLifecycle, reportLifecycle } from './keep-reports.action.ts'
import { pipelineReportEndpoint } from './pipeline-report.sql.ts'
import { reportResultEndpoint } from './report-endpoints.sql.ts'

/** What the figures say. */
export const analysis: Slice = {
  endpoints: [pipelineReportEndpoint, reportResultEndpoint],
  lifecycles: [reportLifecycle, dashboardLifecycle],
}
