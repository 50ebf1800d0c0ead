import { useRouter } from '@tanstack/react-router'
import type { PipelineReport } from '@tendero/model/api'
import type { Filter } from '@tendero/model/filter'
import { lazy } from 'react'
import { useSession } from '../kernel/session.ts'
import { all, common, is, monthDays, type Status, within } from './drill.ts'
import { DrillLink } from './drill-link.tsx'
import { useFigures } from './figures.ts'
import { useReport } from './report-context.ts'
import { ReportSection } from './report-section.tsx'
import { type Column, fileOf, ReportTable } from './report-table.tsx'
import { useReportWords } from './words.ts'

const StackedMonths = lazy(() => import('./stacked-months.tsx').then((module) => ({ default: module.StackedMonths })))

type Row = PipelineReport['months'][number]

/** What was won and lost in each month, and what is expected of those to come. */
export function MonthsSection({ months: rows, expectedUntil }: Pick<PipelineReport, 'months' | 'expectedUntil'>) {
  const words = useReportWords()
  const figures = useFigures()
  const router = useRouter()
  const { workspace } = useSession()
  const { days, scope } = useReport()
  const parts = (status: Status, month: string): readonly Filter[] => [
    is('status', status),
    ...(status === 'open'
      ? within('closeOn', common(monthDays(month), { from: days.from, to: expectedUntil ?? undefined }))
      : within('closedOn', common(monthDays(month), days))),
  ]
  const amount = (key: 'won' | 'lost' | 'open'): Column<Row> => ({
    key,
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
  const columns: readonly Column<Row>[] = [
    {
      key: 'month',
      label: words.columns.month,
      words: true,
      cell: ({ month }) => month,
      show: ({ month }) => figures.month(month, 'long'),
    },
    amount('won'),
    count('wonCount', 'won'),
    amount('lost'),
    count('lostCount', 'lost'),
    amount('open'),
    count('openCount', 'open'),
  ]
  return (
    <ReportSection
      title={words.sections.months}
      meaning={words.meanings.months}
      file={() => fileOf(columns, rows)}
      chart={
        <StackedMonths
          label={words.chartOf(words.sections.months)}
          rows={rows.map(({ month, won, open, lost }) => ({ month, won, open, lost }))}
          series={['won', 'open', 'lost']}
          monthOf={(month) => figures.month(month)}
          valueOf={figures.short}
          onChoose={(month, status) =>
            void router.navigate({
              to: '/w/$slug/$collection',
              params: { slug: workspace.slug, collection: 'opportunities' },
              search: { filter: all(...scope, ...parts(status, month)) },
            })
          }
        />
      }
      table={<ReportTable label={words.sections.months} columns={columns} rows={rows} keyOf={({ month }) => month} />}
    />
  )
}
