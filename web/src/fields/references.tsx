import { MultiSelect, Stack } from '@mantine/core'
import { mostReferred } from '@tendero/model/fields/references'
import { Fragment, useState } from 'react'
import { useWords } from '../kernel/language.ts'
import { useObject } from '../kernel/metadata.ts'
import { type CellProps, defineKind, face, type InputProps, readTexts } from './field-kind.tsx'
import { useOpenedAtOnce } from './opened-at-once.ts'
import { including, orNothing, RecordFilterWords, RecordName, RecordsFilter, useCreation } from './record-choice.tsx'
import { useRecordOptions, useTitles } from './reference-options.ts'

type Ids = readonly string[]

/** What records are called: as was told with them, the others by asking. */
function useNames(object: ReturnType<typeof useObject>, ids: Ids, told: CellProps['titles'] = {}) {
  const unknown = ids.filter((id) => told[id] === undefined)
  const found = useTitles(object, unknown)
  return (id: string): string | undefined => told[id] ?? found.get(id)
}

/** Finds records by their words, one after the other, or makes one of that name in a short form. */
function Input(props: InputProps<Ids>) {
  const words = useWords()
  const { field, onChange } = props
  const value = props.value ?? []
  const object = useObject(field.object ?? '')
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({})
  const nameOf = useNames(object, value, { ...props.titles, ...chosen })
  const opening = useOpenedAtOnce(props.autoFocus === true && !props.label)
  const { options, searching } = useRecordOptions(object, typed, opening.dropdownOpened)
  const take = (ids: Ids, names: Readonly<Record<string, string>>): void => {
    setChosen((known) => ({ ...known, ...names }))
    setTyped('')
    onChange(ids.length > 0 ? ids : null)
  }
  const creation = useCreation(object, typed, ({ id, title }) => take([...value, id], { [id]: title }))
  const choose = (ids: Ids): void => {
    if (creation && ids.includes(creation.option.value)) creation.begin()
    else take(ids, Object.fromEntries(options.map((one) => [one.value, one.label])))
  }
  const own = value.map((id) => ({ value: id, label: nameOf(id) ?? words.common.unknown }))
  return (
    <MultiSelect
      {...face({ ...props, value: null })}
      {...opening}
      searchable
      data={orNothing(
        including(including(options, ...own), creation?.option),
        searching ? words.common.loading : words.fields.noMatch,
      )}
      filter={({ options: all }) => all}
      value={[...value]}
      placeholder={value.length === 0 ? words.fields.searchRecord : undefined}
      maxValues={mostReferred}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={choose}
      hidePickedOptions
      maxDropdownHeight={320}
    />
  )
}

/** In a list one behind the other, elsewhere one below the other. */
function Cell({ field, value, titles, oneLine, plain }: CellProps<Ids>) {
  const object = useObject(field.object ?? '')
  // A list is told all names that one may know with its records; what it would ask for, nobody could tell it.
  const nameOf = useNames(object, oneLine ? [] : value, titles)
  const look = { object, oneLine, plain }
  if (!oneLine && !plain)
    return (
      <Stack gap={2}>
        {value.map((id) => (
          <div key={id}>
            <RecordName {...look} id={id} title={nameOf(id)} />
          </div>
        ))}
      </Stack>
    )
  return value.map((id, index) => (
    <Fragment key={id}>
      {index > 0 && ', '}
      <RecordName {...look} id={id} title={nameOf(id)} />
    </Fragment>
  ))
}

export const references = defineKind<Ids>({
  kind: 'references',
  read: readTexts,
  Input,
  Cell,
  FilterMany: RecordsFilter,
  FilterWords: RecordFilterWords,
  width: 220,
  multiline: true,
})
