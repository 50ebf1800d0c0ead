import { TextInput } from '@mantine/core'
import { type CellProps, defineKind, face, type InputProps, readText } from './field-kind.tsx'
import { seekText } from './seek.ts'

/** For filters alone: nobody fills it in. */
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
  return <span style={{ fontVariantNumeric: 'tabular-nums' }}>{value}</span>
}

export const autoNumber = defineKind<string>({
  kind: 'autoNumber',
  read: readText,
  Input,
  Cell,
  width: 130,
  inline: false,
  ofOne: true,
  seek: seekText,
})
