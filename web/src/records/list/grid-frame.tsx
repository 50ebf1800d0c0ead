// biome-ignore-all lint/a11y/useSemanticElements: an ARIA grid whose rows are not all in the document is no table
// biome-ignore-all lint/a11y/useAriaPropsSupportedByRole: it has one of two roles
// biome-ignore-all lint/a11y/noStaticElementInteractions: it has one of two roles
import type { AnyRecord, MetadataField, MetadataObject } from '@tendero/model/api'
import { type KeyboardEvent, type ReactNode, type RefObject, useMemo } from 'react'
import type { Finished } from '../editor.tsx'
import { columnStyle, useColumnWidths, type Widths } from './column-widths.ts'
import classes from './grid.module.css'
import { GridHeader } from './grid-header.tsx'
import type { Selection } from './selection.ts'
import type { Sort } from './use-view.ts'

/** What every grid of records is given. */
export interface RecordGridProps {
  readonly object: MetadataObject
  readonly columns: readonly MetadataField[]
  readonly sort: Sort | undefined
  readonly onSort: (field: string) => void
  /** What the columns' widths were set to, as the view says it. */
  readonly widths: string | undefined
  readonly onWidths: (widths: string | undefined) => void
  /** Without it no rows are chosen. */
  readonly selection: Selection | undefined
  readonly onSave: (record: AnyRecord, field: MetadataField, edited: Finished) => void
  /** Names the list, to find the place in it again. */
  readonly placeKey: string
}

interface GridFrameProps extends Omit<RecordGridProps, 'onSave' | 'placeKey'> {
  readonly role: 'grid' | 'treegrid'
  readonly box: RefObject<HTMLDivElement | null>
  /** Ids of the loaded records in their order. */
  readonly ids: readonly string[]
  /** Lines there are with the head; -1 while that is not known. */
  readonly lineCount: number
  /** The lines are still those of before. */
  readonly busy: boolean
  readonly onKeyDown: (event: KeyboardEvent) => void
  /** What columns need at the least for what stands in them. */
  readonly leastWidths?: Widths
  /** Pixels of all lines, in sight or not. */
  readonly height: number
  /** The lines in sight. */
  readonly children: ReactNode
  /** Stands under the columns, over the last lines. */
  readonly totalRow?: ReactNode
  readonly foot?: string
}

/** The box of a grid of records, with the head over its columns. */
export function GridFrame(props: GridFrameProps) {
  const { object, columns, selection, ids, leastWidths } = props
  const { widths, resize } = useColumnWidths(object, props.widths, props.onWidths)
  const style = useMemo(() => columnStyle(columns, widths, leastWidths), [columns, widths, leastWidths])
  const chosen = ids.filter((id) => selection?.ids.has(id)).length
  return (
    <div
      ref={props.box}
      role={props.role}
      tabIndex={props.height > 0 ? -1 : 0}
      aria-label={object.label.many}
      aria-rowcount={props.lineCount}
      aria-colcount={columns.length + 1}
      aria-multiselectable={selection !== undefined}
      aria-busy={props.busy}
      data-busy={props.busy || undefined}
      className={classes.grid}
      style={style}
      onKeyDown={props.onKeyDown}
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
        <div role="rowgroup" className={classes.body} style={{ height: props.height }}>
          {props.children}
        </div>
        {props.totalRow}
      </div>
      {props.foot && <div className={classes.foot}>{props.foot}</div>}
    </div>
  )
}
