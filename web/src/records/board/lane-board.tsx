import type { Ref } from 'react'
import classes from './board.module.css'
import type { BoardColumn, BoardLane } from './board-columns.ts'
import { CardList } from './card-list.tsx'
import { type ColumnProps, DraggableCard } from './column.tsx'
import { ColumnHead } from './column-head.tsx'
import type { DragBoardProps } from './drag-board.tsx'
import { LaneHead } from './lane-head.tsx'
import { useColumnPlace } from './use-column-place.ts'

interface LaneBoardProps extends DragBoardProps {
  readonly box: Ref<HTMLElement>
  readonly lanes: readonly BoardLane[]
}

/** Columns under their heads, cut into lanes that fold. */
export function LaneBoard({ box, label, folds, queryOf, ...rest }: LaneBoardProps) {
  const { columns, lanes, currency } = rest
  return (
    <section ref={box} className={classes.laneBoard} aria-label={label}>
      <div className={`${classes.laneRow} ${classes.laneHeads}`}>
        {columns.map((column) => (
          <div key={column.key} className={classes.laneColumn}>
            <ColumnHead column={column} currency={currency} />
          </div>
        ))}
      </div>
      {lanes.map((lane) => {
        const open = folds.isOpen({ id: lane.key })
        return (
          <div key={lane.key}>
            <LaneHead lane={lane} open={open} currency={currency} onToggle={() => folds.toggle({ id: lane.key })} />
            {open && (
              <div className={classes.laneRow}>
                {lane.cells.map((cell) => (
                  <LaneCell key={cell.key} {...rest} column={cell} query={queryOf(cell)} />
                ))}
              </div>
            )}
          </div>
        )
      })}
    </section>
  )
}

/** The part of a column that is in a lane: its cards are fetched once it comes into sight. */
function LaneCell(props: ColumnProps & { readonly column: BoardColumn }) {
  const { column } = props
  const { ref, over, seen } = useColumnPlace(column)
  return (
    <div
      ref={ref}
      data-column
      className={classes.laneCell}
      data-empty={column.count === 0 || undefined}
      data-over={over}
    >
      <CardList {...props} enabled={seen && column.count !== 0}>
        {(record) => <DraggableCard key={record.id} {...props} record={record} />}
      </CardList>
    </div>
  )
}
