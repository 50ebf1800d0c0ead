import { type Aggregate, aggregates } from './field-type.ts'

/** What reports make of a field; more than kept roll-ups and lists, which must go on from what they have. */
export const reportAggregates = [...aggregates, 'median', 'distinct'] as const
export type ReportAggregate = (typeof reportAggregates)[number]

/**
 * What reports may make of a field: `median`, the value in the middle, of whatever has an average; `distinct`, how many
 * different values there are, of whatever has an order.
 */
export function reportAggregatesOf({
  aggregates,
  sortable,
}: {
  readonly aggregates: readonly Aggregate[]
  readonly sortable: boolean
}): readonly ReportAggregate[] {
  return [
    ...aggregates,
    ...(aggregates.includes('average') ? (['median'] as const) : []),
    ...(sortable ? (['distinct'] as const) : []),
  ]
}
