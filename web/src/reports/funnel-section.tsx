import type { PipelineReport } from '@tendero/model/api'
import { Bars } from './bars.tsx'
import { is, ofStatus } from './drill.ts'
import { DrillLink } from './drill-link.tsx'
import { useFigures } from './figures.ts'
import { useReport } from './report-context.ts'
import { ReportSection } from './report-section.tsx'
import { fileOf, ReportTable, useSeenColumns } from './report-table.tsx'
import { useReportWords } from './words.ts'

type Row = PipelineReport['funnel'][number]

/** How many deals stand in which stage, and what they are worth. */
export function FunnelSection({ rows }: { readonly rows: PipelineReport['funnel'] }) {
  const words = useReportWords()
  const figures = useFigures()
  const { days, sees } = useReport()
  const parts = (row: Row) => [is('stage', row.stage), ...ofStatus(row.category, days)]
  const columns = useSeenColumns<Row>([
    { key: 'stage', label: words.columns.stage, words: true, cell: ({ title }) => title, show: ({ title }) => title },
    {
      key: 'count',
      label: words.columns.count,
      cell: ({ count }) => count,
      show: (row) => (
        <DrillLink parts={parts(row)} count={row.count}>
          {figures.number(row.count)}
        </DrillLink>
      ),
    },
    {
      key: 'value',
      field: 'amount',
      label: words.columns.value,
      cell: ({ value }) => figures.major(value),
      show: ({ value }) => figures.money(value),
    },
    {
      key: 'probability',
      label: words.columns.probability,
      cell: ({ probability }) => probability,
      show: ({ probability }) => figures.share(probability / 100),
    },
    {
      key: 'weighted',
      field: 'expectedRevenue',
      label: words.columns.weighted,
      cell: ({ weighted }) => figures.major(weighted),
      show: ({ weighted }) => figures.money(weighted),
    },
  ])
  return (
    <ReportSection
      title={words.sections.funnel}
      meaning={words.meanings.funnel}
      file={() => fileOf(columns, rows)}
      chart={
        <Bars
          label={words.sections.funnel}
          heading={sees('amount') ? `${words.columns.count} · ${words.columns.value}` : words.columns.count}
          bars={rows.map((row) => ({
            key: row.stage,
            label: <DrillLink parts={parts(row)}>{row.title}</DrillLink>,
            parts: [{ value: row.value ?? row.count, kind: row.category }],
            figures: sees('amount')
              ? `${figures.number(row.count)} · ${figures.money(row.value)}`
              : figures.number(row.count),
          }))}
        />
      }
      table={<ReportTable label={words.sections.funnel} columns={columns} rows={rows} keyOf={({ stage }) => stage} />}
    />
  )
}
