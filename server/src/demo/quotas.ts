import { addDays, type FiscalPeriod, fiscalPeriod } from '@tendero/model'
import type { PipelineFiles, Table } from './pipeline-files.ts'

/** More than the quarter before, as quotas are. */
const growth = 1.1
const step = 5_000
const least = 20_000

/** The quota after a period in which so much was won. */
export const quotaAfter = (won: number): number => Math.max(least, Math.ceil((won * growth) / step) * step)

/**
 * What each sales person is to win this quarter and was to win in the one before: a tenth more than they won in the quarter
 * before each, in whole steps.
 */
export function quotasTable({ deals }: PipelineFiles, shiftDays: number, today: string): Table {
  const quarter = (day: string, count: number) => fiscalPeriod('quarter', day, 1, count)
  const people = [...new Set(deals.map((deal) => deal.sales_agent ?? ''))].filter((name) => name !== '').sort()
  const wonIn = (person: string, { startsOn, endsOn }: FiscalPeriod) =>
    deals.reduce((sum, deal) => {
      const day = deal.close_date ? addDays(deal.close_date, shiftDays) : ''
      const counts = deal.sales_agent === person && deal.deal_stage === 'Won' && day >= startsOn && day <= endsOn
      return counts ? sum + Number(deal.close_value) : sum
    }, 0)
  return {
    header: ['owner', 'period', 'starts_on', 'amount'],
    rows: [quarter(today, -1), quarter(today, 0)].flatMap((period) =>
      people.map((person) => {
        const before = wonIn(person, quarter(period.startsOn, -1))
        return [person, 'quarter', period.startsOn, String(quotaAfter(before))]
      }),
    ),
  }
}
