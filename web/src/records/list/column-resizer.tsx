import type { MetadataField } from '@tendero/model/api'
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import { useRecordWords } from '../words.ts'
import { narrowest, type Resize, widest } from './column-widths.ts'
import classes from './grid.module.css'

const keyStep = 16

interface ColumnResizerProps {
  readonly field: MetadataField
  /** As it was set; undefined while it has the width of its kind. */
  readonly width: number | undefined
  readonly onResize: Resize
}

/** The edge of a column: dragged, or moved by the arrow keys; a double click or Backspace gives the usual width back. */
export function ColumnResizer({ field, width, onResize }: ColumnResizerProps) {
  const { list } = useRecordWords()
  const edge = useRef<HTMLDivElement>(null)
  const [drag, setDrag] = useState<{ from: number; width: number }>()
  const shown = (): number => edge.current?.parentElement?.offsetWidth ?? narrowest
  const begin = (event: PointerEvent<HTMLDivElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId)
    setDrag({ from: event.clientX, width: shown() })
  }
  const follow = (event: PointerEvent, kept: boolean): void => {
    if (!drag) return
    const by = event.clientX - drag.from
    if (kept) setDrag(undefined)
    if (by !== 0) onResize(field.name, drag.width + by, kept)
  }
  const key = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = { ArrowLeft: -keyStep, ArrowRight: keyStep }
    const by = steps[event.key]
    if (by !== undefined) onResize(field.name, shown() + by, true)
    else if (event.key === 'Backspace' || event.key === 'Delete') onResize(field.name, undefined, true)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved
    <div
      ref={edge}
      role="separator"
      aria-orientation="vertical"
      aria-label={list.columnWidth(field.label)}
      title={list.columnWidthHint}
      aria-valuemin={narrowest}
      aria-valuemax={widest}
      aria-valuenow={width ?? narrowest}
      aria-valuetext={width === undefined ? list.usualWidth : `${width}`}
      tabIndex={0}
      className={classes.resizer}
      data-dragging={drag !== undefined || undefined}
      onPointerDown={begin}
      onPointerMove={(event) => follow(event, false)}
      onPointerUp={(event) => follow(event, true)}
      onDoubleClick={() => onResize(field.name, undefined, true)}
      onKeyDown={key}
    />
  )
}
