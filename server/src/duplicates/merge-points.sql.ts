import { raw, sql } from '@tendero/model'
import type { Reading } from '../kernel/read-records.ts'
import type { MergedPoint } from './merge-points.ts'

/** The contact points of accounts or contacts, oldest first. */
export function mergedPoints(
  { tx, actor }: Pick<Reading, 'tx' | 'actor'>,
  object: 'account' | 'contact',
  ids: readonly string[],
): Promise<readonly MergedPoint[]> {
  const owner = raw(`p.${object}_id`)
  return tx.rows<MergedPoint>(sql`
    select p.id, ${owner} as owner, p.kind, p.normalized, p.value, p."primary", p.valid, p.fault, p.suggestion,
      p.judged_at as "judgedAt", p.confirmed, p.opted_out as "optedOut"
    from app.contact_point p where p.workspace_id = ${actor.workspaceId} and p.deleted_at is null
    and ${owner} = any(${ids}::uuid[]) order by p.created_at, p.id`)
}
