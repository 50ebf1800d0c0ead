import type { Filter } from '@tendero/model/filter'

/** Both of several filters; undefined when there is none. */
export function both(...filters: readonly (Filter | undefined)[]): Filter | undefined {
  const parts = filters.flatMap((filter) => (filter ? partsOf(filter) : []))
  return parts.length > 1 ? { and: parts } : parts[0]
}

function partsOf(filter: Filter): readonly Filter[] {
  return 'and' in filter ? filter.and : [filter]
}

/** The records whose field has a value; null stands for those that have none. */
export function having(field: string, value: string | boolean | null): Filter {
  return value === null ? { field, op: 'is_empty' } : { field, op: 'is', value }
}

/** What a filter demands of a field outright: the value of `field is value` among what must all be met. */
export function demanded(filter: Filter | undefined, field: string): string | undefined {
  if (!filter) return undefined
  for (const part of partsOf(filter))
    if ('field' in part && part.field === field && part.op === 'is' && typeof part.value === 'string') return part.value
  return undefined
}

/** The same filter, demanding another value of the field. */
export function demanding(filter: Filter | undefined, field: string, value: string): Filter {
  const others = filter
    ? partsOf(filter).filter((part) => !('field' in part && part.field === field && part.op === 'is'))
    : []
  return both(...others, having(field, value)) ?? having(field, value)
}
