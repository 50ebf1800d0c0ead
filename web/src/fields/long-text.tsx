import { Text, Textarea } from '@mantine/core'
import { type CellProps, defineKind, face, type InputProps, readText } from './field-kind.tsx'

function Input(props: InputProps<string>) {
  return (
    <Textarea
      {...face({ ...props, value: null })}
      autosize
      minRows={3}
      maxRows={14}
      value={props.value ?? ''}
      maxLength={props.field.maxLength}
      onChange={(event) => props.onChange(event.currentTarget.value || null)}
    />
  )
}

function Cell({ value, oneLine }: CellProps<string>) {
  if (oneLine) return <>{value.split('\n', 1)[0]}</>
  return (
    <Text span inherit style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
      {value}
    </Text>
  )
}

export const longText = defineKind<string>({
  kind: 'longText',
  read: readText,
  Input,
  Cell,
  width: 260,
  multiline: true,
  words: (text) => text,
})
