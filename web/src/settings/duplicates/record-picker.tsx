import { Select } from '@mantine/core'
import { useState } from 'react'
import { useRecordOptions, useTitles } from '../../fields/reference-options.ts'
import { useWords } from '../../kernel/language.ts'
import { useObject } from '../../kernel/metadata.ts'

interface RecordPickerProps {
  readonly object: string
  readonly label: string
  readonly value: string | null
  readonly onChange: (id: string | null) => void
}

/** Finds a record by its words. */
export function RecordPicker({ object: name, label, value, onChange }: RecordPickerProps) {
  const words = useWords()
  const object = useObject(name)
  const [typed, setTyped] = useState('')
  const [opened, setOpened] = useState(false)
  const titles = useTitles(object, value ? [value] : [])
  const current = value ? [{ value, label: titles.get(value) ?? '…' }] : []
  const searching = typed !== '' && typed !== current[0]?.label
  const { options, searching: pending } = useRecordOptions(object, searching ? typed : '', opened)
  const others = options.filter((option) => option.value !== value)
  return (
    <Select
      label={label}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': words.fields.clear(label) }}
      placeholder={words.fields.searchRecord}
      nothingFoundMessage={pending ? words.common.loading : words.fields.noMatch}
      data={searching ? options : [...current, ...others]}
      filter={({ options: all }) => all}
      value={value}
      searchValue={typed}
      onSearchChange={setTyped}
      onDropdownOpen={() => setOpened(true)}
      onChange={(id) => onChange(id)}
    />
  )
}
