import { Anchor } from '@mantine/core'
import { useWords } from '../kernel/language.ts'
import { type CellProps, cellLink, defineKind, type InputProps, readText } from './field-kind.tsx'
import { seekText } from './seek.ts'
import { TextEntry } from './text-entry.tsx'

const look = { type: 'email', inputMode: 'email', autoComplete: 'off' } as const

function Input(props: InputProps<string>) {
  return <TextEntry {...props} look={look} />
}

function Cell({ value, oneLine, plain }: CellProps<string>) {
  const words = useWords()
  if (plain) return value
  return (
    <Anchor href={`mailto:${value}`} {...cellLink(oneLine)} title={words.fields.writeTo(value)}>
      {oneLine ? value : <Wrapped address={value} />}
    </Anchor>
  )
}

/** Where the line is too short for it, it is divided behind the sign rather than anywhere. */
function Wrapped({ address }: { readonly address: string }) {
  const [name, ...domain] = address.split('@')
  return (
    <>
      {name}@<wbr />
      {domain.join('@')}
    </>
  )
}

export const email = defineKind<string>({ kind: 'email', read: readText, Input, Cell, width: 240, seek: seekText })
