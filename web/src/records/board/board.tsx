import type { ListQuery, MetadataField, MetadataObject } from '@tendero/model/api'
import { lazy, Suspense, useEffect, useMemo } from 'react'
import { Failed, PageLoading } from '../../design/page-states.tsx'
import { useIsPhone } from '../../design/widths.ts'
import { fieldOf } from '../../kernel/metadata.ts'
import type { ViewSearch } from '../../kernel/view-state.ts'
import { withRuleFields } from '../field-states.ts'
import { useFolds } from '../list/groups/folds.ts'
import { sortOf, useView } from '../list/use-view.ts'
import { rememberList } from '../walk.ts'
import { type BoardColumn, useBoardColumns } from './board-columns.ts'
import { cardsQuery } from './board-data.ts'
import { boardField, cardFields, fieldsAsked, laneField } from './board-shape.ts'
import { BoardToolbar } from './board-toolbar.tsx'
import { PhoneBoard } from './phone-board.tsx'
import { useMove } from './use-move.ts'

const DragBoard = lazy(() => import('./drag-board.tsx').then((module) => ({ default: module.DragBoard })))

export interface BoardProps {
  readonly object: MetadataObject
  /** Filter and words of the list's address. */
  readonly search: ViewSearch
}

/** The records of an object in columns by a stage, a choice or a reference. */
export function Board({ object, search }: BoardProps) {
  const by = boardField(object, search)
  const lane = by && laneField(object, by, search)
  return by ? <BoardBy key={`${by.name} ${lane?.name}`} object={object} search={search} by={by} lane={lane} /> : null
}

interface BoardByProps extends BoardProps {
  readonly by: MetadataField
  readonly lane: MetadataField | undefined
}

function BoardBy({ object, search, by, lane }: BoardByProps) {
  const view = useView(object)
  const phone = useIsPhone()
  const board = useBoardColumns(object, { by, lane }, search)
  const card = useMemo(() => cardFields(object, by, search), [object, by, search])
  const ruling = lane ? [by, lane] : [by]
  const asked = queryParts(object, ruling, search, card, board.columns)
  const queryOf = (column: BoardColumn): ListQuery => cardsQuery(column, asked)
  const move = useMove({ object, by, lane, board, queryOf })
  // Until a card is opened, the way back from a record leads to the board and its first column.
  const folds = useFolds(`${object.name} lanes ${lane?.name}`)
  const [firstColumn] = board.columns
  const firstQuery = firstColumn && JSON.stringify(queryOf(firstColumn))
  useEffect(() => {
    if (firstQuery) rememberList(object.name, JSON.parse(firstQuery), search)
  }, [object.name, firstQuery, search])
  const opened = (column: BoardColumn): void => rememberList(object.name, queryOf(column), search)

  if (board.error) return <Failed error={board.error} onRetry={board.retry} />
  if (board.pending || board.columns.length === 0) return <PageLoading />
  const shown = {
    object,
    ruling,
    columns: board.columns,
    lanes: board.lanes,
    folds,
    fields: card,
    currency: board.currency,
    movable: object.can.edit !== 'none' && !by.readOnly && !by.createOnly,
    onMove: move,
    onOpen: opened,
    queryOf,
    label: object.label.many,
  }
  return (
    <>
      <BoardToolbar object={object} by={by} lane={lane} view={view} board={board} card={card} />
      {phone ? (
        <PhoneBoard {...shown} />
      ) : (
        <Suspense fallback={<PageLoading />}>
          <DragBoard {...shown} />
        </Suspense>
      )}
    </>
  )
}

const firstSort = '-updatedAt'

function queryParts(
  object: MetadataObject,
  by: readonly MetadataField[],
  search: ViewSearch,
  card: readonly MetadataField[],
  columns: readonly BoardColumn[],
): Pick<ListQuery, 'search' | 'sort' | 'fields'> {
  const wanted = sortOf(search.sort)
  const sort = wanted && fieldOf(object, wanted.field)?.sortable ? search.sort : undefined
  const required = columns.flatMap(({ stage }) => stage?.requiredFields ?? [])
  const fields = fieldsAsked(object, by, card, required)
  return withRuleFields(object, { search: search.q, sort: [sort ?? firstSort], fields })
}
