import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useFormat } from '../kernel/format.ts'
import { useWords } from '../kernel/language.ts'
import { type CellProps, defineKind, type FilterWordsProps, face, type InputProps, readNumber } from './field-kind.tsx'
import { typedDuration } from './typed-duration.ts'

function Input(props: InputProps<number>) {
  const words = useWords()
  const format = useFormat()
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <TextInput
      {...face({ ...props, value: null })}
      placeholder={words.fields.durationHint}
      value={typed ?? (props.value === null ? '' : format.duration(props.value))}
      onChange={(event) => {
        const text = event.currentTarget.value
        setTyped(text)
        props.onChange(text.trim() === '' ? null : (typedDuration(text) ?? text))
      }}
    />
  )
}

function Cell({ value }: CellProps<number>) {
  return <span className="tendero-figures">{useFormat().duration(value)}</span>
}

function FilterWords({ value }: FilterWordsProps) {
  const format = useFormat()
  return typeof value === 'number' ? format.duration(value) : String(value)
}

export const duration = defineKind<number>({
  kind: 'duration',
  read: readNumber,
  Input,
  Cell,
  FilterWords,
  width: 110,
  align: 'end',
  figureText: (seconds, { format }) => format.duration(Number(seconds)),
})
