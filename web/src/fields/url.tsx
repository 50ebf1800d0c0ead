import { Anchor, TextInput } from '@mantine/core'
import { useWords } from '../kernel/language.ts'
import { type CellProps, cellLink, defineKind, face, type InputProps, readText } from './field-kind.tsx'
import { seekText } from './seek.ts'

function Input(props: InputProps<string>) {
  return (
    <TextInput
      {...face({ ...props, value: null })}
      inputMode="url"
      autoComplete="off"
      value={props.value ?? ''}
      onChange={(event) => props.onChange(event.currentTarget.value || null)}
    />
  )
}

function Cell({ value, oneLine, plain }: CellProps<string>) {
  const words = useWords()
  const shown = value.replace(/^https?:\/\/(www\.)?/, '')
  if (plain || !/^https?:\/\//.test(value)) return shown
  return (
    <Anchor href={value} target="_blank" rel="noreferrer noopener" {...cellLink(oneLine)} title={words.fields.openLink}>
      {shown}
    </Anchor>
  )
}

export const url = defineKind<string>({ kind: 'url', read: readText, Input, Cell, width: 190, seek: seekText })
