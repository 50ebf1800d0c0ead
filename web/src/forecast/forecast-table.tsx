import { Group, NativeSelect, SegmentedControl, Table, Text, UnstyledButton } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import type { Forecast, ForecastFigure, ForecastRow } from '@tendero/model/api'
import { Fragment, useState } from 'react'
import { ScrollingRegion } from '../design/scrolling-region.tsx'
import { useFormat } from '../kernel/format.ts'
import { CsvButton } from '../reports/csv-button.tsx'
import { DealRows } from './deal-rows.tsx'
import classes from './forecast.module.css'
import { breakdowns, type ForecastSearch } from './forecast-data.ts'
import { type Said, SaidFigure, type SaidOf, useSaid } from './said-figure.tsx'
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
  const { major } = useForecastFigures(forecast.currency)
  const { by = 'person', open } = search
  const [column, setColumn] = useState(forecast.months.length)
  const said = useSaid(forecast.months, by === 'person')
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
        <CsvButton label={words.download} name={words.title} file={file} />
      </Group>
      {by === 'person' && said.known && (
        <Text size="sm" c="dimmed" mb="xs">
          {words.saysLead}
        </Text>
      )}
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
                    saidOf={said.of}
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
  readonly saidOf?: SaidOf
  readonly opened?: boolean
  /** Without it there is nothing to open. */
  readonly onToggle?: () => void
}

function Row({ row, title, currency, saidOf, opened, onToggle }: RowProps) {
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
        <Cell key={place} figure={figure} currency={currency} said={saidOf?.(row.id, place)} />
      ))}
      <Cell figure={row.whole} currency={currency} />
    </Table.Tr>
  )
}

interface CellProps {
  readonly figure: ForecastFigure
  readonly currency: string
  readonly said?: Said | undefined
}

function Cell({ figure, currency, said }: CellProps) {
  const words = useForecastWords()
  const { money, short } = useForecastFigures(currency)
  return (
    <Table.Td data-end className="tendero-figures">
      {money(figure.mean)}
      <span className={classes.below}>{words.range(short(figure.p10), short(figure.p90))}</span>
      {said && (
        <span className={classes.below}>
          <SaidFigure said={said} />
        </span>
      )}
    </Table.Td>
  )
}
