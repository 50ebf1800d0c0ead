import { Container, Group, Text, Title } from '@mantine/core'
import { IconChartBar, IconChartHistogram, IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { ButtonLink } from '../design/links.tsx'
import { Failed, Message, PageLoading } from '../design/page-states.tsx'
import { usePageTitle } from '../design/page-title.ts'
import { useCatalogue } from '../kernel/metadata.ts'
import { useSession } from '../kernel/session.ts'
import { useRecordWords } from '../records/words.ts'
import classes from './builder/builder.module.css'
import { kindSigns } from './builder/kind-choice.tsx'
import { type SavedReport, useSavedReports } from './report-data.ts'
import { useAnalysisWords } from './words.ts'

/** The reports that this person saved or others share, and the one that is ready-made. */
export function ReportsPage() {
  const words = useAnalysisWords()
  const { reports, error, refetch } = useSavedReports()
  usePageTitle(words.reports)
  return (
    <Container size={960} w="100%" px={{ base: 'md', sm: 'xl' }} py={{ base: 'md', sm: 'lg' }}>
      <Group justify="space-between" mb="lg">
        <Title order={1}>{words.reports}</Title>
        <NewReport />
      </Group>
      {error && !reports && <Failed error={error} onRetry={() => void refetch()} />}
      {!reports && !error && <PageLoading />}
      {reports && (
        <ul className={classes.list}>
          <ReadyMade />
          {reports.map((report) => (
            <ReportLine key={report.id} report={report} />
          ))}
        </ul>
      )}
      {reports?.length === 0 && (
        <Message
          title={words.emptyTitle}
          picture={<IconChartHistogram size={52} stroke={1.1} />}
          action={<NewReport />}
        >
          {words.emptyLead}
        </Message>
      )}
    </Container>
  )
}

function NewReport() {
  const words = useAnalysisWords()
  const { workspace } = useSession()
  const catalogue = useCatalogue()
  if (catalogue.object('report')?.can.create === 'none') return null
  return (
    <ButtonLink
      to="/w/$slug/reports/$id"
      params={{ slug: workspace.slug, id: 'new' }}
      search={{}}
      leftSection={<IconPlus size={16} />}
    >
      {words.newReport}
    </ButtonLink>
  )
}

function ReadyMade() {
  const words = useAnalysisWords()
  const { workspace } = useSession()
  const catalogue = useCatalogue()
  if (!catalogue.object('opportunity')) return null
  return (
    <li>
      <Link to="/w/$slug/reports/pipeline" params={{ slug: workspace.slug }} search={{}} className={classes.line}>
        <IconChartBar size={20} stroke={1.5} aria-hidden />
        <div className={classes.lineFacts}>
          <Text fw={550}>{words.pipelineReport}</Text>
          <Text size="sm" c="dimmed">
            {words.pipelineLead}
          </Text>
        </div>
      </Link>
    </li>
  )
}

function ReportLine({ report }: { readonly report: SavedReport }) {
  const words = useAnalysisWords()
  const { views } = useRecordWords()
  const { workspace, user } = useSession()
  const catalogue = useCatalogue()
  const { definition, sharedWith } = report
  const Sign = kindSigns[definition?.kind ?? 'table']
  const whose = report.owner === user.id ? views.sharings[sharedWith] : report.ownerName
  const facts = [catalogue.object(definition?.object)?.label.many, definition && words.kinds[definition.kind], whose]
  return (
    <li>
      <Link
        to="/w/$slug/reports/$id"
        params={{ slug: workspace.slug, id: report.id }}
        search={{}}
        className={classes.line}
      >
        <Sign size={20} stroke={1.5} aria-hidden />
        <div className={classes.lineFacts}>
          <Text fw={550}>{report.name}</Text>
          <Text size="sm" c="dimmed">
            {facts.filter(Boolean).join(' · ')}
          </Text>
        </div>
      </Link>
    </li>
  )
}
