import { type RoleOfGroup, type ScimToken, sql } from '@tendero/model'
import { Failure, notFound } from '../kernel/failure.ts'
import { newId } from '../kernel/identity.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { newToken, tokenHash } from '../platform/token.ts'

/** Tells these tokens from API keys, which open something else. */
export const tokenPrefix = 'tsc_'

/** What a directory may work on. */
export interface ScimAccess {
  readonly workspaceId: string
  readonly role: string
  readonly roleMapping: readonly RoleOfGroup[]
}

/** @throws Failure 401 `unauthenticated` */
export async function accessBy(kernel: Kernel, authorization: string | undefined): Promise<ScimAccess> {
  const [, token] = /^Bearer (tsc_[\w-]{43})$/i.exec(authorization ?? '') ?? []
  if (!token) throw new Failure(401, 'unauthenticated')
  const [row] = await kernel.database.control<ScimAccess & { id: string; stale: boolean }>(sql`
    select t.id, t.workspace_id as "workspaceId", t.role_id as role, coalesce(p.role_mapping, '[]'::jsonb) as "roleMapping",
      coalesce(t.last_used_at < now() - interval '5 minutes', true) as stale
    from control.scim_token t left join control.single_sign_on_provider p on p.id = t.provider_id and p.deleted_at is null
    where t.token_hash = ${tokenHash(token)} and t.revoked_at is null`)
  if (!row) throw new Failure(401, 'unauthenticated')
  if (row.stale)
    await kernel.database.control(sql`update control.scim_token set last_used_at = now() where id = ${row.id}`)
  return row
}

export function listTokens(kernel: Kernel, workspaceId: string): Promise<readonly ScimToken[]> {
  return kernel.database.control<ScimToken>(sql`
    select id, name, prefix, role_id as role, provider_id as provider, created_at as "createdAt", last_used_at as "lastUsedAt",
      revoked_at as "revokedAt"
    from control.scim_token where workspace_id = ${workspaceId} order by created_at desc, id`)
}

interface NewScimToken extends Pick<ScimToken, 'name' | 'role' | 'provider'> {
  readonly workspaceId: string
  readonly createdBy: string
}

/** @returns the token, which is kept as a hash only */
export async function makeToken(kernel: Kernel, given: NewScimToken): Promise<{ id: string; token: string }> {
  const token = `${tokenPrefix}${newToken()}`
  const id = newId()
  await kernel.database.control(sql`
    insert into control.scim_token (id, workspace_id, token_hash, name, prefix, role_id, provider_id, created_by_id, created_at)
    values (${id}, ${given.workspaceId}, ${tokenHash(token)}, ${given.name}, ${token.slice(0, 10)}, ${given.role}, ${given.provider},
      ${given.createdBy}, now())`)
  return { id, token }
}

/** @throws Failure 404 */
export async function revokeToken(kernel: Kernel, workspaceId: string, id: string): Promise<void> {
  const revoked = await kernel.database.control(sql`
    update control.scim_token set revoked_at = now()
    where id = ${id} and workspace_id = ${workspaceId} and revoked_at is null returning id`)
  if (revoked.length === 0) throw notFound()
}
