import { Button, Select, TextInput } from '@mantine/core'
import { IconFilter, IconX } from '@tabler/icons-react'
import { auditCategories } from '@tendero/model/api'
import { useState } from 'react'
import { DayInput } from '../../fields/date.tsx'
import { readText } from '../../fields/field-kind.tsx'
import { useWords } from '../../kernel/language.ts'
import { useCatalogue } from '../../kernel/metadata.ts'
import { useAll } from '../data.ts'
import { useSettingsWords } from '../words.ts'
import classes from './audit.module.css'
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
  const [open, setOpen] = useState(false)
  const chosen = Object.values(filter).filter((value) => value !== undefined).length
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
    />
  )
  const day = (key: 'from' | 'until') => (
    <DayInput
      field={{ label: own.filters[key] }}
      label={own.filters[key]}
      value={filter[key] ?? null}
      onChange={(chosen) => onChange({ ...filter, [key]: readText(chosen) ?? undefined })}
    />
  )
  return (
    <search aria-label={own.filter}>
      <Button
        variant="default"
        className={classes.toggle}
        leftSection={<IconFilter size={16} aria-hidden />}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {own.showFilters}
        {chosen > 0 && ` (${chosen})`}
      </Button>
      <div className={classes.filters} data-open={open || undefined}>
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
        <TextInput
          label={own.filters.address}
          value={filter.address ?? ''}
          onChange={(event) => onChange({ ...filter, address: event.currentTarget.value || undefined })}
        />
        {day('from')}
        {day('until')}
        {chosen > 0 && (
          <Button variant="subtle" px="xs" leftSection={<IconX size={16} aria-hidden />} onClick={() => onChange({})}>
            {filter.record ? own.allRecords : own.clear}
          </Button>
        )}
      </div>
    </search>
  )
}
