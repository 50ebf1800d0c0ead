import { type InvalidateOptions, type InvalidateQueryFilters, QueryClient } from '@tanstack/react-query'

/**
 * A client for which invalidating holds for first reads, too. One that is under way may have been answered before the
 * change; the library neither begins it anew, as it does with later reads, nor remembers that it is out of date.
 */
export class FreshQueryClient extends QueryClient {
  override async invalidateQueries(filters?: InvalidateQueryFilters, options?: InvalidateOptions): Promise<void> {
    const first = this.getQueryCache()
      .findAll({ ...filters, fetchStatus: 'fetching' })
      .filter(({ state }) => state.data === undefined)
    await super.invalidateQueries(filters, options)
    if (first.length === 0) return
    await Promise.allSettled(first.map(({ promise }) => promise))
    await super.invalidateQueries({ ...filters, predicate: (query) => first.includes(query) }, options)
  }
}
