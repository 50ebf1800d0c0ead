import { TextInput, type TextInputProps } from '@mantine/core'
import { face, type InputProps } from './field-kind.tsx'

/** A line of text; nothing in it is no value. `look` is what a kind adds to the input. */
export function TextEntry({ look, ...props }: InputProps<string> & { readonly look?: TextInputProps }) {
  return (
    <TextInput
      {...face({ ...props, value: null })}
      maxLength={props.field.maxLength}
      {...look}
      value={props.value ?? ''}
      onChange={(event) => props.onChange(event.currentTarget.value || null)}
    />
  )
}
