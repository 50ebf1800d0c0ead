import { Button, Group, Text } from '@mantine/core'
import { IconArrowsMaximize, IconArrowsMinimize } from '@tabler/icons-react'
import { useRecordWords } from '../../words.ts'

interface FoldButtonsProps {
  /** How many groups there are. */
  readonly count: number
  readonly onFoldAll: (all: boolean) => void
}

/** Opens or folds all groups of a list, and tells how many they are. */
export function FoldButtons({ count, onFoldAll }: FoldButtonsProps) {
  const { groups } = useRecordWords()
  return (
    <Group gap="xs" px="md" pb="xs">
      <Button
        size="compact-xs"
        variant="subtle"
        leftSection={<IconArrowsMinimize size={14} aria-hidden />}
        onClick={() => onFoldAll(true)}
      >
        {groups.foldAll}
      </Button>
      <Button
        size="compact-xs"
        variant="subtle"
        leftSection={<IconArrowsMaximize size={14} aria-hidden />}
        onClick={() => onFoldAll(false)}
      >
        {groups.openAll}
      </Button>
      <Text size="xs" c="dimmed" className="tendero-figures" ms="auto">
        {groups.count(count)}
      </Text>
    </Group>
  )
}
