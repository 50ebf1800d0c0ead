import { Group, NativeSelect, Text } from '@mantine/core'
import type { MetadataField, MetadataObject } from '@tendero/model/api'
import { lazy, Suspense } from 'react'
import { Failed, PageLoading } from '../../design/page-states.tsx'
import { useIsPhone } from '../../design/widths.ts'
import { useFormat } from '../../kernel/format.ts'
import type { ViewSearch } from '../../kernel/view-state.ts'
import { useView } from '../list/use-view.ts'
import { PeriodSteps } from '../period-steps.tsx'
import { rememberList } from '../walk.ts'
import { Agenda } from './agenda.tsx'
import classes from './calendar.module.css'
import { useMonth } from './calendar-data.ts'
import {
  askedMonth,
  calendarField,
  calendarFields,
  daysQuery,
  type Month,
  monthOf,
  otherMonth,
} from './calendar-shape.ts'
import type { CalendarMonth } from './month.ts'
import { isMovable, useMoveEntry } from './use-move-entry.ts'
import { useCalendarWords } from './words.ts'

const MonthGrid = lazy(() => import('./month-grid.tsx').then((module) => ({ default: module.MonthGrid })))

interface CalendarProps {
  readonly object: MetadataObject
  /** Filter and words of the list's address, the field and the month. */
  readonly search: ViewSearch
}

/** The records of an object by one of their dates, a month at a time. */
export function Calendar({ object, search }: CalendarProps) {
  const field = calendarField(object, search)
  return field ? <CalendarBy key={field.name} object={object} search={search} field={field} /> : null
}

function CalendarBy({ object, search, field }: CalendarProps & { readonly field: MetadataField }) {
  const format = useFormat()
  const view = useView(object)
  const phone = useIsPhone()
  const today = format.today()
  const monthIn = (address: ViewSearch): Month => askedMonth(address) ?? monthOf(today)
  const month = monthIn(search)
  const records = useMonth(object, field, month, search)
  const move = useMoveEntry(object, field)
  const turn = (address: ViewSearch, count: number): Partial<ViewSearch> => {
    const name = otherMonth(monthIn(address).name, count)
    return { month: name === today.slice(0, 7) ? undefined : name }
  }
  if (records.error) return <Failed error={records.error} onRetry={records.retry} />
  const shown: CalendarMonth = {
    object,
    field,
    search,
    month,
    today,
    records,
    movable: isMovable(object, field),
    onMove: move,
    // J and K will walk the day's records.
    onOpen: (days) => rememberList(object.name, daysQuery(object, field, days, search), search),
    onMonth: (count) => view.change((address) => turn(address, count)),
  }
  return (
    <>
      <MonthBar {...shown} onToday={() => view.change({ month: undefined })} onField={(by) => view.change({ by })} />
      {phone ? (
        <Agenda {...shown} />
      ) : (
        <Suspense fallback={<PageLoading />}>
          <MonthGrid {...shown} />
        </Suspense>
      )}
    </>
  )
}

interface MonthBarProps extends CalendarMonth {
  readonly onToday: () => void
  readonly onField: (name: string | undefined) => void
}

/** Which month it is, and by which date. */
function MonthBar({ object, field, month, onMonth, onToday, onField }: MonthBarProps) {
  const words = useCalendarWords()
  const format = useFormat()
  const fields = calendarFields(object)
  return (
    <Group gap="xs" px="md" pb="sm" wrap="wrap">
      <PeriodSteps back={words.previousMonth} on={words.nextMonth} onStep={onMonth} onToday={onToday} />
      <Text component="h2" fw={600} aria-live="polite" className={classes.monthName}>
        {format.month(month.name)}
      </Text>
      {fields.length > 1 && (
        <NativeSelect
          size="xs"
          ms="auto"
          aria-label={words.by}
          data={fields.map(({ name, label }) => ({ value: name, label: `${words.by}: ${label}` }))}
          value={field.name}
          onChange={(event) => {
            const name = event.currentTarget.value
            onField(name === fields[0]?.name ? undefined : name)
          }}
        />
      )}
    </Group>
  )
}
