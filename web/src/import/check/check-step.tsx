import { Button, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core'
import { useWindowEvent } from '@mantine/hooks'
import type { ImportRun } from '@tendero/model/api'
import { type ComponentProps, useState } from 'react'
import { Callout } from '../../design/callout.tsx'
import { FormError } from '../../design/form-error.tsx'
import { useFormat } from '../../kernel/format.ts'
import { useWords } from '../../kernel/language.ts'
import { useObject } from '../../kernel/metadata.ts'
import { Figures } from '../figures.tsx'
import classes from '../import.module.css'
import { useSetUp, useSteer } from '../import-data.ts'
import { isAtWork, leftOut } from '../import-states.ts'
import { ProgressCard } from '../progress-card.tsx'
import { useImportWords } from '../words.ts'
import { joined } from './corrections.ts'
import { asIs, LikelyRows } from './likely-rows.tsx'
import { MissingWords } from './missing-words.tsx'
import { usePendingRepairs } from './pending-repairs.ts'
import { ProblemsTable, type Repairing } from './problems-table.tsx'
import { RejectedRows } from './rejected-rows.tsx'
import { RejectsButton } from './rejects-button.tsx'
import { repaired } from './repairs.ts'

interface CheckStepProps {
  readonly run: ImportRun
  readonly onBack: () => void
  /** The import itself has begun. */
  readonly onStarted: () => void
}

/** The dry run and what it found. Nothing is written before this page says what would be. */
export function CheckStep({ run, onBack, onStarted }: CheckStepProps) {
  const words = useWords()
  const own = useImportWords()
  const { pending, count, change, forget } = usePendingRepairs(run.id)
  const { repairs, creating, corrections } = pending
  const setUp = useSetUp(run.id)
  const steer = useSteer(run.id)
  const [likely, setLikely] = useState(run.setup.likely ?? asIs)
  const decided = JSON.stringify(likely) !== JSON.stringify(run.setup.likely ?? asIs)
  useWindowEvent('beforeunload', (event) => count > 0 && event.preventDefault())
  const again = async (): Promise<void> => {
    if (count > 0 || decided)
      await setUp.mutateAsync({
        ...repaired(run.setup, repairs, creating),
        corrections: joined(run.setup.corrections, corrections),
        likely,
      })
    await steer.mutateAsync('rehearsal')
    forget()
  }
  if (isAtWork(run)) return <ProgressCard run={run} />
  const good = run.group.length === 0 ? run.rows.good : run.group.reduce((sum, one) => sum + one.good, 0)
  const checked = run.state === 'checked' && run.group.every(({ state }) => state === 'checked')
  return (
    <Stack gap="lg">
      <FormError error={setUp.error} />
      <Outcome run={run} />
      {run.notFound.length > 0 && (
        <MissingWords
          run={run}
          repairs={repairs}
          creating={creating}
          onRepairs={(repairs) => change({ repairs })}
          onCreating={(creating) => change({ creating })}
        />
      )}
      {run.likely.total > 0 && <LikelyRows run={run} likely={likely} onChange={setLikely} />}
      {run.problems.length > 0 && (
        <Problems
          run={run}
          repairs={repairs}
          onRepairs={(repairs) => change({ repairs })}
          corrections={corrections}
          onCorrections={(corrections) => change({ corrections })}
        />
      )}
      <Group className={classes.foot} justify="space-between">
        <Button variant="default" onClick={onBack}>
          {words.verbs.back}
        </Button>
        <Group gap="sm">
          {(count > 0 || decided || !checked) && (
            <Button loading={setUp.isPending || steer.isPending} onClick={() => void again().catch(() => {})}>
              {count > 0 ? own.check.againWith(count) : own.check.again}
            </Button>
          )}
          {checked && count === 0 && !decided && (
            <Button
              loading={steer.isPending}
              disabled={good === 0}
              onClick={() => steer.mutate('run', { onSuccess: onStarted })}
            >
              {own.check.start(good)}
            </Button>
          )}
        </Group>
      </Group>
    </Stack>
  )
}

function Outcome({ run }: { readonly run: ImportRun }) {
  const own = useImportWords()
  const object = useObject(run.setup.object)
  const { created, updated, bad } = run.rows
  if (run.state === 'cancelled' || run.state === 'failed')
    return (
      <Callout tone={run.state === 'failed' ? 'bad' : 'warning'} title={own.states[run.state]}>
        {run.state === 'failed' ? (own.runErrors[run.error ?? ''] ?? own.runFailed) : own.check.cancelled}
      </Callout>
    )
  return (
    <Stack gap="md">
      {bad === 0 && (
        <Callout tone="good" title={own.check.allGood}>
          {own.check.allGoodLead}
        </Callout>
      )}
      <Figures
        figures={[
          { label: own.check.wouldCreate(object?.label.many ?? ''), value: created },
          { label: own.check.wouldUpdate, value: updated },
          { label: own.check.wouldSkip, value: leftOut(run), bad: bad > 0 },
        ]}
      />
    </Stack>
  )
}

/** What is wrong, row by row with its cells, or each thing once however many rows have it. */
function Problems({ run, corrections, onCorrections, ...repairing }: Repairing & ComponentProps<typeof RejectedRows>) {
  const own = useImportWords().check
  const format = useFormat()
  const [shape, setShape] = useState('rows')
  return (
    <Stack gap="sm" component="section">
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={2} size="h3">
            {own.problems}
          </Title>
          <Text size="sm" c="dimmed">
            {own.problemsLead(format.number(run.rows.bad))}
          </Text>
        </div>
        <Group gap="sm">
          <SegmentedControl
            size="xs"
            aria-label={own.shape}
            value={shape}
            data={[
              { value: 'rows', label: own.byRow },
              { value: 'problems', label: own.byProblem },
            ]}
            onChange={setShape}
          />
          <RejectsButton run={run} />
        </Group>
      </Group>
      {shape === 'rows' ? (
        <RejectedRows run={run} corrections={corrections} onCorrections={onCorrections} />
      ) : (
        <ProblemsTable run={run} repairing={repairing} />
      )}
    </Stack>
  )
}
