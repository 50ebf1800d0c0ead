import { isDay } from '@tendero/model'
import { Failure } from '../kernel/failure.ts'

/** Where a page of a timeline ends: everything after it is older, or as old with a lesser id. */
export interface TimelinePlace {
  /** ISO 8601 in UTC, as PostgreSQL writes it in JSON. */
  readonly at: string
  readonly id: string
}

/**
 * The newest of several sorted sources, and where the next page begins.
 * @param sources each newest first, and one longer than the limit when it has more
 * @returns `next` null when nothing older is left
 */
export function mergeNewest<T extends TimelinePlace>(
  sources: readonly (readonly T[])[],
  limit: number,
): { readonly items: readonly T[]; readonly next: string | null } {
  const all = sources.flat().sort(newestFirst)
  const items = all.slice(0, limit)
  const last = items[items.length - 1]
  return { items, next: all.length > limit && last ? encodePlace(last) : null }
}

function newestFirst(a: TimelinePlace, b: TimelinePlace): number {
  return compare(b.at, a.at) || compare(b.id, a.id)
}

/** By code units: so '…:00+00:00' comes before '…:00.5+00:00'. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

export function encodePlace({ at, id }: TimelinePlace): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url')
}

const instant = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3])(:[0-5]\d){2}(\.\d{1,6})?\+00:00$/
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** @throws Failure 422 `invalid_cursor` */
export function decodePlace(cursor: string): TimelinePlace {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    const [at, id] = Array.isArray(place) ? place.map(String) : []
    if (at && id && instant.test(at) && isDay(at.slice(0, 10)) && uuid.test(id)) return { at, id }
  } catch {
    // falls through to the failure below
  }
  throw new Failure(422, 'invalid_cursor')
}
