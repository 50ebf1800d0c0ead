import { Button, Group, Paper, Progress, Stack, Text } from '@mantine/core'
import type { ImportRun } from '@tendero/model/api'
import { useFormat } from '../kernel/format.ts'
import { useWords } from '../kernel/language.ts'
import { useSteer } from './import-data.ts'
import { progressOf } from './import-states.ts'
import { useImportWords } from './words.ts'

/** How far the work is; it goes on when one leaves the page. */
export function ProgressCard({ run }: { readonly run: ImportRun }) {
  const words = useWords()
  const own = useImportWords()
  const format = useFormat()
  const steer = useSteer(run.id)
  const reverting = run.state === 'reverting'
  const part = reverting ? 1 - progressOf(run) : progressOf(run)
  const { read, good, bad } = run.rows
  return (
    <Paper withBorder p="lg" radius="lg">
      <Stack gap="sm">
        <Group justify="space-between">
          <Text fw={600}>{own.working[run.state] ?? own.states[run.state]}</Text>
          <Text size="sm" c="dimmed" className="tendero-figures" aria-live="polite">
            {format.percent(Math.floor(part * 100))}
          </Text>
        </Group>
        <Progress value={part * 100} animated aria-label={own.progress} />
        <Group justify="space-between" gap="sm">
          <Text size="sm" c="dimmed">
            {reverting ? own.mayLeave : `${own.readSoFar(read, good, bad)} ${own.mayLeave}`}
          </Text>
          {!reverting && (
            <Button variant="default" size="xs" loading={steer.isPending} onClick={() => steer.mutate('cancellation')}>
              {words.verbs.cancel}
            </Button>
          )}
        </Group>
      </Stack>
    </Paper>
  )
}
