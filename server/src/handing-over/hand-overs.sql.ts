import { type HandOverRun, join, type Sql, type Successors, sql } from '@tendero/model'
import type { Context } from '../kernel/context.ts'
import { notFound } from '../kernel/failure.ts'
import type { Transaction } from '../kernel/transaction.ts'

/** A hand-over as stored. */
export interface StoredHandOver extends Omit<HandOverRun, 'state'> {
  readonly state: Exclude<HandOverRun['state'], 'interrupted'>
  readonly successors: Successors
  /** Which object it has reached, and the last record that it looked at. */
  readonly atObject: string | null
  readonly afterId: string | null
  readonly cancelRequested: boolean
  readonly createdBy: string
  readonly updatedAt: Date
}

const columns = sql`h.id, h.user_id as user, h.state, h.total, h.moved, h.refused, h.operation_id as "operationId", h.error, h.successors,
  h.at_object as "atObject", h.after_id as "afterId", h.cancel_requested as "cancelRequested", h.created_by_id as "createdBy",
  h.updated_at as "updatedAt"`

/** @throws Failure 404 */
export async function loadHandOver(tx: Transaction, id: string): Promise<StoredHandOver> {
  const [row] = await tx.rows<StoredHandOver>(sql`
    select ${columns} from app.hand_over h where h.workspace_id = ${tx.workspaceId} and h.id = ${id}`)
  if (!row) throw notFound()
  return row
}

/** Those that are being carried out, the latest first. */
export function runningHandOvers(tx: Transaction): Promise<readonly StoredHandOver[]> {
  return tx.rows<StoredHandOver>(sql`
    select ${columns} from app.hand_over h where h.workspace_id = ${tx.workspaceId} and h.state = 'running'
    order by h.created_at desc, h.id desc limit 5`)
}

interface NewHandOver {
  readonly id: string
  readonly user: string
  readonly successors: Successors
  readonly total: number
  /** Given already, in this very step. */
  readonly moved: number
}

export function insertHandOver({ tx, actor, operationId, now }: Context, given: NewHandOver): void {
  tx.send(sql`
    insert into tendero.hand_over (workspace_id, id, user_id, successors, state, operation_id, total, moved, created_at, created_by_id, updated_at)
    values (${tx.workspaceId}, ${given.id}, ${given.user}, ${JSON.stringify(given.successors)}, 'running', ${operationId},
      ${given.total}, ${given.moved}, ${now.toISOString()}, ${actor.userId}, now())`)
}

export interface HandOverPatch {
  readonly state?: StoredHandOver['state']
  readonly error?: string | null
  readonly cancelRequested?: boolean
  readonly atObject?: string
  readonly afterId?: string | null
  /** Added to what is counted already. */
  readonly moved?: number
  readonly refused?: number
}

/**
 * Changes a hand-over that is in one of the states named; at least says that somebody works on it.
 * @returns whether it was in one of them, and whether somebody asks for the work to end
 */
export async function changeHandOver(
  tx: Transaction,
  id: string,
  patch: HandOverPatch,
  from: readonly StoredHandOver['state'][],
): Promise<{ readonly changed: boolean; readonly cancelRequested: boolean }> {
  const given: readonly (readonly [Sql, unknown])[] = [
    [sql`state`, patch.state],
    [sql`error`, patch.error],
    [sql`cancel_requested`, patch.cancelRequested],
    [sql`at_object`, patch.atObject],
    [sql`after_id`, patch.afterId],
  ]
  const assigned = given.filter(([, value]) => value !== undefined).map(([column, value]) => sql`${column} = ${value}`)
  const counted = [
    sql`moved = h.moved + ${patch.moved ?? 0}`,
    sql`refused = h.refused + ${patch.refused ?? 0}`,
    sql`updated_at = now()`,
  ]
  const rows = await tx.rows<{ cancel: boolean }>(sql`
    update tendero.hand_over h set ${join([...assigned, ...counted])}
    where h.workspace_id = ${tx.workspaceId} and h.id = ${id} and h.state = any(${[...from]}::text[])
    returning h.cancel_requested as cancel`)
  return { changed: rows.length > 0, cancelRequested: rows[0]?.cancel === true }
}
