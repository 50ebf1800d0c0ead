import { sql } from '@tendero/model'
import type { Transaction } from '../kernel/transaction.ts'
import type { RoleGroup, ScimRecord } from './directory.ts'

/** By the id of the user or team. */
export async function scimRecords(tx: Transaction): Promise<ReadonlyMap<string, ScimRecord>> {
  const rows = await tx.rows<ScimRecord>(sql`
    select r.record_id as "recordId", r.external_id as "externalId", r.user_name as "userName", r.given_name as "givenName",
      r.family_name as "familyName", r.hidden
    from app.scim_record r where r.workspace_id = ${tx.workspaceId}`)
  return new Map(rows.map((row) => [row.recordId, row]))
}

export function keepScimRecord(tx: Transaction, kind: 'User' | 'Group', record: ScimRecord): void {
  tx.send(sql`
    insert into tendero.scim_record (workspace_id, record_id, kind, external_id, user_name, given_name, family_name, hidden)
    values (${tx.workspaceId}, ${record.recordId}, ${kind}, ${record.externalId}, ${record.userName}, ${record.givenName},
      ${record.familyName}, ${record.hidden})
    on conflict (workspace_id, record_id) do update set external_id = excluded.external_id, user_name = excluded.user_name,
      given_name = excluded.given_name, family_name = excluded.family_name, hidden = excluded.hidden`)
}

export function roleGroups(tx: Transaction): Promise<readonly RoleGroup[]> {
  return tx.rows<RoleGroup>(sql`
    select g.id, g.display_name as "displayName", g.external_id as "externalId",
      array(select m.user_id::text from app.scim_group_member m where m.workspace_id = ${tx.workspaceId} and m.group_id = g.id order by 1) as members,
      to_json(g.created_at) #>> '{}' as "createdAt", to_json(g.updated_at) #>> '{}' as "updatedAt"
    from app.scim_group g where g.workspace_id = ${tx.workspaceId} order by g.id`)
}

export async function keepRoleGroup(
  tx: Transaction,
  { id, displayName, externalId, members }: Omit<RoleGroup, 'createdAt' | 'updatedAt'>,
): Promise<void> {
  await tx.rows(sql`
    insert into tendero.scim_group (workspace_id, id, display_name, external_id, created_at, updated_at)
    values (${tx.workspaceId}, ${id}, ${displayName}, ${externalId}, ${new Date().toISOString()}, ${new Date().toISOString()})
    on conflict (workspace_id, id) do update set display_name = excluded.display_name, external_id = excluded.external_id,
      updated_at = excluded.updated_at`)
  await tx.rows(sql`
    delete from tendero.scim_group_member m
    where m.workspace_id = ${tx.workspaceId} and m.group_id = ${id} and not m.user_id = any(${[...members]}::uuid[])`)
  await tx.rows(sql`
    insert into tendero.scim_group_member (workspace_id, group_id, user_id)
    select ${tx.workspaceId}::uuid, ${id}::uuid, member from unnest(${[...members]}::uuid[]) member on conflict do nothing`)
}

export async function removeRoleGroup(tx: Transaction, id: string): Promise<void> {
  await tx.rows(
    sql`delete from tendero.scim_group_member m where m.workspace_id = ${tx.workspaceId} and m.group_id = ${id}`,
  )
  await tx.rows(sql`delete from tendero.scim_group g where g.workspace_id = ${tx.workspaceId} and g.id = ${id}`)
}
