import { Code, JsonInput } from '@mantine/core'
import { useState } from 'react'
import { type CellProps, defineKind, face, type InputProps } from './field-kind.tsx'

function read(raw: unknown): object | null {
  return typeof raw === 'object' && raw !== null ? raw : null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Documents are the program's own; screens with their own forms write them. This shows one as it is. */
function Input(props: InputProps<object>) {
  const [text, setText] = useState(() => (props.value ? JSON.stringify(props.value, null, 2) : ''))
  return (
    <JsonInput
      {...face({ ...props, value: null })}
      autosize
      minRows={3}
      maxRows={16}
      value={text}
      onChange={(typed) => {
        setText(typed)
        props.onChange(typed.trim() === '' ? null : parsed(typed))
      }}
    />
  )
}

function Cell({ value, oneLine }: CellProps<object>) {
  const text = JSON.stringify(value)
  return oneLine ? text.slice(0, 60) : <Code block>{JSON.stringify(value, null, 2)}</Code>
}

export const document = defineKind<object>({ kind: 'document', read, Input, Cell, inline: false, multiline: true })
