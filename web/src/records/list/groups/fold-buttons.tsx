import { Button, Group } from '@mantine/core'
import { IconArrowsMaximize, IconArrowsMinimize } from '@tabler/icons-react'
import { useRecordWords } from '../../words.ts'

/** Opens or folds all groups of a list. */
export function FoldButtons({ onFoldAll }: { readonly onFoldAll: (all: boolean) => void }) {
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
    </Group>
  )
}
