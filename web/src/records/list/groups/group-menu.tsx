import { ActionIcon, Button, NativeSelect, Popover, Select, Stack } from '@mantine/core'
import { IconStack2 } from '@tabler/icons-react'
import type { MetadataObject } from '@tendero/model/api'
import { useIsPhone } from '../../../design/widths.ts'
import { useWords } from '../../../kernel/language.ts'
import { useRecordWords } from '../../words.ts'
import { dateParts, groupFields, groupingOf } from './grouping.ts'

interface GroupMenuProps {
  readonly object: MetadataObject
  /** As the address says it. */
  readonly group: string | undefined
  readonly onChange: (group: string | undefined) => void
}

/** By which field a list is grouped, of dates by which part. */
export function GroupMenu({ object, group, onChange }: GroupMenuProps) {
  const words = useWords()
  const { groups } = useRecordWords()
  const phone = useIsPhone()
  const grouping = groupingOf(object, group)
  const fields = groupFields(object)
  if (fields.length === 0) return null
  const variant = grouping ? 'light' : 'default'
  return (
    <Popover position="bottom-end" width={280} trapFocus>
      <Popover.Target>
        {phone ? (
          <ActionIcon variant={variant} size={36} aria-label={groups.group}>
            <IconStack2 size={18} stroke={1.6} />
          </ActionIcon>
        ) : (
          <Button variant={variant} leftSection={<IconStack2 size={16} stroke={1.6} />}>
            {groups.group}
          </Button>
        )}
      </Popover.Target>
      <Popover.Dropdown p="sm">
        <Stack gap="sm">
          <Select
            label={groups.by}
            placeholder={groups.none}
            data-autofocus
            searchable
            clearable
            clearButtonProps={{ 'aria-label': groups.none }}
            comboboxProps={{ withinPortal: false }}
            nothingFoundMessage={words.fields.noMatch}
            data={fields.map(({ name, label }) => ({ value: name, label }))}
            value={grouping?.field.name ?? null}
            onChange={(name) => onChange(groupingOf(object, name ?? undefined)?.name)}
          />
          {grouping?.part && (
            <NativeSelect
              label={groups.part}
              data={dateParts.map((part) => ({ value: part, label: groups.parts[part] }))}
              value={grouping.part}
              onChange={(event) => onChange(`${grouping.field.name}:${event.currentTarget.value}`)}
            />
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
