import { DragDropProvider, DragOverlay, useDraggable, useDroppable } from '@dnd-kit/react'
import { ActionIcon, VisuallyHidden } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { AnyRecord } from '@tendero/model/api'
import { addDays, startOfMonth } from '@tendero/model/calendar'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { create } from '../../design/asked.ts'
import { dragPlugins } from '../../design/drag-plugins.ts'
import { titleOf } from '../../fields/reference-options.ts'
import { useFormat } from '../../kernel/format.ts'
import { pressToDrag } from '../press-to-drag.ts'
import { useIsFree } from '../use-is-free.ts'
import classes from './calendar.module.css'
import { Entry } from './entry.tsx'
import type { CalendarMonth } from './month.ts'
import { MoreOfDay } from './more-of-day.tsx'
import { useCalendarWords } from './words.ts'

/** Entries that a cell shows before it says how many more there are. */
const shownPerDay = 3

interface Dragged {
  readonly [key: string]: unknown
  readonly record: AnyRecord
  readonly day: string
}

function isDragged(data: unknown): data is Dragged {
  return typeof data === 'object' && data !== null && 'record' in data && 'day' in data
}

function dayUnder(data: unknown): string | undefined {
  return typeof data === 'object' && data !== null && 'day' in data && typeof data.day === 'string'
    ? data.day
    : undefined
}

/** Days across and weeks down; arrows walk them, Page Up and Page Down the months, and records are dragged between them. */
export function MonthGrid(props: CalendarMonth) {
  const { object, month, today, onMove, onMonth } = props
  const format = useFormat()
  const box = useRef<HTMLTableElement>(null)
  const start = month.days.includes(today) ? today : (month.days[0] ?? today)
  const [chosen, setChosen] = useState(start)
  const current = month.days.includes(chosen) ? chosen : start
  const weeks = Array.from({ length: month.days.length / 7 }, (_, week) => month.days.slice(week * 7, week * 7 + 7))
  const weekday = new Intl.DateTimeFormat(format.language, { weekday: 'short', timeZone: 'UTC' })

  // The cell may be there only when the other month is.
  const walking = useRef(false)
  useEffect(() => {
    if (!walking.current || !month.days.includes(chosen)) return
    walking.current = false
    box.current?.querySelector<HTMLElement>(`[data-day="${chosen}"]`)?.focus()
  })
  const walkTo = (day: string): void => {
    walking.current = true
    setChosen(day)
  }

  const go = (event: KeyboardEvent): void => {
    const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-day]') : null
    if (!cell || event.altKey) return
    if (event.key === 'PageUp' || event.key === 'PageDown') {
      event.preventDefault()
      const months = event.key === 'PageUp' ? -1 : 1
      walkTo(addDays(startOfMonth(`${month.name}-01`, months), Math.min(27, Number(current.slice(8)) - 1)))
      onMonth(months)
      return
    }
    if (event.target === cell && event.key === 'Enter') {
      event.preventDefault()
      cell.querySelector<HTMLElement>('[data-entry], button')?.focus()
      return
    }
    if (event.key === 'Escape') cell.focus()
    const count = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key]
    if (event.target !== cell || !count) return
    event.preventDefault()
    const next = addDays(current, count)
    if (!month.days.includes(next)) onMonth(count < 0 ? -1 : 1)
    walkTo(next)
  }

  return (
    <DragDropProvider
      sensors={[pressToDrag]}
      plugins={dragPlugins}
      onDragEnd={({ operation: { source, target }, canceled }) => {
        const day = dayUnder(target?.data)
        if (!canceled && day && isDragged(source?.data) && day !== source.data.day) onMove(source.data.record, day)
      }}
    >
      <div className={classes.frame}>
        {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table that arrows walk is a grid */}
        <table ref={box} role="grid" className={classes.month} aria-label={object.label.many} onKeyDown={go}>
          <thead>
            <tr>
              {month.days.slice(0, 7).map((day) => (
                <th key={day} scope="col">
                  {weekday.format(new Date(`${day}T00:00:00Z`))}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeks.map((week) => (
              <tr key={week[0]}>
                {week.map((day) => (
                  <Day key={day} {...props} day={day} chosen={day === current} onChoose={() => setChosen(day)} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <DragOverlay dropAnimation={null}>
        {({ data }) =>
          isDragged(data) && (
            <div className={classes.entry} data-overlay>
              <span className={classes.entryTitle}>{titleOf(object, data.record)}</span>
            </div>
          )
        }
      </DragOverlay>
    </DragDropProvider>
  )
}

interface DayProps extends CalendarMonth {
  readonly day: string
  readonly chosen: boolean
  readonly onChoose: () => void
}

function Day({ chosen, onChoose, ...props }: DayProps) {
  const { object, field, month, today, records, day, movable } = props
  const words = useCalendarWords()
  const format = useFormat()
  const { ref, isDropTarget } = useDroppable({ id: `day:${day}`, data: { day }, disabled: !movable })
  const shown = records.onDay(day).slice(0, shownPerDay)
  const count = records.countOn(day)
  const creates = object.can.create !== 'none' && object.activity !== '*' && !field.readOnly && field.kind === 'date'
  return (
    <td
      ref={ref}
      className={classes.day}
      tabIndex={chosen ? 0 : -1}
      aria-current={day === today ? 'date' : undefined}
      data-day={day}
      data-outside={!day.startsWith(month.name) || undefined}
      data-over={isDropTarget || undefined}
      onFocus={onChoose}
    >
      <div className={classes.dayHead}>
        <span className={classes.number} aria-hidden>
          {Number(day.slice(8))}
        </span>
        <VisuallyHidden>{words.day(format.day(day), format.number(count))}</VisuallyHidden>
        {creates && (
          <ActionIcon
            className={classes.create}
            size={20}
            tabIndex={chosen ? 0 : -1}
            aria-label={words.create(format.day(day))}
            onClick={() => create({ object: object.name, values: { [field.name]: day } })}
          >
            <IconPlus size={14} stroke={1.8} />
          </ActionIcon>
        )}
      </div>
      {shown.map((record) => (
        <DraggableEntry key={record.id} {...props} record={record} />
      ))}
      <MoreOfDay {...props} shown={shown.length} />
    </td>
  )
}

function DraggableEntry(props: CalendarMonth & { readonly record: AnyRecord; readonly day: string }) {
  const { field, record, day } = props
  const movable = useIsFree({ ...props, ruling: [field] })
  const data: Dragged = { record, day }
  const { ref, isDragSource } = useDraggable({ id: `${record.id} ${day}`, data, disabled: !movable })
  return <Entry {...props} ref={ref} dragged={isDragSource} />
}
