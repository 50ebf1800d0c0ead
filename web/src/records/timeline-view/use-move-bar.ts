import type { AnyRecord, MetadataField, MetadataObject } from '@tendero/model/api'
import { addDays } from '@tendero/model/calendar'
import { titleOf } from '../../fields/reference-options.ts'
import { useDayOf, useValueOn } from '../calendar/calendar-data.ts'
import { isMovable } from '../calendar/use-move-entry.ts'
import { useIsFree } from '../use-is-free.ts'
import { useMoveRecord } from '../use-move-record.ts'
import type { Span } from './span.ts'
import { type Lasting, useSpanWords } from './span-words.ts'
import { useTimelineWords } from './words.ts'

/** By how many days a beginning and an end are moved. */
export interface Shift {
  readonly start: number
  readonly end: number
}

export const still: Shift = { start: 0, end: 0 }

export function shifted({ first, last }: Lasting, { start, end }: Shift): Lasting {
  return { first: addDays(first, start), last: last && addDays(last, end) }
}

/** Which ends of a record may be moved, and moving them. */
export interface BarMoves {
  readonly span: Span
  readonly start: boolean
  readonly end: boolean
  lastingOf(record: AnyRecord): Lasting | undefined
  move(record: AnyRecord, shift: Shift): void
}

/** The same of one record, which a rule may keep where it is. */
export function useMovesOf(object: MetadataObject, record: AnyRecord, moves: BarMoves): BarMoves {
  const { start, end } = moves.span
  return {
    ...moves,
    start: useIsFree({ object, record, ruling: [start], movable: moves.start }),
    end: useIsFree({ object, record, ruling: [end], movable: moves.end }),
  }
}

export function useMoveBar(object: MetadataObject, span: Span): BarMoves {
  const words = useTimelineWords()
  const spanWords = useSpanWords()
  const valueOn = useValueOn()
  const move = useMoveRecord(object)
  const startOf = useDayOf(span.start)
  const endOf = useDayOf(span.end)
  const movable = { start: isMovable(object, span.start), end: isMovable(object, span.end) }
  const lastingOf = (record: AnyRecord): Lasting | undefined => {
    const first = startOf(record)
    return first === undefined ? undefined : { first, last: endOf(record) }
  }
  return {
    ...movable,
    span,
    lastingOf,
    move: (record, shift) =>
      move(record, (shown) => {
        const lasting = lastingOf(shown)
        if (!lasting) return undefined
        const after = shifted(lasting, shift)
        const set = (field: MetadataField, day: string | undefined, moves: boolean) =>
          moves && day !== undefined ? { [field.name]: valueOn(shown, field, day) } : {}
        const patch = {
          ...set(span.start, after.first, shift.start !== 0),
          ...set(span.end, after.last, shift.end !== 0),
        }
        if (Object.keys(patch).length === 0) return undefined
        return { patch, said: words.moved(titleOf(object, shown), spanWords(after)) }
      }),
  }
}
