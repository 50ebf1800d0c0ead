import { Button, Group, SegmentedControl, Stack, Table, Text } from '@mantine/core'
import { IconArrowsExchange } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { PipelineChanges, PipelineStep } from '@tendero/model/api'
import { addDays } from '@tendero/model/calendar'
import { lazy, useState } from 'react'
import { AnchorLink } from '../design/links.tsx'
import { Failed, Message, PageLoading } from '../design/page-states.tsx'
import { ScrollingRegion } from '../design/scrolling-region.tsx'
import { DayInput } from '../fields/date.tsx'
import { useFormat } from '../kernel/format.ts'
import { useSession } from '../kernel/session.ts'
import { ReportSection } from '../reports/report-section.tsx'
import { type Column, fileOf, ReportTable } from '../reports/report-table.tsx'
import classes from './forecast.module.css'
import type { ForecastSearch } from './forecast-data.ts'
import { PeriodChoice, useChosenPeriod, usePeriodName } from './period-choice.tsx'
import { changesQuery } from './quota-data.ts'
import { useForecastFigures } from './use-figures.ts'
import { useForecastWords } from './words.ts'

const ChangesChart = lazy(async () => ({ default: (await import('./changes-chart.tsx')).ChangesChart }))

interface ChangesViewProps {
  readonly search: ForecastSearch
  onChange(search: ForecastSearch): void
}

/** Days back that can be looked from. */
const spans = [7, 30, 90] as const

export interface ChangeStep {
  readonly key: string
  readonly label: string
  readonly amount: number
  readonly count: number | null
}

/** What became of the deals of a period since a day. */
export function ChangesView({ search, onChange }: ChangesViewProps) {
  const words = useForecastWords()
  const format = useFormat()
  const period = useChosenPeriod(search)
  const today = format.today()
  const { until } = search
  const since = search.since ?? addDays(until ?? today, -7)
  const { data, error, refetch } = useQuery(changesQuery(period, since, until))
  const days = spans.find((one) => until === undefined && since === addDays(today, -one))
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end">
        <PeriodChoice period={period} onChange={onChange} />
        <Group gap="sm" align="flex-end">
          <SegmentedControl
            aria-label={words.since}
            value={String(days ?? '')}
            data={spans.map((count) => ({ value: String(count), label: words.daysBack(count) }))}
            onChange={(chosen) => onChange({ since: addDays(today, -Number(chosen)), until: undefined })}
          />
          <DayInput
            field={{ label: words.sinceDay }}
            label={words.sinceDay}
            max={addDays(until ?? today, -1)}
            value={since}
            onChange={(day) => onChange({ since: typeof day === 'string' ? day : undefined })}
          />
          <DayInput
            field={{ label: words.untilDay }}
            label={words.untilDay}
            min={addDays(since, 1)}
            max={today}
            value={until ?? today}
            onChange={(day) => onChange({ until: typeof day === 'string' ? day : undefined })}
          />
        </Group>
      </Group>
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {!error && !data && <PageLoading />}
      {data && isEmpty(data) && (
        <Message title={words.noChanges} picture={<IconArrowsExchange size={52} stroke={1.1} />}>
          {words.noChangesLead}
        </Message>
      )}
      {data && !isEmpty(data) && <Steps changes={data} />}
      {data && data.deals.length > 0 && <Deals key={`${data.period.startsOn} ${data.since}`} changes={data} />}
    </Stack>
  )
}

const isEmpty = ({ before, after, steps, won }: PipelineChanges) =>
  before === 0 && after === 0 && won.count === 0 && steps.every(({ count }) => count === 0)

function Steps({ changes }: { readonly changes: PipelineChanges }) {
  const words = useForecastWords()
  const format = useFormat()
  const nameOf = usePeriodName()
  const { money, signedMoney, major } = useForecastFigures(changes.currency)
  const ends = new Set(['before', 'after'])
  const steps: readonly ChangeStep[] = [
    { key: 'before', label: words.onDay(format.dayShort(changes.since)), amount: changes.before, count: null },
    ...changes.steps
      .filter(({ count }) => count > 0)
      .map(({ step, amount, count }) => ({ key: step, label: words.steps[step], amount, count })),
    {
      key: 'after',
      label: changes.until === format.today() ? words.now : words.onDay(format.dayShort(changes.until)),
      amount: changes.after,
      count: null,
    },
  ]
  const columns: readonly Column<ChangeStep>[] = [
    { key: 'step', label: words.what, words: true, cell: ({ label }) => label, show: ({ label }) => label },
    {
      key: 'count',
      label: words.deals,
      cell: ({ count }) => count,
      show: ({ count }) => (count === null ? '' : format.number(count)),
    },
    {
      key: 'amount',
      label: words.amount,
      cell: ({ amount }) => major(amount),
      show: ({ key, amount }) => (ends.has(key) ? money(amount) : signedMoney(amount)),
    },
  ]
  const label = words.changesOf(nameOf(changes.period))
  return (
    <div>
      <ReportSection
        title={label}
        meaning={words.changesLead}
        chart={<ChangesChart label={label} steps={steps} currency={changes.currency} />}
        table={<ReportTable label={label} columns={columns} rows={steps} keyOf={({ key }) => key} />}
        file={() => fileOf(columns, steps)}
      />
      {changes.won.count > 0 && (
        <Text size="sm" mt="xs">
          {words.wonSince(money(changes.won.amount), format.number(changes.won.count))}
        </Text>
      )}
    </div>
  )
}

/** Deals that are shown at first. */
const fewDeals = 15

function Deals({ changes }: { readonly changes: PipelineChanges }) {
  const words = useForecastWords()
  const { workspace } = useSession()
  const { signedMoney } = useForecastFigures(changes.currency)
  const format = useFormat()
  const [all, setAll] = useState(false)
  const [step, setStep] = useState<PipelineStep>()
  const found = changes.deals.filter((deal) => step === undefined || deal.step === step)
  const shown = all ? found : found.slice(0, fewDeals)
  return (
    <>
      <Group gap="xs" role="group" aria-label={words.what}>
        {changes.steps
          .filter(({ count }) => count > 0)
          .map((one) => (
            <Button
              key={one.step}
              variant={one.step === step ? 'light' : 'default'}
              size="compact-md"
              aria-pressed={one.step === step}
              onClick={() => setStep(one.step === step ? undefined : one.step)}
            >
              {words.stepOf(words.steps[one.step], signedMoney(one.amount), format.number(one.count))}
            </Button>
          ))}
      </Group>
      <ScrollingRegion className={classes.tableBox} aria-label={words.changedDeals}>
        <Table className={classes.table} verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.deal}</Table.Th>
              <Table.Th>{words.name.person}</Table.Th>
              <Table.Th>{words.what}</Table.Th>
              <Table.Th data-end>{words.amount}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map(({ id, title, person, step, amount }) => (
              <Table.Tr key={id}>
                <Table.Td>
                  <AnchorLink
                    to="/w/$slug/$collection/$id"
                    params={{ slug: workspace.slug, collection: 'opportunities', id }}
                  >
                    {title ?? words.deal}
                  </AnchorLink>
                </Table.Td>
                <Table.Td>{person ?? words.nobody.person}</Table.Td>
                <Table.Td>{words.steps[step]}</Table.Td>
                <Table.Td data-end className="tendero-figures">
                  {signedMoney(amount)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollingRegion>
      {!all && found.length > fewDeals && (
        <Button variant="subtle" size="compact-sm" style={{ alignSelf: 'start' }} onClick={() => setAll(true)}>
          {words.moreDeals(format.number(found.length))}
        </Button>
      )}
    </>
  )
}
