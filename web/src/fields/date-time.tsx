import { Group, Input as MantineInput, TextInput } from '@mantine/core'
import { instantOf, localTime } from '@tendero/model/calendar'
import { useId } from 'react'
import { useFormat } from '../kernel/format.ts'
import { useWords } from '../kernel/language.ts'
import { DayInput } from './date.tsx'
import { type CellProps, defineKind, type InputProps, readText } from './field-kind.tsx'
import { RelativeDayFilter, RelativeDayWords } from './relative-day.tsx'
import { seekDay } from './seek.ts'

const morning = '09:00'

/** Day and time in the person's zone; the value is the instant. */
function Input(props: InputProps<string>) {
  const words = useWords()
  const { timeZone } = useFormat()
  const id = useId()
  const local = props.value ? localTime(timeZone, new Date(props.value)) : null
  const day = local?.slice(0, 10) ?? null
  const time = local?.slice(11, 16) ?? morning
  const give = (newDay: unknown, newTime: string): void =>
    props.onChange(typeof newDay === 'string' ? instantOf(timeZone, `${newDay}T${newTime}:00`).toISOString() : null)
  return (
    <MantineInput.Wrapper
      label={props.label}
      error={props.error}
      description={props.description}
      withAsterisk={props.required}
      labelElement="div"
      labelProps={{ id }}
      role="group"
      aria-labelledby={props.label ? id : undefined}
      aria-label={props.label ? undefined : props.field.label}
    >
      <Group gap="xs" wrap="nowrap" align="flex-start" mt={props.description ? 5 : 0}>
        <div style={{ flex: 1, minWidth: 0 }}>
          <DayInput
            field={{ ...props.field, label: words.fields.date }}
            value={day}
            required={props.field.required}
            autoFocus={props.autoFocus}
            disabled={props.disabled}
            onChange={(chosen) => give(chosen, time)}
          />
        </div>
        {day && (
          <TextInput
            type="time"
            w={130}
            aria-label={words.fields.time}
            disabled={props.disabled}
            value={time}
            onChange={(event) => event.currentTarget.value && give(day, event.currentTarget.value)}
          />
        )}
      </Group>
    </MantineInput.Wrapper>
  )
}

function Cell({ value }: CellProps<string>) {
  const format = useFormat()
  return (
    <time className="tendero-figures" dateTime={value} title={format.relative(value)}>
      {format.instant(value)}
    </time>
  )
}

export const dateTime = defineKind<string>({
  kind: 'dateTime',
  read: readText,
  Input,
  Cell,
  Filter: RelativeDayFilter,
  FilterWords: RelativeDayWords,
  filterDefault: 'today',
  comparesDates: true,
  width: 196,
  figureText: (instant, { format }) => format.instant(String(instant)),
  seek: seekDay,
  multiline: true,
})
