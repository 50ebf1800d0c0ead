import type { Query } from '@tanstack/react-query'
import { activityKinds, type LiveInterest } from '@tendero/model/api'
import { rowsOf } from '../pages.ts'

/** Records that the server is asked about; of a longer list the first ones. */
const mostRecords = 500
const mostObjects = 40

/** What people do with customers, of every kind. */
const activities = ['activity', ...activityKinds]
/** Objects whose records stand on the timeline of others. */
export const onTimelines = [...activities, 'comment', 'share']
/** What Today is made of. */
export const todays = ['opportunity', 'lead', ...activities]

type Shown = Pick<Query, 'queryKey' | 'state'>

/** What the queries that are on the screen show. */
export function interestOf(queries: readonly Shown[]): LiveInterest {
  const objects = new Set<string>()
  const records = new Map<string, Set<string>>()
  const show = (object: string, id: string): void => {
    records.set(object, (records.get(object) ?? new Set()).add(id))
  }
  for (const { queryKey, state } of queries) {
    const [kind, object, id] = queryKey
    if (kind === 'today') for (const one of todays) objects.add(one)
    if (typeof object !== 'string') continue
    if (kind === 'record' && typeof id === 'string') show(object, id)
    if (kind === 'timeline') for (const one of [object, ...onTimelines]) objects.add(one)
    if (kind === 'list' || kind === 'related' || kind === 'aggregate') objects.add(object)
    if (kind === 'list') for (const { id } of rowsOf(state.data)) show(object, id)
  }
  return { objects: [...objects].sort().slice(0, mostObjects), records: limited(records) }
}

function limited(records: ReadonlyMap<string, ReadonlySet<string>>): LiveInterest['records'] {
  let room = mostRecords
  const kept: Record<string, readonly string[]> = {}
  for (const [object, ids] of [...records].sort(([a], [b]) => a.localeCompare(b))) {
    const some = [...ids].slice(0, room).sort()
    room -= some.length
    if (some.length > 0) kept[object] = some
  }
  return kept
}
