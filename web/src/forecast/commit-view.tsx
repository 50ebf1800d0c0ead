import { ActionIcon, Group, Progress, SegmentedControl, Stack, Table, Text, Title, Tooltip } from '@mantine/core'
import { IconDownload, IconUsersGroup } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ForecastRollUp, RollUpCategory, RollUpRow } from '@tendero/model/api'
import { adjustedCategories, rollUpCategories } from '@tendero/model/api'
import { addDays } from '@tendero/model/calendar'
import { useState } from 'react'
import { Callout } from '../design/callout.tsx'
import { AnchorLink } from '../design/links.tsx'
import { Failed, Message, PageLoading } from '../design/page-states.tsx'
import { ScrollingRegion } from '../design/scrolling-region.tsx'
import { DayInput } from '../fields/date.tsx'
import { useFormat } from '../kernel/format.ts'
import { useCatalogue } from '../kernel/metadata.ts'
import { useMay, useSession } from '../kernel/session.ts'
import { saveCsv } from '../reports/csv.ts'
import { FigureCell } from './figure-cell.tsx'
import classes from './forecast.module.css'
import type { ForecastSearch } from './forecast-data.ts'
import { PeriodChoice, useChosenPeriod, usePeriodName } from './period-choice.tsx'
import { QuotaCell } from './quota-cell.tsx'
import { rollUpQuery } from './quota-data.ts'
import { SubmissionCell } from './submission-cell.tsx'
import { useForecastFigures } from './use-figures.ts'
import type { Words } from './words/en.ts'
import { useForecastWords } from './words.ts'

interface CommitViewProps {
  readonly search: ForecastSearch
  onChange(search: ForecastSearch): void
}

/** What people say a period will bring, by category along the tree of teams, beside their quotas. */
export function CommitView({ search, onChange }: CommitViewProps) {
  const words = useForecastWords()
  const format = useFormat()
  const period = useChosenPeriod(search)
  const { data, error, refetch, isFetching } = useQuery(rollUpQuery(period, search.knownOn))
  const [cumulative, setCumulative] = useState(false)
  return (
    <Stack gap="md" aria-busy={isFetching}>
      <Group justify="space-between" align="flex-end">
        <PeriodChoice period={period} onChange={onChange} />
        <Group gap="sm" align="flex-end">
          <SegmentedControl
            aria-label={words.counting}
            value={cumulative ? 'cumulative' : 'individual'}
            data={(['individual', 'cumulative'] as const).map((value) => ({ value, label: words.countings[value] }))}
            onChange={(chosen) => setCumulative(chosen === 'cumulative')}
          />
          <DayInput
            field={{ label: words.knownOn }}
            label={words.knownOn}
            max={addDays(format.today(), -1)}
            value={search.knownOn ?? null}
            onChange={(day) => onChange({ knownOn: typeof day === 'string' ? day : undefined })}
          />
        </Group>
      </Group>
      {search.knownOn !== undefined && <Callout>{words.asOf(format.day(search.knownOn))}</Callout>}
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {!error && !data && <PageLoading />}
      {data && data.rows.length === 0 && (
        <Message title={words.noRows} picture={<IconUsersGroup size={52} stroke={1.1} />}>
          {words.noRowsLead}
        </Message>
      )}
      {data && data.rows.length > 0 && (
        <RollUpTable rollUp={data} cumulative={cumulative} now={search.knownOn === undefined} />
      )}
      {data && data.territories.length > 0 && <TerritoryTable rollUp={data} cumulative={cumulative} />}
      {data && data.products.length > 0 && <ProductTable rollUp={data} />}
      <Quotas />
    </Stack>
  )
}

/** The list of all quotas, where they are imported, changed at once and deleted. */
function Quotas() {
  const words = useForecastWords()
  const { workspace } = useSession()
  return (
    <Text size="sm">
      <AnchorLink to="/w/$slug/$collection" params={{ slug: workspace.slug, collection: 'quotas' }}>
        {words.allQuotas}
      </AnchorLink>
      {' · '}
      <AnchorLink to="/w/$slug/$collection" params={{ slug: workspace.slug, collection: 'territories' }}>
        {words.allTerritories}
      </AnchorLink>
    </Text>
  )
}

type Totals = Pick<RollUpRow, 'figures' | 'quota' | 'attainment' | 'coverage'>

