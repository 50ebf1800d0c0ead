import { Group, SegmentedControl, Stack, Text, Title } from '@mantine/core'
import { IconUsersGroup } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ForecastRollUp, RollUpRow } from '@tendero/model/api'
import { rollUpCategories } from '@tendero/model/api'
import { addDays } from '@tendero/model/calendar'
import { useState } from 'react'
import { Callout } from '../design/callout.tsx'
import { AnchorLink } from '../design/links.tsx'
import { Failed, Message, PageLoading } from '../design/page-states.tsx'
import { DayInput } from '../fields/date.tsx'
import { useFormat } from '../kernel/format.ts'
import { useSession } from '../kernel/session.ts'
import { CsvButton } from '../reports/csv-button.tsx'
import { countedIn, headingOf } from './counted-in.ts'
import { dealsInTerritory, dealsOf } from './deals-behind.ts'
import type { ForecastSearch } from './forecast-data.ts'
import { PeriodChoice, useChosenPeriod, usePeriodName } from './period-choice.tsx'
import { ProductQuotaTable } from './product-quota-table.tsx'
import { rollUpQuery } from './quota-data.ts'
import { RollUpTable } from './roll-up-table.tsx'
import { useForecastFigures } from './use-figures.ts'
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
      {data && data.rows.length > 0 && <People rollUp={data} cumulative={cumulative} asOf={search.knownOn} />}
      {data && data.territories.length > 0 && (
        <div>
          <Title order={2} size="h4" mb="xs">
            {words.territories}
          </Title>
          <RollUpTable
            label={words.territories}
            name={words.territory}
            rollUp={data}
            rows={data.territories}
            titleOf={({ title }) => title ?? words.noTerritory}
            dealsOf={(row) => dealsInTerritory(data.territories, row)}
            cumulative={cumulative}
            asOf={search.knownOn}
          />
        </div>
      )}
      {data && data.products.length > 0 && <ProductQuotaTable rollUp={data} />}
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

interface PeopleProps {
  readonly rollUp: ForecastRollUp
  readonly cumulative: boolean
  readonly asOf: string | undefined
}

/** Teams and people, with what was said and submitted of each. */
function People({ rollUp, cumulative, asOf }: PeopleProps) {
  const words = useForecastWords()
  const nameOf = usePeriodName()
  const { major } = useForecastFigures(rollUp.currency)
  const titleOf = (row: RollUpRow) => row.title ?? words.nobody.person
  const file = () => [
    [
      words.teamOrPerson,
      words.quota,
      ...rollUpCategories.map((category) => headingOf(words, category, cumulative)),
      words.attainment,
      words.quotaCoverage,
    ],
    ...[...rollUp.rows.map((row) => [titleOf(row), row] as const), [words.everything, rollUp.total] as const].map(
      ([title, row]) => [
        title,
        row.quota && major(row.quota.amount),
        ...rollUpCategories.map((category) => major(countedIn(row, category, cumulative).amount)),
        row.attainment,
        row.coverage,
      ],
    ),
  ]
  return (
    <div>
      <Group justify="flex-end" mb="xs">
        <CsvButton label={words.download} name={`${words.views.commit} ${nameOf(rollUp.period)}`} file={file} />
      </Group>
      <RollUpTable
        label={words.views.commit}
        name={words.teamOrPerson}
        rollUp={rollUp}
        rows={rollUp.rows}
        total={rollUp.total}
        titleOf={titleOf}
        dealsOf={(row) => dealsOf(rollUp.rows, row)}
        cumulative={cumulative}
        asOf={asOf}
        submissions
      />
    </div>
  )
}
