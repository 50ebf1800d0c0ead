import { useRouter } from '@tanstack/react-router'
import type { PipelineReport } from '@tendero/model/api'
import type { Filter } from '@tendero/model/filter'
import { lazy } from 'react'
import { useSession } from '../kernel/session.ts'
import { all, common, is, monthDays, type Status, within } from './drill.ts'
import { DrillLink } from './drill-link.tsx'
import { rate, useFigures } from './figures.ts'
import { useReport } from './report-context.ts'
import { ReportSection } from './report-section.tsx'
import { type Column, fileOf, ReportTable } from './report-table.tsx'
import { useReportWords } from './words.ts'

const StackedMonths = lazy(() => import('./stacked-months.tsx').then((module) => ({ default: module.StackedMonths })))

type Row = PipelineReport['cohorts'][number]

/** What became of the deals of each month of opening. */
export function CohortsSection({ rows }: { readonly rows: PipelineReport['cohorts'] }) {
  const words = useReportWords()
  const figures = useFigures()
  const router = useRouter()
  const { workspace } = useSession()
  const { days, scope } = useReport()
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
    {
      key: 'month',
      label: words.columns.month,
      words: true,
      cell: ({ month }) => month,
      show: ({ month }) => figures.month(month, 'long'),
    },
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
    <ReportSection
      title={words.sections.cohorts}
      meaning={words.meanings.cohorts}
      file={() => fileOf(columns, rows)}
      chart={
        <StackedMonths
          label={words.chartOf(words.sections.cohorts)}
          rows={rows.map(({ month, won, lost, open }) => ({ month, won, lost, open }))}
          series={['won', 'lost', 'open']}
          share
          monthOf={(month) => figures.month(month)}
          valueOf={figures.number}
          onChoose={(month, status) =>
            void router.navigate({
              to: '/w/$slug/$collection',
              params: { slug: workspace.slug, collection: 'opportunities' },
              search: { filter: all(...scope, ...parts(month, status)) },
            })
          }
        />
      }
      table={<ReportTable label={words.sections.cohorts} columns={columns} rows={rows} keyOf={({ month }) => month} />}
    />
  )
}
