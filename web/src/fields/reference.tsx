import { Select } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '../kernel/language.ts'
import { useObject } from '../kernel/metadata.ts'
import { type CellProps, defineKind, type FilterProps, face, type InputProps, readText } from './field-kind.tsx'
import { useOpenedAtOnce } from './opened-at-once.ts'
import {
  including,
  orNothing,
  ownWord,
  RecordFilterWords,
  RecordName,
  RecordsFilter,
  useCreation,
} from './record-choice.tsx'
import { useRecordOptions, useTitles } from './reference-options.ts'
import { seekText } from './seek.ts'

/** Finds a record by its words, or makes one of that name in a short form. */
function Input(props: InputProps<string>) {
  const words = useWords()
  const { field, value, title, onChange, onDone } = props
  const object = useObject(field.object ?? '')
  const [typed, setTyped] = useState('')
  const opening = useOpenedAtOnce(props.autoFocus === true && !props.label)
  const titles = useTitles(object, value && title === undefined ? [value] : [])
  const current = value ? { value, label: title ?? titles.get(value) ?? '…' } : undefined
  const searching = typed !== '' && typed !== current?.label
  const { options, searching: pending } = useRecordOptions(object, searching ? typed : '', opening.dropdownOpened)
  const take = (id: string | null, words?: string): void => {
    onChange(id, words)
    onDone?.()
  }
  const creation = useCreation(object, searching ? typed : '', (made) => take(made.id, made.title))
  const choose = (chosen: string | null, option: { label: string } | null): void =>
    chosen !== null && chosen === creation?.option.value ? creation.begin() : take(chosen, option?.label)

  return (
    <Select
      {...face({ ...props, value: null })}
      {...opening}
      searchable
      data={orNothing(
        searching ? including(options, creation?.option) : including(options, current),
        pending ? words.common.loading : words.fields.noMatch,
      )}
      filter={({ options: all }) => all}
      value={value}
      placeholder={words.fields.searchRecord}
      onChange={choose}
      searchValue={typed}
      onSearchChange={setTyped}
      allowDeselect={false}
      clearable={!field.required}
      clearButtonProps={{ 'aria-label': words.fields.clear(field.label) }}
      maxDropdownHeight={320}
    />
  )
}

function Cell({ field, value, ...look }: CellProps<string>) {
  return <RecordName object={useObject(field.object ?? '')} id={value} {...look} />
}

function Filter({ field, value, onChange, label }: FilterProps) {
  const words = useWords()
  const object = useObject(field.object ?? '')
  const [typed, setTyped] = useState('')
  const chosen = readText(value)
  const titles = useTitles(object, chosen ? [chosen] : [])
  const own = ownWord(field.object, words)
  const current = chosen && chosen !== own?.value ? { value: chosen, label: titles.get(chosen) ?? '…' } : undefined
  const searching = typed !== '' && typed !== current?.label && typed !== own?.label
  const { options } = useRecordOptions(object, searching ? typed : '', true)
  return (
    <Select
      aria-label={label}
      searchable
      data={orNothing(
        searching ? options : including(own ? [own, ...options] : options, current),
        words.fields.noMatch,
      )}
      filter={({ options: all }) => all}
      value={chosen}
      placeholder={words.fields.searchRecord}
      searchValue={typed}
      onSearchChange={setTyped}
      allowDeselect={false}
      onChange={onChange}
    />
  )
}

export const reference = defineKind<string>({
  kind: 'reference',
  read: readText,
  Input,
  Cell,
  Filter,
  FilterMany: RecordsFilter,
  FilterWords: RecordFilterWords,
  width: 146,
  seek: seekText,
})
