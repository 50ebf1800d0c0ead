import { and, raw, type Sql, sql, type TimelineShare } from '@tendero/model'
import { notEnded } from '../kernel/active-shares.ts'
import { mayUseField, scopeOf } from '../kernel/actor.ts'
import type { Reading } from '../kernel/read-records.ts'
import { catalogueTitle, seesTitles } from '../kernel/record-select.ts'
import type { Patch } from './shown-change.ts'
import { type Asked, before, told } from './timeline-source.sql.ts'

/** With whom a record is or was shared. */
export interface ShareRow {
  readonly user: string | null
  readonly team: string | null
}

/** Whoever may read a record is told with whom it is shared, unless their role hides shares altogether. */
export function tellsShares({ reading: { actor } }: Asked): boolean {
  return scopeOf(actor, 'share', 'read') !== 'none'
}

const toldFields = ['access', 'until'] as const

const whom = raw(`null::json as file, s.deleted_at is null as there, null::json as comment,
      json_build_object('user', s.user_id, 'team', s.team_id) as share`)

/** Given, changed, taken back, brought back. */
export function shareHistory(asked: Asked): Sql {
  const { reading, place, most } = asked
  const { actor } = reading
  return sql`(select ${told}, ${whom}
    from app.share s join app.history h on h.workspace_id = ${actor.workspaceId} and h.object = 'share' and h.record_id = s.id
    where ${and([
      ofRecord(asked),
      sql`(h.verb <> 'update' or h.patch ?| ${toldFields.filter((name) => mayTell(reading, name))}::text[])`,
      ...before(place, 'h.recorded_at', 'h.id'),
    ])} order by h.recorded_at desc, h.id desc limit ${raw(String(most))})`
}

/** Whose time is over, at the instant at which it was; not those that were taken back before. */
export function shareEnds(asked: Asked): Sql {
  const { reading, place, most } = asked
  if (!mayTell(reading, 'until')) return sql`(${nothing})`
  return sql`(select s.id, to_json(s.until) #>> '{}' as at, 'end' as verb, '{}'::jsonb as patch, null::uuid as actor_id,
      'system' as through, null::uuid as operation_id, ${whom}
    from app.share s where ${and([
      ofRecord(asked),
      sql`not ${notEnded(reading.model, 's')}`,
      sql`(s.deleted_at is null or s.until < s.deleted_at)`,
      ...before(place, 's.until', 's.id'),
    ])} order by s.until desc, s.id desc limit ${raw(String(most))})`
}

const nothing = sql`select null::uuid, null::text, null::text, null::jsonb, null::uuid, null::text, null::uuid, ${whom}
  from app.share s where false`

/** By the index of the records of shares, which holds those too that were taken back. */
function ofRecord({ reading: { actor, model }, object, id }: Asked): Sql {
  const faces = [...model.objects.values()].filter(({ table }) => table === object.table).map(({ name }) => name)
  return and([sql`s.workspace_id = ${actor.workspaceId}`, sql`s.record = ${id}`, sql`s.object = any(${faces}::text[])`])
}

function mayTell({ actor }: Reading, name: string): boolean {
  return mayUseField(actor, 'share', name, 'read')
}

/** Whom a share is with, and what a change of it said, of the fields that the reader may know. */
export function shareTold(
  reading: Reading,
  row: { readonly verb: string; readonly patch: Patch; readonly share: ShareRow },
): Pick<TimelineShare, 'with' | 'access' | 'until'> {
  const given = row.verb === 'create'
  const changed = given || row.verb === 'update'
  const after = (name: 'access' | 'until'): unknown => row.patch[name]?.[1] ?? null
  const tells = (name: 'access' | 'until'): boolean =>
    changed && mayTell(reading, name) && (given || row.patch[name] !== undefined)
  const until = after('until')
  return {
    with: sharedWith(reading, row.share),
    ...(tells('access') ? { access: String(after('access')) } : {}),
    ...(tells('until') ? { until: until === null ? null : String(until) } : {}),
  }
}

function sharedWith({ actor, model }: Reading, { user, team }: ShareRow): TimelineShare['with'] {
  const name = user === null ? 'team' : 'user'
  const object = model.objects.get(name)
  const row = model.catalogue.get(name)?.get(user ?? team ?? '')
  if (!object || !row || !seesTitles(actor, object) || !mayUseField(actor, 'share', name, 'read')) return null
  return { object: name, id: row.id, name: catalogueTitle(actor, object, row) }
}
