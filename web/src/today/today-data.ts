import { queryOptions } from '@tanstack/react-query'
import type { Today, TodayItem, TodayReason, TodayScope } from '@tendero/model/api'
import { keys, queryClient } from '../kernel/queries.ts'
import { transport } from '../kernel/transport.ts'
import { send } from '../next-step/step-data.ts'

export const reasons = [
  'overdue',
  'due',
  'close_date_past',
  'no_next_step',
  'missing_fields',
  'stale',
] as const satisfies TodayReason[]

export function todayQuery(scope: TodayScope) {
  return queryOptions({
    queryKey: [...keys.today, scope],
    queryFn: () => transport.request<Today>('GET', '/today', { query: { of: scope } }),
    refetchInterval: 5 * 60_000,
  })
}

/** A record can stand on Today for two reasons. */
export function keyOf({ reason, object, id }: TodayItem): string {
  return `${reason} ${object} ${id}`
}

/** What was dealt with is gone at once; the rest is fetched anew, as it may bring something new. */
export function dealtWith(item: TodayItem): void {
  const gone = keyOf(item)
  queryClient.setQueriesData<Today>(
    { queryKey: keys.today },
    (today) =>
      today && {
        items: today.items.filter((one) => keyOf(one) !== gone),
        counts: { ...today.counts, [item.reason]: Math.max(0, today.counts[item.reason] - 1) },
      },
  )
  void queryClient.invalidateQueries({ queryKey: keys.today })
  for (const kind of ['record', 'related', 'timeline', 'list', 'aggregate'])
    void queryClient.invalidateQueries({ queryKey: [kind], refetchType: 'none' })
}

/** Writes fields of the deal that stands on Today. */
export function fillIn(
  { id, version }: TodayItem,
  values: Readonly<Record<string, unknown>>,
): Promise<string | undefined> {
  return send('PATCH', `/opportunities/${id}`, values, version)
}
