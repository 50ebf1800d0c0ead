import { sql } from '@tendero/model'
import type { Context } from '../kernel/context.ts'
import type { Point } from './primary-point.ts'

/** Whose points they are. */
export interface Parents {
  readonly contact: readonly string[]
  readonly account: readonly string[]
}

export interface PointRow extends Point {
  readonly kind: string
  readonly label: string | null
  /** The contact or account. */
  readonly parent: string
}

/** The contact points of contacts and accounts, oldest first. */
export function pointsOf({ tx, actor }: Pick<Context, 'tx' | 'actor'>, parents: Parents): Promise<PointRow[]> {
  return tx.rows<PointRow>(sql`
    select p.id, p.kind, p.label, p.value, p.normalized, p."primary", coalesce(p.contact_id, p.account_id) as parent
    from app.contact_point p where p.workspace_id = ${actor.workspaceId} and p.deleted_at is null
    and (p.contact_id = any(${parents.contact}::uuid[]) or p.account_id = any(${parents.account}::uuid[]))
    order by p.created_at, p.id`)
}
