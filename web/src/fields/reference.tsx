import { MultiSelect, Select } from '@mantine/core'
import { useState } from 'react'
import { create } from '../design/asked.ts'
import { AnchorLink } from '../design/links.tsx'
import { useWords } from '../kernel/language.ts'
import { useObject } from '../kernel/metadata.ts'
import { useSession } from '../kernel/session.ts'
import {
  type CellProps,
  cellLink,
  defineKind,
  type FilterProps,
  type FilterWordsProps,
  face,
  type InputProps,
  readText,
  readTexts,
} from './field-kind.tsx'
import { useOpenedAtOnce } from './opened-at-once.ts'
import { type RecordOption, useRecordOptions, useTitles } from './reference-options.ts'
import { seekText } from './seek.ts'

const newOne = 'create'

function including(options: readonly RecordOption[], ...more: readonly (RecordOption | undefined)[]): RecordOption[] {
  const extra = more.filter((one) => one !== undefined && !options.some(({ value }) => value === one.value))
  return [...options, ...extra.filter((one) => one !== undefined)]
}

interface Shown extends RecordOption {
  readonly disabled?: boolean
}

/** A list that holds nothing says so in a line of its own: a listbox must have something in it. */
function orNothing(options: readonly RecordOption[], message: string): Shown[] {
  return options.length > 0 ? [...options] : [{ value: 'none', label: message, disabled: true }]
}

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
  const mayCreate = object !== undefined && object.can.create !== 'none' && !object.settings && searching
  const creation = mayCreate ? { value: newOne, label: words.fields.createRecord(typed.trim()) } : undefined

  const choose = (chosen: string | null, option: { label: string } | null): void => {
    if (chosen === newOne && object) {
      const made = (record: { id: string; title: string }): void => {
        onChange(record.id, record.title)
        onDone?.()
      }
      create({ object: object.name, values: { [titleField(object)]: typed.trim() }, onCreated: made })
      return
    }
    onChange(chosen, option?.label)
    onDone?.()
  }

  return (
    <Select
      {...face({ ...props, value: null })}
      {...opening}
      searchable
      data={orNothing(
        searching ? including(options, creation) : including(options, current),
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

/** Where a typed name goes: the title, or for people (whose title is computed) the last name. */
function titleField(object: { title: string; fields: readonly { name: string; readOnly: boolean }[] }): string {
  const title = object.fields.find(({ name }) => name === object.title)
  return title?.readOnly ? 'lastName' : object.title
}

function Cell({ field, value, title, oneLine, plain }: CellProps<string>) {
  const object = useObject(field.object ?? '')
  const { workspace } = useSession()
  const words = useWords()
  const shown = title ?? words.common.unknown
  if (plain || !object || object.settings || title === undefined) return shown
  return (
    <AnchorLink
      to="/w/$slug/$collection/$id"
      params={{ slug: workspace.slug, collection: object.collection, id: value }}
      {...cellLink(oneLine)}
    >
      {shown}
    </AnchorLink>
  )
}

/** 'me' and 'my_team' stand for whoever looks. */
function ownWord(object: string | undefined, words: ReturnType<typeof useWords>): RecordOption | undefined {
  if (object === 'user') return { value: 'me', label: words.common.me }
  return object === 'team' ? { value: 'my_team', label: words.common.myTeam } : undefined
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

function FilterMany({ field, value, onChange, label }: FilterProps) {
  const words = useWords()
  const object = useObject(field.object ?? '')
  const [typed, setTyped] = useState('')
  const chosen = readTexts(value) ?? []
  const titles = useTitles(object, chosen)
  const own = ownWord(field.object, words)
  const { options } = useRecordOptions(object, typed, true)
  const known = chosen.map((id) => (id === own?.value ? own : { value: id, label: titles.get(id) ?? '…' }))
  return (
    <MultiSelect
      aria-label={label}
      searchable
      data={orNothing(including(options, typed ? undefined : own, ...known), words.fields.noMatch)}
      filter={({ options: all }) => all}
      value={[...chosen]}
      placeholder={chosen.length === 0 ? words.fields.searchRecord : undefined}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={onChange}
    />
  )
}

function FilterWords({ field, value }: FilterWordsProps) {
  const words = useWords()
  const object = useObject(field.object ?? '')
  const id = readText(value) ?? ''
  const titles = useTitles(object, [id])
  return ownWord(field.object, words)?.value === id ? ownWord(field.object, words)?.label : (titles.get(id) ?? '…')
}

export const reference = defineKind<string>({
  kind: 'reference',
  read: readText,
  Input,
  Cell,
  Filter,
  FilterMany,
  FilterWords,
  width: 146,
  seek: seekText,
})
