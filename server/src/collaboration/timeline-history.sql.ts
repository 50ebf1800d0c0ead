import { and, type FileValue, join, type RichText, raw, type Sql, sql } from '@tendero/model'
import { scopeOf } from '../kernel/actor.ts'
import { readsComments } from './reads-comments.ts'
import type { Patch } from './shown-change.ts'
import { type ShareRow, shareEnds, shareHistory, tellsShares } from './timeline-shares.sql.ts'
import { type Asked, before, noParts, told } from './timeline-source.sql.ts'

/** A comment as it is kept. */
export interface CommentRow {
  readonly id: string
  readonly version: number
  readonly at: string
  readonly by: string | null
  readonly editedAt: string | null
  readonly body: RichText | null
}

/** A change of a record, something that was done with one of its files or shares, or what was said about it. */
export interface HistoryRow {
  readonly id: string
  readonly at: string
  readonly verb: string
  readonly patch: Patch
  readonly actor_id: string | null
  readonly through: string
  /** Null where nobody brought it about. */
  readonly operation_id: string | null
  /** The file as it is now; null for a change of the record itself. */
  readonly file: FileValue | null
  /** Is the file still attached? */
  readonly there: boolean
  /** A comment with its replies, the oldest first. */
  readonly comment: (CommentRow & { readonly replies: readonly CommentRow[] }) | null
  /** With whom it is or was shared; null for anything else. */
  readonly share: ShareRow | null
}

/** All in one statement: to ask apart would cost every reader of a record a second one. */
export async function historyOf(asked: Asked, kinds: readonly string[]): Promise<readonly HistoryRow[]> {
  const files = kinds.includes('file') && scopeOf(asked.reading.actor, 'file', 'read') !== 'none'
  const said = kinds.includes('comment') && readsComments(asked.reading.actor)
  const parts = [
    ...(kinds.includes('change') ? [changes(asked), changesOfMerged(asked)] : []),
    ...(files ? [fileHistory(asked)] : []),
    ...(kinds.includes('share') && tellsShares(asked) ? [shareHistory(asked), shareEnds(asked)] : []),
    ...(said ? [comments(asked)] : []),
  ]
  return parts.length === 0 ? [] : asked.reading.tx.rows<HistoryRow>(join(parts, ' union all '))
}

/** Updates of which the reader would be told nothing are passed over. */
function changes({ reading: { actor }, object, id, place, most, untold }: Asked): Sql {
  return sql`(select ${told}, ${noParts} from app.history h where ${and([
    sql`h.workspace_id = ${actor.workspaceId}`,
    sql`h.object = ${object.recordedAs}`,
    sql`h.record_id = ${id}`,
    sql`(h.verb <> 'update' or exists (select 1 from jsonb_object_keys(h.patch) k where k <> all(${untold}::text[])))`,
    ...before(place, 'h.recorded_at', 'h.id'),
  ])} order by h.recorded_at desc, h.id desc limit ${raw(String(most))})`
}

/** What had become of records before they were merged into this one. */
function changesOfMerged({ reading: { actor }, object, id, place, most, untold }: Asked): Sql {
  return sql`(select ${told}, ${noParts} from app.merged_record m join app.history h
      on h.workspace_id = ${actor.workspaceId} and h.object = ${object.recordedAs} and h.record_id = m.loser_id
    where ${and([
      sql`m.workspace_id = ${actor.workspaceId}`,
      sql`m.object = ${object.recordedAs}`,
      sql`m.master_id = ${id}`,
      sql`(h.verb <> 'update' or exists (select 1 from jsonb_object_keys(h.patch) k where k <> all(${untold}::text[])))`,
      ...before(place, 'h.recorded_at', 'h.id'),
    ])} order by h.recorded_at desc, h.id desc limit ${raw(String(most))})`
}

/** Attached, renamed, removed, brought back. What stands in a field is told by the changes of the record. */
function fileHistory({ reading: { actor }, object, id, place, most }: Asked): Sql {
  return sql`(select ${told},
      json_build_object('id', f.id, 'name', f.name, 'type', f.type, 'size', f.size) as file, f.deleted_at is null as there, null::json as comment, null::json as share
    from app.file f join app.history h on h.workspace_id = ${actor.workspaceId} and h.object = 'file' and h.record_id = f.id
    where ${and([
      sql`f.workspace_id = ${actor.workspaceId}`,
      sql`f.object = ${object.name}`,
      sql`f.record = ${id}`,
      sql`f.field is null`,
      sql`(h.verb <> 'update' or h.patch -> 'name' is not null)`,
      ...before(place, 'h.recorded_at', 'h.id'),
    ])} order by h.recorded_at desc, h.id desc limit ${raw(String(most))})`
}

const asSaid = (alias: string): Sql =>
  raw(`'id', ${alias}.id, 'version', ${alias}.version, 'at', to_json(${alias}.created_at) #>> '{}', 'by', ${alias}.created_by_id,
    'editedAt', to_json(${alias}.edited_at) #>> '{}', 'body', case when ${alias}.deleted_at is null then ${alias}.body end`)

/** A thread stands where it began. Of a comment that was deleted its replies remain. */
function comments({ reading: { actor, model }, object, id, place, most }: Asked): Sql {
  const faces = [...model.objects.values()].filter(({ table }) => table === object.table).map(({ name }) => name)
  return sql`(select c.id, to_json(c.created_at) #>> '{}' as at, 'create' as verb, '{}'::jsonb as patch,
      c.created_by_id as actor_id, '' as through, c.operation_id, null::json as file, false as there,
      json_build_object(${asSaid('c')}, 'replies', coalesce(replied.list, '[]'::json)) as comment, null::json as share
    from app.comment c left join lateral (
      select json_agg(json_build_object(${asSaid('r')}) order by r.created_at, r.id) as list from app.comment r
      where r.workspace_id = ${actor.workspaceId} and r.reply_to_id = c.id and r.deleted_at is null
    ) replied on true where ${and([
      sql`c.workspace_id = ${actor.workspaceId}`,
      sql`c.object = any(${faces}::text[])`,
      sql`c.record = ${id}`,
      sql`c.reply_to_id is null`,
      sql`(c.deleted_at is null or replied.list is not null)`,
      ...before(place, 'c.created_at', 'c.id'),
    ])} order by c.created_at desc, c.id desc limit ${raw(String(most))})`
}
