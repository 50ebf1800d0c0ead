import { type CellProps, defineKind, readText } from './field-kind.tsx'
import { seekText } from './seek.ts'
import { TextEntry } from './text-entry.tsx'

function Cell({ value }: CellProps<string>) {
  return <span style={{ fontVariantNumeric: 'tabular-nums' }}>{value}</span>
}

export const autoNumber = defineKind<string>({
  kind: 'autoNumber',
  read: readText,
  Input: TextEntry,
  Cell,
  width: 130,
  inline: false,
  ofOne: true,
  seek: seekText,
})
