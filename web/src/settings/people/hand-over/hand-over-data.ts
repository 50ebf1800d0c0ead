import { queryOptions, useMutation } from '@tanstack/react-query'
import type { Deactivated, HandOverRun, Holding, Successors } from '@tendero/model/api'
import { queryClient } from '../../../kernel/queries.ts'
import { transport } from '../../../kernel/transport.ts'
import { refreshCatalogue } from '../../data.ts'

export function holdingsQuery(user: string) {
  return queryOptions({
    queryKey: ['holdings', user],
    queryFn: async () =>
      (await transport.request<{ readonly items: readonly Holding[] }>('GET', `/users/${user}/holdings`)).items,
    staleTime: 0,
  })
}

const keyOf = (id: string) => ['hand-over', id] as const

/** A hand-over; asked for again while somebody works on it. */
export function handOverQuery(id: string) {
  return queryOptions({
    queryKey: keyOf(id),
    queryFn: () => transport.request<HandOverRun>('GET', `/hand-overs/${id}`),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? 500 : false),
    refetchIntervalInBackground: true,
    staleTime: 0,
  })
}

export async function cancelHandOver(id: string): Promise<void> {
  const run = await transport.request<HandOverRun>('POST', `/hand-overs/${id}/cancellation`, { body: {} })
  queryClient.setQueryData(keyOf(id), run)
}

/** Those that are being carried out. */
export async function runningHandOvers(): Promise<readonly HandOverRun[]> {
  return (await transport.request<{ readonly items: readonly HandOverRun[] }>('GET', '/hand-overs')).items
}

interface Wish {
  readonly user: string
  /** Whether the person is still active, and is to be so no longer. */
  readonly active: boolean
  readonly successors: Successors
}

/** What came of the wish; without an operation where nothing is to be given and nobody was active. */
export type Left = Partial<Deactivated>

export function useLeave() {
  return useMutation({
    mutationFn: ({ user, active, successors }: Wish) =>
      transport.request<Left>('POST', `/users/${user}/${active ? 'deactivation' : 'hand-over'}`, {
        body: { successors },
      }),
    onSuccess: () => Promise.all([refreshCatalogue('user'), refreshCatalogue('team')]),
  })
}
