import { type LiveChanges, type LiveInterest, notificationObject } from '@tendero/model/api'
import type { ChangeNotice } from '../kernel/change-feed.ts'

/** What a notice says to somebody with an interest: nothing of what they do not show. */
export function concerning(
  { objects, records }: LiveInterest,
  { position, changes }: ChangeNotice,
): LiveChanges | undefined {
  const own: LiveChanges['records'][number][] = []
  const touched: Record<string, readonly string[]> = {}
  for (const { object, ids, operationId } of changes) {
    const shown = idsOf(records, object)
    const concerned = ids ? shown.filter((id) => ids.includes(id)) : shown
    for (const id of concerned) own.push({ object, id, operation: operationId })
    if (objects.includes(object)) touched[object] = [...(touched[object] ?? []), ...(operationId ? [operationId] : [])]
  }
  return own.length > 0 || Object.keys(touched).length > 0 ? { position, records: own, objects: touched } : undefined
}

/** The records of an object, whatever somebody calls it: `constructor` is none. */
export function idsOf(records: LiveInterest['records'], object: string): readonly string[] {
  return Object.hasOwn(records, object) ? (records[object] ?? []) : []
}

/** Every window hears of its own person's notifications, and of nobody else's. */
export function withOwn({ objects, records }: LiveInterest, userId: string): LiveInterest {
  return { objects, records: { ...records, [notificationObject]: [userId] } }
}

/** An interest without those of its records that were looked at and may not be seen any more. */
export function withoutShut(
  { objects, records }: LiveInterest,
  looked: LiveInterest['records'],
  seen: LiveInterest['records'],
): LiveInterest {
  const kept = Object.entries(records).map(([name, ids]) => {
    const shut = new Set(idsOf(looked, name).filter((id) => !idsOf(seen, name).includes(id)))
    return [name, ids.filter((id) => !shut.has(id))] as const
  })
  return { objects, records: Object.fromEntries(kept) }
}

/** The records that changes tell of, by object; what a person is told of themselves is always theirs to hear. */
export function recordsToldOf({ records }: LiveChanges): LiveInterest['records'] {
  const told: Record<string, string[]> = {}
  for (const { object, id } of records) if (object !== notificationObject) told[object] = [...(told[object] ?? []), id]
  return told
}

/** What is told as one instead of one after the other. */
export function together(first: LiveChanges, second: LiveChanges): LiveChanges {
  const objects: Record<string, readonly string[]> = { ...first.objects }
  for (const [name, operations] of Object.entries(second.objects))
    objects[name] = [...new Set([...(objects[name] ?? []), ...operations])]
  return { position: second.position, records: [...first.records, ...second.records], objects }
}