/** A category, or it and all that are surer. */
function amountOf({ figures }: Totals, category: RollUpCategory, cumulative: boolean): number {
  if (!cumulative) return figures[category].amount
  const upTo = rollUpCategories.slice(0, rollUpCategories.indexOf(category) + 1)
  return upTo.reduce((sum, one) => sum + figures[one].amount, 0)
}

function headingOf(words: Words, category: RollUpCategory, cumulative: boolean): string {
  const name = words.categories[category]
  return cumulative && category !== 'closed' ? words.upTo(name) : name
}

interface RollUpTableProps {
  readonly rollUp: ForecastRollUp
  readonly cumulative: boolean
  /** As things stand, and not of a past day. */
  readonly now: boolean
}

function RollUpTable({ rollUp, cumulative, now }: RollUpTableProps) {
  const words = useForecastWords()
  const nameOf = usePeriodName()
  const mayExport = useMay('export')
  const quotas = useCatalogue().object('quota')
  const { money, major } = useForecastFigures(rollUp.currency)
  const sets = now && quotas !== undefined && quotas.can.create !== 'none'
  const title = (row: RollUpRow) => row.title ?? words.nobody.person
  const heading = (category: RollUpCategory) => headingOf(words, category, cumulative)
  const file = () => [
    [words.name.person, words.quota, ...rollUpCategories.map(heading), words.attainment, words.quotaCoverage],
    ...[...rollUp.rows.map((row) => [title(row), row] as const), [words.everything, rollUp.total] as const].map(
      ([name, row]) => [
        name,
        row.quota && major(row.quota.amount),
        ...rollUpCategories.map((category) => major(amountOf(row, category, cumulative))),
        row.attainment,
        row.coverage,
      ],
    ),
  ]
  return (
    <div>
      {mayExport && (
        <Group justify="flex-end" mb="xs">
          <Tooltip label={words.download}>
            <ActionIcon
              variant="default"
              size={34}
              aria-label={words.download}
              onClick={() => saveCsv(`${words.views.commit} ${nameOf(rollUp.period)}`, file())}
            >
              <IconDownload size={16} stroke={1.6} />
            </ActionIcon>
          </Tooltip>
        </Group>
      )}
      <ScrollingRegion className={classes.tableBox} aria-label={words.views.commit}>
        <Table className={classes.table} verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th className={classes.name}>{words.teamOrPerson}</Table.Th>
              <Table.Th data-end>{words.quota}</Table.Th>
              {rollUpCategories.map((category) => (
                <Table.Th key={category} data-end>
                  {heading(category)}
                </Table.Th>
              ))}
              <Table.Th data-end>{words.quotaCoverage}</Table.Th>
              <Table.Th data-end>{words.submission}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rollUp.rows.map((row) => (
              <Table.Tr
                key={`${row.kind} ${row.id ?? `none ${row.parent}`}`}
                data-team={row.kind === 'team' || undefined}
              >
                <Table.Th scope="row" className={classes.name}>
                  <span style={{ display: 'block', paddingInlineStart: `${row.depth}rem` }}>{title(row)}</span>
                </Table.Th>
                <Table.Td data-end className="tendero-figures">
                  <QuotaCell rollUp={rollUp} row={row} may={sets && row.judges !== null} />
                </Table.Td>
                <Closed row={row} currency={rollUp.currency} />
                {adjustedCategories.map((category) => (
                  <Table.Td key={category} data-end className="tendero-figures">
                    <FigureCell
                      rollUp={rollUp}
                      row={row}
                      category={category}
                      shown={amountOf(row, category, cumulative)}
                      may={now && row.judges !== null}
                    />
                  </Table.Td>
                ))}
                <Coverage row={row} />
                <Table.Td data-end className="tendero-figures">
                  <SubmissionCell rollUp={rollUp} row={row} may={now && row.judges !== null} />
                </Table.Td>
              </Table.Tr>
            ))}
            <Table.Tr data-total>
              <Table.Th scope="row" className={classes.name}>
                {words.everything}
              </Table.Th>
              <Table.Td data-end className="tendero-figures">
                {rollUp.total.quota ? money(rollUp.total.quota.amount) : '–'}
              </Table.Td>
              <Closed row={rollUp.total} currency={rollUp.currency} />
              {adjustedCategories.map((category) => (
                <Table.Td key={category} data-end className="tendero-figures">
                  {money(amountOf(rollUp.total, category, cumulative))}
                </Table.Td>
              ))}
              <Coverage row={rollUp.total} />
              <Table.Td />
            </Table.Tr>
          </Table.Tbody>
        </Table>
      </ScrollingRegion>
    </div>
  )
}

