// biome-ignore-all lint/a11y/useSemanticElements: an ARIA grid whose rows are not all in the document is no table
// biome-ignore-all lint/a11y/useFocusableInteractive: cells and what stands in them have the focus
import { useRouter } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import type { AnyRecord, MetadataField, MetadataObject } from '@tendero/model/api'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useKeys } from '../../design/keyboard.ts'
import { useReaches } from '../../kernel/reach.ts'
import { useSession } from '../../kernel/session.ts'
import type { Finished } from '../editor.tsx'
import type { Anchor } from './anchor.ts'
import { columnStyle, useColumnWidths } from './column-widths.ts'
import classes from './grid.module.css'
import { GridHeader } from './grid-header.tsx'
import { edgeOf, keyName, moved, type Position } from './grid-keys.ts'
import { type GridActions, GridRow, isEditable } from './grid-row.tsx'
import { usePlace } from './place.ts'
import { rowTitled } from './row-titled.ts'
import type { Selection } from './selection.ts'
import { TypedPlace, useTyping } from './typing.tsx'
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
  const { workspace } = useSession()
  const router = useRouter()
  const box = useRef<HTMLDivElement>(null)
  const place = usePlace(placeKey, box)
  const [active, setActive] = useState<Position>({ row: place.row, column: 1 })
  const [editing, setEditing] = useState(false)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    initialOffset: place.top,
    scrollPaddingStart: 44,
  })
  useRowsAbove(props.lead, { virtual, rowHeight, box }, (added) => {
    setActive({ row: Math.max(0, active.row + added), column: active.column })
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
  const focus = (position: Position, align?: 'center'): void => {
    setActive(position)
    place.row = position.row
    virtual.scrollToIndex(position.row, { align })
    requestAnimationFrame(() => {
      box.current?.querySelector<HTMLElement>(`[data-cell="${position.row}:${position.column}"]`)?.focus()
    })
  }
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
  const reaches = useReaches()
  const open = (row: number): void => {
    const record = rows[row]
    if (!record) return
    const params = { slug: workspace.slug, collection: object.collection, id: record.id }
    void router.navigate({ to: '/w/$slug/$collection/$id', params })
  }
  const edit = (row: number, column: number): void => {
    const [field, record] = [columns[column - 1], rows[row]]
    if (!field || !record || !isEditable(object, field) || !reaches(object.can.edit, record)) return
    setActive({ row, column })
    setEditing(true)
  }
  const actions = useStable<GridActions>({
    slug: workspace.slug,
    activate: (row, column) => focus({ row, column }),
    edit,
    finish(record, field, edited) {
      setEditing(false)
      focus(active)
      if (edited) props.onSave(record, field, edited)
    },
    toggle(record, range) {
      if (range)
        selection?.extend(
          record.id,
          rows.map(({ id }) => id),
        )
      else selection?.toggle(record.id)
    },
  })
  const toggleRow = (): void => {
    const record = rows[active.row]
    if (record) selection?.toggle(record.id)
  }
  const step = (by: number) => (): void =>
    focus({ row: Math.max(0, Math.min(rows.length - 1, active.row + by)), column: active.column })
  useKeys({ j: step(1), k: step(-1), x: toggleRow, e: () => edit(active.row, active.column) })

  const key = (event: KeyboardEvent): void => {
    if (!(event.target instanceof HTMLElement)) return
    if (event.target !== box.current && event.target.dataset.cell === undefined) return
    if (typing.take(event)) {
      event.preventDefault()
      return
    }
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 400) / rowHeight) - 2)
    const last = { row: rows.length - 1, column: columns.length }
    const name = keyName(event)
    const edge = edgeOf(name, active, last)
    const next = moved(name, active, last, page)
    if (edge && !props.reaches[edge]) void seek(edge)
    else if (edge) focus({ row: edge === 'start' ? 0 : last.row, column: active.column })
    else if (next) focus(next)
    else if (event.key === 'Enter') open(active.row)
    else if (event.key === 'F2') edit(active.row, active.column)
    else if (event.key === ' ') toggleRow()
    else return
    event.preventDefault()
  }
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
                    editing={editing && active.row === index}
                    actions={actions}
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

/** Functions that always do the latest, behind one object that never changes. */
function useStable<T extends object>(latest: T): T {
  const current = useRef(latest)
  useEffect(() => {
    current.current = latest
  })
  const [stable] = useState(
    () =>
      new Proxy(latest, {
        get: (_target, name) => Reflect.get(current.current, name),
      }),
  )
  return stable
}
