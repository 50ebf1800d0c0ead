import { Group, Text, UnstyledButton } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { MetadataObject } from '@tendero/model/api'
import type { Filter } from '@tendero/model/filter'
import { FilterWords } from '../filter/filter-words.tsx'
import { useRecordWords } from '../words.ts'
import classes from './filter-bar.module.css'

interface FilterBarProps {
  readonly object: MetadataObject
  readonly filter: Filter
  readonly onOpen: () => void
  readonly onChange: (filter: Filter | undefined) => void
}

/** The filter in words: each condition that must be met can be opened or taken away. */
export function FilterBar({ object, filter, onOpen, onChange }: FilterBarProps) {
  const { filter: words } = useRecordWords()
  const parts = 'and' in filter ? filter.and : [filter]
  const without = (part: Filter): Filter | undefined => {
    const rest = parts.filter((one) => one !== part)
    return rest.length > 1 ? { and: rest } : rest[0]
  }
  return (
    <Group gap={6} px="md" pb="sm">
      {parts.map((part) => (
        <span key={JSON.stringify(part)} className={classes.chip}>
          <UnstyledButton className={classes.words} onClick={onOpen}>
            <Text size="sm" truncate component="span">
              <FilterWords object={object} filter={part} />
            </Text>
          </UnstyledButton>
          <UnstyledButton className={classes.away} aria-label={words.remove} onClick={() => onChange(without(part))}>
            <IconX size={14} aria-hidden />
          </UnstyledButton>
        </span>
      ))}
    </Group>
  )
}
