import { Link } from '@tanstack/react-router'
import type { AnyRecord } from '@tendero/model/api'
import { addDays } from '@tendero/model/calendar'
import type { KeyboardEvent, Ref } from 'react'
import { titleOf } from '../../fields/reference-options.ts'
import { useFormat } from '../../kernel/format.ts'
import { useWords } from '../../kernel/language.ts'
import { useSession } from '../../kernel/session.ts'
import { isOver } from '../is-over.ts'
import { useIsFree } from '../use-is-free.ts'
import classes from './calendar.module.css'
import type { CalendarMonth } from './month.ts'
import { useCalendarWords } from './words.ts'

interface EntryProps extends CalendarMonth {
  readonly record: AnyRecord
  readonly day: string
  readonly ref?: Ref<HTMLAnchorElement>
  readonly dragged?: boolean
}

/** By how many days Alt and an arrow move an entry. */
const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

/** A record on its day: a link to it, with its time of day where it has one. */
export function Entry({ ref, dragged, ...props }: EntryProps) {
  const { object, field, record, day, onMove, onOpen } = props
  const words = useCalendarWords()
  const { common } = useWords()
  const format = useFormat()
  const { workspace } = useSession()
  const movable = useIsFree({ ...props, ruling: [field] })
  const title = titleOf(object, record) || common.empty
  const value = record[field.name]
  const time = typeof value === 'string' && value !== day ? format.time(value) : undefined
  const step = (event: KeyboardEvent): void => {
    const count = event.altKey ? steps[event.key] : undefined
    if (!count || !movable) return
    event.preventDefault()
    event.stopPropagation()
    onMove(record, addDays(day, count))
  }
  return (
    <Link
      ref={ref}
      to="/w/$slug/$collection/$id"
      params={{ slug: workspace.slug, collection: object.collection, id: record.id }}
      className={classes.entry}
      title={movable ? `${title}\n${words.byKeyboard}` : title}
      aria-keyshortcuts={movable ? 'Alt+ArrowLeft Alt+ArrowRight Alt+ArrowUp Alt+ArrowDown' : undefined}
      data-dragged={dragged || undefined}
      data-over={isOver(record) || undefined}
      data-entry
      draggable={false}
      onKeyDown={step}
      onClick={() => onOpen([day, addDays(day, 1)])}
    >
      {time && <span className={classes.time}>{time}</span>}
      <span className={classes.entryTitle}>{title}</span>
    </Link>
  )
}
