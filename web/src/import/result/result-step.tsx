import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconArrowBackUp, IconTable } from '@tabler/icons-react'
import type { ImportRun } from '@tendero/model/api'
import { ButtonLink } from '../../design/links.tsx'
import { useObject } from '../../kernel/metadata.ts'
import { useSession } from '../../kernel/session.ts'
import { ProblemsTable } from '../check/problems-table.tsx'
import { RejectsButton } from '../check/rejects-button.tsx'
import { Figures } from '../figures.tsx'
import { askToRevert, useSteer } from '../import-data.ts'
import { hasWritten, isAtWork, leftOut } from '../import-states.ts'
import { ProgressCard } from '../progress-card.tsx'
import { useImportWords } from '../words.ts'
import { Ending } from './ending.tsx'
import { madeBy } from './made-by.ts'

interface ResultStepProps {
  readonly run: ImportRun
  /** Import the same file once more. */
  readonly onAgain: () => void
}

/** What was written: to be looked at, and to be taken back as a whole. */
export function ResultStep({ run, onAgain }: ResultStepProps) {
  const own = useImportWords()
  const steer = useSteer(run.id)
  const object = useObject(run.setup.object)
  if (isAtWork(run)) return <ProgressCard run={run} />
  const written = hasWritten(run)
  const { created, updated, bad } = run.rows
  return (
    <Stack gap="lg">
      <Ending run={run} />
      {run.state !== 'reverted' && (
        <Figures
          figures={[
            { label: own.result.created(object?.label.many ?? ''), value: created },
            { label: own.result.updated, value: updated },
            { label: own.result.skipped, value: leftOut(run), bad: bad > 0 },
          ]}
        />
      )}
      {run.state === 'done' && run.problems.length > 0 && <Refusals run={run} />}
      <Group gap="sm">
        {written && <RecordsLink run={run} />}
        {written && (run.state === 'cancelled' || run.state === 'failed') && (
          <Button loading={steer.isPending && steer.variables === 'run'} onClick={() => steer.mutate('run')}>
            {own.result.goOn}
          </Button>
        )}
        {bad > 0 && run.state !== 'reverted' && <RejectsButton run={run} />}
        {written && (
          <Button
            variant="default"
            leftSection={<IconArrowBackUp size={16} aria-hidden />}
            onClick={() => askToRevert(run)}
          >
            {run.group.length > 0 ? own.sheets.revert : own.result.revert}
          </Button>
        )}
        {!written && <Button onClick={onAgain}>{own.result.again}</Button>}
      </Group>
    </Stack>
  )
}

/** Besides rows that were left out: references between rows of the file, which are written last. */
function Refusals({ run }: { readonly run: ImportRun }) {
  const { refusals, refusalsLead } = useImportWords().result
  return (
    <Stack gap="sm" component="section">
      <div>
        <Title order={2} size="h3">
          {refusals}
        </Title>
        <Text size="sm" c="dimmed">
          {refusalsLead}
        </Text>
      </div>
      <ProblemsTable run={run} />
    </Stack>
  )
}

/** The list of what came in, by who brought it and when. */
function RecordsLink({ run }: { readonly run: ImportRun }) {
  const own = useImportWords().result
  const { workspace } = useSession()
  const object = useObject(run.setup.object)
  if (!object) return null
  return (
    <ButtonLink
      to="/w/$slug/$collection"
      params={{ slug: workspace.slug, collection: object.collection }}
      search={{ filter: madeBy(run) }}
      variant={run.state === 'done' ? 'filled' : 'default'}
      leftSection={<IconTable size={16} aria-hidden />}
    >
      {own.show(object.label.many)}
    </ButtonLink>
  )
}
