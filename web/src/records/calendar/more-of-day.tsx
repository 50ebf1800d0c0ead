import { Loader, Popover, ScrollArea, Stack, Text, UnstyledButton } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { addDays } from '@tendero/model/calendar'
import { useState } from 'react'
import { useFormat } from '../../kernel/format.ts'
import { rowsOf } from '../../kernel/pages.ts'
import { useSession } from '../../kernel/session.ts'
import { useRecordPages } from '../record-pages.ts'
import classes from './calendar.module.css'
import { between, daysQuery } from './calendar-shape.ts'
import { Entry } from './entry.tsx'
import type { CalendarMonth } from './month.ts'
import { useCalendarWords } from './words.ts'

interface MoreOfDayProps extends CalendarMonth {
  readonly day: string
  /** How many of the day stand beside it already. */
  readonly shown: number
}

/** How many more there are on a day; opens all of them. */
export function MoreOfDay(props: MoreOfDayProps) {
  const { day, shown, records } = props
  const words = useCalendarWords()
  const format = useFormat()
  const [open, setOpen] = useState(false)
  const more = records.countOn(day) - shown
  if (more <= 0) return null
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="bottom"
      width={300}
      trapFocus
      returnFocus
      withinPortal
      shadow="md"
    >
      <Popover.Target>
        <UnstyledButton className={classes.more} onClick={() => setOpen(!open)}>
          {words.more(format.number(more))}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p="sm">
        <WholeDay {...props} />
      </Popover.Dropdown>
    </Popover>
  )
}

function WholeDay(props: MoreOfDayProps) {
  const { object, field, search, day, records } = props
  const words = useCalendarWords()
  const format = useFormat()
  const { workspace } = useSession()
  const days = [day, addDays(day, 1)] as const
  const { data, isPending, hasNextPage } = useRecordPages(object, daysQuery(object, field, days, search), true)
  return (
    <Stack gap={6}>
      <Text size="sm" fw={600}>
        {words.day(format.day(day), format.number(records.countOn(day)))}
      </Text>
      {isPending && <Loader size="sm" type="dots" />}
      <ScrollArea.Autosize mah={320} type="auto">
        <Stack gap={3}>
          {rowsOf(data).map((record) => (
            <Entry key={record.id} {...props} record={record} day={day} />
          ))}
        </Stack>
      </ScrollArea.Autosize>
      {hasNextPage && (
        <Link
          to="/w/$slug/$collection"
          params={{ slug: workspace.slug, collection: object.collection }}
          search={{ filter: between(field, days, search.filter), q: search.q }}
          className={classes.more}
        >
          {words.asList}
        </Link>
      )}
    </Stack>
  )
}
