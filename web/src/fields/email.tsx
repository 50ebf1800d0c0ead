import { Anchor, TextInput } from '@mantine/core'
import { useWords } from '../kernel/language.ts'
import { type CellProps, defineKind, face, type InputProps, readText } from './field-kind.tsx'

function Input(props: InputProps<string>) {
  return (
    <TextInput
      {...face({ ...props, value: null })}
      type="email"
      inputMode="email"
      autoComplete="off"
      value={props.value ?? ''}
      onChange={(event) => props.onChange(event.currentTarget.value || null)}
    />
  )
}

function Cell({ value }: CellProps<string>) {
  const words = useWords()
  return (
    <Anchor href={`mailto:${value}`} inherit title={words.fields.writeTo(value)}>
      {value}
    </Anchor>
  )
}

export const email = defineKind<string>({ kind: 'email', read: readText, Input, Cell, width: 210 })
