import { useRouter } from '@tanstack/react-router'
import type { Filter } from '@tendero/model/filter'
import { lazy } from 'react'
import { useSession } from '../kernel/session.ts'
import type { Status } from './drill.ts'
import { useDrill } from './drill-link.tsx'
import { useFigures } from './figures.ts'
import { ReportSection } from './report-section.tsx'
import { type Column, fileOf, ReportTable } from './report-table.tsx'
import { useReportWords } from './words.ts'

const StackedMonths = lazy(() => import('./stacked-months.tsx').then((module) => ({ default: module.StackedMonths })))

interface MonthlySectionProps<R extends { readonly month: string }> {
  readonly title: string
  readonly meaning: string
  readonly rows: readonly R[]
  /** After the month. */
  readonly columns: readonly Column<R>[]
  /** From below. */
  readonly series: readonly Status[]
  /** Each month's parts as shares of the whole month. */
  readonly share?: boolean
  /** How high each status stands in the stack of a month. */
  drawn(row: R): Readonly<Record<Status, number>>
  valueOf(value: number): string
  /** The deals of a month and status. */
  partsOf(month: string, status: Status): readonly Filter[]
}

/** A section of the report that tells months apart: stacks that lead to their deals, or a table of them. */
export function MonthlySection<R extends { readonly month: string }>({
  title,
  meaning,
  rows,
  series,
  share,
  drawn,
  partsOf,
  ...rest
}: MonthlySectionProps<R>) {
  const words = useReportWords()
  const figures = useFigures()
  const router = useRouter()
  const { workspace } = useSession()
  const drill = useDrill()
  const month: Column<R> = {
    key: 'month',
    label: words.columns.month,
    words: true,
    cell: (row) => row.month,
    show: (row) => figures.month(row.month, 'long'),
  }
  const columns = [month, ...rest.columns]
  return (
    <ReportSection
      title={title}
      meaning={meaning}
      file={() => fileOf(columns, rows)}
      chart={
        <StackedMonths
          label={words.chartOf(title)}
          rows={rows.map((row) => ({ month: row.month, ...drawn(row) }))}
          series={series}
          share={share}
          monthOf={(one) => figures.month(one)}
          valueOf={rest.valueOf}
          onChoose={(one, status) =>
            void router.navigate({
              to: '/w/$slug/$collection',
              params: { slug: workspace.slug, collection: 'opportunities' },
              search: drill(partsOf(one, status)),
            })
          }
        />
      }
      table={<ReportTable label={title} columns={columns} rows={rows} keyOf={(row) => row.month} />}
    />
  )
}
