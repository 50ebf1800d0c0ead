import { ActionIcon, Button, Checkbox, Group, Popover, ScrollArea, Stack, Text, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconColumns3, IconSearch } from '@tabler/icons-react'
import type { MetadataField, MetadataObject } from '@tendero/model/api'
import { useState } from 'react'
import { shownFields } from '../../kernel/metadata.ts'
import { useRecordWords } from '../words.ts'

interface ColumnMenuProps {
  readonly object: MetadataObject
  readonly columns: readonly MetadataField[]
  /** Names in their order; undefined for those the object is declared with. */
  readonly onChange: (columns: string | undefined) => void
}

/** Which fields a list shows, and in which order. The title always stands first. */
export function ColumnMenu({ object, columns, onChange }: ColumnMenuProps) {
  const { list } = useRecordWords()
  const [sought, setSought] = useState('')
  const chosen = columns.map(({ name }) => name)
  const others = shownFields(object).filter(({ name }) => !chosen.includes(name))
  const matches = ({ label }: MetadataField): boolean => label.toLowerCase().includes(sought.trim().toLowerCase())
  const give = (names: readonly string[]): void => onChange(names.join(','))
  const move = (from: number, by: number): void => {
    const names = [...chosen]
    const [taken] = names.splice(from, 1)
    if (taken !== undefined) names.splice(from + by, 0, taken)
    give(names)
  }
  return (
    <Popover position="bottom-end" width={320} trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconColumns3 size={16} stroke={1.6} />} visibleFrom="sm">
          {list.columns}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="sm">
        <Stack gap="xs">
          <Text size="sm" c="dimmed">
            {list.columnsLead}
          </Text>
          <TextInput
            size="xs"
            data-autofocus
            aria-label={list.searchColumns}
            placeholder={list.searchColumns}
            leftSection={<IconSearch size={14} />}
            value={sought}
            onChange={(event) => setSought(event.currentTarget.value)}
          />
          <ScrollArea.Autosize mah={360} type="auto">
            <Stack gap={2} pe="sm">
              {[...columns, ...others].map((field, index) => (
                <ColumnLine
                  key={field.name}
                  field={field}
                  place={index < columns.length ? index : undefined}
                  last={columns.length - 1}
                  hidden={!matches(field)}
                  onShow={(shown) =>
                    give(shown ? [...chosen, field.name] : chosen.filter((name) => name !== field.name))
                  }
                  onMove={(by) => move(index, by)}
                />
              ))}
            </Stack>
          </ScrollArea.Autosize>
          <Button variant="subtle" size="compact-sm" onClick={() => onChange(undefined)}>
            {list.resetColumns}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

interface ColumnLineProps {
  readonly field: MetadataField
  /** Among the columns shown; undefined for a field that is none. */
  readonly place: number | undefined
  /** Place of the last column. */
  readonly last: number
  readonly hidden: boolean
  readonly onShow: (shown: boolean) => void
  readonly onMove: (by: 1 | -1) => void
}

/** A field in one list with all others, whether it is shown or not: so it keeps the focus when that changes. */
function ColumnLine({ field, place, last, hidden, onShow, onMove }: ColumnLineProps) {
  const { list } = useRecordWords()
  return (
    <Group justify="space-between" wrap="nowrap" mih={24} hidden={hidden}>
      <Checkbox
        size="xs"
        label={field.label}
        checked={place !== undefined}
        disabled={place === 0}
        onChange={(event) => onShow(event.currentTarget.checked)}
      />
      {place !== undefined && (
        <Group gap={0} wrap="nowrap">
          <ActionIcon size={24} aria-label={list.moveUp(field.label)} disabled={place < 2} onClick={() => onMove(-1)}>
            <IconArrowUp size={14} />
          </ActionIcon>
          <ActionIcon
            size={24}
            aria-label={list.moveDown(field.label)}
            disabled={place === 0 || place === last}
            onClick={() => onMove(1)}
          >
            <IconArrowDown size={14} />
          </ActionIcon>
        </Group>
      )}
    </Group>
  )
}
