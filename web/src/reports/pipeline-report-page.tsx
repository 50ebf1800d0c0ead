import { Button, Container, Skeleton, Title } from '@mantine/core'
import { IconChartBar } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import type { Filter } from '@tendero/model/filter'
import { useMemo } from 'react'
import { create } from '../design/asked.ts'
import { Failed, Message } from '../design/page-states.tsx'
import { usePageTitle } from '../design/page-title.ts'
import { useFormat } from '../kernel/format.ts'
import { useWords } from '../kernel/language.ts'
import { fieldOf, useObject } from '../kernel/metadata.ts'
import { useSession } from '../kernel/session.ts'
import { CohortsSection } from './cohorts-section.tsx'
import { is, scopeOf } from './drill.ts'
import { FunnelSection } from './funnel-section.tsx'
import { Headline } from './headline.tsx'
import { MonthsSection } from './months-section.tsx'
import { ReasonsSection } from './reasons-section.tsx'
import { type ReportContext, ReportProvider } from './report-context.ts'
import { isEmpty, type Team, teamAndBelow, usePipelineReport, useTeams } from './report-data.ts'
import { ReportFilters } from './report-filters.tsx'
import { daysOf, parseReportSearch, type ReportSearch } from './report-query.ts'
import classes from './reports.module.css'
import { SharesSection } from './shares-section.tsx'
import { useReportWords } from './words.ts'

const route = getRouteApi('/w/$slug/reports/pipeline')

/** How the pipeline stands: stages, months, teams and people, reasons for losing, cohorts. */
export function PipelineReportPage() {
  const words = useReportWords()
  const format = useFormat()
  const { workspace } = useSession()
  const navigate = route.useNavigate()
  const raw = route.useSearch()
  const search = useMemo(() => parseReportSearch(raw), [raw])
  const days = daysOf(search, format.today(), workspace.fiscalYearStart)
  const teams = useTeams()
  const { data, error, refetch } = usePipelineReport(search, days)
  const opportunity = useObject('opportunity')
  const sees = (field: string): boolean => Boolean(opportunity && fieldOf(opportunity, field))
  usePageTitle(words.title)
  const change = (change: ReportSearch): void =>
    void navigate({ search: { ...parseReportSearch({ ...search, ...change }) }, replace: true, resetScroll: false })

  const shared: ReportContext | undefined = data && {
    currency: data.currency,
    search,
    days,
    scope: scopeIn(search, teams),
    sees,
  }
  return (
    <Container size={1240} w="100%" px={{ base: 'md', sm: 'xl' }} py={{ base: 'md', sm: 'lg' }}>
      <div className={classes.pageHead}>
        <Title order={1}>{words.title}</Title>
        <ReportFilters search={search} teams={teams} sees={sees} onChange={change} />
      </div>
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading />}
      {data && isEmpty(data) && <Empty search={search} onAllTime={() => change({ ...nothing, period: 'all' })} />}
      {data && shared && !isEmpty(data) && (
        <ReportProvider value={shared}>
          <Headline report={data} />
          <div className={classes.sections}>
            <div className={classes.wide}>
              <MonthsSection months={data.months} expectedUntil={data.expectedUntil} />
            </div>
            <FunnelSection rows={data.funnel} />
            {sees('lossReason') && <ReasonsSection rows={data.reasons} />}
            <div className={classes.wide}>
              <SharesSection teams={data.teams} owners={data.owners} />
            </div>
            <div className={classes.wide}>
              <CohortsSection rows={data.cohorts} />
            </div>
          </div>
        </ReportProvider>
      )}
    </Container>
  )
}

const nothing: ReportSearch = {
  pipeline: undefined,
  period: undefined,
  from: undefined,
  to: undefined,
  team: undefined,
  owner: undefined,
}

/** The report takes a team with those below it; so do the lists behind its figures. */
function scopeIn(search: ReportSearch, teams: readonly Team[]): readonly Filter[] {
  const { team, ...rest } = search
  if (!team) return scopeOf(rest)
  const below = teamAndBelow(teams, team)
  const ofTeam: Filter = below.length > 1 ? { field: 'team', op: 'any_of', value: below } : is('team', team)
  return [...scopeOf(rest), ofTeam]
}

interface EmptyProps {
  readonly search: ReportSearch
  readonly onAllTime: () => void
}

function Empty({ search, onAllTime }: EmptyProps) {
  const words = useReportWords()
  const opportunity = useObject('opportunity')
  const picture = <IconChartBar size={52} stroke={1.1} />
  const narrowed = search.period !== 'all' || search.pipeline || search.team || search.owner
  if (narrowed)
    return (
      <Message
        title={words.emptyPeriodTitle}
        picture={picture}
        action={
          <Button variant="default" onClick={onAllTime}>
            {words.showAllTime}
          </Button>
        }
      >
        {words.emptyPeriodLead}
      </Message>
    )
  return (
    <Message
      title={words.emptyTitle}
      picture={picture}
      action={
        opportunity?.can.create !== 'none' && (
          <Button onClick={() => create({ object: 'opportunity' })}>{words.emptyAction}</Button>
        )
      }
    >
      {words.emptyLead}
    </Message>
  )
}

function Loading() {
  const { common } = useWords()
  return (
    <div role="status" aria-label={common.loading}>
      <Skeleton h={86} mb="lg" />
      <Skeleton h={340} mb="lg" />
      <Skeleton h={240} />
    </div>
  )
}
