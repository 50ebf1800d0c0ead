import { Group, NativeSelect, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Forecast, ForecastBelief, ForecastRow } from '@tendero/model/api'
import type { Filter } from '@tendero/model/filter'
import { lazy } from 'react'
import { Failed, PageLoading } from '../design/page-states.tsx'
import { useFormat } from '../kernel/format.ts'
import { useObject } from '../kernel/metadata.ts'
import { useSession } from '../kernel/session.ts'
import { is, monthDays, within } from '../reports/drill.ts'
import { DealsLink } from '../reports/drill-link.tsx'
import { ReportSection } from '../reports/report-section.tsx'
import { type Column, fileOf, ReportTable } from '../reports/report-table.tsx'
import classes from './forecast.module.css'
import { beliefsQuery, breakdowns, type ForecastSearch } from './forecast-data.ts'
import { useForecastFigures } from './use-figures.ts'
import { useForecastWords } from './words.ts'

const BeliefChart = lazy(async () => ({ default: (await import('./belief-chart.tsx')).BeliefChart }))

interface BeliefsViewProps {
  readonly forecast: Forecast
  readonly search: ForecastSearch
  onChange(search: ForecastSearch): void
}

/** Months before the first of the forecast that can be looked back at. */
const back = 9

/** The months to choose from: those that are over, this one, and those to come. */
function monthsAround(first: string, ahead: number): readonly string[] {
  const [year, month] = first.split('-').map(Number)
  return Array.from({ length: back + ahead }, (_, place) =>
    new Date(Date.UTC(year ?? 0, (month ?? 1) - 1 - back + place, 1)).toISOString().slice(0, 7),
  )
}

/** What was forecast for a month at each date, of everything or of a person, a team or a product, against what came. */
export function BeliefsView({ forecast, search, onChange }: BeliefsViewProps) {
  const words = useForecastWords()
  const format = useFormat()
  const months = monthsAround(forecast.months[0] ?? forecast.asOf.slice(0, 7), Math.min(3, forecast.months.length))
  const month = search.month && months.includes(search.month) ? search.month : (months[back - 1] ?? '')
  const { user } = useSession()
  const seesAll = useObject('opportunity')?.can.read === 'all'
  const subject = subjectOf(search, seesAll ? null : user.id)
  const { data, error, refetch } = useQuery(
    beliefsQuery(subject.by, subject.id, months[0] ?? month, months.at(-1) ?? month),
  )
  const found = data?.months.find((one) => one.month === month)
  // What is kept is of all deals of a person or a team: of products, and of nobody, it is for who sees everything.
  const rows = seesAll
    ? { person: forecast.people, team: forecast.teams, product: forecast.products }
    : { person: withSelf(forecast.people, user), team: forecast.teams.filter(({ id }) => id !== null), product: [] }
  const { money, major } = useForecastFigures(forecast.currency)
  const columns: readonly Column<ForecastBelief>[] = [
    { key: 'day', label: words.day, words: true, cell: ({ asOf }) => asOf, show: ({ asOf }) => format.day(asOf) },
    {
      key: 'forecast',
      label: words.forecast,
      cell: ({ mean }) => major(mean),
      show: ({ mean }) => money(mean),
    },
    {
      key: 'bounds',
      label: words.bounds,
      cell: ({ p10, p90 }) => `${major(p10)} – ${major(p90)}`,
      show: ({ p10, p90 }) => words.range(money(p10), money(p90)),
    },
    {
      key: 'how',
      label: words.how,
      words: true,
      cell: ({ replayed }) => (replayed ? words.replayed : words.said),
      show: ({ replayed }) => (replayed ? words.replayed : words.said),
    },
  ]
  const label = words.beliefChart(format.month(month))
  return (
    <>
      <Text size="sm" c="dimmed" className={classes.lead}>
        {words.beliefsLead}
      </Text>
      <Group gap="sm" my="sm">
        <NativeSelect
          label={words.month}
          value={month}
          data={months.map((one) => ({ value: one, label: format.month(one) }))}
          onChange={(event) => onChange({ month: event.currentTarget.value })}
        />
        <NativeSelect
          label={words.by}
          value={`${subject.by} ${subject.id ?? 'none'}`}
          data={[
            ...(seesAll ? [{ value: 'all none', label: words.everything }] : []),
            ...breakdowns
              .filter((by) => rows[by].length > 0)
              .map((by) => ({
                group: words.kinds[by],
                items: rows[by].map((row) => ({
                  value: `${by} ${row.id ?? 'none'}`,
                  label: row.title ?? words.nobody[by],
                })),
              })),
          ]}
          onChange={(event) => {
            const [by, id] = event.currentTarget.value.split(' ')
            const chosen = breakdowns.find((one) => one === by)
            onChange(chosen ? { by: chosen, open: id } : { open: undefined })
          }}
        />
      </Group>
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {!error && !data && <PageLoading />}
      {found && found.beliefs.length === 0 && <Text>{words.noBeliefs}</Text>}
      {found && found.beliefs.length > 0 && (
        <ReportSection
          title={label}
          meaning={words.beliefsLead}
          chart={
            <BeliefChart
              label={label}
              beliefs={found.beliefs}
              actual={found.actual}
              over={found.over}
              currency={forecast.currency}
            />
          }
          table={<ReportTable label={label} columns={columns} rows={found.beliefs} keyOf={(belief) => belief.asOf} />}
          file={() => fileOf(columns, found.beliefs)}
        />
      )}
      {found && found.actual !== null && (
        <Text mt="sm" className="tendero-figures">
          {found.over ? words.actual : words.wonUntilNow}:{' '}
          <strong>
            <DealsLink parts={wonIn(month, subject)} count={subject.by === 'product' ? 0 : found.actual}>
              {money(found.actual)}
            </DealsLink>
          </strong>
        </Text>
      )}
    </>
  )
}

/** @param self who does not see everything: their own stands for it */
function subjectOf({ by = 'person', open }: ForecastSearch, self: string | null) {
  if (open !== undefined) return { by, id: open === 'none' ? null : open }
  return self === null ? { by: 'all' as const, id: null } : { by: 'person' as const, id: self }
}

/** The list has deals of a person or a team; by product it knows them not. */
function wonIn(month: string, { by, id }: ReturnType<typeof subjectOf>): readonly Filter[] {
  const of = by === 'person' ? [is('owner', id)] : by === 'team' ? [is('team', id)] : []
  return [...of, is('status', 'won'), ...within('closedOn', monthDays(month))]
}

type Named = Pick<ForecastRow, 'id' | 'title'>

function withSelf(people: readonly Named[], { id, name }: { readonly id: string; readonly name: string }) {
  const known = people.filter((one) => one.id !== null)
  return known.some((one) => one.id === id) ? known : [{ id, title: name }, ...known]
}
