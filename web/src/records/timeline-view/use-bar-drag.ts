import { type PointerEvent, type RefObject, useRef, useState } from 'react'
import { daysIn, type TimeWindow } from './time-window.ts'
import { type BarMoves, type Shift, still } from './use-move-bar.ts'

/** Pixels that a press may wander before it counts as dragging. */
const wandering = 4

type Edge = 'start' | 'end' | 'both'

function edgeOf(target: EventTarget): Edge {
  const edge = target instanceof HTMLElement ? target.dataset.edge : undefined
  return edge === 'start' || edge === 'end' ? edge : 'both'
}

/**
 * Dragging a bar, or one of its ends, by whole days.
 * @param ends has the record an end that goes along?
 */
export function useBarDrag(
  shown: TimeWindow,
  track: RefObject<HTMLElement | null>,
  moves: Pick<BarMoves, 'start' | 'end'>,
  ends: boolean,
  onMoved: (shift: Shift) => void,
) {
  const pressed = useRef<{ readonly x: number; readonly edge: Edge } | null>(null)
  const dragged = useRef(false)
  const [shift, setShift] = useState(still)
  const [dragging, setDragging] = useState(false)

  const shiftAt = (x: number, edge: Edge, from: number): Shift => {
    const days = daysIn(shown, x - from, track.current?.getBoundingClientRect().width ?? 0)
    return { start: edge === 'end' ? 0 : days, end: edge === 'start' || !ends ? 0 : days }
  }
  const begin = (event: PointerEvent<HTMLElement>): void => {
    dragged.current = false
    const edge = edgeOf(event.target)
    const may = edge === 'both' ? moves.start && (moves.end || !ends) : moves[edge]
    if (!may || event.button !== 0) return
    pressed.current = { x: event.clientX, edge }
    event.currentTarget.setPointerCapture(event.pointerId)
  }
  const move = (event: PointerEvent<HTMLElement>): void => {
    const press = pressed.current
    if (!press || (!dragged.current && Math.abs(event.clientX - press.x) < wandering)) return
    dragged.current = true
    setDragging(true)
    setShift(shiftAt(event.clientX, press.edge, press.x))
  }
  const end = (event: PointerEvent<HTMLElement>, keep: boolean): void => {
    const press = pressed.current
    pressed.current = null
    setDragging(false)
    setShift(still)
    if (press && dragged.current && keep) onMoved(shiftAt(event.clientX, press.edge, press.x))
  }
  return {
    shift,
    dragging,
    wasDragged: () => dragged.current,
    handlers: {
      onPointerDown: begin,
      onPointerMove: move,
      onPointerUp: (event: PointerEvent<HTMLElement>) => end(event, true),
      onPointerCancel: (event: PointerEvent<HTMLElement>) => end(event, false),
    },
  }
}
