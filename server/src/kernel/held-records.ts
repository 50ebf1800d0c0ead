import type { Stored } from './write-records.ts'

/** The records that a unit of work has locked, so that none is read and locked twice. */
export interface HeldRecords {
  /** Locks for edit what is not held with these rights yet. @throws Failure 404 or 403, as `lockRecords` does */
  hold(object: string, ids: readonly string[], checked: boolean): Promise<readonly Stored[]>
  /** Forgets records whose values are about to change; PostgreSQL's locks last until the end. */
  release(ids: readonly string[]): void
}

type Lock = (object: string, ids: readonly string[], checked: boolean) => Promise<readonly Stored[]>

export function holdRecords(lock: Lock): HeldRecords {
  const held = new Map<string, { readonly object: string; readonly checked: boolean; readonly stored: Stored }>()
  const heldFor = (object: string, id: string, checked: boolean) => {
    const one = held.get(id)
    return one && one.object === object && (one.checked || !checked) ? one.stored : undefined
  }
  return {
    async hold(object, ids, checked) {
      const wanted = ids.filter((id) => !heldFor(object, id, checked))
      if (wanted.length > 0)
        for (const stored of await lock(object, wanted, checked)) held.set(stored.id, { object, checked, stored })
      return [...new Set(ids)].flatMap((id) => heldFor(object, id, checked) ?? [])
    },
    release(ids) {
      for (const id of ids) held.delete(id)
    },
  }
}
