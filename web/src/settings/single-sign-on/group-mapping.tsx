import { ActionIcon, Button, Group, Input, Select, Stack, TextInput } from '@mantine/core'
import { IconArrowUp, IconPlus, IconX } from '@tabler/icons-react'
import { useWords } from '../../kernel/language.ts'
import type { Option } from '../people/options.ts'
import { useSettingsWords } from '../words.ts'

interface MappedGroup {
  readonly group: string
  /** The id of a role or team. */
  readonly target: string
}

interface GroupMappingProps {
  readonly label: string
  readonly targetLabel: string
  readonly options: readonly Option[]
  readonly rows: readonly MappedGroup[]
  readonly error: string | undefined
  readonly onChange: (rows: readonly MappedGroup[]) => void
}

/** Groups with what each of them stands for, in the order in which they are asked. */
export function GroupMapping({ label, targetLabel, options, rows, error, onChange }: GroupMappingProps) {
  const own = useSettingsWords().singleSignOn
  const [first] = options
  const change = (at: number, patch: Partial<MappedGroup>): void =>
    onChange(rows.map((row, index) => (index === at ? { ...row, ...patch } : row)))
  const moveUp = (at: number): void => {
    const others = rows.filter((_, index) => index !== at)
    onChange([...others.slice(0, at - 1), ...rows.slice(at, at + 1), ...others.slice(at - 1)])
  }
  return (
    <Stack gap="xs" role="group" aria-label={label}>
      <Input.Label>{label}</Input.Label>
      {rows.map((row, index) => (
        <MappedLine
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place; two may hold the same
          key={index}
          row={row}
          number={index + 1}
          targetLabel={targetLabel}
          options={options}
          onChange={(patch) => change(index, patch)}
          onMoveUp={index === 0 ? undefined : () => moveUp(index)}
          onRemove={() => onChange(rows.filter((_, at) => at !== index))}
        />
      ))}
      {error && <Input.Error>{error}</Input.Error>}
      <Button
        variant="subtle"
        size="compact-sm"
        style={{ alignSelf: 'flex-start' }}
        leftSection={<IconPlus size={14} aria-hidden />}
        disabled={!first}
        onClick={() => first && onChange([...rows, { group: '', target: first.value }])}
      >
        {own.addGroup}
      </Button>
    </Stack>
  )
}

interface MappedLineProps extends Pick<GroupMappingProps, 'targetLabel' | 'options'> {
  readonly row: MappedGroup
  readonly number: number
  readonly onChange: (patch: Partial<MappedGroup>) => void
  readonly onMoveUp: (() => void) | undefined
  readonly onRemove: () => void
}

function MappedLine({ row, number, targetLabel, options, onChange, onMoveUp, onRemove }: MappedLineProps) {
  const words = useWords()
  const own = useSettingsWords().singleSignOn
  const named = row.group || String(number)
  return (
    <Group gap="xs" wrap="nowrap">
      <TextInput
        flex={1}
        miw={0}
        aria-label={own.groupNumber(number)}
        placeholder={own.groupExample}
        maxLength={300}
        value={row.group}
        onChange={(event) => onChange({ group: event.currentTarget.value })}
      />
      <Select
        flex={1}
        miw={0}
        aria-label={`${targetLabel} ${number}`}
        data={[...options]}
        allowDeselect={false}
        searchable
        nothingFoundMessage={words.fields.noMatch}
        value={row.target}
        onChange={(target) => target && onChange({ target })}
      />
      <ActionIcon aria-label={own.moveUp(named)} disabled={!onMoveUp} onClick={onMoveUp}>
        <IconArrowUp size={16} stroke={1.6} />
      </ActionIcon>
      <ActionIcon aria-label={own.removeGroup(named)} onClick={onRemove}>
        <IconX size={16} stroke={1.6} />
      </ActionIcon>
    </Group>
  )
}
