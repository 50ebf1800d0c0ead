// biome-ignore-all lint/a11y/useSemanticElements: an ARIA grid whose rows are not all in the document is no table
// biome-ignore-all lint/a11y/useFocusableInteractive: cells and what stands in them have the focus
import { useVirtualizer } from '@tanstack/react-virtual'
import type { MetadataField } from '@tendero/model/api'
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react'
import { kindOf } from '../../../fields/index.ts'
import { useReaches } from '../../../kernel/reach.ts'
import { useRecordWords } from '../../words.ts'
import { columnStyle, useColumnWidths } from '../column-widths.ts'
import grid from '../grid.module.css'
import type { GridProps } from '../grid.tsx'
import { GridHeader } from '../grid-header.tsx'
import { edgeOf, keyName } from '../grid-keys.ts'
import { GridRow } from '../grid-row.tsx'
import { usePlace } from '../place.ts'
import { useCellCursor } from '../use-cell-cursor.ts'
import type { Folds } from './folds.ts'
import type { RowGroup, RowGroups } from './group-data.ts'
import { GroupHead, GroupTitle, Sum } from './group-head.tsx'
import classes from './groups.module.css'
import { useGroupLines, useLinesInSight } from './use-group-lines.ts'
import { WaitingLine } from './waiting-line.tsx'

const lineHeight = 40

export interface GroupedGridProps
  extends Pick<
    GridProps,
    'object' | 'columns' | 'sort' | 'onSort' | 'widths' | 'onWidths' | 'selection' | 'onSave' | 'placeKey'
  > {
  /** The field that the list is grouped by. */
  readonly field: MetadataField
  readonly groups: RowGroups
  readonly folds: Folds
  /** Called with the group that one is in. */
  readonly onGroup: (group: RowGroup) => void
}

/** A list whose rows stand under the heads of their groups, as an ARIA tree grid: only what is in sight is in the document. */
export function GroupedGrid(props: GroupedGridProps) {
  const { object, columns, selection, groups, folds, field, onGroup } = props
  const box = useRef<HTMLDivElement>(null)
  const place = usePlace(props.placeKey, box)
  const reaches = useReaches()
  const grouped = useGroupLines(object, groups.groups, folds)
  const { lines } = grouped
  const ids = useMemo(() => lines.flatMap((line) => (line.kind === 'row' ? [line.record.id] : [])), [lines])
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => lineHeight,
    overscan: 12,
    initialOffset: place.top,
    scrollPaddingStart: 44,
    // The totals stand over the last lines.
    scrollPaddingEnd: 44,
  })
  const cursor = useCellCursor({
    object,
    columns,
    lines: lines.length,
    recordAt(index) {
      const line = lines[index]
      return line?.kind === 'row' ? line.record : undefined
    },
    order: () => ids,
    selection,
    onSave: props.onSave,
    box,
    place,
    onShow: (line, align) => virtual.scrollToIndex(line, { align }),
    height: lineHeight,
  })
  const { active, focus } = cursor
  const items = virtual.getVirtualItems()
  useLinesInSight(grouped, items[0]?.index ?? 0, items.at(-1)?.index ?? 0)
  const at = lines[active.row]
  useEffect(() => {
    if (at) onGroup(at.group)
  }, [at, onGroup])
  const { widths, resize } = useColumnWidths(object, props.widths, props.onWidths)
  const style = useMemo(() => columnStyle(columns, widths), [columns, widths])

  const key = (event: KeyboardEvent): void => {
    if (!(event.target instanceof HTMLElement)) return
    if (event.target !== box.current && event.target.dataset.cell === undefined) return
    const edge = edgeOf(keyName(event), active, cursor.last)
    if (edge) focus({ row: edge === 'start' ? 0 : cursor.last.row, column: active.column })
    else if (at?.kind === 'head' && turns(event.key, at.open, active.column)) folds.toggle(at.group)
    else if (!cursor.take(event)) return
    event.preventDefault()
  }
  const chosen = ids.filter((id) => selection?.ids.has(id)).length
  return (
    <div
      ref={box}
      role="treegrid"
      tabIndex={lines.length > 0 ? -1 : 0}
      aria-label={object.label.many}
      aria-rowcount={-1}
      aria-colcount={columns.length + 1}
      aria-multiselectable={selection !== undefined}
      aria-busy={groups.busy}
      data-busy={groups.busy || undefined}
      className={grid.grid}
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
            selected={chosen === 0 ? 'none' : chosen === ids.length ? 'all' : 'some'}
            onSelectAll={selection && (() => selection.set(chosen === ids.length ? [] : ids))}
          />
        </div>
        <div role="rowgroup" className={grid.body} style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const line = lines[index]
            const common = { index, top: start, active: active.row === index ? active.column : undefined }
            if (line?.kind === 'head')
              return (
                <GroupHead
                  key={`head ${line.group.id}`}
                  {...common}
                  group={line.group}
                  field={field}
                  open={line.open}
                  columns={columns}
                  currency={groups.currency}
                  onToggle={() => folds.toggle(line.group)}
                  onActivate={(column) => focus({ row: index, column })}
                />
              )
            if (line?.kind === 'row')
              return (
                <GridRow
                  key={line.record.id}
                  {...common}
                  object={object}
                  record={line.record}
                  mine={reaches(object.can.edit, line.record)}
                  columns={columns}
                  place={index}
                  level={2}
                  selected={selection?.ids.has(line.record.id)}
                  editing={cursor.editing && active.row === index}
                  actions={cursor.actions}
                />
              )
            return (
              line && <WaitingLine key={index} {...common} line={line} height={lineHeight} onAgain={grouped.again} />
            )
          })}
        </div>
        <div role="rowgroup" className={classes.total}>
          <TotalRow columns={columns} groups={groups} />
        </div>
      </div>
    </div>
  )
}

/** Does a key open or fold a head? The arrows do at its first cell, as in a tree. */
function turns(key: string, open: boolean, column: number): boolean {
  if (key === 'Enter' || key === ' ') return true
  return column === 0 && key === (open ? 'ArrowLeft' : 'ArrowRight')
}

/** How many records there are in all groups, and what they come to. */
function TotalRow({ columns, groups }: Pick<GroupedGridProps, 'columns' | 'groups'>) {
  const { groups: words } = useRecordWords()
  const all = { id: '', key: '', title: words.all, count: groups.count, sums: groups.sums, query: {} }
  return (
    <div role="row" aria-level={1} className={grid.row}>
      <div role="gridcell" aria-colindex={1} className={`${grid.cell} ${grid.check}`} />
      {columns.map((column, at) => (
        <div
          key={column.name}
          role="gridcell"
          aria-colindex={at + 2}
          className={at === 0 ? `${grid.cell} ${grid.title}` : grid.cell}
          data-align={kindOf(column).align}
        >
          {at === 0 ? (
            <GroupTitle group={all} field={column} />
          ) : (
            <Sum field={column} sums={groups.sums} currency={groups.currency} />
          )}
        </div>
      ))}
    </div>
  )
}
