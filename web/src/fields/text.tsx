import { type CellProps, defineKind, readText } from './field-kind.tsx'
import { seekText } from './seek.ts'
import { TextEntry } from './text-entry.tsx'

function Cell({ value }: CellProps<string>) {
  return <>{value}</>
}

export const text = defineKind<string>({
  kind: 'text',
  read: readText,
  Input: TextEntry,
  Cell,
  width: 200,
  seek: seekText,
})
