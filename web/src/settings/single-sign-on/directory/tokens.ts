import { queryOptions, useMutation } from '@tanstack/react-query'
import type { ScimToken } from '@tendero/model/api'
import { queryClient } from '../../../kernel/queries.ts'
import { transport } from '../../../kernel/transport.ts'

export const tokensQuery = queryOptions({
  queryKey: ['scim-tokens'],
  queryFn: () => transport.request<{ readonly items: readonly ScimToken[] }>('GET', '/scim-tokens'),
})

function refresh(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: tokensQuery.queryKey })
}

/** Makes a token; the answer holds it, once. */
export function useNewToken() {
  return useMutation({
    mutationFn: (body: Pick<ScimToken, 'name' | 'role' | 'provider'>) =>
      transport.request<{ readonly token: string }>('POST', '/scim-tokens', { body }),
    onSuccess: refresh,
  })
}

export function useRevokeToken() {
  return useMutation({
    mutationFn: (id: string) => transport.request<void>('DELETE', `/scim-tokens/${id}`),
    onSuccess: refresh,
  })
}
