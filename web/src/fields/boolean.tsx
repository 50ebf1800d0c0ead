import { SegmentedControl, Switch } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useWords } from '../kernel/language.ts'
import {
  type CellProps,
  defineKind,
  type FilterProps,
  type FilterWordsProps,
  face,
  type InputProps,
} from './field-kind.tsx'

function Input(props: InputProps<boolean>) {
  const { withAsterisk: _none, ...rest } = face({ ...props, value: null })
  return (
    <Switch
      {...rest}
      checked={props.value ?? false}
      onChange={(event) => {
        props.onChange(event.currentTarget.checked)
        props.onDone?.()
      }}
    />
  )
}

function Cell({ value, field, oneLine }: CellProps<boolean>) {
  const words = useWords()
  const word = value ? words.common.yes : words.common.no
  if (!oneLine) return <>{word}</>
  return value ? <IconCheck size={16} role="img" aria-label={`${field.label}: ${word}`} /> : null
}

function Filter({ value, onChange, label }: FilterProps) {
  const words = useWords()
  return (
    <SegmentedControl
      aria-label={label}
      value={value === false ? 'false' : 'true'}
      onChange={(chosen) => onChange(chosen === 'true')}
      data={[
        { value: 'true', label: words.common.yes },
        { value: 'false', label: words.common.no },
      ]}
    />
  )
}

function FilterWords({ value }: FilterWordsProps) {
  const words = useWords()
  return value === false ? words.common.no : words.common.yes
}

export const boolean = defineKind<boolean>({
  kind: 'boolean',
  read: (raw) => (typeof raw === 'boolean' ? raw : null),
  Input,
  Cell,
  Filter,
  FilterWords,
  filterDefault: true,
  width: 100,
})
