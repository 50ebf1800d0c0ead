import { type InfiniteData, infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import type { AnyRecord, ListQuery, MetadataObject, Page } from '@tendero/model/api'
import { recordsOf } from '../../kernel/api.ts'
import { keys, queryClient } from '../../kernel/queries.ts'

/** Few pages are fetched anew when one comes back to a list; many would make one wait and jump. */
const pagesFetchedAgain = 2

export function listQuery(object: MetadataObject, query: ListQuery) {
  return infiniteQueryOptions({
    queryKey: keys.list(object.name, query),
    queryFn: ({ pageParam }) =>
      recordsOf(object.collection).list({ ...query, cursor: pageParam ?? undefined, count: pageParam === null }),
    initialPageParam: nothing(),
    getNextPageParam: (page) => page.next,
    refetchOnMount: ({ state }) => (state.data?.pages.length ?? 0) <= pagesFetchedAgain,
    refetchOnWindowFocus: ({ state }) => (state.data?.pages.length ?? 0) <= pagesFetchedAgain,
  })
}

function nothing(): string | null {
  return null
}

/** The rows of a view, page after page, and how many there are. */
export function useList(object: MetadataObject, query: ListQuery) {
  const result = useInfiniteQuery({ ...listQuery(object, query), placeholderData: keepPreviousData })
  return {
    ...result,
    rows: rowsOf(result.data),
    count: result.data?.pages[0]?.count,
  }
}

const flat = new WeakMap<object, readonly AnyRecord[]>()
const noRows: readonly AnyRecord[] = []

function rowsOf(data: InfiniteData<Page> | undefined): readonly AnyRecord[] {
  if (!data) return noRows
  const known = flat.get(data)
  if (known) return known
  const rows = data.pages.flatMap(({ items }) => items)
  flat.set(data, rows)
  return rows
}

/** Takes rows out of every loaded list of an object, without fetching it anew. */
export function dropRows(object: string, ids: ReadonlySet<string>): void {
  queryClient.setQueriesData<InfiniteData<Page>>({ queryKey: keys.lists(object) }, (data) => {
    if (!data?.pages) return data
    const [first] = data.pages
    const gone = data.pages.flatMap(({ items }) => items).filter(({ id }) => ids.has(id)).length
    const count = first?.count && { ...first.count, value: Math.max(0, first.count.value - gone) }
    return {
      ...data,
      pages: data.pages.map((page, index) => ({
        ...page,
        items: page.items.filter(({ id }) => !ids.has(id)),
        ...(index === 0 && count ? { count } : {}),
      })),
    }
  })
}
