import { queryOptions, useMutation } from '@tanstack/react-query'
import type { DiscoveryStep, SingleSignOnProvider } from '@tendero/model/api'
import { queryClient } from '../../kernel/queries.ts'
import { transport } from '../../kernel/transport.ts'
import type { ProviderDraft } from './provider-draft.ts'

const path = '/single-sign-on/providers'

export const providersQuery = queryOptions({
  queryKey: ['single-sign-on-providers'],
  queryFn: () => transport.request<{ readonly items: readonly SingleSignOnProvider[] }>('GET', path),
})

function refresh(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: providersQuery.queryKey })
}

/** Makes a provider under the id that its address was shown with, or changes it. */
export function useSaveProvider() {
  return useMutation({
    mutationFn: ({
      id,
      isNew,
      values,
    }: {
      readonly id: string
      readonly isNew: boolean
      readonly values: Partial<ProviderDraft>
    }) =>
      isNew
        ? transport.request<SingleSignOnProvider>('POST', path, { body: { id, ...values } })
        : transport.request<SingleSignOnProvider>('PATCH', `${path}/${id}`, { body: values }),
    onSuccess: refresh,
  })
}

export function useRemoveProvider() {
  return useMutation({
    mutationFn: (id: string) => transport.request<void>('DELETE', `${path}/${id}`),
    onSuccess: refresh,
  })
}

export async function restoreProvider(id: string): Promise<void> {
  await transport.request<SingleSignOnProvider>('POST', `${path}/${id}/restoration`)
  await refresh()
}

/** Has the server try the address of a provider. */
export function useDiscovery() {
  return useMutation({
    mutationFn: (issuer: string) =>
      transport.request<{ readonly steps: readonly DiscoveryStep[] }>('POST', '/single-sign-on/discovery', {
        body: { issuer },
      }),
  })
}

/** Where a provider of an id sends people back to. */
export function redirectUriOf(id: string): string {
  return `${window.location.origin}/api/v1/single-sign-on/${id}/callback`
}
