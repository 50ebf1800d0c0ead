import type { PipelineReport } from '@tendero/model'

/**
 * The report as somebody reads it who does not see all fields of opportunities: what comes of a hidden one is null or
 * missing, since zero would be a figure that is not true. Counts stay: they tell of records, which are seen.
 */
export function withoutHidden(report: PipelineReport, sees: (field: string) => boolean): PipelineReport {
  const amount = sees('amount') ? {} : { value: null }
  const weighted = sees('expectedRevenue') ? {} : { weighted: null }
  const amounts = sees('amount') ? {} : { won: null, open: null }
  return {
    ...report,
    funnel: sees('stage') ? report.funnel.map((row) => ({ ...row, ...amount, ...weighted })) : [],
    months: report.months.map((row) => ({ ...row, ...amounts, ...(sees('amount') ? {} : { lost: null }) })),
    quarters: report.quarters.map((row) => ({ ...row, ...(sees('amount') ? {} : { won: null }) })),
    teams: sees('team') ? report.teams.map((row) => ({ ...row, ...amounts })) : [],
    owners: sees('owner') ? report.owners.map((row) => ({ ...row, ...amounts })) : [],
    reasons: sees('lossReason') ? report.reasons.map((row) => ({ ...row, ...amount })) : [],
  }
}
