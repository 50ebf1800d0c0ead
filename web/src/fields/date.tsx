import { DateInput } from '@mantine/dates'
import '@mantine/dates/styles.css'
import { useRef, useState } from 'react'
import { useFormat } from '../kernel/format.ts'
import { useLanguage, useWords } from '../kernel/language.ts'
import { type CellProps, defineKind, face, type InputProps, type Labelled, readText } from './field-kind.tsx'
import { RelativeDayFilter, RelativeDayWords } from './relative-day.tsx'
import { seekDay } from './seek.ts'
import { monthNames, typedDay, writesMonthFirst } from './typed-day.ts'

const written = { en: 'MMM D, YYYY', es: 'D MMM YYYY', et: 'D. MMM YYYY' } as const

interface DayInputProps extends Labelled<InputProps<string>> {
  /** ISO dates between which it lies. */
  readonly min?: string
  readonly max?: string
}

/** A day in the person's language, to be picked or typed. */
export function DayInput(props: DayInputProps) {
  const language = useLanguage()
  const words = useWords()
  const format = useFormat()
  const [open, setOpen] = useState(false)
  const before = useRef(props.value)
  const read = (typed: string): string | null => {
    const day = typedDay(typed, format.today(), monthNames(language), writesMonthFirst(language))
    // What was understood of the first half of the word must not stand for the whole.
    if (day === null) props.onChange(before.current)
    return day
  }
  return (
    <DateInput
      {...face({ ...props, value: null })}
      value={props.value}
      valueFormat={written[language]}
      dateParser={read}
      onFocus={() => {
        before.current = props.value
      }}
      clearable={!props.required}
      clearButtonProps={{ 'aria-label': words.fields.clear(props.field.label) }}
      {...(props.min !== undefined && { minDate: props.min })}
      {...(props.max !== undefined && { maxDate: props.max })}
      highlightToday
      ariaLabels={words.fields.calendar}
      popoverProps={{ onOpen: () => setOpen(true), onClose: () => setOpen(false) }}
      // While the calendar is open, Escape closes that and not the dialog around it.
      data-mantine-stop-propagation={open || undefined}
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
  FilterWords: RelativeDayWords,
  filterDefault: 'today',
  comparesDates: true,
  width: 122,
  figureText: (day, { format }) => format.day(String(day)),
  seek: seekDay,
})
