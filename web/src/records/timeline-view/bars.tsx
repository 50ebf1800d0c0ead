import type { AnyRecord, MetadataObject } from '@tendero/model/api'
import { daysBetween } from '@tendero/model/calendar'
import type { CSSProperties } from 'react'
import { useFormat } from '../../kernel/format.ts'
import { BarRow, placed } from './bar-row.tsx'
import type { Span } from './span.ts'
import { type Days, placeIn, type TimeWindow } from './time-window.ts'
import classes from './timeline-view.module.css'
import { useMoveBar } from './use-move-bar.ts'

interface BarsProps {
  readonly object: MetadataObject
  readonly span: Span
  readonly shown: TimeWindow
  readonly today: string
  readonly records: readonly AnyRecord[]
  readonly onOpen: () => void
}

/** A row for each record under the time that is shown. */
export function Bars({ object, span, shown, today, records, onOpen }: BarsProps) {
  const moves = useMoveBar(object, span)
  const now = placeIn(shown, today, today)
  return (
    <div className={classes.frame}>
      <Heads shown={shown} />
      <div className={classes.rows}>
        <div className={classes.lines} aria-hidden>
          {shown.ticks.map((tick) => (
            <i key={tick.from} style={at(shown, tick)} />
          ))}
          {now && <b style={{ insetInlineStart: `${now.left + now.width / 2}%` }} />}
        </div>
        <ul className={classes.list} aria-label={object.label.many}>
          {records.map((record) => (
            <BarRow key={record.id} object={object} shown={shown} record={record} moves={moves} onOpen={onOpen} />
          ))}
        </ul>
      </div>
    </div>
  )
}

function at(shown: TimeWindow, { from, until }: Days): CSSProperties {
  const place = placeIn(shown, from, undefined)
  const end = placeIn(shown, until, undefined)
  return place ? placed({ ...place, width: (end?.left ?? 100) - place.left }) : {}
}

/** Has a week at the edge no room for its number? */
function isCut({ scale }: TimeWindow, { from, until }: Days): boolean {
  return scale === 'quarter' && daysBetween(from, until) < 4
}

/** Months and their weeks or days, or years and their months; what a row lasts is said with the row. */
function Heads({ shown }: { readonly shown: TimeWindow }) {
  const format = useFormat()
  const utc = (day: string): Date => new Date(`${day}T00:00:00Z`)
  const years = new Intl.DateTimeFormat(format.language, { year: 'numeric', timeZone: 'UTC' })
  const shortMonths = new Intl.DateTimeFormat(format.language, { month: 'short', timeZone: 'UTC' })
  const byYear = shown.scale === 'year'
  return (
    <div className={classes.heads} aria-hidden>
      <div className={classes.head}>
        {shown.heads.map((head) => (
          <span key={head.from} style={at(shown, head)}>
            {byYear ? years.format(utc(head.from)) : format.month(head.from)}
          </span>
        ))}
      </div>
      <div className={classes.head} data-dense={shown.scale === 'month' || undefined}>
        {shown.ticks.map((tick) => (
          <span key={tick.from} style={at(shown, tick)}>
            {byYear ? shortMonths.format(utc(tick.from)) : !isCut(shown, tick) && Number(tick.from.slice(8))}
          </span>
        ))}
      </div>
    </div>
  )
}
