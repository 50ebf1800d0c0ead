import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useFormat } from '../kernel/format.ts'
import { useWords } from '../kernel/language.ts'
import { type CellProps, defineKind, face, type InputProps, readNumber } from './field-kind.tsx'

/** Seconds of '1:30', '90 min', '1h 30m', or a bare number of minutes; undefined for anything else. */
export function typedDuration(typed: string): number | undefined {
  const text = typed.trim().toLowerCase()
  const clock = /^(\d{1,5}):([0-5]\d)(?::([0-5]\d))?$/.exec(text)
  if (clock) return Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3] ?? 0)
  if (/^\d+([.,]\d+)?$/.test(text)) return Math.round(Number(text.replace(',', '.')) * 60)
  const units = /^(?:(\d+)\s*[ht]\D*)?(?:(\d+)\s*m\D*)?(?:(\d+)\s*s\D*)?$/.exec(text)
  if (!units || text === '') return undefined
  return Number(units[1] ?? 0) * 3600 + Number(units[2] ?? 0) * 60 + Number(units[3] ?? 0)
}

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

export const duration = defineKind<number>({
  kind: 'duration',
  read: readNumber,
  Input,
  Cell,
  width: 110,
  align: 'end',
})
