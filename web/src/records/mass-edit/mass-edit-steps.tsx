import { Anchor, Button, Group, List, Stack, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { MassEditRefusal, MassEditRun, MetadataObject } from '@tendero/model/api'
import { useEffect, useEffectEvent } from 'react'
import { failed } from '../../design/notices.tsx'
import { Failed } from '../../design/page-states.tsx'
import { useFormat } from '../../kernel/format.ts'
import { useWords } from '../../kernel/language.ts'
import { fieldOf } from '../../kernel/metadata.ts'
import { fieldProblemWords, problemWords } from '../../kernel/problems.ts'
import { followMassEdit } from './follow-mass-edit.tsx'
import classes from './mass-edit.module.css'
import { isAtWork, massEditQuery, saveRefused, steerMassEdit } from './mass-edit-data.ts'
import { MassEditProgress } from './mass-edit-progress.tsx'
import { useMassEditWords } from './words.ts'

interface StepsProps {
  readonly object: MetadataObject
  readonly id: string
  /** Back to what is to change. */
  readonly onBack: () => void
  readonly onClose: () => void
}

/** A change of many records from its check on: what it would do, and how far it is. */
export function MassEditSteps({ object, id, onBack, onClose }: StepsProps) {
  const words = useMassEditWords()
  const common = useWords()
  const { data: run, error } = useQuery(massEditQuery(id))
  const steer = useMutation({
    mutationFn: (what: 'run' | 'cancellation') => steerMassEdit(id, what),
    onError: (problem) => failed(problem),
  })
  // The dialog is gone once the work has begun: from there on the notice tells of it.
  const handOver = useEffectEvent((): void => {
    followMassEdit(object, id)
    onClose()
  })
  const done = run !== undefined && run.state === 'done'
  useEffect(() => {
    if (done) handOver()
  }, [done])
  if (error) return <Failed error={error} />
  if (!run || done) return null
  if (isAtWork(run))
    return (
      <Stack>
        <Text size="sm" c="dimmed">
          {run.state === 'checking' ? words.checking : words.running}
        </Text>
        <MassEditProgress run={run} />
        <Group justify="flex-end">
          <Button variant="default" loading={steer.isPending} onClick={() => steer.mutate('cancellation')}>
            {words.stop}
          </Button>
          {run.state === 'running' && <Button onClick={handOver}>{words.background}</Button>}
        </Group>
      </Stack>
    )
  const left = run.preview.left > 0 ? run.preview.left : run.outcome.left
  return (
    <Stack>
      {run.state !== 'checked' && <Text size="sm">{endWords(run, words, common)}</Text>}
      <Preview object={object} run={run} />
      <Group justify="flex-end">
        <Button variant="default" onClick={run.state === 'checked' ? onBack : onClose}>
          {run.state === 'checked' ? common.verbs.back : common.verbs.close}
        </Button>
        <Button disabled={left === 0} loading={steer.isPending} onClick={() => steer.mutate('run')}>
          {run.state === 'checked' ? words.change(left) : words.goOn}
        </Button>
      </Group>
    </Stack>
  )
}

/** Why the work ended before its end. */
function endWords(
  run: MassEditRun,
  words: ReturnType<typeof useMassEditWords>,
  common: ReturnType<typeof useWords>,
): string {
  if (run.state === 'cancelled') return words.stopped
  if (run.state === 'interrupted') return words.interrupted
  return problemWords({ type: '', title: '', status: 400, code: run.error ?? 'internal' }, common)
}

/** What the check found: how many records would change, and why others are refused. */
function Preview({ object, run }: { readonly object: MetadataObject; readonly run: MassEditRun }) {
  const words = useMassEditWords()
  const common = useWords()
  const format = useFormat()
  const { changed, unchanged, refused } = run.preview
  const figures = [
    [changed, words.willChange],
    [unchanged, words.have],
    [refused, words.refused],
  ] as const
  return (
    <Stack gap="sm">
      <dl className={classes.figures} aria-label={words.preview}>
        {figures.map(([count, label]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="tendero-figures">{format.number(count)}</dd>
          </div>
        ))}
      </dl>
      {changed === 0 && <Text size="sm">{words.nothing}</Text>}
      {refused > 0 && (
        <Stack gap={4}>
          <Text size="sm" fw={600}>
            {words.reasons}
          </Text>
          <List size="sm">
            {run.refusals.map((refusal) => (
              <List.Item key={`${refusal.code} ${refusal.field}`}>
                {words.reason(refusal.count, reasonWords(object, refusal, common))}
              </List.Item>
            ))}
          </List>
          <Anchor
            component="button"
            type="button"
            size="sm"
            ta="start"
            onClick={() => void saveRefused(run.id).catch(failed)}
          >
            {words.refusedFile}
          </Anchor>
        </Stack>
      )}
    </Stack>
  )
}

function reasonWords(
  object: MetadataObject,
  { code, details, field }: MassEditRefusal,
  common: ReturnType<typeof useWords>,
): string {
  if (field === null) return problemWords({ type: '', title: '', status: 400, code }, common)
  return `${fieldOf(object, field)?.label ?? field} – ${fieldProblemWords({ code, details: details ?? undefined }, common)}`
}
