import type { PipelineReport } from '@tendero/model/api'
import type { Filter } from '@tendero/model/filter'
import { common, is, monthDays, type Status, within } from './drill.ts'
import { DrillLink } from './drill-link.tsx'
import { useFigures } from './figures.ts'
import { MonthlySection } from './monthly-section.tsx'
import { useReport } from './report-context.ts'
import { type Column, useSeenColumns } from './report-table.tsx'
import { useReportWords } from './words.ts'

type Row = PipelineReport['months'][number]

/** What was won and lost in each month, and what is expected of those to come. */
export function MonthsSection({ months: rows, expectedUntil }: Pick<PipelineReport, 'months' | 'expectedUntil'>) {
  const words = useReportWords()
  const figures = useFigures()
  const { days, sees } = useReport()
  const parts = (status: Status, month: string): readonly Filter[] => [
    is('status', status),
    ...(status === 'open'
      ? within('closeOn', common(monthDays(month), { from: days.from, to: expectedUntil ?? undefined }))
      : within('closedOn', common(monthDays(month), days))),
  ]
  const amount = (key: 'won' | 'lost' | 'open'): Column<Row> => ({
    key,
    field: 'amount',
    label: words.columns[key],
    cell: (row) => figures.major(row[key]),
    show: (row) => figures.money(row[key]),
  })
  const count = (key: 'wonCount' | 'lostCount' | 'openCount', status: Status): Column<Row> => ({
    key,
    label: words.columns[key],
    cell: (row) => row[key],
    show: (row) => (
      <DrillLink parts={parts(status, row.month)} count={row[key]}>
        {figures.number(row[key])}
      </DrillLink>
    ),
  })
  const columns = useSeenColumns<Row>([
    amount('won'),
    count('wonCount', 'won'),
    amount('lost'),
    count('lostCount', 'lost'),
    amount('open'),
    count('openCount', 'open'),
  ])
  return (
    <MonthlySection
      title={sees('amount') ? words.sections.months : words.sections.monthsCounted}
      meaning={sees('amount') ? words.meanings.months : words.meanings.monthsCounted}
      rows={rows}
      columns={columns}
      series={['won', 'open', 'lost']}
      drawn={sees('amount') ? worth : counted}
      valueOf={sees('amount') ? figures.short : figures.number}
      partsOf={(month, status) => parts(status, month)}
    />
  )
}

/** What the stack of a month is made of. */
const worth = ({ won, lost, open }: Row) => ({ won: won ?? 0, lost: lost ?? 0, open: open ?? 0 })
const counted = ({ wonCount, lostCount, openCount }: Row) => ({ won: wonCount, lost: lostCount, open: openCount })
