import { queryOptions } from '@tanstack/react-query'
import type { Completion, Today, TodayItem, TodayReason } from '@tendero/model/api'
import { keys, queryClient } from '../kernel/queries.ts'
import { perform, transport } from '../kernel/transport.ts'
import type { NextStep } from '../next-step/step-kinds.ts'

export const reasons = ['overdue', 'due', 'close_date_past', 'no_next_step', 'stale'] as const satisfies TodayReason[]

export const todayQuery = queryOptions({
  queryKey: keys.today,
  queryFn: () => transport.request<Today>('GET', '/today'),
  refetchInterval: 5 * 60_000,
})

/** A record can stand on Today for two reasons. */
export function keyOf({ reason, object, id }: TodayItem): string {
  return `${reason} ${object} ${id}`
}

/** What was dealt with is gone at once; the rest is fetched anew, as it may bring something new. */
export function dealtWith(item: TodayItem): void {
  const gone = keyOf(item)
  queryClient.setQueryData(
    todayQuery.queryKey,
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

interface Written {
  readonly operationId?: string
}

/** Sends a write; gives the operation by which it can be taken back. */
async function written(method: string, path: string, body: unknown, version?: number): Promise<string | undefined> {
  const headers = {
    'idempotency-key': crypto.randomUUID(),
    ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
  }
  const { value, operationId } = await perform<Written | null>(method, path, { body, headers })
  return operationId ?? value?.operationId
}

export function complete(activity: string, completion: Completion): Promise<string | undefined> {
  return written('POST', `/activities/${activity}/completion`, completion)
}

/** Where activities of a kind are made. */
const collections: Readonly<Record<NextStep['kind'], string>> = {
  task: 'tasks',
  call: 'calls',
  visit: 'visits',
  meeting: 'meetings',
}

/** Plans a step for a record: `about` names it by object, as `{ opportunity: id }`. */
export function plan(
  { kind, ...step }: NextStep,
  about: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  return written('POST', `/${collections[kind]}`, { ...step, ...about })
}

export function closeLater({ id, version }: TodayItem, closeOn: string): Promise<string | undefined> {
  return written('PATCH', `/opportunities/${id}`, { closeOn }, version)
}
