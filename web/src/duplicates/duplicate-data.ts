import { infiniteQueryOptions, queryOptions, useMutation } from '@tanstack/react-query'
import type { DuplicateDismissal, DuplicatePairs, DuplicateScan } from '@tendero/model/api'
import { failed } from '../design/notices.tsx'
import { queryClient } from '../kernel/queries.ts'
import { transport } from '../kernel/transport.ts'

export type PairState = 'open' | 'dismissed'

export const pairsQuery = (object: string, state: PairState) =>
  infiniteQueryOptions({
    queryKey: ['duplicates', 'pairs', object, state],
    queryFn: ({ pageParam, signal }) =>
      transport.request<DuplicatePairs>('GET', '/duplicates', {
        query: { object, state, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  })

const followed = 1_000

/** The last scan of each object; followed closely while one is under way. */
export const scansQuery = queryOptions({
  queryKey: ['duplicates', 'scans'],
  queryFn: ({ signal }) =>
    transport.request<{ readonly items: readonly DuplicateScan[] }>('GET', '/duplicates/scans', { signal }),
  refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) ? followed : false),
})

export function isUnderWay({ state }: DuplicateScan): boolean {
  return state === 'waiting' || state === 'running'
}

const readAgain = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['duplicates'] })

export function useScan(object: string) {
  const steer = (method: 'POST' | 'DELETE') => () =>
    method === 'POST'
      ? transport.request<DuplicateScan>('POST', '/duplicates/scans', { body: { object } })
      : transport.request<DuplicateScan>('DELETE', `/duplicates/scans/${object}`)
  return {
    begin: useMutation({ mutationFn: steer('POST'), onSuccess: readAgain, onError: failed }),
    stop: useMutation({ mutationFn: steer('DELETE'), onSuccess: readAgain, onError: failed }),
  }
}

/** Says that two are no duplicate, or takes that back. */
export function decide(method: 'POST' | 'DELETE', body: DuplicateDismissal): Promise<void> {
  return transport.request('POST' === method ? 'POST' : 'DELETE', '/duplicates/dismissals', { body }).then(readAgain)
}
