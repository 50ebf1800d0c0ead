import { useFormat } from '../kernel/format.ts'
import {
  type CellProps,
  defineKind,
  type FilterWordsProps,
  face,
  type InputProps,
  numberText,
  readNumber,
} from './field-kind.tsx'
import { NumberEntry } from './number-entry.tsx'
import { seekInteger } from './seek.ts'

function Input(props: InputProps<number>) {
  return (
    <NumberEntry
      {...face({ ...props, value: null })}
      value={props.value === null ? null : String(props.value)}
      onNumber={(plain, readable) => props.onChange(plain !== null && readable ? Number(plain) : plain)}
    />
  )
}

function Cell({ value, field }: CellProps<number>) {
  const format = useFormat()
  const isYear = field.minimum !== undefined && field.minimum >= 1000 && (field.maximum ?? Infinity) < 10_000
  return <>{isYear ? value : format.number(value)}</>
}

function FilterWords({ value }: FilterWordsProps) {
  const format = useFormat()
  return format.number(Number(value))
}

export const integer = defineKind<number>({
  kind: 'integer',
  read: readNumber,
  Input,
  Cell,
  FilterWords,
  width: 110,
  figureText: numberText,
  seek: seekInteger,
  align: 'end',
})
