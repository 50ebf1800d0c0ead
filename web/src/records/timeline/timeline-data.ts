import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import type { AnyRecord, MetadataObject, TimelineItem, TimelineKind } from '@tendero/model/api'
import { api } from '../../kernel/api.ts'
import { keys, queryClient } from '../../kernel/queries.ts'

const pageSize = 25
const beginning: string | undefined = undefined

function timelineQuery(object: MetadataObject, id: string, kinds: readonly TimelineKind[]) {
  return infiniteQueryOptions({
    queryKey: keys.timeline(object.name, id, kinds),
    queryFn: ({ pageParam }) => api.timeline(object.collection, id, { kinds, cursor: pageParam, limit: pageSize }),
    initialPageParam: beginning,
    getNextPageParam: (page) => page.next ?? undefined,
  })
}

/** What happened to a record, newest first, page after page. */
export function useTimeline(object: MetadataObject, record: AnyRecord, kinds: readonly TimelineKind[]) {
  const result = useInfiniteQuery(timelineQuery(object, record.id, kinds))
  const items: readonly TimelineItem[] = result.data?.pages.flatMap((page) => page.items) ?? []
  return { ...result, items }
}

/** After something was done with a record: its timeline, its next step, and the day's list. */
export async function refreshTimeline(object: MetadataObject, id: string): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: keys.timelines(object.name, id) }),
    queryClient.invalidateQueries({ queryKey: keys.record(object.name, id) }),
    queryClient.invalidateQueries({ queryKey: keys.today }),
    queryClient.invalidateQueries({ queryKey: keys.lists('activity') }),
  ])
}
