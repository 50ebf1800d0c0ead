/** A placeholder until this screen is made. */
export function PipelineReportPage() {
  return null
}
