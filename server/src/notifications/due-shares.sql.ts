import { sql } from '@tendero/model'
import type { Caller } from '../kernel/caller.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { WorkspaceModel } from '../kernel/workspace-model.ts'
import type { Due } from './due.ts'
import { noticesToEach } from './due-notices.ts'

interface ShareRow {
  readonly id: string
  readonly object: string
  readonly record: string
  readonly user_id: string | null
  readonly team_id: string | null
  readonly created_by_id: string | null
  readonly at: string
}

/** Whom records were shared with, by the ids of the shares that are still there; of a team, everybody in it. */
export async function dueOfShares(
  { database }: Kernel,
  { model }: Caller,
  workspaceId: string,
  ids: readonly string[],
): Promise<readonly Due[]> {
  const shares = await database.read(workspaceId, (tx) =>
    tx.rows<ShareRow>(sql`
      select s.id, s.object, s.record, s.user_id, s.team_id, s.created_by_id, to_json(s.created_at) #>> '{}' as at
      from app.share s where s.workspace_id = ${workspaceId} and s.id = any(${ids}::uuid[]) and s.deleted_at is null`),
  )
  return shares.map(({ id, object, record, user_id: user, team_id: team, created_by_id: actorId, at }) => {
    const people = [...(user ? [user] : []), ...(team ? membersOf(model, team) : [])]
    const notices = noticesToEach('shared', record, actorId, people)
    return { object, cause: id, commentId: null, actorId, at, notices }
  })
}

function membersOf({ catalogue }: WorkspaceModel, team: string): readonly string[] {
  const main = [...(catalogue.get('user')?.values() ?? [])].filter((row) => row.team_id === team)
  const further = [...(catalogue.get('team_member')?.values() ?? [])].filter(
    (row) => row.team_id === team && row.deleted_at === null,
  )
  return [...main.map(({ id }) => id), ...further.map((row) => String(row.user_id))]
}
