import { Group, NativeSelect, TextInput } from '@mantine/core'
import { DateInput } from '@mantine/dates'
import { useFormat } from '../kernel/format.ts'
import { useWords } from '../kernel/language.ts'
import type { FilterProps, FilterWordsProps } from './field-kind.tsx'

type Way = 'today' | 'ago' | 'ahead' | 'exact'

function partsOf(value: unknown): { way: Way; days: number; day: string | null } {
  const text = typeof value === 'string' ? value : 'today'
  const relative = /^today(?:([+-])(\d{1,4}))?$/.exec(text)
  if (!relative) return { way: 'exact', days: 7, day: text.slice(0, 10) }
  if (!relative[1]) return { way: 'today', days: 7, day: null }
  return { way: relative[1] === '-' ? 'ago' : 'ahead', days: Number(relative[2]), day: null }
}

function written(way: Way, days: number, day: string): string {
  if (way === 'exact') return day
  return way === 'today' ? 'today' : `today${way === 'ago' ? '-' : '+'}${days}`
}

/** A day of a filter: today, some days before or after it, or a fixed one. */
export function RelativeDayFilter({ value, onChange, label }: FilterProps) {
  const words = useWords()
  const format = useFormat()
  const { way, days, day } = partsOf(value)
  const give = (next: Way, count: number, exact: string | null): void =>
    onChange(written(next, count, exact ?? format.today()))
  return (
    <Group gap="xs" wrap="nowrap">
      {(way === 'ago' || way === 'ahead') && (
        <TextInput
          type="number"
          min={1}
          max={9999}
          w={84}
          aria-label={words.relative.days}
          value={days}
          onChange={(event) => give(way, Math.min(9999, Math.max(1, Number(event.currentTarget.value) || 1)), day)}
        />
      )}
      <NativeSelect
        aria-label={label}
        value={way}
        data={[
          { value: 'today', label: words.relative.today },
          { value: 'ago', label: words.relative.daysAgo },
          { value: 'ahead', label: words.relative.daysAhead },
          { value: 'exact', label: words.relative.exactDay },
        ]}
        onChange={(event) => {
          const chosen = event.currentTarget.value
          give(chosen === 'ago' || chosen === 'ahead' || chosen === 'exact' ? chosen : 'today', days, day)
        }}
      />
      {way === 'exact' && (
        <DateInput
          ariaLabels={words.fields.calendar}
          aria-label={words.fields.date}
          value={day}
          onChange={(exact) => exact && give(way, days, exact)}
        />
      )}
    </Group>
  )
}

export function RelativeDayWords({ value }: FilterWordsProps) {
  const words = useWords()
  const format = useFormat()
  const { way, days, day } = partsOf(value)
  if (way === 'exact') return day ? format.day(day) : String(value)
  if (way === 'today') return words.relative.today
  return way === 'ago' ? words.relative.ago(days) : words.relative.ahead(days)
}
