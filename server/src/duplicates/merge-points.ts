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
  /** Why it reaches nobody, what was meant, and since when that is known. */
  readonly fault: string | null
  readonly suggestion: string | null
  readonly judgedAt: string | null
  /** Somebody said that it is right. */
  readonly confirmed: boolean | null
  readonly optedOut: boolean
}

export type PointMarks = Pick<MergedPoint, 'valid' | 'fault' | 'suggestion' | 'judgedAt' | 'confirmed' | 'optedOut'>

export interface PointsPlan {
  /** Those that move to the master, none of them first any more. */
  readonly moved: readonly string[]
  /** Those that the master has already. */
  readonly removed: readonly string[]
  /** The strictest marks of those that are the same. */
  readonly marked: readonly (PointMarks & { readonly id: string })[]
  /** All that the master then has. */
  readonly points: readonly MergedPoint[]
}

/**
 * The points of several records as one's: each address and number once, opted out when one of them was, and not valid, with
 * the reason, when one was found not to be.
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
    return { stays, merged: { ...stays, ...strictest(stays, group), primary: stays.owner === master && stays.primary } }
  })
  const staying = new Set(kept.map(({ stays }) => stays.id))
  return {
    moved: kept.filter(({ stays }) => stays.owner !== master).map(({ stays }) => stays.id),
    removed: points.filter(({ id }) => !staying.has(id)).map(({ id }) => id),
    marked: kept
      .filter(({ stays, merged }) => !isDeepStrictEqual(marksOf(stays), marksOf(merged)))
      .map(({ merged }) => ({ id: merged.id, ...marksOf(merged) })),
    points: kept.map(({ merged }) => merged),
  }
}

function marksOf({ valid, fault, suggestion, judgedAt, confirmed, optedOut }: PointMarks): PointMarks {
  return { valid, fault, suggestion, judgedAt, confirmed, optedOut }
}

/**
 * What holds of one address that several records had. Who left a company is not reached there, whatever else was said; what
 * a person called right is right; otherwise the first fault that was found stands.
 */
function strictest(stays: MergedPoint, group: readonly MergedPoint[]): PointMarks {
  const optedOut = group.some((point) => point.optedOut)
  const left = group.find(({ valid, fault }) => valid === false && fault === 'left')
  if (left) return { ...marksOf(left), optedOut, confirmed: null }
  const confirmed = group.find((point) => point.confirmed === true)
  if (confirmed) return { ...marksOf(confirmed), optedOut }
  const invalid = stays.valid === false ? stays : group.find(({ valid }) => valid === false)
  return { ...marksOf(invalid ?? stays), optedOut }
}
