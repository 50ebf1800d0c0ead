import { Text } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { PageLoading } from '../../design/page-states.tsx'
import { useFormat } from '../../kernel/format.ts'
import classes from './calendar.module.css'
import { Entry } from './entry.tsx'
import type { CalendarMonth } from './month.ts'
import { MoreOfDay } from './more-of-day.tsx'
import { useCalendarWords } from './words.ts'

/** The days of a month on which something stands, one under the other: for the phone. */
export function Agenda(props: CalendarMonth) {
  const { month, today, records } = props
  const words = useCalendarWords()
  const format = useFormat()
  const days = month.days.filter((day) => day.startsWith(month.name) && records.countOn(day) > 0)
  const box = useRef<HTMLDivElement>(null)
  const here = !records.pending && month.days.includes(today) ? days.find((day) => day >= today) : undefined
  useEffect(() => {
    if (here) box.current?.querySelector(`[data-day="${here}"]`)?.scrollIntoView({ block: 'start' })
  }, [here])
  if (records.pending) return <PageLoading />
  if (days.length === 0)
    return (
      <Text c="dimmed" px="md" py="lg" ta="center">
        {words.empty}
      </Text>
    )
  return (
    <div ref={box} className={classes.agenda}>
      {days.map((day) => (
        <section key={day} data-day={day} aria-label={format.day(day)}>
          <h3 className={classes.agendaDay} data-today={day === today || undefined}>
            {format.day(day)} <span>{format.relativeDay(day)}</span>
          </h3>
          {records.onDay(day).map((record) => (
            <Entry key={record.id} {...props} record={record} day={day} />
          ))}
          <MoreOfDay {...props} day={day} shown={records.onDay(day).length} />
        </section>
      ))}
    </div>
  )
}
