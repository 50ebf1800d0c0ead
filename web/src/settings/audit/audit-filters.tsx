import { Button, Group, Select, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { auditCategories } from '@tendero/model/api'
import { useWords } from '../../kernel/language.ts'
import { useCatalogue } from '../../kernel/metadata.ts'
import { useAll } from '../data.ts'
import { useSettingsWords } from '../words.ts'
import type { AuditFilter } from './audit-data.ts'

interface AuditFiltersProps {
  readonly filter: AuditFilter
  readonly onChange: (filter: AuditFilter) => void
}

const ways = ['screen', 'api_key', 'mcp', 'import', 'system'] as const

/** What is looked for: each narrows what the others leave. */
export function AuditFilters({ filter, onChange }: AuditFiltersProps) {
  const words = useWords()
  const { audit: own, operations } = useSettingsWords()
  const people = useAll('user').map(({ id, name }) => ({ value: id, label: name }))
  const objects = useCatalogue().objects.map(({ name, label }) => ({ value: name, label: label.many }))
  const choice = (key: keyof AuditFilter & keyof typeof own.filters, data: { value: string; label: string }[]) => (
    <Select
      label={own.filters[key]}
      placeholder={own.any}
      nothingFoundMessage={words.fields.noMatch}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': words.fields.clear(own.filters[key]) }}
      data={data}
      value={filter[key] ?? null}
      onChange={(value) => onChange({ ...filter, [key]: value ?? undefined, record: undefined })}
      flex="1 1 10rem"
    />
  )
  const typed = (key: 'address' | 'from' | 'until', type?: 'date') => (
    <TextInput
      label={own.filters[key]}
      type={type}
      value={filter[key] ?? ''}
      onChange={(event) => onChange({ ...filter, [key]: event.currentTarget.value || undefined })}
      flex="1 1 9rem"
    />
  )
  return (
    <search aria-label={own.filter}>
      <Group gap="sm" align="flex-end">
        {choice('who', people)}
        {choice(
          'category',
          auditCategories.map((value) => ({ value, label: own.categories[value] })),
        )}
        {choice('object', objects)}
        {choice(
          'through',
          ways.map((value) => ({ value, label: operations.through[value] })),
        )}
        {typed('address')}
        {typed('from', 'date')}
        {typed('until', 'date')}
        {Object.values(filter).some((value) => value !== undefined) && (
          <Button variant="subtle" leftSection={<IconX size={16} aria-hidden />} onClick={() => onChange({})}>
            {filter.record ? own.allRecords : own.clear}
          </Button>
        )}
      </Group>
    </search>
  )
}
