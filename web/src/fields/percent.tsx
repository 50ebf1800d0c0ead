import { useFormat } from '../kernel/format.ts'
import { type CellProps, defineKind, type FilterWordsProps, face, type InputProps, readNumber } from './field-kind.tsx'
import { NumberEntry } from './number-entry.tsx'
import { seekNumber } from './seek.ts'

function Input(props: InputProps<number>) {
  return (
    <NumberEntry
      {...face({ ...props, value: null })}
      rightSection="%"
      rightSectionPointerEvents="none"
      value={props.value === null ? null : String(props.value)}
      onNumber={(plain, readable) => props.onChange(plain !== null && readable ? Number(plain) : plain)}
    />
  )
}

function Cell({ value }: CellProps<number>) {
  return <>{useFormat().percent(value)}</>
}

function FilterWords({ value }: FilterWordsProps) {
  const format = useFormat()
  return typeof value === 'number' ? format.percent(value) : String(value)
}

export const percent = defineKind<number>({
  kind: 'percent',
  read: readNumber,
  Input,
  Cell,
  FilterWords,
  width: 110,
  figureText: (share, { format }) => format.percent(Number(share)),
  seek: seekNumber,
  align: 'end',
})
