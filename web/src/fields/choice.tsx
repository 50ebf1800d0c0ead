import { MultiSelect, Select } from '@mantine/core'
import type { MetadataField } from '@tendero/model/api'
import { Pill } from '../design/pill.tsx'
import { useWords } from '../kernel/language.ts'
import {
  type CellProps,
  defineKind,
  type FilterProps,
  type FilterWordsProps,
  face,
  type InputProps,
  readText,
  readTexts,
} from './field-kind.tsx'
import { useOpenedAtOnce } from './opened-at-once.ts'
import { seekChoice } from './seek.ts'

function dataOf(field: MetadataField) {
  return (field.choices ?? []).map(({ value, label }) => ({ value, label }))
}

function Input(props: InputProps<string>) {
  const words = useWords()
  const { field } = props
  return (
    <Select
      {...face({ ...props, value: null })}
      data={dataOf(field)}
      value={props.value}
      placeholder={words.fields.choose}
      searchable={(field.choices?.length ?? 0) > 8}
      clearable={!field.required}
      clearButtonProps={{ 'aria-label': words.fields.clear(field.label) }}
      allowDeselect={false}
      nothingFoundMessage={words.fields.noMatch}
      onChange={(value) => {
        props.onChange(value)
        props.onDone?.()
      }}
      {...useOpenedAtOnce(props.autoFocus === true && !props.label)}
    />
  )
}

/** The label of a choice, with its colour. */
export function ChoicePill({ field, value }: { readonly field: MetadataField; readonly value: string }) {
  const found = field.choices?.find((choice) => choice.value === value)
  return <Pill color={found?.color}>{found?.label ?? value}</Pill>
}

function Cell({ field, value }: CellProps<string>) {
  return <ChoicePill field={field} value={value} />
}

export function ChoicesFilter({ field, value, onChange, label }: FilterProps) {
  const words = useWords()
  const chosen = readTexts(value) ?? []
  return (
    <MultiSelect
      aria-label={label}
      data={dataOf(field)}
      value={[...chosen]}
      placeholder={chosen.length === 0 ? words.fields.choose : undefined}
      searchable
      nothingFoundMessage={words.fields.noMatch}
      onChange={onChange}
    />
  )
}

export function ChoiceWords({ field, value }: FilterWordsProps) {
  return field.choices?.find((choice) => choice.value === value)?.label ?? String(value)
}

export const choice = defineKind<string>({
  kind: 'choice',
  read: readText,
  Input,
  Cell,
  FilterMany: ChoicesFilter,
  FilterWords: ChoiceWords,
  width: 150,
  seek: seekChoice,
})
