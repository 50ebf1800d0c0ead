import { type InfiniteData, infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import type { ListQuery, MetadataObject, Page } from '@tendero/model/api'
import { recordsOf } from '../../kernel/api.ts'
import { pagesFetchedAgain, rowsOf } from '../../kernel/pages.ts'
import { keys, queryClient } from '../../kernel/queries.ts'

/** How a page of a list is asked for: onward or back, from a cursor or from where the list begins to be read. */
export interface Turn {
  readonly back: boolean
  readonly cursor: string | null
}

export type Pages = InfiniteData<Page, Turn>

function firstTurn(query: ListQuery): Turn {
  return { back: query.fromEnd === true, cursor: null }
}

/** The page below the last one; null where there is none. */
export function turnAfter(page: Page | undefined, turn: Turn | undefined): Turn | null {
  return page?.next && turn && !turn.back ? { back: false, cursor: page.next } : null
}

/** The page above the first one. A list that is read from a value goes back from there. */
export function turnBefore(query: ListQuery, page: Page | undefined, turn: Turn | undefined): Turn | null {
  if (!turn?.back) return query.from === undefined ? null : { back: true, cursor: null }
  return page?.next ? { back: true, cursor: page.next } : null
}

/** Asks for a page. The first one of a list tells how many there are. */
export function readPage(object: MetadataObject, query: ListQuery, { back, cursor }: Turn): Promise<Page> {
  const first = firstTurn(query)
  return recordsOf(object.collection).list({
    ...query,
    fromEnd: back,
    from: cursor === null ? query.from : undefined,
    cursor: cursor ?? undefined,
    count: query.count !== false && cursor === null && back === first.back,
  })
}

/** A list that was walked back cannot be fetched anew from its top: the way there led from below. */
function mayFetchAgain(data: Pages | undefined): boolean {
  const pages = data?.pages.length ?? 0
  return pages <= pagesFetchedAgain && (pages < 2 || data?.pageParams[0]?.back === false)
}

export function listQuery(object: MetadataObject, query: ListQuery) {
  return infiniteQueryOptions<Page, Error, Pages, ReturnType<typeof keys.list>, Turn>({
    queryKey: keys.list(object.name, query),
    queryFn: ({ pageParam }) => readPage(object, query, pageParam),
    initialPageParam: firstTurn(query),
    getNextPageParam: (page, _pages, turn) => turnAfter(page, turn),
    getPreviousPageParam: (page, _pages, turn) => turnBefore(query, page, turn),
    staleTime: ({ state }) => (mayFetchAgain(state.data) ? 30_000 : Number.POSITIVE_INFINITY),
    refetchOnMount: ({ state }) => mayFetchAgain(state.data),
    refetchOnWindowFocus: ({ state }) => mayFetchAgain(state.data),
  })
}

/** The rows of a view, page after page, and how many there are. */
export function useList(object: MetadataObject, query: ListQuery) {
  const result = useInfiniteQuery({
    ...listQuery(object, query),
    placeholderData: keepPreviousData,
  })
  return {
    ...result,
    rows: rowsOf(result.data),
    /** Rows that stand above those the list began to be read with. */
    lead: leadOf(query, result.data),
    count: result.data?.pages.find(({ count }) => count)?.count,
  }
}

function leadOf(query: ListQuery, data: Pages | undefined): number {
  const pages = data?.pages ?? []
  const above = query.fromEnd ? pages.slice(0, -1) : pages.filter((_, index) => data?.pageParams[index]?.back)
  return above.reduce((sum, { items }) => sum + items.length, 0)
}

/** Takes rows out of every loaded list of an object, without fetching it anew. */
export function dropRows(object: string, ids: ReadonlySet<string>): void {
  queryClient.setQueriesData<InfiniteData<Page>>({ queryKey: keys.lists(object) }, (data) => {
    if (!data?.pages) return data
    const gone = rowsOf(data).filter(({ id }) => ids.has(id)).length
    return {
      ...data,
      pages: data.pages.map((page) => ({
        ...page,
        items: page.items.filter(({ id }) => !ids.has(id)),
        ...(page.count && { count: { ...page.count, value: Math.max(0, page.count.value - gone) } }),
      })),
    }
  })
}
