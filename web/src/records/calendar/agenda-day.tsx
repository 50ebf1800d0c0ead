import { Loader, UnstyledButton } from '@mantine/core'
import { useInViewport } from '@mantine/hooks'
import { addDays } from '@tendero/model/calendar'
import { useEffect, useState } from 'react'
import { useFormat } from '../../kernel/format.ts'
import { rowsOf } from '../../kernel/pages.ts'
import { useRecordPages } from '../record-pages.ts'
import classes from './calendar.module.css'
import { daysQuery } from './calendar-shape.ts'
import { Entry } from './entry.tsx'
import type { CalendarMonth } from './month.ts'
import { useCalendarWords } from './words.ts'

/** Entries of a day at first, and those that each press adds. */
const shownAtFirst = 10
const shownMore = 25

interface AgendaDayProps extends CalendarMonth {
  readonly day: string
}

/** A day and what stands on it, a part at a time; a day of which the month has not loaded all reads its own when it is seen. */
export function AgendaDay(props: AgendaDayProps) {
  const { day, today, records } = props
  const words = useCalendarWords()
  const format = useFormat()
  const { ref, inViewport } = useInViewport<HTMLElement>()
  const [wanted, setWanted] = useState(shownAtFirst)
  const { entries, pending } = useEntriesOf(props, inViewport, wanted)
  const more = records.countOn(day) - entries.length
  return (
    <section ref={ref} data-day={day} aria-label={format.day(day)}>
      <h3 className={classes.agendaDay} data-today={day === today || undefined}>
        {format.day(day)} <span>{format.relativeDay(day)}</span>
      </h3>
      {entries.map((record) => (
        <Entry key={record.id} {...props} record={record} />
      ))}
      {pending && <Loader size="sm" type="dots" />}
      {!pending && more > 0 && (
        <UnstyledButton className={classes.more} onClick={() => setWanted(entries.length + shownMore)}>
          {words.more(format.number(more))}
        </UnstyledButton>
      )}
    </section>
  )
}

/** So many of the day's records, in their order. */
function useEntriesOf({ object, field, search, day, records }: AgendaDayProps, seen: boolean, wanted: number) {
  const [asked, setAsked] = useState(false)
  const loaded = records.onDay(day)
  const isWhole = loaded.length >= records.countOn(day)
  useEffect(() => {
    if (seen && !isWhole) setAsked(true)
  }, [seen, isWhole])
  const query = daysQuery(object, field, [day, addDays(day, 1)], search)
  const own = useRecordPages(object, query, asked)
  const { hasNextPage, isFetching, fetchNextPage } = own
  const known = isWhole || !own.data ? loaded : rowsOf(own.data)
  const lacks = !isWhole && known.length < wanted && hasNextPage
  useEffect(() => {
    if (lacks && !isFetching) void fetchNextPage()
  }, [lacks, isFetching, fetchNextPage])
  return { entries: known.slice(0, wanted), pending: asked && !isWhole && isFetching && known.length < wanted }
}
