import { useDraggable } from '@dnd-kit/react'
import { UnstyledButton } from '@mantine/core'
import { IconChevronsLeft } from '@tabler/icons-react'
import type { AnyRecord, ListQuery, MetadataField, MetadataObject } from '@tendero/model/api'
import { useState } from 'react'
import { titleOf } from '../../fields/reference-options.ts'
import { useIsFree } from '../use-is-free.ts'
import classes from './board.module.css'
import type { BoardColumn, BoardLane } from './board-columns.ts'
import { Card } from './card.tsx'
import { CardList } from './card-list.tsx'
import { ColumnHead } from './column-head.tsx'
import { useColumnPlace } from './use-column-place.ts'
import type { Move } from './use-move.ts'
import { useBoardWords } from './words.ts'

export interface ColumnProps {
  readonly object: MetadataObject
  readonly column: BoardColumn
  readonly columns: readonly BoardColumn[]
  /** The fields that columns and lanes are made by. */
  readonly ruling: readonly MetadataField[]
  /** Undefined for a board without lanes. */
  readonly lanes: readonly BoardLane[] | undefined
  readonly fields: readonly MetadataField[]
  readonly query: ListQuery
  readonly currency: string | undefined
  /** May cards be taken to another column? */
  readonly movable: boolean
  readonly onMove: Move
  /** A card is being opened: J and K will walk its column. */
  readonly onOpen: (column: BoardColumn) => void
}

/** What a dragged card and a column tell about themselves, for announcements and the drop. */
export interface CardData {
  readonly [key: string]: unknown
  readonly record: AnyRecord
  readonly column: BoardColumn
  readonly title: string
}

function isClosed({ stage }: BoardColumn): boolean {
  return stage !== undefined && stage.category !== 'open'
}

/** A column of the board; where there are many, one of closed business stays narrow until it is opened. */
export function Column(props: ColumnProps) {
  const { column, columns } = props
  const closed = isClosed(column)
  const crowded = columns.filter((one) => !isClosed(one)).length > 2
  const [narrow, setNarrow] = useState(closed && crowded)
  const { ref, over, seen } = useColumnPlace(column)
  const words = useBoardWords()

  if (narrow)
    return (
      <div ref={ref} data-column className={classes.narrow} data-over={over}>
        <UnstyledButton
          className={classes.narrowButton}
          aria-expanded={false}
          title={words.expand(column.title)}
          onClick={() => setNarrow(false)}
        >
          <ColumnHead {...props} />
        </UnstyledButton>
      </div>
    )
  return (
    <div ref={ref} data-column className={classes.column} data-over={over}>
      <ColumnHead {...props}>
        {closed && (
          <UnstyledButton
            className={classes.collapse}
            aria-label={words.collapse(column.title)}
            onClick={() => setNarrow(true)}
          >
            <IconChevronsLeft size={16} stroke={1.6} />
          </UnstyledButton>
        )}
      </ColumnHead>
      <CardList {...props} enabled={seen}>
        {(record) => <DraggableCard key={record.id} {...props} record={record} />}
      </CardList>
    </div>
  )
}

export function DraggableCard(props: ColumnProps & { readonly record: AnyRecord }) {
  const { object, record, column, columns, lanes, fields, onMove, onOpen } = props
  const free = useIsFree(props)
  const data: CardData = { record, column, title: titleOf(object, record) }
  const { ref, handleRef, isDragSource } = useDraggable({
    id: record.id,
    data,
    disabled: !free,
  })
  // Where it is no part of dragging, it is no button either.
  return (
    <div ref={free ? ref : undefined} className={classes.card} data-dragged={isDragSource || undefined}>
      <Card
        object={object}
        record={record}
        fields={fields}
        column={column}
        columns={free ? columns : []}
        lanes={free ? lanes : undefined}
        onMove={onMove}
        onOpen={onOpen}
        gripRef={free ? handleRef : undefined}
      />
    </div>
  )
}
