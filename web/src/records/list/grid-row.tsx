// biome-ignore-all lint/a11y/useSemanticElements: an ARIA grid whose rows are not all in the document is no table
// biome-ignore-all lint/a11y/useFocusableInteractive: cells and what stands in them have the focus
import { Checkbox } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import type { AnyRecord, MetadataField, MetadataObject } from '@tendero/model/api'
import type { FieldState } from '@tendero/model/field-rules'
import { type MouseEvent, memo } from 'react'
import { AnchorLink } from '../../design/links.tsx'
import { kindOf } from '../../fields/index.ts'
import { titleOf } from '../../fields/reference-options.ts'
import { useWords } from '../../kernel/language.ts'
import { Editor, type Finished } from '../editor.tsx'
import { useFieldStates } from '../field-states.ts'
import { useRecordWords } from '../words.ts'
import classes from './grid.module.css'
import { Value } from './value.tsx'

/** What rows tell the grid; one object for all of them, so that rows are drawn anew only when they changed. */
export interface GridActions {
  readonly slug: string
  activate(row: number, column: number): void
  edit(row: number, column: number): void
  finish(record: AnyRecord, field: MetadataField, edited: Finished | undefined): void
  toggle(record: AnyRecord, range: boolean): void
}

interface RowProps {
  readonly object: MetadataObject
  readonly record: AnyRecord
  /** May it be changed? */
  readonly mine: boolean
  readonly columns: readonly MetadataField[]
  readonly index: number
  /** Among all rows, as far as that is known; 0 is the first. */
  readonly place: number
  readonly top: number
  /** How deep it stands in a grid that has levels; 1 is the outermost. */
  readonly level?: number
  /** Undefined where rows cannot be chosen. */
  readonly selected: boolean | undefined
  /** Column of the active cell, when it is in this row. 0 is the checkbox. */
  readonly active: number | undefined
  readonly editing: boolean
  readonly actions: GridActions
}

export const GridRow = memo(function GridRow(props: RowProps) {
  const { object, record, columns, index, place, top, selected, active, actions } = props
  const { list } = useRecordWords()
  const title = titleOf(object, record)
  const stateOf = useFieldStates(object, record, record)
  return (
    <div
      role="row"
      aria-rowindex={place + 2}
      aria-level={props.level}
      aria-selected={selected}
      className={classes.row}
      style={{ top }}
    >
      <div
        role="gridcell"
        aria-colindex={1}
        className={`${classes.cell} ${classes.check}`}
        tabIndex={active === 0 ? 0 : -1}
        data-cell={`${index}:0`}
      >
        {selected !== undefined && (
          <Checkbox
            size="xs"
            tabIndex={-1}
            aria-label={list.selectRow(title)}
            checked={selected}
            onChange={() => {}}
            onClick={(event: MouseEvent) => actions.toggle(record, event.shiftKey)}
          />
        )}
      </div>
      {columns.map((field, column) => (
        <GridCell key={field.name} {...props} field={field} state={stateOf(field)} column={column + 1} title={title} />
      ))}
    </div>
  )
})

interface CellProps extends RowProps {
  readonly field: MetadataField
  /** What rules make of it here. */
  readonly state: FieldState
  readonly column: number
  readonly title: string
}

export function isEditable(object: MetadataObject, field: MetadataField): boolean {
  return object.can.edit !== 'none' && !field.readOnly && !field.createOnly && kindOf(field).inline
}

/** Do rules let a field be changed? */
export function isOpen({ shown, readOnly }: FieldState): boolean {
  return shown && !readOnly
}

function GridCell({ object, record, mine, field, state, column, index, active, editing, actions, title }: CellProps) {
  const { list } = useRecordWords()
  const kind = kindOf(field)
  const isActive = active === column
  const isTitle = field.name === object.title
  const editable = mine && isOpen(state) && isEditable(object, field)
  const open = isActive && editing && editable
  return (
    <div
      role="gridcell"
      aria-colindex={column + 1}
      className={isTitle ? `${classes.cell} ${classes.title}` : classes.cell}
      style={open ? { zIndex: 4 } : undefined}
      data-align={kind.align}
      data-cell={`${index}:${column}`}
      data-active={isActive || undefined}
      tabIndex={isActive ? 0 : -1}
      onClick={() => actions.activate(index, column)}
      onDoubleClick={() => actions.edit(index, column)}
      onKeyDown={undefined}
    >
      <div className={classes.value}>
        {isTitle && <TitleLink object={object} record={record} title={title} slug={actions.slug} />}
        {!isTitle && state.shown && <Value field={field} record={record} oneLine />}
      </div>
      {editable && !open && (
        // A plain button: a list has one in every cell, and each row that scrolls into sight draws them anew.
        <button
          type="button"
          className={classes.pencil}
          tabIndex={-1}
          aria-label={list.editCell(field.label)}
          onClick={(event) => {
            event.stopPropagation()
            actions.edit(index, column)
          }}
        >
          <IconPencil size={14} />
        </button>
      )}
      {open && (
        <Editor
          field={field}
          value={record[field.name]}
          title={record.titles?.[field.name]}
          titles={record.titles}
          version={record.version}
          required={state.required}
          className={kind.multiline ? `${classes.editor} ${classes.editorWide}` : classes.editor}
          onDone={(edited) => actions.finish(record, field, edited)}
        />
      )}
    </div>
  )
}

interface TitleLinkProps {
  readonly object: MetadataObject
  readonly record: AnyRecord
  readonly title: string
  readonly slug: string
}

function TitleLink({ object, record, title, slug }: TitleLinkProps) {
  const words = useWords()
  return (
    <AnchorLink
      to="/w/$slug/$collection/$id"
      params={{ slug, collection: object.collection, id: record.id }}
      className={classes.titleLink}
      tabIndex={-1}
      underline="hover"
      inherit
    >
      {title || words.common.empty}
    </AnchorLink>
  )
}
