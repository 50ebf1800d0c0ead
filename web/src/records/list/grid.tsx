// biome-ignore-all lint/a11y/useSemanticElements: an ARIA grid whose rows are not all in the document is no table
// biome-ignore-all lint/a11y/useFocusableInteractive: cells and what stands in them have the focus
import { useVirtualizer } from '@tanstack/react-virtual'
import type { AnyRecord, MetadataField, MetadataObject } from '@tendero/model/api'
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react'
import { useReaches } from '../../kernel/reach.ts'
import type { Finished } from '../editor.tsx'
import type { Anchor } from './anchor.ts'
import { columnStyle, useColumnWidths } from './column-widths.ts'
import classes from './grid.module.css'
import { GridHeader } from './grid-header.tsx'
import { edgeOf, keyName } from './grid-keys.ts'
import { GridRow } from './grid-row.tsx'
import { usePlace } from './place.ts'
import { rowTitled } from './row-titled.ts'
import type { Selection } from './selection.ts'
import { TypedPlace, useTyping } from './typing.tsx'
import { useCellCursor } from './use-cell-cursor.ts'
import { useRowsAbove, useSeek } from './use-seek.ts'
import type { Sort } from './use-view.ts'

const rowHeight = 40

export interface GridProps {
  readonly object: MetadataObject
  readonly rows: readonly AnyRecord[]
  readonly columns: readonly MetadataField[]
  /** How many there are on the server; undefined while that is not known. */
  readonly total: number | undefined
  readonly sort: Sort | undefined
  readonly onSort: (field: string) => void
  /** What the columns' widths were set to, as the view says it. */
  readonly widths: string | undefined
  readonly onWidths: (widths: string | undefined) => void
  /** Without it no rows are chosen. */
  readonly selection: Selection | undefined
  readonly onSave: (record: AnyRecord, field: MetadataField, edited: Finished) => void
  /** Called when the loaded rows come to an end. */
  readonly onEnd: () => void
  /** Called when what stands above the loaded rows comes near. */
  readonly onStart: () => void
  /** Is the first row of all loaded, or the last one? */
  readonly reaches: Readonly<Record<'start' | 'end', boolean>>
  /** How many rows stand above the loaded ones; undefined while that is not known. */
  readonly first: number | undefined
  /** How many of the rows stand above those that the list began to be read with. */
  readonly lead: number
  /** Reads the list from elsewhere; @returns from where then, undefined when that failed */
  readonly onSeek: (anchor: Anchor) => Promise<Anchor | undefined>
  /** Names the list, to find the place in it again. */
  readonly placeKey: string
  /** The rows are still those of before; the wanted ones are on their way. */
  readonly busy: boolean
  readonly foot?: string
}

/** A list of any length as an ARIA grid: only the rows in sight are in the document. */
export function Grid(props: GridProps) {
  const { object, rows, columns, selection, onEnd, onStart, placeKey } = props
  const box = useRef<HTMLDivElement>(null)
  const place = usePlace(placeKey, box)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    initialOffset: place.top,
    scrollPaddingStart: 44,
  })
  const cursor = useCellCursor({
    object,
    columns,
    lines: rows.length,
    recordAt: (row) => rows[row],
    order: () => rows.map(({ id }) => id),
    selection,
    onSave: props.onSave,
    box,
    place,
    onShow: (row, align) => virtual.scrollToIndex(row, { align }),
    height: rowHeight,
  })
  const { active, focus } = cursor
  useRowsAbove(props.lead, { virtual, rowHeight, box }, (added) => {
    cursor.setActive({ row: Math.max(0, active.row + added), column: active.column })
  })
  const items = virtual.getVirtualItems()
  const lastShown = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (rows.length > 0 && lastShown >= rows.length - 30) onEnd()
  }, [lastShown, rows.length, onEnd])

  const firstShown = items[0]?.index ?? 0
  useEffect(() => {
    if (rows.length > 0 && firstShown < 30) onStart()
  }, [firstShown, rows.length, onStart])
  const { widths, resize } = useColumnWidths(object, props.widths, props.onWidths)
  const style = useMemo(() => columnStyle(columns, widths), [columns, widths])
  const seek = useSeek(props.onSeek, box, (anchor) => {
    const row = anchor === 'start' ? 0 : anchor === 'end' ? rows.length - 1 : props.lead
    focus({ row, column: active.column }, typeof anchor === 'object' ? 'center' : undefined)
  })
  const typing = useTyping(object, props.sort, {
    seek: (from) => void seek({ from }),
    find(title) {
      const row = rowTitled(object, rows, title, active.row)
      if (row !== undefined) focus({ row, column: active.column }, 'center')
    },
  })
  const key = (event: KeyboardEvent): void => {
    if (!(event.target instanceof HTMLElement)) return
    if (event.target !== box.current && event.target.dataset.cell === undefined) return
    if (typing.take(event)) {
      event.preventDefault()
      return
    }
    const edge = edgeOf(keyName(event), active, cursor.last)
    if (edge && !props.reaches[edge]) void seek(edge)
    else if (edge) focus({ row: edge === 'start' ? 0 : cursor.last.row, column: active.column })
    else if (!cursor.take(event)) return
    event.preventDefault()
  }
  const reaches = useReaches()
  const chosen = rows.filter(({ id }) => selection?.ids.has(id)).length
  return (
    <>
      <div
        ref={box}
        role="grid"
        tabIndex={rows.length > 0 ? -1 : 0}
        aria-label={object.label.many}
        aria-rowcount={props.total === undefined || props.first === undefined ? -1 : props.total + 1}
        aria-colcount={columns.length + 1}
        aria-multiselectable={selection !== undefined}
        aria-busy={props.busy}
        data-busy={props.busy || undefined}
        className={classes.grid}
        style={style}
        onKeyDown={key}
      >
        <div style={{ minWidth: 'var(--columns-width)' }}>
          <div role="rowgroup" style={{ position: 'sticky', top: 0, zIndex: 3 }}>
            <GridHeader
              object={object}
              columns={columns}
              widths={widths}
              onResize={resize}
              sort={props.sort}
              onSort={props.onSort}
              selected={chosen === 0 ? 'none' : chosen === rows.length ? 'all' : 'some'}
              onSelectAll={selection && (() => selection.set(chosen === rows.length ? [] : rows.map(({ id }) => id)))}
            />
          </div>
          <div role="rowgroup" className={classes.body} style={{ height: virtual.getTotalSize() }}>
            {items.map(({ index, start }) => {
              const record = rows[index]
              return (
                record && (
                  <GridRow
                    key={record.id}
                    object={object}
                    record={record}
                    mine={reaches(object.can.edit, record)}
                    columns={columns}
                    index={index}
                    place={(props.first ?? 0) + index}
                    top={start}
                    selected={selection?.ids.has(record.id)}
                    active={active.row === index ? active.column : undefined}
                    editing={cursor.editing && active.row === index}
                    actions={cursor.actions}
                  />
                )
              )
            })}
          </div>
        </div>
        {props.foot && <div className={classes.foot}>{props.foot}</div>}
      </div>
      <TypedPlace typed={typing.typed} field={typing.field} />
    </>
  )
}
