import type { ChangeNotice } from '../kernel/change-feed.ts'

/** What a window shows, and so what it wants to hear of. */
export interface Interest {
  /** Objects of which it shows lists, boards, counts. */
  readonly objects: readonly string[]
  /** Ids of the records that it shows, by object. */
  readonly records: Readonly<Record<string, readonly string[]>>
}

/** What a notice says to somebody with an interest: nothing of what they do not show. */
export interface Concern {
  /** Where a stream that breaks now is to be taken up; null when it is not this one. */
  readonly position: string | null
  readonly records: readonly { readonly object: string; readonly id: string; readonly operation: string | null }[]
  /** Objects of which something has changed, and by which operations. */
  readonly objects: Readonly<Record<string, readonly string[]>>
}

export function concernOf({ objects, records }: Interest, { position, changes }: ChangeNotice): Concern | undefined {
  const own: Concern['records'][number][] = []
  const touched: Record<string, readonly string[]> = {}
  for (const { object, ids, operationId } of changes) {
    const shown = records[object] ?? []
    const concerned = ids ? shown.filter((id) => ids.includes(id)) : shown
    for (const id of concerned) own.push({ object, id, operation: operationId })
    if (objects.includes(object)) touched[object] = [...(touched[object] ?? []), ...(operationId ? [operationId] : [])]
  }
  return own.length > 0 || Object.keys(touched).length > 0 ? { position, records: own, objects: touched } : undefined
}

/** Two concerns told as one. */
export function together(first: Concern, second: Concern): Concern {
  const objects: Record<string, readonly string[]> = { ...first.objects }
  for (const [name, operations] of Object.entries(second.objects))
    objects[name] = [...new Set([...(objects[name] ?? []), ...operations])]
  return { position: second.position, records: [...first.records, ...second.records], objects }
}
