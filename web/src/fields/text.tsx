import { TextInput } from '@mantine/core'
import { type CellProps, defineKind, face, type InputProps, readText } from './field-kind.tsx'
import { seekText } from './seek.ts'

function Input(props: InputProps<string>) {
  return (
    <TextInput
      {...face({ ...props, value: null })}
      value={props.value ?? ''}
      maxLength={props.field.maxLength}
      onChange={(event) => props.onChange(event.currentTarget.value || null)}
    />
  )
}

function Cell({ value }: CellProps<string>) {
  return <>{value}</>
}

export const text = defineKind<string>({ kind: 'text', read: readText, Input, Cell, width: 200, seek: seekText })
