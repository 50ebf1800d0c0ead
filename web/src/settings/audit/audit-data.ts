import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { AuditCategory, AuditChanges, AuditPage, AuditSealState } from '@tendero/model/api'
import { addDays, startOfDay } from '@tendero/model/calendar'
import { linkUrl, transport } from '../../kernel/transport.ts'

/** What is looked for in the log; what is not given does not matter. */
export interface AuditFilter {
  readonly who?: string
  readonly category?: AuditCategory
  readonly object?: string
  readonly record?: string
  readonly through?: string
  readonly address?: string
  /** Days in this person's zone, the last one inclusive. */
  readonly from?: string
  readonly until?: string
}

const key = ['audit-log'] as const

export function auditQuery(filter: AuditFilter, zone: string) {
  return infiniteQueryOptions({
    queryKey: [...key, filter, zone],
    queryFn: ({ pageParam }) =>
      transport.request<AuditPage>('GET', '/audit-log', {
        query: { ...parametersOf(filter, zone), cursor: pageParam },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    staleTime: 0,
  })
}

export const sealQuery = queryOptions({
  queryKey: [...key, 'seal'],
  queryFn: () => transport.request<AuditSealState>('GET', '/audit-log/seal'),
  staleTime: 0,
})

export function changesQuery(id: string) {
  return queryOptions({
    queryKey: [...key, 'changes', id],
    queryFn: () => transport.request<AuditChanges>('GET', `/audit-log/changes/${id}`),
  })
}

export function exportUrl(filter: AuditFilter, zone: string, format: 'csv' | 'jsonl'): string {
  return linkUrl('/audit-log/file', { ...parametersOf(filter, zone), format })
}

function parametersOf(
  { from, until, address, ...rest }: AuditFilter,
  zone: string,
): Record<string, string | undefined> {
  return {
    ...rest,
    address: address?.trim() || undefined,
    from: from && startOfDay(zone, from).toISOString(),
    until: until && startOfDay(zone, addDays(until, 1)).toISOString(),
  }
}
