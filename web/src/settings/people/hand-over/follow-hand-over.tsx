import { Button, Group, Progress, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { HandOverRun } from '@tendero/model/api'
import { follow, useEnding, useFollowedAgain } from '../../../design/following.tsx'
import { failed, refreshAll, undoable } from '../../../design/notices.tsx'
import { useFormat } from '../../../kernel/format.ts'
import { cancelHandOver, handOverQuery, runningHandOvers } from './hand-over-data.ts'
import { useHandOverWords } from './words.ts'

/** Tells in a notice how far a hand-over is, wherever one goes, and in the end what came of it. */
export function followHandOver({ id }: Pick<HandOverRun, 'id'>, name: string): void {
  follow(`hand-over-${id}`, (end) => <Following id={id} name={name} onEnd={end} />)
}

/** After the page was loaded anew: goes on telling of what is still being handed over. */
export function useRunningHandOvers(wanted: boolean, nameOf: (user: string) => string): void {
  useFollowedAgain('hand-over', wanted, async () => {
    for (const run of await runningHandOvers()) followHandOver(run, nameOf(run.user))
  })
}

interface FollowingProps {
  readonly id: string
  readonly name: string
  readonly onEnd: () => void
}

function Following({ id, name, onEnd }: FollowingProps) {
  const words = useHandOverWords()
  const format = useFormat()
  const { data: run } = useQuery(handOverQuery(id))
  useEnding(run !== undefined && run.state !== 'running', () => {
    if (!run) return
    onEnd()
    void refreshAll()
    undoable(<Outcome run={run} />, run.operationId)
  })
  if (!run) return null
  const told = words.progress(format.number(run.moved + run.refused), format.number(run.total))
  return (
    <Stack gap="xs">
      <Text size="sm">{words.running(name)}</Text>
      <Progress.Root>
        <Progress.Section value={((run.moved + run.refused) / run.total) * 100} aria-label={told} />
      </Progress.Root>
      <Group justify="space-between">
        <Text size="xs" c="dimmed" className="tendero-figures">
          {told}
        </Text>
        <Button size="compact-sm" variant="light" onClick={() => void cancelHandOver(id).catch(failed)}>
          {words.stop}
        </Button>
      </Group>
    </Stack>
  )
}

/** What came of a hand-over. */
function Outcome({ run: { state, moved, refused } }: { readonly run: HandOverRun }) {
  const words = useHandOverWords()
  const endings = {
    running: '',
    done: '',
    cancelled: words.stopped,
    interrupted: words.interrupted,
    failed: words.failed,
  }
  const told = [words.done(moved), endings[state], refused > 0 ? words.refused(refused) : '']
  return <>{told.filter(Boolean).join('. ')}</>
}
