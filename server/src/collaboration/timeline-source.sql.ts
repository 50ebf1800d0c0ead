import { type ObjectType, raw, type Sql, sql } from '@tendero/model'
import type { Reading } from '../kernel/read-records.ts'
import type { TimelinePlace } from './timeline-page.ts'

/** What each source of a timeline is asked: the newest of a record, older than a place. */
export interface Asked {
  readonly reading: Reading
  readonly object: ObjectType
  readonly id: string
  readonly place: TimelinePlace | undefined
  readonly most: number
  /** Fields of whose changes nothing is told. */
  readonly untold: readonly string[]
}

/** What is older than the place, by the columns of a source. */
export function before(place: TimelinePlace | undefined, at: string, id: string): readonly Sql[] {
  return place ? [sql`(${raw(at)}, ${raw(id)}) < (${place.at}::timestamptz, ${place.id}::uuid)`] : []
}

/** What history `h` tells of anything that was done. */
export const told = raw(
  `h.id, to_json(h.recorded_at) #>> '{}' as at, h.verb, h.patch, h.actor_id, h.through, h.operation_id`,
)

/** Nothing but a change of the record itself, in the columns of all sources. */
export const noParts = raw('null::json as file, false as there, null::json as comment, null::json as share')
