import { Anchor, TextInput } from '@mantine/core'
import { useWords } from '../kernel/language.ts'
import { type CellProps, defineKind, face, type InputProps, readText } from './field-kind.tsx'

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

function Cell({ value }: CellProps<string>) {
  const words = useWords()
  const shown = value.replace(/^https?:\/\/(www\.)?/, '')
  if (!/^https?:\/\//.test(value)) return <>{value}</>
  return (
    <Anchor href={value} target="_blank" rel="noreferrer noopener" inherit title={words.fields.openLink}>
      {shown}
    </Anchor>
  )
}

export const url = defineKind<string>({ kind: 'url', read: readText, Input, Cell, width: 190 })
