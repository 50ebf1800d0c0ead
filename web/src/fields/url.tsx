import { Anchor } from '@mantine/core'
import { useWords } from '../kernel/language.ts'
import { type CellProps, cellLink, defineKind, type InputProps, readText } from './field-kind.tsx'
import { seekText } from './seek.ts'
import { TextEntry } from './text-entry.tsx'

const look = { inputMode: 'url', autoComplete: 'off' } as const

function Input(props: InputProps<string>) {
  return <TextEntry {...props} look={look} />
}

function Cell({ value, oneLine, plain }: CellProps<string>) {
  const words = useWords()
  const shown = value.replace(/^https?:\/\/(www\.)?/, '')
  if (plain || !/^https?:\/\//.test(value)) return shown
  return (
    <Anchor href={value} target="_blank" rel="noreferrer noopener" {...cellLink(oneLine)} title={words.fields.openLink}>
      {shown}
    </Anchor>
  )
}

export const url = defineKind<string>({ kind: 'url', read: readText, Input, Cell, width: 190, seek: seekText })
