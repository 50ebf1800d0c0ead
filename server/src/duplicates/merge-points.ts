import { isDeepStrictEqual } from 'node:util'

/** A contact point as it is merged. */
export interface MergedPoint {
  readonly id: string
  readonly owner: string
  readonly kind: string
  readonly normalized: string | null
  readonly value: string
  readonly primary: boolean
  readonly valid: boolean | null
  readonly optedOut: boolean
}

export interface PointsPlan {
  /** Those that move to the master, none of them first any more. */
  readonly moved: readonly string[]
  /** Those that the master has already. */
  readonly removed: readonly string[]
  /** The strictest marks of those that are the same. */
  readonly marked: readonly { readonly id: string; readonly valid: boolean | null; readonly optedOut: boolean }[]
  /** All that the master then has. */
  readonly points: readonly MergedPoint[]
}

/**
 * The points of several records as one's: each address and number once, opted out when one of them was, and not valid when
 * one was found not to be.
 * @param points oldest first
 */
export function planPoints(master: string, points: readonly MergedPoint[]): PointsPlan {
  const groups = new Map<string, MergedPoint[]>()
  for (const point of points) {
    const key = `${point.kind} ${(point.normalized ?? point.value).toLowerCase()}`
    groups.set(key, [...(groups.get(key) ?? []), point])
  }
  const kept = [...groups.values()].map((group) => {
    const stays = group.find(({ owner }) => owner === master) ?? group[0]
    if (!stays) throw new Error('a group of no points')
    const optedOut = group.some((point) => point.optedOut)
    const valid = group.some((point) => point.valid === false) ? false : stays.valid
    return { stays, merged: { ...stays, optedOut, valid, primary: stays.owner === master && stays.primary } }
  })
  const staying = new Set(kept.map(({ stays }) => stays.id))
  return {
    moved: kept.filter(({ stays }) => stays.owner !== master).map(({ stays }) => stays.id),
    removed: points.filter(({ id }) => !staying.has(id)).map(({ id }) => id),
    marked: kept
      .filter(({ stays, merged }) => !isDeepStrictEqual([stays.optedOut, stays.valid], [merged.optedOut, merged.valid]))
      .map(({ merged: { id, valid, optedOut } }) => ({ id, valid, optedOut })),
    points: kept.map(({ merged }) => merged),
  }
}
