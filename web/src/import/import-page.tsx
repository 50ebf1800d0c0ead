import { Group, Stack, Text, Title } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { ImportRun } from '@tendero/model/api'
import { Suspense, useEffect, useRef, useState } from 'react'
import { AnchorLink } from '../design/links.tsx'
import { refreshAll } from '../design/notices.tsx'
import { Failed, NotFoundScreen, PageLoading } from '../design/page-states.tsx'
import { usePageTitle } from '../design/page-title.ts'
import { useFormat } from '../kernel/format.ts'
import { useCatalogue } from '../kernel/metadata.ts'
import { problemCode } from '../kernel/problems.ts'
import { CheckStep } from './check/check-step.tsx'
import { ColumnsStep } from './columns/columns-step.tsx'
import { GroupNav } from './group-nav.tsx'
import classes from './import.module.css'
import { importQuery } from './import-data.ts'
import { isAtWork, isReachable, type Step, stepOf } from './import-states.ts'
import { ReadingStep } from './reading/reading-step.tsx'
import { ResultStep } from './result/result-step.tsx'
import { StatePill } from './state-pill.tsx'
import { Steps } from './steps.tsx'
import { useImportWords } from './words.ts'

const route = getRouteApi('/w/$slug/import/$id')

/** One file on its way to records. */
export function ImportPage() {
  const { id } = route.useParams()
  const { data, error, refetch } = useQuery(importQuery(id))
  if (data)
    return (
      <Suspense fallback={<PageLoading />}>
        <Wizard key={data.id} run={data} />
      </Suspense>
    )
  if (!error) return <PageLoading />
  return problemCode(error) === 'not_found' ? (
    <NotFoundScreen />
  ) : (
    <Failed error={error} onRetry={() => void refetch()} />
  )
}

/** What was written or taken back shows everywhere as soon as the work ends. */
function useRefreshAfterWork(run: ImportRun): void {
  const working = useRef(isAtWork(run))
  useEffect(() => {
    if (working.current && !isAtWork(run) && run.state !== 'checked') void refreshAll()
    working.current = isAtWork(run)
  }, [run])
}

function Wizard({ run }: { readonly run: ImportRun }) {
  const words = useImportWords()
  const own = stepOf(run)
  const [wanted, setWanted] = useState<Step | null>(null)
  const step = wanted && isReachable(wanted, run) ? wanted : own
  const heading = useRef<HTMLDivElement>(null)
  usePageTitle(`${words.title}: ${run.name}`)
  useRefreshAfterWork(run)
  const go = (next: Step | null): void => {
    setWanted(next)
    heading.current?.focus()
  }
  return (
    <div className={classes.page}>
      <Stack gap="lg">
        <Head run={run} />
        <GroupNav run={run} />
        <Steps run={run} step={step} onGo={go} />
        <div ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
          {step === 'reading' && <ReadingStep run={run} onNext={() => go('columns')} />}
          {step === 'columns' && (
            <ColumnsStep
              key={JSON.stringify([run.setup.object, run.columns.map(({ name }) => name)])}
              run={run}
              onBack={() => go('reading')}
              onChecking={() => go(null)}
            />
          )}
          {step === 'check' && <CheckStep run={run} onBack={() => go('columns')} onStarted={() => go(null)} />}
          {step === 'result' && <ResultStep run={run} onAgain={() => go('columns')} />}
        </div>
      </Stack>
    </div>
  )
}

function Head({ run }: { readonly run: ImportRun }) {
  const words = useImportWords()
  const format = useFormat()
  const { slug } = route.useParams()
  const object = useCatalogue().object(run.setup.object)
  const facts = [object?.label.many, format.instant(run.createdAt), run.createdBy?.name].filter(Boolean)
  return (
    <Stack gap={6}>
      <AnchorLink to="/w/$slug/import" params={{ slug }} search={{}} size="sm" style={{ alignSelf: 'flex-start' }}>
        <Group gap={6} component="span">
          <IconArrowLeft size={16} aria-hidden />
          {words.all}
        </Group>
      </AnchorLink>
      <Group gap="sm">
        <Title order={1} size="h2" style={{ overflowWrap: 'anywhere' }}>
          {run.name}
        </Title>
        <StatePill run={run} />
      </Group>
      <Text size="sm" c="dimmed">
        {facts.join(' · ')}
      </Text>
    </Stack>
  )
}
