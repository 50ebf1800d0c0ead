import type { AnyRecord } from '@tendero/model/api'
import { type KeyboardEvent, useEffect, useMemo } from 'react'
import { useReaches } from '../../kernel/reach.ts'
import type { Anchor } from './anchor.ts'
import { GridFrame, type RecordGridProps } from './grid-frame.tsx'
import { edgeOf, keyName } from './grid-keys.ts'
import { GridRow } from './grid-row.tsx'
import { rowTitled } from './row-titled.ts'
import { TypedPlace, useTyping } from './typing.tsx'
import { lineHeight, useGrid } from './use-grid.ts'
import { useRowsAbove, useSeek } from './use-seek.ts'

interface GridProps extends RecordGridProps {
  readonly rows: readonly AnyRecord[]
  /** How many there are on the server; undefined while that is not known. */
  readonly total: number | undefined
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
  /** The rows are still those of before; the wanted ones are on their way. */
  readonly busy: boolean
  readonly foot?: string
}

/** A list of any length as an ARIA grid: only the rows in sight are in the document. */
export function Grid(props: GridProps) {
  const { object, rows, columns, selection, onEnd, onStart, placeKey } = props
  const reaches = useReaches()
  const ids = useMemo(() => rows.map(({ id }) => id), [rows])
  const grid = useGrid({
    object,
    columns,
    lines: rows.length,
    recordAt: (row) => rows[row],
    ids,
    selection,
    onSave: props.onSave,
    placeKey,
    footHeight: 0,
  })
  const { box, virtual, active, focus } = grid
  useRowsAbove(props.lead, { virtual, rowHeight: lineHeight, box }, (added) => {
    grid.setActive({ row: Math.max(0, active.row + added), column: active.column })
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
  const take = (event: KeyboardEvent): boolean => {
    if (typing.take(event)) return true
    const edge = edgeOf(keyName(event), active, grid.last)
    if (!edge || props.reaches[edge]) return false
    void seek(edge)
    return true
  }
  return (
    <>
      <GridFrame
        {...props}
        role="grid"
        box={box}
        ids={ids}
        lineCount={props.total === undefined || props.first === undefined ? -1 : props.total + 1}
        height={virtual.getTotalSize()}
        onKeyDown={(event) => grid.press(event, take)}
      >
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
                editing={grid.editing && active.row === index}
                actions={grid.actions}
              />
            )
          )
        })}
      </GridFrame>
      <TypedPlace typed={typing.typed} field={typing.field} />
    </>
  )
}
