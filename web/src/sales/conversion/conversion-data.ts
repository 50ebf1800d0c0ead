import { queryOptions } from '@tanstack/react-query'
import type { ConversionCandidates, ConversionResult, ConversionWish } from '@tendero/model/api'
import { queryClient } from '../../kernel/queries.ts'
import { transport } from '../../kernel/transport.ts'

/** Records that a lead may already be, the likeliest first. */
export function candidatesQuery(lead: string) {
  return queryOptions({
    queryKey: ['related', 'lead', lead, 'conversion'],
    queryFn: () => transport.request<ConversionCandidates>('GET', `/leads/${lead}/conversion`),
    staleTime: 0,
  })
}

export async function convert(lead: string, wish: ConversionWish, key: string): Promise<ConversionResult> {
  const result = await transport.request<ConversionResult>('POST', `/leads/${lead}/conversion`, {
    body: wish,
    headers: { 'idempotency-key': key },
  })
  await Promise.all(
    ['record', 'related', 'timeline', 'options', 'aggregate', 'today'].map((kind) =>
      queryClient.invalidateQueries({ queryKey: [kind] }),
    ),
  )
  await queryClient.invalidateQueries({ queryKey: ['list'], refetchType: 'none' })
  return result
}
