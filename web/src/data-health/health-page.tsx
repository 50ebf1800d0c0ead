import { Container, Group, Progress, SegmentedControl, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { HealthReport, MetadataObject } from '@tendero/model/api'
import { healthObjects } from '@tendero/model/api'
import { Failed, PageLoading } from '../design/page-states.tsx'
import { usePageTitle } from '../design/page-title.ts'
import { useFormat } from '../kernel/format.ts'
import { useCatalogue } from '../kernel/metadata.ts'
import classes from './health.module.css'
import { healthReportQuery } from './health-data.ts'
import { GroupsTable, RulesTable, WeeksTable, WorstTable } from './health-tables.tsx'
import { RuleSettings } from './rule-settings.tsx'
import { Score } from './score.tsx'
import { useHealthWords } from './words.ts'

const route = getRouteApi('/w/$slug/data-health')

/** What is missing or stale in everything that one may see, object by object. */
export function HealthPage() {
  const words = useHealthWords()
  const catalogue = useCatalogue()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  usePageTitle(words.title)
  const objects = healthObjects.flatMap((name) => catalogue.object(name) ?? [])
  const object = objects.find(({ name }) => name === search.object) ?? objects[0]
  return (
    <Container size={1240} w="100%" px={{ base: 'md', sm: 'xl' }} py={{ base: 'md', sm: 'lg' }}>
      <Title order={1}>{words.title}</Title>
      <Text c="dimmed" size="sm" mb="md">
        {words.lead}
      </Text>
      {object && (
        <>
          <SegmentedControl
            aria-label={words.title}
            className={classes.objects}
            value={object.name}
            data={objects.map(({ name, label }) => ({ value: name, label: label.many }))}
            onChange={(name) => void navigate({ search: { object: name }, replace: true })}
          />
          <ObjectHealth key={object.name} object={object} />
        </>
      )}
    </Container>
  )
}

function ObjectHealth({ object }: { readonly object: MetadataObject }) {
  const words = useHealthWords()
  const { data, error, refetch } = useQuery(healthReportQuery(object))
  const administers = useCatalogue().object('health_rule')?.can.edit === 'all'
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <PageLoading />
  return (
    <>
      <Head report={data} />
      {data.records > 0 && (
        <div className={classes.grid}>
          <div className={classes.wide}>
            <RulesTable object={object} report={data} />
          </div>
          <GroupsTable title={words.owners} head={words.owner} groups={data.owners} />
          <GroupsTable title={words.teams} head={words.team} groups={data.teams} />
          <WeeksTable report={data} />
          <WorstTable object={object} report={data} />
        </div>
      )}
      {administers && <RuleSettings object={object} />}
    </>
  )
}

function Head({ report: { records, score, checkedAt, running } }: { readonly report: HealthReport }) {
  const words = useHealthWords()
  const format = useFormat()
  const figure = (count: number): string => format.number(count, 0)
  return (
    <Stack gap={6} mt="md">
      <Group gap="sm">
        {score !== null && <Score score={score} />}
        <Text size="sm" c="dimmed" className="tendero-figures">
          {words.records(figure(records))}
        </Text>
        {checkedAt && (
          <Text size="sm" c="dimmed">
            {words.checked(format.instant(checkedAt))}
          </Text>
        )}
      </Group>
      {running && (
        <div>
          <Text size="sm">{words.running(figure(running.done), figure(running.total))}</Text>
          <Progress
            value={(100 * running.done) / Math.max(1, running.total)}
            aria-label={words.running(figure(running.done), figure(running.total))}
          />
        </div>
      )}
      {records === 0 && <Text>{words.notYet}</Text>}
    </Stack>
  )
}
