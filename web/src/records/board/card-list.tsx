import { Skeleton, Text } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import type { AnyRecord, ListQuery, MetadataObject } from '@tendero/model/api'
import { type ReactNode, useEffect, useRef } from 'react'
import { Failed } from '../../design/page-states.tsx'
import { useWords } from '../../kernel/language.ts'
import { rowsOf } from '../../kernel/pages.ts'
import { useRecordPages } from '../record-pages.ts'
import classes from './board.module.css'
import type { BoardColumn } from './board-columns.ts'
import { useBoardWords } from './words.ts'

const likelyHeight = 108
const gap = 8

interface CardListProps {
  readonly object: MetadataObject
  readonly column: BoardColumn
  readonly query: ListQuery
  /** Has the column been on the screen? Its cards are fetched only then. */
  readonly enabled: boolean
  readonly children: (record: AnyRecord) => ReactNode
}

/** The cards of a column: fetched page by page, in the document only where one looks. */
export function CardList({ object, column, query, enabled, children }: CardListProps) {
  const words = useBoardWords()
  const common = useWords().common
  const box = useRef<HTMLElement>(null)
  const { data, isPending, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useRecordPages(
    object,
    query,
    enabled,
  )
  const records = rowsOf(data)
  const virtual = useVirtualizer({
    count: records.length,
    getScrollElement: () => box.current,
    getItemKey: (index) => records[index]?.id ?? index,
    estimateSize: () => likelyHeight,
    gap,
    overscan: 6,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && last >= records.length - 8) void fetchNextPage()
  }, [last, records.length, hasNextPage, isFetchingNextPage, fetchNextPage])

  if (error && records.length === 0) return <Failed error={error} onRetry={() => void refetch()} />
  return (
    <section
      ref={box}
      className={classes.scroll}
      aria-label={column.lane ? words.cell(column.title, column.lane.title) : column.title}
    >
      {isPending && enabled && (
        <div role="status" aria-label={common.loading}>
          {[96, 112, 88].map((height) => (
            <Skeleton key={height} h={height} mb={gap} />
          ))}
        </div>
      )}
      {!isPending && records.length === 0 && (
        <Text size="sm" c="dimmed" ta="center" py="md">
          {words.empty}
        </Text>
      )}
      <ul className={classes.cards} style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start, key }) => {
          const record = records[index]
          return (
            record && (
              <li
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                data-card
                aria-setsize={column.count ?? -1}
                aria-posinset={index + 1}
                style={{ transform: `translateY(${start}px)` }}
              >
                {children(record)}
              </li>
            )
          )
        })}
      </ul>
      {isFetchingNextPage && (
        <Text size="xs" c="dimmed" ta="center" py="xs">
          {words.loadingMore}
        </Text>
      )}
    </section>
  )
}
