import { ActionIcon, Group, NativeSelect, SegmentedControl, Table, Tooltip, UnstyledButton } from '@mantine/core'
import { IconChevronRight, IconDownload } from '@tabler/icons-react'
import type { Forecast, ForecastFigure, ForecastRow } from '@tendero/model/api'
import { Fragment, useState } from 'react'
import { ScrollingRegion } from '../design/scrolling-region.tsx'
import { useFormat } from '../kernel/format.ts'
import { useMay } from '../kernel/session.ts'
import { saveCsv } from '../reports/csv.ts'
import { DealRows } from './deal-rows.tsx'
import classes from './forecast.module.css'
import { breakdowns, type ForecastSearch } from './forecast-data.ts'
import { useForecastFigures } from './use-figures.ts'
import { useForecastWords } from './words.ts'

interface ForecastTableProps {
  readonly forecast: Forecast
  readonly search: ForecastSearch
  onChange(search: ForecastSearch): void
}

/** People, teams or products by month, each to be opened into the deals that its figures are made of. */
export function ForecastTable({ forecast, search, onChange }: ForecastTableProps) {
  const words = useForecastWords()
  const format = useFormat()
  const mayExport = useMay('export')
  const { major } = useForecastFigures(forecast.currency)
  const { by = 'person', open } = search
  const [column, setColumn] = useState(forecast.months.length)
  const rows = { person: forecast.people, team: forecast.teams, product: forecast.products }[by]
  const months = forecast.months.map((month) => format.month(month))
  const titleOf = (row: ForecastRow) => row.title ?? words.nobody[by]
  const file = () => [
    [words.name[by], words.deals, ...[...months, words.together].flatMap((one) => [one, `${one} P10`, `${one} P90`])],
    ...[...rows.map((row) => [titleOf(row), row] as const), [words.everything, forecast.total] as const].map(
      ([title, row]) => [
        title,
        row.deals,
        ...[...row.months, row.whole].flatMap(({ mean, p10, p90 }) => [major(mean), major(p10), major(p90)]),
      ],
    ),
  ]
  return (
    <section aria-label={words.views.table}>
      <Group justify="space-between" mb="xs">
        <SegmentedControl
          aria-label={words.by}
          value={by}
          data={breakdowns.map((one) => ({ value: one, label: words.kinds[one] }))}
          onChange={(chosen) => onChange({ by: breakdowns.find((one) => one === chosen), open: undefined })}
        />
        <NativeSelect
          hiddenFrom="sm"
          aria-label={words.month}
          value={column}
          data={[...months, words.together].map((label, place) => ({ value: String(place), label }))}
          onChange={(event) => setColumn(Number(event.currentTarget.value))}
        />
        {mayExport && (
          <Tooltip label={words.download}>
            <ActionIcon
              variant="default"
              size={34}
              aria-label={words.download}
              onClick={() => saveCsv(words.title, file())}
            >
              <IconDownload size={16} stroke={1.6} />
            </ActionIcon>
          </Tooltip>
        )}
      </Group>
      <ScrollingRegion className={classes.tableBox} aria-label={words.kinds[by]}>
        <Table className={classes.table} data-column={Math.min(column, months.length)} verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.name[by]}</Table.Th>
              <Table.Th data-end className={classes.count}>
                {words.deals}
              </Table.Th>
              {months.map((month) => (
                <Table.Th key={month} data-end>
                  {month}
                </Table.Th>
              ))}
              <Table.Th data-end>{words.together}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => {
              const key = row.id ?? 'none'
              const opened = open === key
              return (
                <Fragment key={key}>
                  <Row
                    row={row}
                    title={titleOf(row)}
                    currency={forecast.currency}
                    opened={opened}
                    onToggle={() => onChange({ open: opened ? undefined : key })}
                  />
                  {opened && <DealRows forecast={forecast} row={row} by={by} />}
                </Fragment>
              )
            })}
            <Row row={forecast.total} title={words.everything} currency={forecast.currency} />
          </Table.Tbody>
        </Table>
      </ScrollingRegion>
    </section>
  )
}

interface RowProps {
  readonly row: ForecastRow
  readonly title: string
  readonly currency: string
  readonly opened?: boolean
  /** Without it there is nothing to open. */
  readonly onToggle?: () => void
}

function Row({ row, title, currency, opened, onToggle }: RowProps) {
  const words = useForecastWords()
  const format = useFormat()
  return (
    <Table.Tr data-total={onToggle ? undefined : true}>
      <Table.Th scope="row" className={classes.name}>
        {onToggle ? (
          <UnstyledButton
            className={classes.toggle}
            aria-expanded={opened}
            aria-label={words.expand(title)}
            onClick={onToggle}
          >
            <IconChevronRight size={16} stroke={1.6} className={classes.chevron} data-open={opened || undefined} />
            {title}
          </UnstyledButton>
        ) : (
          title
        )}
      </Table.Th>
      <Table.Td data-end className={`${classes.count} tendero-figures`}>
        {format.number(row.deals)}
      </Table.Td>
      {row.months.map((figure, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: months stand in their order
        <Cell key={place} figure={figure} currency={currency} />
      ))}
      <Cell figure={row.whole} currency={currency} />
    </Table.Tr>
  )
}

function Cell({ figure, currency }: { readonly figure: ForecastFigure; readonly currency: string }) {
  const words = useForecastWords()
  const { money, short } = useForecastFigures(currency)
  return (
    <Table.Td data-end className="tendero-figures">
      {money(figure.mean)}
      <span className={classes.below}>{words.range(short(figure.p10), short(figure.p90))}</span>
    </Table.Td>
  )
}
