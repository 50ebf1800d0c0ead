import { Code } from '@mantine/core'
import { type CellProps, defineKind, readText } from './field-kind.tsx'
import { TextEntry } from './text-entry.tsx'

function Cell({ value }: CellProps<string>) {
  return <Code>{value}</Code>
}

export const identifier = defineKind<string>({
  kind: 'identifier',
  read: readText,
  Input: TextEntry,
  Cell,
  width: 310,
  inline: false,
})
