import { MultiSelect } from '@mantine/core'
import type { MetadataObject } from '@tendero/model/api'
import { useState } from 'react'
import { create } from '../design/asked.ts'
import { AnchorLink } from '../design/links.tsx'
import { useWords } from '../kernel/language.ts'
import { useObject } from '../kernel/metadata.ts'
import { useSession } from '../kernel/session.ts'
import {
  type CellProps,
  cellLink,
  type FilterProps,
  type FilterWordsProps,
  readText,
  readTexts,
} from './field-kind.tsx'
import { type RecordOption, useRecordOptions, useTitles } from './reference-options.ts'

const newOne = 'create'

export function including(
  options: readonly RecordOption[],
  ...more: readonly (RecordOption | undefined)[]
): RecordOption[] {
  const extra = more.filter((one) => one !== undefined && !options.some(({ value }) => value === one.value))
  return [...options, ...extra.filter((one) => one !== undefined)]
}

interface Shown extends RecordOption {
  readonly disabled?: boolean
}

/** A list that holds nothing says so in a line of its own: a listbox must have something in it. */
export function orNothing(options: readonly RecordOption[], message: string): Shown[] {
  return options.length > 0 ? [...options] : [{ value: 'none', label: message, disabled: true }]
}

/** The last line of the list, which makes a record of the name that was typed; undefined where that may not be. */
export function useCreation(
  object: MetadataObject | undefined,
  typed: string,
  onMade: (record: { readonly id: string; readonly title: string }) => void,
) {
  const words = useWords()
  if (!object || object.can.create === 'none' || object.settings || typed.trim() === '') return undefined
  const option: RecordOption = { value: newOne, label: words.fields.createRecord(typed.trim()) }
  const begin = (): void =>
    create({ object: object.name, values: { [titleField(object)]: typed.trim() }, onCreated: onMade })
  return { option, begin }
}

/** Where a typed name goes: the title, or for people (whose title is computed) the last name. */
function titleField(object: MetadataObject): string {
  const title = object.fields.find(({ name }) => name === object.title)
  return title?.readOnly ? 'lastName' : object.title
}

interface RecordNameProps extends Pick<CellProps, 'title' | 'oneLine' | 'plain'> {
  readonly object: MetadataObject | undefined
  readonly id: string
}

/** What a record is called, with the way to its page. */
export function RecordName({ object, id, title, oneLine, plain }: RecordNameProps) {
  const { workspace } = useSession()
  const words = useWords()
  const shown = title ?? words.common.unknown
  if (plain || !object || object.settings || title === undefined) return shown
  return (
    <AnchorLink
      to="/w/$slug/$collection/$id"
      params={{ slug: workspace.slug, collection: object.collection, id }}
      {...cellLink(oneLine)}
    >
      {shown}
    </AnchorLink>
  )
}

/** 'me' and 'my_team' stand for whoever looks. */
export function ownWord(object: string | undefined, words: ReturnType<typeof useWords>): RecordOption | undefined {
  if (object === 'user') return { value: 'me', label: words.common.me }
  return object === 'team' ? { value: 'my_team', label: words.common.myTeam } : undefined
}

/** Several records beside an operator. */
export function RecordsFilter({ field, value, onChange, label }: FilterProps) {
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

/** The name of a record that a filter asks for. */
export function RecordFilterWords({ field, value }: FilterWordsProps) {
  const words = useWords()
  const object = useObject(field.object ?? '')
  const id = readText(value) ?? ''
  const titles = useTitles(object, [id])
  const own = ownWord(field.object, words)
  return own?.value === id ? own.label : (titles.get(id) ?? '…')
}
