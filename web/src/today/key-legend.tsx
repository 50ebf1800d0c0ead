import { Group, Kbd, Text } from '@mantine/core'
import { singleKeys } from '../design/keyboard.ts'
import { useStepWords } from '../next-step/words.ts'
import { outcomeKeys } from './outcome-keys.ts'
import { useTodayWords } from './words.ts'

/** Which key does what; for those who have keys and use them. */
export function KeyLegend() {
  const words = useTodayWords()
  const steps = useStepWords()
  if (!singleKeys.use()) return null
  const legend: readonly (readonly [keys: readonly string[], does: string])[] = [
    [['J', 'K'], words.keys.move],
    ...Object.entries(outcomeKeys).map(([key, outcome]) => [[key], steps.outcomes[outcome]] as const),
    [['E'], words.keys.edit],
  ]
  return (
    <Group gap="md" visibleFrom="sm" mt="xs">
      {legend.map(([keys, does]) => (
        <Group key={does} gap={5}>
          {keys.map((key) => (
            <Kbd key={key} size="xs">
              {key}
            </Kbd>
          ))}
          <Text size="xs" c="dimmed">
            {does}
          </Text>
        </Group>
      ))}
    </Group>
  )
}
