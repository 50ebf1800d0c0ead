import type { Slice } from '../kernel/kernel.ts'
import { dashboardLifecycle, reportLifecycle } from './keep-reports.action.ts'
import { pipelineReportEndpoint } from './pipeline-report.sql.ts'
import { reportEndpoints } from './report-endpoints.sql.ts'

/** What the figures say. */
export const analysis: Slice = {
  endpoints: [pipelineReportEndpoint, ...reportEndpoints],
  lifecycles: [reportLifecycle, dashboardLifecycle],
}
