import { queryOptions, useMutation } from '@tanstack/react-query'
import type { DuplicateRule, DuplicateRuleChange, DuplicateTrial, DuplicateTrialResult } from '@tendero/model/api'
import { failed } from '../../design/notices.tsx'
import { queryClient } from '../../kernel/queries.ts'
import { transport } from '../../kernel/transport.ts'

export const rulesQuery = queryOptions({
  queryKey: ['duplicates', 'rules'],
  queryFn: ({ signal }) =>
    transport.request<{ readonly items: readonly DuplicateRule[] }>('GET', '/duplicates/rules', { signal }),
})

export function useChangeRule(object: string) {
  return useMutation({
    mutationFn: (body: DuplicateRuleChange) =>
      transport.request<DuplicateRule>('PATCH', `/duplicates/rules/${object}`, { body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['duplicates'] }),
    onError: (error) => failed(error),
  })
}

/** What the rules, changed so, say of a record among all others, or of two. */
export const trialQuery = (object: string, body: DuplicateTrial) =>
  queryOptions({
    queryKey: ['duplicates', 'trial', object, JSON.stringify(body)],
    queryFn: ({ signal }) =>
      transport.request<DuplicateTrialResult>('POST', `/duplicates/rules/${object}/trial`, { body, signal }),
    enabled: body.record !== '',
    staleTime: 0,
    retry: false,
  })
