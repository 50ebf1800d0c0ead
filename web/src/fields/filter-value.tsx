import { Group, NativeSelect, TagsInput, Text, TextInput } from '@mantine/core'
import type { MetadataField } from '@tendero/model/api'
import { Fragment } from 'react'
import { useFormat } from '../kernel/format.ts'
import { useWords } from '../kernel/language.ts'
import { kindOf } from './index.ts'
import { TextFilter } from './text-filter.tsx'

interface FilterValueProps {
  readonly field: MetadataField
  /** What the operator takes: nothing, value, text, values, range, period. */
  readonly takes: string
  readonly value: unknown
  readonly onChange: (value: unknown) => void
}

/** The value a filter's condition begins with when its operator is chosen. */
export function firstValue(field: MetadataField, takes: string): unknown {
  const { filterDefault } = kindOf(field)
  if (takes === 'period') return 'this_month'
  if (takes === 'range') return [filterDefault, filterDefault]
  return takes === 'value' ? filterDefault : undefined
}

/** What stands beside the operator of a condition, by what the operator takes. */
export function FilterValue({ field, takes, value, onChange }: FilterValueProps) {
  const words = useWords()
  const { Filter, FilterMany } = kindOf(field)
  const label = field.label
  if (takes === 'text') return <TextFilter label={label} value={value} onChange={onChange} />
  if (takes === 'value') return <Filter field={field} label={label} value={value} onChange={onChange} />
  if (takes === 'period') return <Period label={label} value={value} onChange={onChange} />
  if (takes === 'range') {
    const [low, high]: readonly unknown[] = Array.isArray(value) ? value : []
    return (
      <Group gap="xs" wrap="wrap">
        <Filter field={field} label={label} value={low} onChange={(next) => onChange([next, high])} />
        <Text size="sm" c="dimmed">
          {words.relative.and}
        </Text>
        <Filter field={field} label={label} value={high} onChange={(next) => onChange([low, next])} />
      </Group>
    )
  }
  if (takes !== 'values') return null
  if (FilterMany) return <FilterMany field={field} label={label} value={value} onChange={onChange} />
  return (
    <TagsInput
      aria-label={label}
      value={Array.isArray(value) ? value.map(String) : []}
      onChange={onChange}
      acceptValueOnBlur
    />
  )
}

const rolling = /^(last|next)_(\d{1,4})_days$/

interface PeriodProps {
  readonly label: string
  readonly value: unknown
  readonly onChange: (value: string) => void
}

export function Period({ label, value, onChange }: PeriodProps) {
  const words = useWords()
  const text = typeof value === 'string' ? value : 'this_month'
  const match = rolling.exec(text)
  const side = match?.[1]
  const days = Number(match?.[2] ?? 30)
  const data = [
    ...Object.entries(words.periods).map(([name, word]) => ({ value: name, label: word })),
    { value: 'last', label: words.relative.lastDaysChoice },
    { value: 'next', label: words.relative.nextDaysChoice },
  ]
  return (
    <Group gap="xs" wrap="nowrap">
      <NativeSelect
        aria-label={`${label}: ${words.relative.period}`}
        data={data}
        value={side ?? text}
        onChange={(event) => {
          const chosen = event.currentTarget.value
          onChange(chosen === 'last' || chosen === 'next' ? `${chosen}_${days}_days` : chosen)
        }}
      />
      {side && (
        <TextInput
          type="number"
          min={1}
          max={9999}
          w={84}
          aria-label={words.relative.days}
          value={days}
          onChange={(event) =>
            onChange(`${side}_${Math.min(9999, Math.max(1, Number(event.currentTarget.value) || 1))}_days`)
          }
        />
      )}
    </Group>
  )
}

/** A condition's value in words. */
export function FilterValueWords({ field, takes, value }: Omit<FilterValueProps, 'onChange'>) {
  const words = useWords()
  const format = useFormat()
  const { FilterWords } = kindOf(field)
  if (takes === 'nothing') return null
  if (takes === 'period') return <PeriodWords value={String(value)} />
  if (takes === 'text') return <>“{String(value)}”</>
  const values: readonly unknown[] = Array.isArray(value) ? value : [value]
  const separator = takes === 'range' ? ` ${words.relative.and} ` : ', '
  const shown = values.slice(0, 3)
  return (
    <>
      {shown.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same value may stand twice
        <Fragment key={index}>
          {index > 0 && separator}
          <FilterWords field={field} value={one} />
        </Fragment>
      ))}
      {values.length > shown.length && ` +${format.number(values.length - shown.length)}`}
    </>
  )
}

function PeriodWords({ value }: { readonly value: string }) {
  const words = useWords()
  const match = rolling.exec(value)
  if (match) {
    const days = Number(match[2])
    return match[1] === 'last' ? words.relative.lastDays(days) : words.relative.nextDays(days)
  }
  const named: Readonly<Record<string, string>> = words.periods
  return named[value] ?? value
}
