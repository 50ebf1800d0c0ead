import { Text } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { PageLoading } from '../../design/page-states.tsx'
import { AgendaDay } from './agenda-day.tsx'
import classes from './calendar.module.css'
import type { CalendarMonth } from './month.ts'
import { useCalendarWords } from './words.ts'

/** The days of a month on which something stands, one under the other: for the phone. */
export function Agenda(props: CalendarMonth) {
  const { month, today, records } = props
  const words = useCalendarWords()
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
        <AgendaDay key={day} {...props} day={day} />
      ))}
    </div>
  )
}
