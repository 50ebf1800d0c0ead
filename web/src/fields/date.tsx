import { DateInput } from '@mantine/dates'
import { addDays, relativeDay } from '@tendero/model/calendar'
import '@mantine/dates/styles.css'
import { useFormat } from '../kernel/format.ts'
import { useLanguage, useWords } from '../kernel/language.ts'
import { type CellProps, defineKind, face, type InputProps, readText } from './field-kind.tsx'
import { RelativeDayFilter } from './relative-day.tsx'

const written = { en: 'D MMM YYYY', es: 'D MMM YYYY', et: 'DD.MM.YYYY' } as const

/** A day as typed: 2026-03-01, 1.3., 1/3/2026, today, +7. */
function typedDay(typed: string, today: string): string | null {
  const text = typed.trim().toLowerCase()
  const shift = /^([+-]\d{1,4})$/.exec(text)
  if (shift) return addDays(today, Number(shift[1]))
  const iso = relativeDay(text, today)
  if (iso) return iso
  const numbers = /^(\d{1,2})[./ -](\d{1,2})(?:[./ -](\d{2}|\d{4})?)?$/.exec(text)
  if (!numbers) return null
  const year = numbers[3] ?? today.slice(0, 4)
  const day = `${year.length === 2 ? `20${year}` : year}-${numbers[2]?.padStart(2, '0')}-${numbers[1]?.padStart(2, '0')}`
  return relativeDay(day, today) ?? null
}

/** A day in the person's language, to be picked or typed. */
export function DayInput(props: InputProps<string>) {
  const language = useLanguage()
  const words = useWords()
  const format = useFormat()
  return (
    <DateInput
      {...face({ ...props, value: null })}
      value={props.value}
      valueFormat={written[language]}
      dateParser={(typed) => typedDay(typed, format.today())}
      clearable={!props.required}
      clearButtonProps={{ 'aria-label': words.fields.clear(props.field.label) }}
      highlightToday
      popoverProps={{ withinPortal: true }}
      onChange={(day) => props.onChange(day)}
    />
  )
}

function Cell({ value }: CellProps<string>) {
  return <span className="tendero-figures">{useFormat().day(value)}</span>
}

export const date = defineKind<string>({
  kind: 'date',
  read: readText,
  Input: DayInput,
  Cell,
  Filter: RelativeDayFilter,
  width: 130,
})
