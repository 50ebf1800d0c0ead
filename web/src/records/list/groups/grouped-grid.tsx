// biome-ignore-all lint/a11y/useSemanticElements: an ARIA grid whose rows are not all in the document is no table
// biome-ignore-all lint/a11y/useFocusableInteractive: cells and what stands in them have the focus
import type { MetadataField } from '@tendero/model/api'
import { type KeyboardEvent, useEffect, useMemo } from 'react'
import { kindOf } from '../../../fields/index.ts'
import { useReaches } from '../../../kernel/reach.ts'
import { useRecordWords } from '../../words.ts'
import gridClasses from '../grid.module.css'
import { GridFrame, type RecordGridProps } from '../grid-frame.tsx'
import { GridRow } from '../grid-row.tsx'
import { lineHeight, useGrid } from '../use-grid.ts'
import type { Folds } from './folds.ts'
import type { RowGroup, RowGroups } from './group-data.ts'
import { GroupHead, GroupTitle, Sum } from './group-head.tsx'
import classes from './groups.module.css'
import { useSumWidths } from './sum-widths.ts'
import { useGroupLines, useLinesInSight } from './use-group-lines.ts'
import { WaitingLine } from './waiting-line.tsx'

/** Pixels. */
const totalHeight = 44

export interface GroupedGridProps extends RecordGridProps {
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
  const reaches = useReaches()
  const grouped = useGroupLines(object, groups, folds)
  const { lines } = grouped
  const ids = useMemo(() => lines.flatMap((line) => (line.kind === 'row' ? [line.record.id] : [])), [lines])
  const grid = useGrid({
    object,
    columns,
    lines: lines.length,
    recordAt(index) {
      const line = lines[index]
      return line?.kind === 'row' ? line.record : undefined
    },
    ids,
    selection,
    onSave: props.onSave,
    placeKey: props.placeKey,
    footHeight: totalHeight,
  })
  const { virtual, active, focus } = grid
  const leastWidths = useSumWidths(columns, groups)
  const items = virtual.getVirtualItems()
  useLinesInSight(grouped, items[0]?.index ?? 0, items.at(-1)?.index ?? 0)
  const at = lines[active.row]
  useEffect(() => {
    if (at && at.kind !== 'rest') onGroup(at.group)
  }, [at, onGroup])

  const take = (event: KeyboardEvent): boolean => {
    if (at?.kind !== 'head' || !turns(event.key, at.open, active.column)) return false
    folds.toggle(at.group)
    return true
  }
  return (
    <GridFrame
      {...props}
      role="treegrid"
      box={grid.box}
      ids={ids}
      lineCount={-1}
      leastWidths={leastWidths}
      busy={groups.busy}
      height={virtual.getTotalSize()}
      onKeyDown={(event) => grid.press(event, take)}
      totalRow={
        <div role="rowgroup" className={classes.total}>
          <TotalRow columns={columns} groups={groups} />
        </div>
      }
    >
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
              editing={grid.editing && active.row === index}
              actions={grid.actions}
            />
          )
        return (
          line && (
            <WaitingLine
              key={index}
              {...common}
              line={line}
              height={lineHeight}
              onAgain={grouped.again}
              onReadRest={groups.readRest}
            />
          )
        )
      })}
    </GridFrame>
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
    <div role="row" aria-level={1} className={gridClasses.row}>
      <div role="gridcell" aria-colindex={1} className={`${gridClasses.cell} ${gridClasses.check}`} />
      {columns.map((column, at) => (
        <div
          key={column.name}
          role="gridcell"
          aria-colindex={at + 2}
          className={at === 0 ? `${gridClasses.cell} ${gridClasses.title}` : gridClasses.cell}
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
