import { useRouter } from '@tanstack/react-router'
import type { AnyRecord, MetadataField, MetadataObject } from '@tendero/model/api'
import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useKeys } from '../../design/keyboard.ts'
import { useReaches } from '../../kernel/reach.ts'
import { useSession } from '../../kernel/session.ts'
import type { Finished } from '../editor.tsx'
import { fieldStatesOf } from '../field-states.ts'
import { keyName, moved, type Position } from './grid-keys.ts'
import { type GridActions, isEditable, isOpen } from './grid-row.tsx'
import type { usePlace } from './place.ts'
import type { Selection } from './selection.ts'

export interface CellCursorOptions {
  readonly object: MetadataObject
  readonly columns: readonly MetadataField[]
  /** Lines there are, loaded records and what stands between them. */
  readonly lines: number
  /** The record on a line; undefined where none is. */
  readonly recordAt: (line: number) => AnyRecord | undefined
  /** Ids of the loaded records in their order. */
  readonly ids: readonly string[]
  readonly selection: Selection | undefined
  readonly onSave: (record: AnyRecord, field: MetadataField, edited: Finished) => void
  readonly box: RefObject<HTMLElement | null>
  readonly place: ReturnType<typeof usePlace>
  /** Brings a line into sight. */
  readonly onShow: (line: number, align: 'center' | undefined) => void
  /** Pixels of a line. */
  readonly height: number
}

/** The active cell of a grid: what moves it, and what can be done from it by hand and by key. */
export function useCellCursor(options: CellCursorOptions) {
  const { object, columns, lines, recordAt, selection, box, place } = options
  const { workspace } = useSession()
  const router = useRouter()
  const reaches = useReaches()
  const last = { row: lines - 1, column: columns.length }
  const [active, setActive] = useState<Position>({ row: place.row, column: 1 })
  const [editing, setEditing] = useState(false)
  const focus = (position: Position, align?: 'center'): void => {
    setActive(position)
    place.row = position.row
    options.onShow(position.row, align)
    focusSoon()
  }
  const focusSoon = useFocus(box, active)
  const open = (row: number): void => {
    const record = recordAt(row)
    if (!record) return
    const params = { slug: workspace.slug, collection: object.collection, id: record.id }
    void router.navigate({ to: '/w/$slug/$collection/$id', params })
  }
  const edit = (row: number, column: number): void => {
    const [field, record] = [columns[column - 1], recordAt(row)]
    if (!field || !record || !isEditable(object, field) || !reaches(object.can.edit, record)) return
    if (!isOpen(fieldStatesOf(object, workspace.baseCurrency, record, record)(field))) return
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
      if (edited) options.onSave(record, field, edited)
    },
    toggle(record, range) {
      if (range) selection?.extend(record.id, options.ids)
      else selection?.toggle(record.id)
    },
  })
  const toggleRow = (): void => {
    const record = recordAt(active.row)
    if (record) selection?.toggle(record.id)
  }
  const step = (by: number) => (): void =>
    focus({ row: Math.max(0, Math.min(lines - 1, active.row + by)), column: active.column })
  useKeys({ j: step(1), k: step(-1), x: toggleRow, e: () => edit(active.row, active.column) })
  return {
    active,
    setActive,
    editing,
    focus,
    actions,
    last,
    /** Does what a key means at the active cell. @returns whether it means anything */
    take(event: KeyboardEvent): boolean {
      const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 400) / options.height) - 2)
      const next = moved(keyName(event), active, last, page)
      if (next) focus(next)
      else if (event.key === 'Enter') open(active.row)
      else if (event.key === 'F2') edit(active.row, active.column)
      else if (event.key === ' ') toggleRow()
      else return false
      return true
    },
  }
}

/**
 * Gives the focus to a cell once it is in the document; until then the grid has it, so that no key goes astray. Where a
 * cell that had it is gone, because its row came or scrolled out of sight, the one in its place takes it over. That it
 * is asked for is state, drawn together with the cell that is meant: an effect of what was drawn before must not answer.
 */
function useFocus(box: RefObject<HTMLElement | null>, active: Position): () => void {
  const [asked, setAsked] = useState(0)
  const answered = useRef(0)
  const focused = useRef<HTMLElement>(null)
  useEffect(() => {
    const { activeElement, body } = document
    const lost = focused.current?.isConnected === false && activeElement === body
    if (activeElement !== box.current && activeElement !== body) answered.current = asked
    if (asked === answered.current && !lost) return
    const cell = box.current?.querySelector<HTMLElement>(`[data-cell="${active.row}:${active.column}"]`)
    if (!cell) return
    cell.focus({ preventScroll: true })
    focused.current = cell
    answered.current = asked
  })
  return () => {
    setAsked((before) => before + 1)
    box.current?.focus({ preventScroll: true })
  }
}

/** Functions that always do the latest, behind one object that never changes. */
function useStable<T extends object>(latest: T): T {
  const current = useRef(latest)
  useLayoutEffect(() => {
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
