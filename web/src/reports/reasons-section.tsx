import { Text } from '@mantine/core'
import type { PipelineReport } from '@tendero/model/api'
import { Bars } from './bars.tsx'
import { is, ofStatus } from './drill.ts'
import { DrillLink } from './drill-link.tsx'
import { useFigures } from './figures.ts'
import { useReport } from './report-context.ts'
import { ReportSection } from './report-section.tsx'
import { fileOf, ReportTable, useSeenColumns } from './report-table.tsx'
import { useReportWords } from './words.ts'

type Row = PipelineReport['reasons'][number]

/** Why deals were lost, the commonest reason first. */
export function ReasonsSection({ rows }: { readonly rows: PipelineReport['reasons'] }) {
  const words = useReportWords()
  const figures = useFigures()
  const { days } = useReport()
  const total = rows.reduce((sum, { count }) => sum + count, 0)
  const nameOf = ({ reason, title }: Row): string => (reason === null ? words.noReason : (title ?? '–'))
  const shareOf = ({ count }: Row): number | undefined => (total > 0 ? count / total : undefined)
  const parts = ({ reason }: Row) => [...ofStatus('lost', days), is('lossReason', reason)]
  const columns = useSeenColumns<Row>([
    { key: 'reason', label: words.columns.reason, words: true, cell: nameOf, show: nameOf },
    {
      key: 'count',
      label: words.columns.lostCount,
      cell: ({ count }) => count,
      show: (row) => (
        <DrillLink parts={parts(row)} count={row.count}>
          {figures.number(row.count)}
        </DrillLink>
      ),
    },
    {
      key: 'share',
      label: words.columns.share,
      cell: (row) => shareOf(row) ?? null,
      show: (row) => figures.share(shareOf(row)),
    },
    {
      key: 'value',
      field: 'amount',
      label: words.columns.value,
      cell: ({ value }) => figures.major(value),
      show: ({ value }) => figures.money(value),
    },
  ])
  const none = (
    <Text c="dimmed" size="sm" py="md">
      {words.noneLost}
    </Text>
  )
  return (
    <ReportSection
      title={words.sections.reasons}
      meaning={words.meanings.reasons}
      file={() => fileOf(columns, rows)}
      chart={
        rows.length === 0 ? (
          none
        ) : (
          <Bars
            label={words.sections.reasons}
            heading={`${words.columns.lostCount} · ${words.columns.share}`}
            bars={rows.map((row) => ({
              key: row.reason ?? '',
              label: <DrillLink parts={parts(row)}>{nameOf(row)}</DrillLink>,
              parts: [{ value: row.count, kind: 'lost' }],
              figures: `${figures.number(row.count)} · ${figures.share(shareOf(row))}`,
            }))}
          />
        )
      }
      table={
        rows.length === 0 ? (
          none
        ) : (
          <ReportTable
            label={words.sections.reasons}
            columns={columns}
            rows={rows}
            keyOf={({ reason }) => reason ?? ''}
          />
        )
      }
    />
  )
}
