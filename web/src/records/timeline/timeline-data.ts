import { infiniteQueryOptions, queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import {
  type AnyRecord,
  activityKinds,
  type ListQuery,
  type MetadataObject,
  type TimelineItem,
  type TimelineKind,
} from '@tendero/model/api'
import { api, recordsOf } from '../../kernel/api.ts'
import { fieldOf, useObject } from '../../kernel/metadata.ts'
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

/** So many of what is to come are shown; who plans further has a list for it. */
const mostUpcoming = 50

/** The activities of a record that are to be done, the longest overdue first. */
function upcomingQuery(object: MetadataObject, id: string, kinds: readonly TimelineKind[]) {
  const query: ListQuery = {
    filter: {
      and: [
        { field: object.name, op: 'is', value: id },
        { field: 'doneAt', op: 'is_empty' },
        { field: 'dueAt', op: 'is_not_empty' },
        ...(kinds.length > 0 ? [{ field: 'kind', op: 'any_of', value: kinds }] : []),
      ],
    },
    sort: ['dueAt'],
    limit: mostUpcoming,
  }
  return queryOptions({
    queryKey: [...keys.timelines(object.name, id), 'upcoming', query],
    queryFn: async () => (await recordsOf('activities').list(query)).items.flatMap(itemOf),
  })
}

function itemOf(activity: AnyRecord): readonly TimelineItem[] {
  const { id, dueAt, kind } = activity
  const known = activityKinds.find((one) => one === kind)
  return known && typeof dueAt === 'string' ? [{ id, at: dueAt, kind: known, activity }] : []
}

/** Is it still to be done? Then it stands among what is to come. */
function isUpcoming({ activity }: TimelineItem): boolean {
  return activity !== undefined && !activity.doneAt && typeof activity.dueAt === 'string'
}

/**
 * What is to be done about a record, the longest overdue first and then the nearest, and what happened to it, newest
 * first, page after page.
 */
export function useTimeline(object: MetadataObject, record: AnyRecord, kinds: readonly TimelineKind[]) {
  const result = useInfiniteQuery(timelineQuery(object, record.id, kinds))
  const knowsActivities = fieldOf(useObject('activity') ?? object, object.name) !== undefined
  const upcoming = useQuery({
    ...upcomingQuery(object, record.id, kinds),
    enabled: knowsActivities && !kinds.includes('change'),
  })
  const items: readonly TimelineItem[] = result.data?.pages.flatMap((page) => page.items) ?? []
  return {
    ...result,
    isPending: result.isPending || upcoming.isLoading,
    upcoming: upcoming.data ?? [],
    items: upcoming.data ? items.filter((item) => !isUpcoming(item)) : items,
  }
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
