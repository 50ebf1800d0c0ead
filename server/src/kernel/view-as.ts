import { sql } from '@tendero/model'
import { tokenHash } from '../platform/token.ts'
import type { Actor } from './actor.ts'
import type { Caller } from './caller.ts'
import type { Database } from './database.ts'
import { Failure } from './failure.ts'
import type { WorkspaceModel } from './workspace-model.ts'

/** A session that looks at a workspace as somebody else, for now. */
export interface SessionView {
  readonly workspace_id: string
  /** As whom. */
  readonly user_id: string
  readonly began_at: Date
  readonly ends_at: Date
}

export async function viewOf(
  { control }: Pick<Database, 'control'>,
  session: string,
): Promise<SessionView | undefined> {
  const [row] = await control<SessionView>(sql`
    select v.workspace_id, v.user_id, v.began_at, v.ends_at from control.session_view v
    where v.token_hash = ${tokenHash(session)} and v.ends_at > now()`)
  return row
}

/**
 * Whose rights somebody has: their own, or those of the person as whom they look, in their own language. Whoever is no
 * administrator any more, or looks as somebody who has become one or is not active, is themselves again.
 */
export function asViewed(
  model: WorkspaceModel,
  own: Actor,
  viewedId: string | null | undefined,
): Pick<Caller, 'actor' | 'viewer'> {
  if (!viewedId || !own.administrator || !isViewable(model, viewedId)) return { actor: own }
  return { actor: { ...model.actor(viewedId, 'screen'), language: own.language }, viewer: own }
}

/** Active, and no administrator: there is nothing to see as one that another does not see. */
export function isViewable(model: WorkspaceModel, userId: string): boolean {
  const user = model.catalogue.get('user')?.get(userId)
  if (user?.active !== true || user.deleted_at !== null) return false
  return !model.actor(userId, 'screen').administrator
}

/** What whoever borrows somebody's eyes is told when they would change something. */
export function viewing(): Failure {
  return new Failure(403, 'viewing_as')
}
