import { QueryCache, queryOptions } from '@tanstack/react-query'
import type { AggregateQuery, ListQuery, TimelineKind } from '@tendero/model/api'
import { ApiError } from '@tendero/model/client'
import { withAge } from './answer-age.ts'
import { api, recordsOf } from './api.ts'
import { FreshQueryClient } from './fresh-query-client.ts'

const minute = 60_000

/** Called when the server no longer knows the session; set by the router. */
export const sessionLost = { handle: (): void => {} }

/** Called when the workspace asks for a second factor that this session has not shown; set by the router. */
export const secondFactorMissing = { handle: (): void => {} }

function isRefusedWithoutSecondFactor(error: unknown): boolean {
  return error instanceof ApiError && error.problem.code === 'second_factor_required'
}

function isLost(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401
}

/** Only what may pass by itself is tried again: no connection, or a server that is starting. */
function worthRetrying(failures: number, error: Error): boolean {
  return failures < 2 && navigator.onLine && error instanceof ApiError && (error.status === 0 || error.status === 503)
}

export const queryClient = new FreshQueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      if (isLost(error) && query.queryKey[0] !== 'session') sessionLost.handle()
      if (isRefusedWithoutSecondFactor(error)) secondFactorMissing.handle()
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: minute / 2,
      gcTime: 15 * minute,
      retry: worthRetrying,
      // Asked also without a network: what was seen before is answered then.
      networkMode: 'always',
      structuralSharing: withAge,
      refetchOnReconnect: true,
    },
    mutations: {
      // Without a network they fail at once, and what was typed stays; they would wait unseen else.
      networkMode: 'always',
      onError: (error) => {
        if (isLost(error)) sessionLost.handle()
        if (isRefusedWithoutSecondFactor(error)) secondFactorMissing.handle()
      },
    },
  },
})

/** Keys of everything cached. An object's name comes second, so that one call refreshes all that shows it. */
export const keys = {
  session: ['session'] as const,
  setup: ['setup'] as const,
  metadata: ['metadata'] as const,
  record: (object: string, id: string) => ['record', object, id] as const,
  lists: (object: string) => ['list', object] as const,
  list: (object: string, query: ListQuery) => ['list', object, query] as const,
  related: (object: string, query: ListQuery) => ['related', object, query] as const,
  aggregate: (object: string, query: AggregateQuery) => ['aggregate', object, query] as const,
  timelines: (object: string, id: string) => ['timeline', object, id] as const,
  timeline: (object: string, id: string, kinds: readonly TimelineKind[]) => ['timeline', object, id, kinds] as const,
  options: (object: string, query: ListQuery) => ['options', object, query] as const,
  views: (object: string) => ['list', 'view', object] as const,
  search: (words: string) => ['search', words] as const,
  today: ['today'] as const,
} as const

export const sessionQuery = queryOptions({ queryKey: keys.session, queryFn: api.session, staleTime: 10 * minute })
export const setupQuery = queryOptions({ queryKey: keys.setup, queryFn: api.setup, staleTime: 0 })
export const metadataQuery = queryOptions({ queryKey: keys.metadata, queryFn: api.metadata, staleTime: 10 * minute })

export function recordQuery(object: { readonly name: string; readonly collection: string }, id: string) {
  return queryOptions({ queryKey: keys.record(object.name, id), queryFn: () => recordsOf(object.collection).read(id) })
}

/** Records are those of another day now. */
export async function forgetRecords(): Promise<void> {
  const kinds: readonly unknown[] = ['record', 'list', 'related', 'aggregate', 'options', 'today']
  await queryClient.resetQueries({ predicate: ({ queryKey }) => kinds.includes(queryKey[0]) })
}

/** Marks everything that shows records of an object as out of date; what is on the screen is fetched again. */
export async function refreshObject(object: string): Promise<void> {
  // A record also shows through others: an activity in timelines and as their next step, a line in its sum.
  await Promise.all([
    ...['record', 'timeline', 'today'].map((kind) => queryClient.invalidateQueries({ queryKey: [kind] })),
    ...['related', 'aggregate', 'options'].map((kind) => queryClient.invalidateQueries({ queryKey: [kind, object] })),
  ])
  await queryClient.resetQueries({ queryKey: keys.lists(object) })
}
