import { infiniteQueryOptions, queryOptions, useMutation } from '@tanstack/react-query'
import type { Page, WebhookDelivery, WebhookDeliveryContent } from '@tendero/model/api'
import { queryClient } from '../../kernel/queries.ts'
import { transport } from '../../kernel/transport.ts'

const waitingMilliseconds = 1_500

/** What was sent to a webhook, from the newest; asked again as long as something is on its way. */
export function deliveriesQuery(webhook: string) {
  return infiniteQueryOptions({
    queryKey: ['webhook-deliveries', webhook, 'list'],
    queryFn: ({ pageParam }) =>
      transport.request<Page<WebhookDelivery>>('GET', `/webhooks/${webhook}/deliveries${pageParam}`),
    initialPageParam: '',
    getNextPageParam: ({ next }) => (next === null ? undefined : `?cursor=${next}`),
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(isOnItsWay)) ? waitingMilliseconds : false,
  })
}

/** Not yet tried, so that the answer comes any moment. */
function isOnItsWay({ state, attempts }: WebhookDelivery): boolean {
  return state === 'waiting' && attempts === 0
}

/** One delivery with its message and the answer, as of its last attempt. */
export function deliveryQuery(webhook: string, { id, attemptedAt }: WebhookDelivery) {
  return queryOptions({
    queryKey: ['webhook-deliveries', webhook, id, attemptedAt],
    queryFn: () => transport.request<WebhookDeliveryContent>('GET', `/webhooks/${webhook}/deliveries/${id}`),
  })
}

function refreshLog(webhook: string): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: ['webhook-deliveries', webhook] })
}

/** Makes a new secret; the answer holds it, once. */
export function useNewSecret() {
  return useMutation({
    mutationFn: (webhook: string) =>
      transport.request<{ readonly secret: string }>('POST', `/webhooks/${webhook}/secret`),
  })
}

export function useTestMessage(webhook: string) {
  return useMutation({
    mutationFn: () => transport.request<void>('POST', `/webhooks/${webhook}/test`),
    onSuccess: () => refreshLog(webhook),
  })
}

/** Sends a message once more. */
export function useReplay(webhook: string) {
  return useMutation({
    mutationFn: (delivery: string) =>
      transport.request<void>('POST', `/webhooks/${webhook}/deliveries/${delivery}/replay`),
    onSuccess: () => refreshLog(webhook),
  })
}
