import { and, type FileValue, raw, sql } from '@tendero/model'
import { scopeOf } from '../kernel/actor.ts'
import { type Asked, before } from './timeline-source.sql.ts'

/** What was done with a file of a record. */
export interface FileHistoryRow {
  readonly id: string
  readonly at: string
  readonly verb: string
  readonly actor_id: string | null
  readonly through: string
  readonly operation_id: string
  readonly file: FileValue
  /** Is it still attached? */
  readonly there: boolean
}

/** Attached, renamed, removed, brought back. What stands in a field is told by the changes of the record. */
export async function fileHistory({ reading, object, id, place, most }: Asked): Promise<readonly FileHistoryRow[]> {
  const { actor, tx } = reading
  if (scopeOf(actor, 'file', 'read') === 'none') return []
  return tx.rows<FileHistoryRow>(sql`
    select h.id, to_json(h.recorded_at) #>> '{}' as at, h.verb, h.actor_id, h.through, h.operation_id,
      json_build_object('id', f.id, 'name', f.name, 'type', f.type, 'size', f.size) as file, f.deleted_at is null as there
    from app.file f join app.history h on h.workspace_id = ${actor.workspaceId} and h.object = 'file' and h.record_id = f.id
    where ${and([
      sql`f.workspace_id = ${actor.workspaceId}`,
      sql`f.object = ${object.name}`,
      sql`f.record = ${id}`,
      sql`f.field is null`,
      sql`(h.verb <> 'update' or h.patch -> 'name' is not null)`,
      ...before(place, 'h.recorded_at', 'h.id'),
    ])} order by h.recorded_at desc, h.id desc limit ${raw(String(most))}`)
}
