import { Tabs } from '@mantine/core'
import type { AnyRecord } from '@tendero/model/api'
import { type TouchEvent, useRef, useState } from 'react'
import { useFormat } from '../../kernel/format.ts'
import type { Folds } from '../list/groups/folds.ts'
import { useIsFree } from '../use-is-free.ts'
import classes from './board.module.css'
import type { BoardColumn, BoardLane } from './board-columns.ts'
import { Card } from './card.tsx'
import { CardList } from './card-list.tsx'
import type { ColumnProps } from './column.tsx'
import { ColumnHead } from './column-head.tsx'
import { LaneHead } from './lane-head.tsx'

interface PhoneBoardProps extends Omit<ColumnProps, 'column' | 'query'> {
  readonly label: string
  readonly queryOf: (column: BoardColumn) => ColumnProps['query']
  /** Which lanes are open. */
  readonly folds: Folds
}

/** Further than this across, and more across than down, a finger means the column beside. */
const swipe = 56

/** One column at a time; tabs and swipes lead to the others, and cards are moved by their menu. */
export function PhoneBoard({ label, queryOf, folds, ...rest }: PhoneBoardProps) {
  const { columns, lanes, object, currency } = rest
  const format = useFormat()
  const [chosen, setChosen] = useState<string | null>(null)
  const begun = useRef<{ x: number; y: number } | null>(null)
  const column = columns.find(({ key }) => key === chosen) ?? columns[0]
  if (!column) return null

  const begin = ({ touches }: TouchEvent): void => {
    const touch = touches.item(0)
    begun.current = touch ? { x: touch.clientX, y: touch.clientY } : null
  }
  const end = ({ changedTouches }: TouchEvent): void => {
    const touch = changedTouches.item(0)
    if (!begun.current || !touch) return
    const across = touch.clientX - begun.current.x
    const down = Math.abs(touch.clientY - begun.current.y)
    const beside = columns[columns.indexOf(column) + (across < 0 ? 1 : -1)]
    if (Math.abs(across) > swipe && Math.abs(across) > down * 1.5 && beside) setChosen(beside.key)
  }
  return (
    <Tabs value={column.key} onChange={setChosen} className={classes.phone} keepMounted={false} variant="pills">
      <Tabs.List aria-label={label} className={classes.tabs}>
        {columns.map(({ key, title, count }) => (
          <Tabs.Tab
            key={key}
            value={key}
            size="sm"
            ref={(tab) => {
              if (key === column.key) tab?.scrollIntoView({ inline: 'center', block: 'nearest' })
            }}
          >
            {title} {count !== undefined && <span className="tendero-figures">{format.number(count)}</span>}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={column.key} className={classes.phonePanel} onTouchStart={begin} onTouchEnd={end}>
        <ColumnHead column={column} currency={currency} />
        {lanes ? (
          <div className={classes.phoneLanes}>
            {lanes.map((lane) => (
              <PhoneLane key={lane.key} {...rest} lane={lane} column={column} folds={folds} queryOf={queryOf} />
            ))}
          </div>
        ) : (
          <CardList key={column.key} object={object} column={column} query={queryOf(column)} enabled>
            {(record) => <PhoneCard key={record.id} {...rest} column={column} record={record} />}
          </CardList>
        )}
      </Tabs.Panel>
    </Tabs>
  )
}

interface PhoneLaneProps extends Omit<PhoneBoardProps, 'label'> {
  readonly lane: BoardLane
  readonly column: BoardColumn
}

/** What a lane has of the column that is shown. */
function PhoneLane({ lane, column, folds, queryOf, ...rest }: PhoneLaneProps) {
  const cell = lane.cells.find(({ value }) => value === column.value)
  const open = folds.isOpen({ id: lane.key })
  if (!cell) return null
  const part = { ...lane, count: cell.count ?? 0, sum: cell.sum }
  return (
    <>
      <LaneHead lane={part} open={open} currency={rest.currency} onToggle={() => folds.toggle({ id: lane.key })} />
      {open && cell.count !== 0 && (
        <div className={classes.phoneLane}>
          <CardList object={rest.object} column={cell} query={queryOf(cell)} enabled>
            {(record) => <PhoneCard key={record.id} {...rest} column={cell} record={record} />}
          </CardList>
        </div>
      )}
    </>
  )
}

interface PhoneCardProps extends Omit<ColumnProps, 'query'> {
  readonly record: AnyRecord
}

/** A card that is moved by its menu alone. */
function PhoneCard(props: PhoneCardProps) {
  const free = useIsFree(props)
  return (
    <div className={classes.card}>
      <Card {...props} columns={free ? props.columns : []} lanes={free ? props.lanes : undefined} />
    </div>
  )
}
