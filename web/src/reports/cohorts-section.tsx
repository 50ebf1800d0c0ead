import type { PipelineReport } from '@tendero/model/api'
import type { Filter } from '@tendero/model/filter'
import { common, is, monthDays, type Status, within } from './drill.ts'
import { DrillLink } from './drill-link.tsx'
import { rate, useFigures } from './figures.ts'
import { MonthlySection } from './monthly-section.tsx'
import { useReport } from './report-context.ts'
import type { Column } from './report-table.tsx'
import { useReportWords } from './words.ts'

type Row = PipelineReport['cohorts'][number]

/** What became of the deals of each month of opening. */
export function CohortsSection({ rows }: { readonly rows: PipelineReport['cohorts'] }) {
  const words = useReportWords()
  const figures = useFigures()
  const { days } = useReport()
  const parts = (month: string, status?: Status): readonly Filter[] => [
    ...within('openedOn', common(monthDays(month), days)),
    ...(status ? [is('status', status)] : []),
  ]
  const count = (key: 'opened' | 'won' | 'lost' | 'open', label: string, status?: Status): Column<Row> => ({
    key,
    label,
    cell: (row) => row[key],
    show: (row) => (
      <DrillLink parts={parts(row.month, status)} count={row[key]}>
        {figures.number(row[key])}
      </DrillLink>
    ),
  })
  const columns: readonly Column<Row>[] = [
    count('opened', words.columns.opened),
    count('won', words.columns.won, 'won'),
    count('lost', words.columns.lost, 'lost'),
    count('open', words.columns.open, 'open'),
    {
      key: 'conversion',
      label: words.columns.winRate,
      cell: ({ won, lost }) => rate(won, lost) ?? null,
      show: ({ won, lost }) => figures.share(rate(won, lost)),
    },
  ]
  return (
    <MonthlySection
      title={words.sections.cohorts}
      meaning={words.meanings.cohorts}
      rows={rows}
      columns={columns}
      series={['won', 'lost', 'open']}
      share
      drawn={({ won, lost, open }) => ({ won, lost, open })}
      valueOf={figures.number}
      partsOf={parts}
    />
  )
}
