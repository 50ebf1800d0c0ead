import { useInfiniteQuery } from '@tanstack/react-query'
import type { ListQuery, MetadataObject } from '@tendero/model/api'
import { recordsOf } from '../kernel/api.ts'
import { keys } from '../kernel/queries.ts'

/** The records of a query, page after page; lists, boards and calendars that ask alike share them. */
export function useRecordPages(object: MetadataObject, query: ListQuery, enabled: boolean) {
  const first: string | null = null
  return useInfiniteQuery({
    queryKey: keys.list(object.name, query),
    queryFn: ({ pageParam }: { pageParam: string | null }) =>
      recordsOf(object.collection).list({ ...query, cursor: pageParam ?? undefined }),
    initialPageParam: first,
    getNextPageParam: (page) => page.next,
    enabled,
  })
}