/** What is won, and how much of the quota that is. */
function Closed({ row, currency }: { readonly row: Totals; readonly currency: string }) {
  const words = useForecastWords()
  const { money, share } = useForecastFigures(currency)
  return (
    <Table.Td data-end className="tendero-figures">
      {money(row.figures.closed.amount)}
      {row.attainment !== null && (
        <>
          <span className={classes.below}>{words.attained(share(row.attainment))}</span>
          <Progress size={4} mt={2} value={Math.min(100, row.attainment * 100)} aria-hidden />
        </>
      )}
    </Table.Td>
  )
}

function Coverage({ row }: { readonly row: Totals }) {
  const words = useForecastWords()
  const format = useFormat()
  return (
    <Table.Td data-end className="tendero-figures">
      {row.coverage === null
        ? row.attainment === null
          ? '–'
          : words.reached
        : words.times(format.number(row.coverage, 1))}
    </Table.Td>
  )
}

/** By the territory of the account. */
function TerritoryTable({ rollUp, cumulative }: Pick<RollUpTableProps, 'rollUp' | 'cumulative'>) {
  const words = useForecastWords()
  const { money } = useForecastFigures(rollUp.currency)
  return (
    <div>
      <Title order={2} size="h4" mb="xs">
        {words.territories}
      </Title>
      <ScrollingRegion className={classes.tableBox} aria-label={words.territories}>
        <Table className={classes.table} verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th className={classes.name}>{words.territory}</Table.Th>
              {[
                words.quota,
                ...rollUpCategories.map((one) => headingOf(words, one, cumulative)),
                words.quotaCoverage,
              ].map((label) => (
                <Table.Th key={label} data-end>
                  {label}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rollUp.territories.map((row) => (
              <Table.Tr key={row.id ?? 'none'}>
                <Table.Th scope="row" className={classes.name}>
                  <span style={{ display: 'block', paddingInlineStart: `${row.depth}rem` }}>
                    {row.id === null ? words.noTerritory : row.title}
                  </span>
                </Table.Th>
                <Table.Td data-end className="tendero-figures">
                  {row.quota ? money(row.quota.amount) : '–'}
                </Table.Td>
                <Closed row={row} currency={rollUp.currency} />
                {adjustedCategories.map((category) => (
                  <Table.Td key={category} data-end className="tendero-figures">
                    {money(amountOf(row, category, cumulative))}
                  </Table.Td>
                ))}
                <Coverage row={row} />
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollingRegion>
    </div>
  )
}

/** Quotas for one product. */
function ProductTable({ rollUp }: { readonly rollUp: ForecastRollUp }) {
  const words = useForecastWords()
  const format = useFormat()
  const { money, share } = useForecastFigures(rollUp.currency)
  return (
    <div>
      <Title order={2} size="h4" mb="xs">
        {words.productQuotas}
      </Title>
      <ScrollingRegion className={classes.tableBox} aria-label={words.productQuotas}>
        <Table className={classes.table} verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.name.product}</Table.Th>
              <Table.Th>{words.teamOrPerson}</Table.Th>
              {[words.quota, words.categories.closed, words.deals, words.quotaCoverage].map((label) => (
                <Table.Th key={label} data-end>
                  {label}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rollUp.products.map((one) => (
              <Table.Tr key={one.id}>
                <Table.Td>{one.productTitle ?? words.nobody.product}</Table.Td>
                <Table.Td>{one.subjectTitle ?? words.everything}</Table.Td>
                <Table.Td data-end className="tendero-figures">
                  {money(one.amount)}
                </Table.Td>
                <Table.Td data-end className="tendero-figures">
                  {money(one.closed)}
                  {one.attainment !== null && (
                    <span className={classes.below}>{words.attained(share(one.attainment))}</span>
                  )}
                </Table.Td>
                <Table.Td data-end className="tendero-figures">
                  {money(one.open)}
                </Table.Td>
                <Table.Td data-end className="tendero-figures">
                  {one.coverage === null ? words.reached : words.times(format.number(one.coverage, 1))}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollingRegion>
    </div>
  )
}
