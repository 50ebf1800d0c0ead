import { raw, sql } from '@tendero/model'
import type { Context } from '../kernel/context.ts'
import type { Affiliation } from './main-affiliation.ts'

export interface AffiliationRow extends Affiliation {
  readonly contact: string
}

/** The affiliations of contacts, oldest first. */
export function affiliationsOf(
  { tx, actor }: Pick<Context, 'tx' | 'actor'>,
  contacts: readonly string[],
): Promise<AffiliationRow[]> {
  return tx.rows<AffiliationRow>(sql`
    select a.id, a.contact_id as contact, a.account_id as account, a."from", a."to", a."primary"
    from app.affiliation a where a.workspace_id = ${actor.workspaceId} and a.deleted_at is null
    and a.contact_id = any(${contacts}::uuid[]) order by a.created_at, a.id`)
}

/** Of one transaction. */
const mostEnded = 500

/** Contacts whose main affiliation ended before today, some at a time. */
export async function endedAffiliations({ tx, actor, today }: Context): Promise<readonly string[]> {
  const rows = await tx.rows<{ id: string }>(sql`
    select distinct c.id from app.affiliation a join app.contact c on c.workspace_id = ${actor.workspaceId} and c.id = a.contact_id
    where a.workspace_id = ${actor.workspaceId} and a.deleted_at is null and a."primary" and a."to" < ${today}
    and c.deleted_at is null order by c.id limit ${raw(String(mostEnded))}`)
  return rows.map((row) => row.id)
}

/** Affiliations that become the main ones today, or should have; with the part that the person has in the new company. */
export function beginningAffiliations({ tx, actor, today }: Context): Promise<BeginningRow[]> {
  return tx.rows<BeginningRow>(sql`
    select a.id, a.contact_id as contact, a.role from app.affiliation a
    join app.contact c on c.workspace_id = ${actor.workspaceId} and c.id = a.contact_id
    where a.workspace_id = ${actor.workspaceId} and a.deleted_at is null and a.becomes_primary and a."from" <= ${today}
    and c.deleted_at is null order by a."from", a.id limit ${raw(String(mostEnded))}`)
}

export interface BeginningRow {
  readonly id: string
  readonly contact: string
  readonly role: string | null
}
