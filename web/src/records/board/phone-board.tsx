import { Tabs } from '@mantine/core'
import type { AnyRecord } from '@tendero/model/api'
import { type TouchEvent, useRef, useState } from 'react'
import { useFormat } from '../../kernel/format.ts'
import classes from './board.module.css'
import type { BoardColumn } from './board-columns.ts'
import { Card } from './card.tsx'
import { CardList } from './card-list.tsx'
import type { ColumnProps } from './column.tsx'
import { ColumnHead } from './column-head.tsx'
import { useIsFree } from './is-free.ts'

interface PhoneBoardProps extends Omit<ColumnProps, 'column' | 'query'> {
  readonly label: string
  readonly queryOf: (column: BoardColumn) => ColumnProps['query']
}

/** Further than this across, and more across than down, a finger means the column beside. */
const swipe = 56

/** One column at a time; tabs and swipes lead to the others, and cards are moved by their menu. */
export function PhoneBoard({ label, queryOf, ...rest }: PhoneBoardProps) {
  const { columns, object, currency } = rest
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
        <CardList key={column.key} object={object} column={column} query={queryOf(column)} enabled>
          {(record) => <PhoneCard key={record.id} {...rest} column={column} record={record} />}
        </CardList>
      </Tabs.Panel>
    </Tabs>
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
      <Card {...props} columns={free ? props.columns : []} />
    </div>
  )
}
