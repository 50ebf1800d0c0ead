import { Code, TextInput } from '@mantine/core'
import { type CellProps, defineKind, face, type InputProps, readText } from './field-kind.tsx'

function Input(props: InputProps<string>) {
  return (
    <TextInput
      {...face({ ...props, value: null })}
      value={props.value ?? ''}
      onChange={(event) => props.onChange(event.currentTarget.value || null)}
    />
  )
}

function Cell({ value }: CellProps<string>) {
  return <Code>{value}</Code>
}

export const identifier = defineKind<string>({
  kind: 'identifier',
  read: readText,
  Input,
  Cell,
  width: 310,
  inline: false,
})
