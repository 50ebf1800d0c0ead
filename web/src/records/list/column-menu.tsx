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
              {columns.map((field, index) => (
                <Group key={field.name} justify="space-between" wrap="nowrap" hidden={!matches(field)}>
                  <Checkbox
                    size="xs"
                    label={field.label}
                    checked
                    disabled={index === 0}
                    onChange={() => give(chosen.filter((name) => name !== field.name))}
                  />
                  <Group gap={0} wrap="nowrap">
                    <ActionIcon
                      size={24}
                      aria-label={list.moveUp(field.label)}
                      disabled={index < 2}
                      onClick={() => move(index, -1)}
                    >
                      <IconArrowUp size={14} />
                    </ActionIcon>
                    <ActionIcon
                      size={24}
                      aria-label={list.moveDown(field.label)}
                      disabled={index === 0 || index === columns.length - 1}
                      onClick={() => move(index, 1)}
                    >
                      <IconArrowDown size={14} />
                    </ActionIcon>
                  </Group>
                </Group>
              ))}
              {others.filter(matches).map((field) => (
                <Checkbox
                  key={field.name}
                  size="xs"
                  my={4}
                  label={field.label}
                  checked={false}
                  onChange={() => give([...chosen, field.name])}
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
