import { Progress, Stack, Text } from '@mantine/core'
import type { MassEditRun } from '@tendero/model/api'
import { useFormat } from '../../kernel/format.ts'
import { useMassEditWords } from './words.ts'

/** How far a change of many records is. */
export function MassEditProgress({ run }: { readonly run: MassEditRun }) {
  const words = useMassEditWords()
  const format = useFormat()
  const { left } = run.state === 'checking' ? run.preview : run.outcome
  const total = run.state === 'checking' ? run.preview.total : run.preview.changed
  const done = total - left
  const told = words.progress(format.number(done), format.number(total))
  return (
    <Stack gap={4}>
      <Progress.Root>
        <Progress.Section value={total === 0 ? 100 : (done / total) * 100} aria-label={told} />
      </Progress.Root>
      <Text size="xs" c="dimmed" className="tendero-figures">
        {told}
      </Text>
    </Stack>
  )
}
