import { Text } from '@mantine/core'
import { useSalesWords } from '../words.ts'

/** Says under a deal's amount that its products make it. */
export function AmountOrigin() {
  return (
    <Text size="xs" c="dimmed">
      {useSalesWords().lines.amountOrigin}
    </Text>
  )
}
