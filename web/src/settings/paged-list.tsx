import { Button } from '@mantine/core'
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Failed, PageLoading } from '../design/page-states.tsx'

interface PagedListProps<Item> {
  readonly list: UseInfiniteQueryResult<InfiniteData<{ readonly items: readonly Item[] }>>
  /** What is shown when there is nothing. */
  readonly empty: ReactNode
  /** What the button says that reads the next page. */
  readonly older: string
  readonly children: (items: readonly Item[]) => ReactNode
}

/** What happened, from the newest, page after page. */
export function PagedList<Item>({ list, empty, older, children }: PagedListProps<Item>) {
  if (list.isError) return <Failed error={list.error} onRetry={() => void list.refetch()} />
  if (list.isPending) return <PageLoading />
  const items = list.data.pages.flatMap((page) => page.items)
  if (items.length === 0 && !list.hasNextPage) return empty
  return (
    <>
      {items.length > 0 && children(items)}
      {list.hasNextPage && (
        <div>
          <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {older}
          </Button>
        </div>
      )}
    </>
  )
}
