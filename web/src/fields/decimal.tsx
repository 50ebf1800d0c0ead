import { useFormat } from '../kernel/format.ts'
import { type CellProps, defineKind, type FilterWordsProps, face, type InputProps, numberText } from './field-kind.tsx'
import { NumberEntry } from './number-entry.tsx'
import { seekNumber } from './seek.ts'

function Input(props: InputProps<string>) {
  return (
    <NumberEntry {...face({ ...props, value: null })} value={props.value} onNumber={(plain) => props.onChange(plain)} />
  )
}

function Cell({ value }: CellProps<string>) {
  return <>{useFormat().number(Number(value))}</>
}

function FilterWords({ value }: FilterWordsProps) {
  const format = useFormat()
  return format.number(Number(value))
}

export const decimal = defineKind<string>({
  kind: 'decimal',
  read: (raw) => (typeof raw === 'number' ? String(raw) : typeof raw === 'string' && raw !== '' ? raw : null),
  Input,
  Cell,
  FilterWords,
  width: 120,
  figureText: numberText,
  seek: seekNumber,
  align: 'end',
})
