import { VisuallyHidden } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { AnyRecord, MetadataObject } from '@tendero/model/api'
import { type CSSProperties, type KeyboardEvent, useRef } from 'react'
import { titleOf } from '../../fields/reference-options.ts'
import { useWords } from '../../kernel/language.ts'
import { useSession } from '../../kernel/session.ts'
import { isOver } from '../is-over.ts'
import { useSpanWords } from './span-words.ts'
import { type Place, placeIn, type TimeWindow } from './time-window.ts'
import classes from './timeline-view.module.css'
import { useBarDrag } from './use-bar-drag.ts'
import { type BarMoves, shifted, useMovesOf } from './use-move-bar.ts'
import { useTimelineWords } from './words.ts'

/** Where something stands on a track. */
export function placed({ left, width }: Place): CSSProperties {
  return { insetInlineStart: `${left}%`, width: `${width}%` }
}

interface BarRowProps {
  readonly object: MetadataObject
  readonly shown: TimeWindow
  readonly record: AnyRecord
  readonly moves: BarMoves
  readonly onOpen: () => void
}

/** A record by its name, and the time it lasts: moved by dragging the bar or its ends, or from the name by keys. */
export function BarRow({ object, shown, record, moves: possible, onOpen }: BarRowProps) {
  const words = useTimelineWords()
  const { common } = useWords()
  const spanWords = useSpanWords()
  const { workspace } = useSession()
  const track = useRef<HTMLDivElement>(null)
  const moves = useMovesOf(object, record, possible)
  const lasting = moves.lastingOf(record)
  const drag = useBarDrag(shown, track, moves, lasting?.last !== undefined, (shift) => moves.move(record, shift))
  if (!lasting) return null
  const now = shifted(lasting, drag.shift)
  const place = placeIn(shown, now.first, now.last)
  const title = titleOf(object, record) || common.empty
  const movable = moves.start || moves.end
  const step = (event: KeyboardEvent): void => {
    const by = event.altKey ? { ArrowLeft: -1, ArrowRight: 1 }[event.key] : undefined
    if (!by || !movable) return
    event.preventDefault()
    event.stopPropagation()
    moves.move(record, { start: event.shiftKey || !moves.start ? 0 : by, end: moves.end ? by : 0 })
  }
  const link = {
    to: '/w/$slug/$collection/$id',
    params: { slug: workspace.slug, collection: object.collection, id: record.id },
  } as const
  const over = isOver(record) || undefined
  return (
    <li className={classes.row}>
      <Link
        {...link}
        className={classes.name}
        data-over={over}
        title={movable ? `${title}\n${words.byKeyboard}` : title}
        aria-keyshortcuts={
          movable ? 'Alt+ArrowLeft Alt+ArrowRight Alt+Shift+ArrowLeft Alt+Shift+ArrowRight' : undefined
        }
        onKeyDown={step}
        onClick={onOpen}
      >
        {title}
        <VisuallyHidden>{spanWords(lasting)}</VisuallyHidden>
      </Link>
      <div ref={track} className={classes.track}>
        {place && (
          <Link
            {...link}
            {...drag.handlers}
            className={classes.bar}
            style={placed(place)}
            tabIndex={-1}
            aria-hidden
            title={`${title}\n${spanWords(now)}`}
            data-over={over}
            data-before={place.before || undefined}
            data-after={place.after || undefined}
            data-dragged={drag.dragging || undefined}
            data-movable={(moves.start && moves.end) || undefined}
            draggable={false}
            onClick={(event) => {
              if (drag.wasDragged()) event.preventDefault()
              else onOpen()
            }}
          >
            {moves.start && !place.before && <span className={classes.edge} data-edge="start" />}
            {moves.end && !place.after && <span className={classes.edge} data-edge="end" />}
          </Link>
        )}
      </div>
    </li>
  )
}
