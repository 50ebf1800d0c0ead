import { sql } from '@tendero/model'
import { Failure } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { newToken, tokenHash } from '../platform/token.ts'

/** Somebody whose password was right, and whose second factor is still to come; it lets in nowhere. */
export interface HalfSession {
  readonly identityId: string
  readonly email: string
}

/**
 * @param invitation the token of one that is accepted with the second factor
 * @returns its token, good for ten minutes
 */
export async function openHalfSession(kernel: Kernel, identityId: string, invitation?: string): Promise<string> {
  const token = newToken()
  const invitationHash = invitation === undefined ? null : tokenHash(invitation)
  await kernel.database.control(sql`
    insert into control.half_session (token_hash, identity_id, invitation_hash, expires_at)
    values (${tokenHash(token)}, ${identityId}, ${invitationHash}, now() + interval '10 minutes')`)
  return token
}

/** @throws Failure 401 `sign_in_expired` */
export async function findHalfSession(kernel: Kernel, token: string): Promise<HalfSession> {
  const [row] = await kernel.database.control<HalfSession>(sql`
    select h.identity_id as "identityId", i.email from control.half_session h join control.identity i on i.id = h.identity_id
    where h.token_hash = ${tokenHash(token)} and h.expires_at > now()`)
  if (!row) throw new Failure(401, 'sign_in_expired')
  return row
}

/**
 * Uses it up.
 * @returns the hash of the token of the invitation that is accepted with it
 * @throws Failure 401 `sign_in_expired` for one that was used at the same time
 */
export async function closeHalfSession(kernel: Kernel, token: string): Promise<Buffer | null> {
  const [ended] = await kernel.database.control<{ invitation_hash: Buffer | null }>(
    sql`delete from control.half_session where token_hash = ${tokenHash(token)} returning invitation_hash`,
  )
  if (!ended) throw new Failure(401, 'sign_in_expired')
  return ended.invitation_hash
}
