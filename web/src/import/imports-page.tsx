import { Stack, Text, Title } from '@mantine/core'
import { IconFileImport, IconLock } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Suspense } from 'react'
import { Failed, Message, PageLoading } from '../design/page-states.tsx'
import { usePageTitle } from '../design/page-title.ts'
import { useMay } from '../kernel/session.ts'
import classes from './import.module.css'
import { importsQuery } from './import-data.ts'
import { ImportLine } from './import-line.tsx'
import { NewImport } from './new-import.tsx'
import { useImportWords } from './words.ts'

const route = getRouteApi('/w/$slug/import')

/** Files that were brought in, and the place for the next one. */
export function ImportsPage() {
  return (
    <Suspense fallback={<PageLoading />}>
      <Imports />
    </Suspense>
  )
}

function Imports() {
  const words = useImportWords()
  const { object } = route.useSearch()
  const may = useMay('import')
  usePageTitle(words.title)
  if (!may)
    return (
      <Message wholePage title={words.notPermitted} picture={<IconLock size={40} stroke={1.2} />}>
        {words.notPermittedLead}
      </Message>
    )
  return (
    <div className={classes.page}>
      <Stack gap="xl">
        <Stack gap={4}>
          <Title order={1} size="h2">
            {words.title}
          </Title>
          <Text c="dimmed" size="sm" maw={620}>
            {words.lead}
          </Text>
        </Stack>
        <NewImport object={object} />
        <Earlier />
      </Stack>
    </div>
  )
}

function Earlier() {
  const words = useImportWords()
  const { data, error, refetch } = useQuery(importsQuery)
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <PageLoading />
  if (data.items.length === 0)
    return (
      <Message title={words.none} picture={<IconFileImport size={40} stroke={1.2} />}>
        {words.noneLead}
      </Message>
    )
  return (
    <Stack gap="sm">
      <Title order={2} size="h3">
        {words.earlier}
      </Title>
      <ul className={classes.sheet} aria-label={words.earlier}>
        {data.items.map((run) => (
          <ImportLine key={run.id} run={run} />
        ))}
      </ul>
    </Stack>
  )
}
