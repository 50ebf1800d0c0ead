import { queryOptions } from '@tanstack/react-query'
import type { AnyRecord, Candidate, ConversionCandidates, ConversionResult, ConversionWish } from '@tendero/model/api'
import { recordsOf } from '../../kernel/api.ts'
import { keys, queryClient } from '../../kernel/queries.ts'
import { transport } from '../../kernel/transport.ts'

/** Records that a lead may already be, the likeliest first. */
export function candidatesQuery(lead: string) {
  return queryOptions({
    queryKey: ['related', 'lead', lead, 'conversion'],
    queryFn: () => transport.request<ConversionCandidates>('GET', `/leads/${lead}/conversion`),
    staleTime: 0,
  })
}

/** What tells the deals of an account apart. */
export const dealFacts = ['stage', 'amount', 'closeOn'] as const

/** The open deals of an account, that changed last first. */
export function openDealsQuery(account: string) {
  const query = {
    filter: {
      and: [
        { field: 'account', op: 'any_of', value: [account] },
        { field: 'status', op: 'any_of', value: ['open'] },
      ],
    },
    fields: ['name', ...dealFacts],
    sort: ['-updatedAt'],
    limit: 50,
  } as const
  return queryOptions({
    queryKey: keys.options('opportunity', query),
    queryFn: async () => (await recordsOf('opportunities').list(query)).items,
    staleTime: 0,
  })
}

/** Deals as candidates: being the account's is all that speaks for them. */
export function dealCandidates(deals: readonly AnyRecord[]): readonly Candidate[] {
  return deals.map(({ id, name }) => ({ id, title: String(name ?? ''), score: 0, reasons: [] }))
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
