import { ActionIcon, Group, Select, Stack, Text, Title } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import type { MetadataObject } from '@tendero/model/api'
import { useState } from 'react'
import { kindOf } from '../../fields/index.ts'
import { useTitles } from '../../fields/reference-options.ts'
import { useWords } from '../../kernel/language.ts'
import { fieldOf, useObject } from '../../kernel/metadata.ts'
import { useImportWords } from '../words.ts'
import { constantsOf, fillable, type Mapping, withConstant } from './mapping-draft.ts'

interface FixedValuesProps {
  readonly object: MetadataObject
  readonly mapping: Mapping
  readonly onChange: (mapping: Mapping) => void
}

/** Values that every row gets, though the file does not have them. */
export function FixedValues({ object, mapping, onChange }: FixedValuesProps) {
  const words = useWords()
  const own = useImportWords().columns
  const taken = new Set(mapping.map(({ field }) => field))
  const free = fillable(object).filter(({ name }) => name !== 'id' && !taken.has(name))
  return (
    <Stack gap="xs" component="section">
      <Title order={2} size="h4">
        {own.fixed}
      </Title>
      <Text size="sm" c="dimmed">
        {own.fixedLead}
      </Text>
      {constantsOf(mapping).map((one) => (
        <FixedValue
          key={one.field}
          object={object}
          name={one.field}
          value={one.constant}
          onChange={(value) => onChange(withConstant(mapping, one.field, value))}
        />
      ))}
      <Select
        aria-label={own.addFixed}
        placeholder={own.addFixed}
        leftSection={<IconPlus size={16} aria-hidden />}
        searchable
        maw={360}
        nothingFoundMessage={words.fields.noMatch}
        data={free.map(({ name, label }) => ({ value: name, label }))}
        value={null}
        onChange={(field) => field && onChange(withConstant(mapping, field, null))}
      />
    </Stack>
  )
}

interface FixedValueProps {
  readonly object: MetadataObject
  readonly name: string
  readonly value: unknown
  readonly onChange: (value: unknown) => void
}

function FixedValue({ object, name, value, onChange }: FixedValueProps) {
  const words = useWords()
  const [chosen, setTitle] = useState<string | undefined>()
  const field = fieldOf(object, name)
  const target = useObject(field?.object ?? '')
  const id = target && typeof value === 'string' ? value : undefined
  const titles = useTitles(target, id && chosen === undefined ? [id] : [])
  const title = chosen ?? (id && titles.get(id))
  // The input takes the words of a record when it appears, so it waits for them.
  if (!field || (id && title === undefined)) return null
  const { Input } = kindOf(field)
  return (
    <Group gap="xs" wrap="nowrap" align="flex-end" maw={520}>
      <div style={{ flex: 1, minWidth: 0 }}>
        <Input
          field={field}
          label={field.label}
          value={value}
          title={title}
          onChange={(next, said) => {
            setTitle(said)
            onChange(next ?? null)
          }}
        />
      </div>
      <ActionIcon
        size="lg"
        aria-label={`${words.verbs.remove}: ${field.label}`}
        title={words.verbs.remove}
        onClick={() => onChange(undefined)}
      >
        <IconX size={18} stroke={1.6} />
      </ActionIcon>
    </Group>
  )
}
