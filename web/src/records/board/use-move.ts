import type { AnyRecord, ListQuery, MetadataField, MetadataObject } from '@tendero/model/api'
import { ApiError } from '@tendero/model/client'
import { conflict, missing } from '../../design/asked.ts'
import { failed, offering, undoable } from '../../design/notices.tsx'
import { titleOf } from '../../fields/reference-options.ts'
import { useFormat } from '../../kernel/format.ts'
import { useSession } from '../../kernel/session.ts'
import { perform } from '../../kernel/transport.ts'
import { type AskFirst, extensionOf, type Gesture } from '../extensions.ts'
import { demandedBy } from '../field-states.ts'
import { conflictOf } from '../record-data.ts'
import type { BoardColumn, BoardColumns } from './board-columns.ts'
import { type CardMove, confirmMoved, showMoved } from './board-data.ts'
import { sumField } from './board-shape.ts'
import type { BoardValue } from './board-sums.ts'
import { useBoardWords } from './words.ts'

export interface Moving {
  readonly object: MetadataObject
  readonly by: MetadataField
  readonly lane: MetadataField | undefined
  readonly board: BoardColumns
  /** The query of a column's cards. */
  readonly queryOf: (column: BoardColumn) => ListQuery
}

export type Move = (record: AnyRecord, from: BoardColumn, to: BoardColumn) => void

/** What the server asks for more before a record may enter a column; anything else that it refuses is a failure. */
function asksForMore(error: unknown): Gesture['problem'] | undefined {
  const asked = ['stage_requires_fields', 'loss_reason_required']
  return error instanceof ApiError && asked.includes(error.problem.code) ? error.problem : undefined
}

/** What has been asked for before a move was sent, and what still may be. */
interface Asking {
  readonly askFirst?: AskFirst
  readonly problem?: Gesture['problem']
}

/** Moves cards: shown at once, with what the column asks for, taken back when refused, undone from its notice. */
export function useMove({ object, by, lane, board, queryOf }: Moving): Move {
  const words = useBoardWords()
  const { workspace } = useSession()
  const format = useFormat()

  const send = async (move: CardMove, to: BoardColumn, problem?: Gesture['problem']): Promise<void> => {
    const { record, values: wish } = move
    const { beforeMove } = extensionOf(object.name)
    const { askFirst } = (await beforeMove?.()) ?? {}
    const patch = askFirst ? await askFirst({ object, record, patch: wish, problem }) : wish
    if (!patch) return
    const fields = demandedBy(object, workspace.baseCurrency, record, patch)
    if (fields.length === 0) await put(move, to, patch, { askFirst, problem })
    else missing.set({ object, record, patch, titles: {}, fields, send: (all) => void put(move, to, all, {}) })
  }

  const put = async (
    move: CardMove,
    to: BoardColumn,
    patch: Readonly<Record<string, unknown>>,
    { askFirst, problem }: Asking,
  ): Promise<void> => {
    const { record } = move
    const { afterChange } = extensionOf(object.name)
    const takeBack = showMoved(move)
    try {
      const { value, operationId } = await perform<AnyRecord>('PATCH', `/${object.collection}/${record.id}`, {
        body: patch,
        headers: { 'if-match': `"${record.version}"` },
      })
      confirmMoved(move, { ...value, titles: { ...record.titles, ...value.titles } })
      const place = to.lane ? words.cell(to.title, to.lane.title) : to.title
      undoable(words.moved(titleOf(object, record), place), operationId)
      afterChange?.(object, record, value)
    } catch (error) {
      takeBack()
      const more = asksForMore(error)
      const found = conflictOf(object, error)
      if (more && askFirst && !problem) await send(move, to, more)
      else if (found) conflict.set(found)
      else failed(error)
    }
  }

  const begin: Move = (record, from, to) => {
    const move: CardMove = {
      object,
      record,
      from: queryOf(from),
      to: queryOf(to),
      totals: board.totals,
      values: {
        ...(from.value === to.value ? {} : { [by.name]: to.value }),
        ...(lane && to.lane && from.lane?.value !== to.lane.value ? { [lane.name]: to.lane.value } : {}),
      },
      groups: { from: groupOf(from), to: groupOf(to) },
      money: sumField(object)?.name,
    }
    void send(move, to)
  }

  return (record, from, to) => {
    if (from.key === to.key) return
    if (!isFull(from, to)) return begin(record, from, to)
    const [count, limit] = [to.inColumn ?? 0, to.stage?.limit ?? 0].map((one) => format.number(one))
    offering(words.full(to.title, count ?? '', limit ?? ''), words.moveAnyway, () => begin(record, from, to))
  }
}

/** The group of the totals that a column is, or a lane's part of it. */
function groupOf({ value, lane }: BoardColumn): readonly BoardValue[] {
  return lane ? [value, lane.value] : [value]
}

/** Does a column hold as many as it is to, for a card of another one? */
export function isFull(from: Pick<BoardColumn, 'value'> | undefined, to: BoardColumn): boolean {
  const limit = to.stage?.limit
  return limit != null && from?.value !== to.value && (to.inColumn ?? 0) >= limit
}
