import { queryOptions, useQuery } from '@tanstack/react-query'
import type { AnyRecord } from '@tendero/model/api'
import type { Filter } from '@tendero/model/filter'
import { readMoney } from '../../fields/read-money.ts'
import { recordsOf } from '../../kernel/api.ts'
import type { Amount } from '../../kernel/format.ts'
import { keys, queryClient } from '../../kernel/queries.ts'

const collection = 'opportunity-lines'

function linesOf(opportunity: string) {
  return { filter: { field: 'opportunity', op: 'is', value: opportunity }, sort: ['position', 'createdAt'], limit: 200 }
}

/** The lines of a deal in their order. */
export function linesQuery(opportunity: string) {
  const query = linesOf(opportunity)
  return queryOptions({
    queryKey: keys.related('opportunity_line', query),
    queryFn: async () => (await recordsOf(collection).list(query)).items,
  })
}

export function useLines(opportunity: string): readonly AnyRecord[] | undefined {
  return useQuery(linesQuery(opportunity)).data
}

export const lineRecords = recordsOf(collection)

/** The lines, and the deal whose amount is their sum, are fetched anew. */
export async function refreshLines(opportunity: string): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: ['related', 'opportunity_line'] }),
    queryClient.invalidateQueries({ queryKey: keys.record('opportunity', opportunity) }),
    queryClient.invalidateQueries({ queryKey: keys.timelines('opportunity', opportunity) }),
    queryClient.invalidateQueries({ queryKey: ['aggregate', 'opportunity'] }),
    queryClient.invalidateQueries({ queryKey: keys.lists('opportunity'), refetchType: 'none' }),
  ])
}

/** The deal's amount as it is on the screen, and whether its lines make it. */
function shownAmount(opportunity: string): { readonly amount: Amount | null; readonly isSum: boolean } {
  const record = queryClient.getQueryData<AnyRecord>(keys.record('opportunity', opportunity))
  return { amount: readMoney(record?.amount), isSum: record?.amountFromLines === true }
}

/** The amount that somebody gave the deal, as long as no line makes it; null for none. */
export function typedAmount(opportunity: string): Amount | null {
  const { amount, isSum } = shownAmount(opportunity)
  return isSum ? null : amount
}

/** The amount that the lines make; null without lines. */
export function amountFromLines(opportunity: string): Amount | null {
  const { amount, isSum } = shownAmount(opportunity)
  return isSum ? amount : null
}

/** A product as it is chosen in a line. */
export interface ProductOption {
  readonly id: string
  readonly name: string
  readonly code: string | null
  /** In the base currency, as a plain decimal. */
  readonly price: string | null
}

function productOf(record: AnyRecord): ProductOption {
  return {
    id: record.id,
    name: String(record.name),
    code: typeof record.code === 'string' ? record.code : null,
    price: typeof record.price === 'string' ? record.price : null,
  }
}

const fields = ['name', 'code', 'price']
const onSale: Filter = { field: 'active', op: 'is', value: true }

/** Products that are on sale and match what was typed; the first ones while nothing was. */
export function productsQuery(search: string) {
  const query = { filter: onSale, search: search || undefined, sort: search ? undefined : ['name'], fields, limit: 12 }
  return queryOptions({
    queryKey: keys.options('product', query),
    queryFn: async () => (await recordsOf('products').list(query)).items.map(productOf),
    staleTime: 60_000,
  })
}

/** Products by their names or codes, whatever the case; what is not found is missing in the map. */
export async function productsNamed(names: readonly string[]): Promise<ReadonlyMap<string, ProductOption>> {
  const found = new Map<string, ProductOption>()
  for (let at = 0; at < names.length; at += 40) {
    const some = names.slice(at, at + 40)
    const or = some.flatMap((value): Filter[] => [
      { field: 'name', op: 'is', value },
      { field: 'code', op: 'is', value },
    ])
    const { items } = await recordsOf('products').list({ filter: { or }, fields, limit: 200 })
    for (const product of items.map(productOf))
      for (const word of [product.code, product.name]) if (word) found.set(word.toLowerCase(), product)
  }
  return found
}
