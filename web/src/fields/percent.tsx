import { useFormat } from '../kernel/format.ts'
import { type CellProps, defineKind, face, type InputProps, readNumber } from './field-kind.tsx'
import { NumberEntry } from './number-entry.tsx'

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

export const percent = defineKind<number>({
  kind: 'percent',
  read: readNumber,
  Input,
  Cell,
  width: 110,
  align: 'end',
})
