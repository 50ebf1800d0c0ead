// biome-ignore-all lint/a11y/useSemanticElements: an ARIA grid whose rows are not all in the document is no table
// biome-ignore-all lint/a11y/useFocusableInteractive: cells and what stands in them have the focus
import { Checkbox, UnstyledButton } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import type { MetadataField, MetadataObject } from '@tendero/model/api'
import { kindOf } from '../../fields/index.ts'
import { useRecordWords } from '../words.ts'
import { ColumnResizer } from './column-resizer.tsx'
import type { Resize, Widths } from './column-widths.ts'
import classes from './grid.module.css'
import type { Sort } from './use-view.ts'

interface HeaderProps {
  readonly object: MetadataObject
  readonly columns: readonly MetadataField[]
  readonly widths: Widths
  readonly onResize: Resize
  readonly sort: Sort | undefined
  readonly onSort: (field: string) => void
  readonly selected: 'none' | 'some' | 'all'
  /** Without it rows cannot be chosen. */
  readonly onSelectAll: (() => void) | undefined
}

export function GridHeader({ object, columns, widths, onResize, sort, onSort, selected, onSelectAll }: HeaderProps) {
  const { list } = useRecordWords()
  return (
    <div role="row" aria-rowindex={1} className={`${classes.row} ${classes.head}`}>
      {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles know it, and a head of nothing is none */}
      <div
        role={onSelectAll ? 'columnheader' : 'gridcell'}
        aria-colindex={1}
        className={`${classes.cell} ${classes.check}`}
      >
        {onSelectAll && (
          <Checkbox
            size="xs"
            aria-label={list.selectAll}
            checked={selected === 'all'}
            indeterminate={selected === 'some'}
            onChange={onSelectAll}
          />
        )}
      </div>
      {columns.map((field, column) => (
        <HeaderCell
          key={field.name}
          field={field}
          column={column}
          first={field.name === object.title}
          sort={sort?.field === field.name ? sort : undefined}
          onSort={onSort}
          width={widths[field.name]}
          onResize={onResize}
        />
      ))}
    </div>
  )
}

interface HeaderCellProps {
  readonly field: MetadataField
  readonly column: number
  readonly first: boolean
  readonly width: number | undefined
  readonly onResize: Resize
  readonly sort: Sort | undefined
  readonly onSort: (field: string) => void
}

function HeaderCell({ field, column, first, width, onResize, sort, onSort }: HeaderCellProps) {
  const { list } = useRecordWords()
  const direction = sort ? (sort.down ? 'descending' : 'ascending') : undefined
  const Arrow = sort?.down ? IconArrowDown : IconArrowUp
  return (
    <div
      role="columnheader"
      aria-colindex={column + 2}
      aria-sort={direction}
      className={first ? `${classes.cell} ${classes.title}` : classes.cell}
      data-align={kindOf(field).align}
    >
      {field.sortable ? (
        <UnstyledButton
          className={classes.sorter}
          title={sort && !sort.down ? list.sortDown(field.label) : list.sortUp(field.label)}
          onClick={() => onSort(field.name)}
        >
          <span>{field.label}</span>
          {sort && <Arrow size={14} aria-hidden />}
        </UnstyledButton>
      ) : (
        <span className={classes.sorter}>
          <span>{field.label}</span>
        </span>
      )}
      <ColumnResizer field={field} width={width} onResize={onResize} />
    </div>
  )
}
