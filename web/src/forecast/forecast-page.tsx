import { Container, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core'
import { IconTrendingUp } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { Forecast } from '@tendero/model/api'
import { useMemo } from 'react'
import { Failed, Message, PageLoading } from '../design/page-states.tsx'
import { usePageTitle } from '../design/page-title.ts'
import { AccuracyView } from './accuracy-view.tsx'
import { BeliefsView } from './beliefs-view.tsx'
import { CalibrationView } from './calibration-view.tsx'
import { ChangesView } from './changes-view.tsx'
import { CommitView } from './commit-view.tsx'
import classes from './forecast.module.css'
import {
  type ForecastSearch,
  forecastQuery,
  forecastViews,
  monthChoices,
  parseForecastSearch,
} from './forecast-data.ts'
import { ForecastHead } from './forecast-head.tsx'
import { ForecastTable } from './forecast-table.tsx'
import { useForecastWords } from './words.ts'

const route = getRouteApi('/w/$slug/forecast')

/** What the coming months will bring, how sure that is, how well such forecasts did, and how each person's do. */
export function ForecastPage() {
  const words = useForecastWords()
  const raw = route.useSearch()
  const navigate = route.useNavigate()
  const search = useMemo(() => parseForecastSearch(raw), [raw])
  const { view = 'table', months = 3 } = search
  /** What is learned, and not what people say. */
  const forecasts = view !== 'commit' && view !== 'changes'
  const { data, error, refetch, isFetching } = useQuery({ ...forecastQuery(months), enabled: forecasts })
  usePageTitle(words.title)
  const change = (changed: ForecastSearch): void =>
    void navigate({ search: { ...search, ...changed }, replace: true, resetScroll: false })
  return (
    <Container size={1240} w="100%" px={{ base: 'md', sm: 'xl' }} py={{ base: 'md', sm: 'lg' }}>
      <Group justify="space-between" align="flex-start" gap="md" mb="md">
        <div>
          <Title order={1}>{words.title}</Title>
          <Text c="dimmed" size="sm" className={classes.lead}>
            {view === 'commit' ? words.commitLead : words.lead}
          </Text>
        </div>
        {forecasts && (
          <SegmentedControl
            aria-label={words.months}
            value={String(months)}
            data={monthChoices.map((count) => ({ value: String(count), label: words.monthCount(count) }))}
            onChange={(chosen) => change({ months: Number(chosen) })}
          />
        )}
      </Group>
      <Stack gap="lg">
        {forecasts && data && !isEmpty(data) && <ForecastHead forecast={data} />}
        <SegmentedControl
          aria-label={words.title}
          className={classes.views}
          value={view}
          data={forecastViews.map((one) => ({ value: one, label: words.views[one] }))}
          onChange={(chosen) => change({ view: forecastViews.find((one) => one === chosen) })}
        />
        {view === 'commit' && <CommitView search={search} onChange={change} />}
        {view === 'changes' && <ChangesView search={search} onChange={change} />}
        {forecasts && error && !data && <Failed error={error} onRetry={() => void refetch()} />}
        {forecasts && !error && !data && <PageLoading />}
        {forecasts && data && isEmpty(data) && (
          <Message title={words.empty} picture={<IconTrendingUp size={52} stroke={1.1} />}>
            {words.emptyLead}
          </Message>
        )}
        {data && !isEmpty(data) && (
          <Stack gap="lg" aria-busy={isFetching}>
            {view === 'table' && <ForecastTable forecast={data} search={search} onChange={change} />}
            {view === 'beliefs' && <BeliefsView forecast={data} search={search} onChange={change} />}
            {view === 'accuracy' && <AccuracyView forecast={data} />}
            {view === 'people' && <CalibrationView />}
          </Stack>
        )}
      </Stack>
    </Container>
  )
}

const isEmpty = ({ total, trials }: Forecast) => total.deals === 0 && total.whole.p90 === 0 && trials.length === 0
