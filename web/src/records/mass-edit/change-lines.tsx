import { ActionIcon, Button, Group, NativeSelect, Select, Stack } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { MetadataField, MetadataObject } from '@tendero/model/api'
import { kindOf } from '../../fields/index.ts'
import { NumberEntry } from '../../fields/number-entry.tsx'
import { useWords } from '../../kernel/language.ts'
import { fieldOf } from '../../kernel/metadata.ts'
import { useRecordWords } from '../words.ts'
import { type ChangeDraft, changeableFields, noChange, waysOf } from './change-draft.ts'
import { useMassEditWords } from './words.ts'

interface ChangeLinesProps {
  readonly object: MetadataObject
  readonly drafts: readonly ChangeDraft[]
  readonly errors: Readonly<Record<string, string>>
  readonly onChange: (drafts: readonly ChangeDraft[]) => void
}

/** Which fields are to change, and what is to become of each. */
export function ChangeLines({ object, drafts, errors, onChange }: ChangeLinesProps) {
  const words = useMassEditWords()
  const set = (index: number, change: Partial<ChangeDraft>): void =>
    onChange(drafts.map((draft, at) => (at === index ? { ...draft, ...change } : draft)))
  return (
    <Stack gap="md">
      {drafts.map((draft, index) => (
        <ChangeLine
          // biome-ignore lint/suspicious/noArrayIndexKey: a line may not have a field yet, and is known by its place alone
          key={index}
          object={object}
          draft={draft}
          taken={drafts.flatMap(({ field }) => field ?? [])}
          error={errors[draft.field ?? '']}
          onChange={(change) => set(index, change)}
          onRemove={drafts.length > 1 ? () => onChange(drafts.filter((_, at) => at !== index)) : undefined}
        />
      ))}
      <Group>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange([...drafts, noChange])}
        >
          {words.add}
        </Button>
      </Group>
    </Stack>
  )
}

interface ChangeLineProps {
  readonly object: MetadataObject
  readonly draft: ChangeDraft
  /** Fields that have a line already. */
  readonly taken: readonly string[]
  readonly error: string | undefined
  readonly onChange: (change: Partial<ChangeDraft>) => void
  readonly onRemove: (() => void) | undefined
}

function ChangeLine({ object, draft, taken, error, onChange, onRemove }: ChangeLineProps) {
  const common = useWords()
  const { filter } = useRecordWords()
  const words = useMassEditWords()
  const field = fieldOf(object, draft.field ?? '')
  return (
    <Stack gap="xs">
      <Group align="end" wrap="nowrap" gap="xs">
        <Select
          flex={1}
          label={filter.field}
          placeholder={common.fields.choose}
          searchable
          data={changeableFields(object)
            .filter(({ name }) => name === draft.field || !taken.includes(name))
            .map(({ name, label }) => ({ value: name, label }))}
          value={draft.field}
          nothingFoundMessage={common.fields.noMatch}
          onChange={(name) => onChange({ ...noChange, field: name })}
        />
        {field && (
          <NativeSelect
            aria-label={words.how(field.label)}
            data={waysOf(field).map((way) => ({ value: way, label: words.ways[way] }))}
            value={draft.way}
            onChange={(event) => {
              const way = waysOf(field).find((one) => one === event.currentTarget.value)
              if (way) onChange({ way })
            }}
          />
        )}
        {onRemove && (
          <ActionIcon
            variant="subtle"
            size={36}
            aria-label={words.remove(field?.label ?? filter.field)}
            onClick={onRemove}
          >
            <IconTrash size={16} />
          </ActionIcon>
        )}
      </Group>
      {field && <Becoming field={field} draft={draft} error={error} onChange={onChange} />}
    </Stack>
  )
}

interface BecomingProps extends Pick<ChangeLineProps, 'draft' | 'error' | 'onChange'> {
  readonly field: MetadataField
}

/** What a field gets, or by how much it is raised. */
function Becoming({ field, draft, error, onChange }: BecomingProps) {
  const words = useMassEditWords()
  const { Input } = kindOf(field)
  if (draft.way === 'empty') return null
  if (draft.way === 'raise')
    return (
      <NumberEntry
        label={words.percent}
        rightSection="%"
        rightSectionPointerEvents="none"
        error={error}
        value={draft.percent}
        onNumber={(plain, readable) => onChange({ percent: readable ? plain : null })}
      />
    )
  return (
    <Input
      key={field.name}
      field={field}
      label={words.value(field.label)}
      error={error}
      value={draft.value}
      title={draft.title}
      onChange={(value, title) => onChange({ value, title })}
    />
  )
}
