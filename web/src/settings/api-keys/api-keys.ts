import { queryOptions, useMutation } from '@tanstack/react-query'
import type { KeyPurpose } from '@tendero/model/api'
import { queryClient } from '../../kernel/queries.ts'
import { transport } from '../../kernel/transport.ts'

export interface ApiKey {
  readonly id: string
  readonly name: string
  /** Its first characters, to tell it by. */
  readonly prefix: string
  readonly purpose: KeyPurpose
  readonly role: string
  readonly user: string
  readonly createdAt: string
  readonly lastUsedAt: string | null
  readonly revokedAt: string | null
}

export const apiKeysQuery = queryOptions({
  queryKey: ['api-keys'],
  queryFn: () => transport.request<{ readonly items: readonly ApiKey[] }>('GET', '/api-keys'),
})

function refresh(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: apiKeysQuery.queryKey })
}

interface NewKeyBody {
  readonly name: string
  readonly role: string
  readonly purpose: KeyPurpose
}

/** Makes a key; the answer holds it, once. */
export function useNewKey() {
  return useMutation({
    mutationFn: (body: NewKeyBody) => transport.request<{ readonly key: string }>('POST', '/api-keys', { body }),
    onSuccess: refresh,
  })
}

export function useRevokeKey() {
  return useMutation({
    mutationFn: (id: string) => transport.request<void>('DELETE', `/api-keys/${id}`),
    onSuccess: refresh,
  })
}
