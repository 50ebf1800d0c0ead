import { useQuery } from '@tanstack/react-query'
import type { MetadataObject, TimelineItem, Visit } from '@tendero/model/api'
import type { Filter } from '@tendero/model/filter'
import { api, recordsOf } from '../kernel/api.ts'
import { keys } from '../kernel/queries.ts'
import { useSession } from '../kernel/session.ts'
import { transport } from '../kernel/transport.ts'

/** Notes that one looks, once for each time that a page is opened; since when what it shows is new to one. */
function useVisit(object: MetadataObject, id: string | undefined): string | null {
  const { viewer } = useSession()
  const path = `/${object.collection}${id === undefined ? '' : `/${id}`}/visit`
  const { data } = useQuery({
    queryKey: ['visit', object.name, id ?? ''],
    queryFn: () => transport.request<Visit>('POST', path, { body: {} }),
    enabled: !viewer,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  })
  return data?.since ?? null
}

/** What others changed in a record since one's last visit: fields, and who. */
export interface News {
  readonly since: string
  readonly fields: readonly string[]
  readonly people: readonly string[]
}

const mostLookedAt = 50

export function useRecordNews(object: MetadataObject, id: string): News | undefined {
  const since = useVisit(object, id)
  const { user } = useSession()
  const { data } = useQuery({
    queryKey: [...keys.timelines(object.name, id), 'since', since],
    queryFn: () => api.timeline(object.collection, id, { kinds: ['change'], limit: mostLookedAt }),
    enabled: since !== null,
  })
  return since !== null && data ? newsIn(data.items, since, user.id) : undefined
}

export function newsIn(items: readonly TimelineItem[], since: string, userId: string): News | undefined {
  const others = items.flatMap(({ at, change }) =>
    change?.verb === 'update' && Date.parse(at) > Date.parse(since) && change.by?.id !== userId ? [change] : [],
  )
  if (others.length === 0) return undefined
  return {
    since,
    fields: [...new Set(others.flatMap(({ patch }) => Object.keys(patch)))],
    people: [...new Set(others.flatMap(({ by }) => by?.name ?? []))],
  }
}

/** How many records others changed since one's last visit, and the filter that finds them. */
export function useListNews(object: MetadataObject): { since: string; count: number; filter: Filter } | undefined {
  const since = useVisit(object, undefined)
  const { user } = useSession()
  const filter: Filter = {
    and: [
      { field: 'updatedAt', op: 'greater', value: since },
      { field: 'updatedBy', op: 'is_not', value: user.id },
    ],
  }
  const { data } = useQuery({
    queryKey: ['aggregate', object.name, 'news', since],
    queryFn: () => recordsOf(object.collection).count({ filter }),
    enabled: since !== null,
  })
  return since !== null && data && data.value > 0 ? { since, count: data.value, filter } : undefined
}
