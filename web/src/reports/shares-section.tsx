import { SegmentedControl } from '@mantine/core'
import type { PipelineReport, PipelineShare } from '@tendero/model/api'
import { useState } from 'react'
import { Bars } from './bars.tsx'
import { is, ofStatus, type Status } from './drill.ts'
import { DrillLink } from './drill-link.tsx'
import { rate, useFigures } from './figures.ts'
import { useReport } from './report-context.ts'
import { ReportSection } from './report-section.tsx'
import { type Column, fileOf, ReportTable, useSeenColumns } from './report-table.tsx'
import { useReportWords } from './words.ts'

/** So many are drawn; all stand in the table. */
const drawn = 12

/** Who has what open, and won and lost what. */
export function SharesSection({ teams, owners }: Pick<PipelineReport, 'teams' | 'owners'>) {
  const words = useReportWords()
  const figures = useFigures()
  const { days, sees } = useReport()
  const [won, open] = sees('amount') ? (['won', 'open'] as const) : (['wonCount', 'openCount'] as const)
  const [by, setBy] = useState<'team' | 'owner'>(teams.length > 1 ? 'team' : 'owner')
  const rows = by === 'team' ? teams : owners
  const nameOf = ({ id, title }: PipelineShare): string =>
    id === null ? (by === 'team' ? words.noTeam : words.noOwner) : (title ?? '–')
  const parts = (status: Status, { id }: PipelineShare) => [is(by, id), ...ofStatus(status, days)]
  const amount = (key: 'won' | 'open'): Column<PipelineShare> => ({
    key,
    field: 'amount',
    label: words.columns[key],
    cell: (row) => figures.major(row[key]),
    show: (row) => figures.money(row[key]),
  })
  const count = (key: 'wonCount' | 'lostCount' | 'openCount', status: Status): Column<PipelineShare> => ({
    key,
    label: words.columns[key],
    cell: (row) => row[key],
    show: (row) => (
      <DrillLink parts={parts(status, row)} count={row[key]}>
        {figures.number(row[key])}
      </DrillLink>
    ),
  })
  const columns = useSeenColumns<PipelineShare>([
    { key: 'name', label: words.columns[by], words: true, cell: nameOf, show: nameOf },
    amount('won'),
    count('wonCount', 'won'),
    count('lostCount', 'lost'),
    {
      key: 'winRate',
      label: words.columns.winRate,
      cell: ({ wonCount, lostCount }) => rate(wonCount, lostCount) ?? null,
      show: ({ wonCount, lostCount }) => figures.share(rate(wonCount, lostCount)),
    },
    amount('open'),
    count('openCount', 'open'),
  ])
  return (
    <ReportSection
      title={words.sections.shares}
      meaning={words.meanings.shares}
      file={() => fileOf(columns, rows)}
      choice={
        <SegmentedControl
          size="xs"
          aria-label={words.sections.shares}
          value={by}
          data={[
            { value: 'team', label: words.byTeam },
            { value: 'owner', label: words.byOwner },
          ]}
          onChange={(chosen) => setBy(chosen === 'team' ? 'team' : 'owner')}
        />
      }
      chart={
        <Bars
          label={words.sections.shares}
          heading={`${words.columns[won]} · ${words.columns.winRate}`}
          legend={[
            { kind: 'won', name: words.columns[won] },
            { kind: 'open', name: words.columns[open] },
          ]}
          bars={rows.slice(0, drawn).map((row) => ({
            key: row.id ?? '',
            label: <DrillLink parts={parts('won', row)}>{nameOf(row)}</DrillLink>,
            parts: [
              { value: row[won] ?? 0, kind: 'won' },
              { value: row[open] ?? 0, kind: 'open' },
            ],
            figures: `${sees('amount') ? figures.money(row.won) : figures.number(row.wonCount)} · ${figures.share(rate(row.wonCount, row.lostCount))}`,
          }))}
        />
      }
      table={<ReportTable label={words.sections.shares} columns={columns} rows={rows} keyOf={({ id }) => id ?? ''} />}
    />
  )
}
