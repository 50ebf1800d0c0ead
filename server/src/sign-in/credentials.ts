import { sql } from '@tendero/model'
import { Failure } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { hashPassword, isKeptCheaply, passwordMatches } from '../platform/password.ts'
import { countAttempt } from './attempts.ts'
import { auditPersonLater } from './audit-person.ts'
import { knownDevice } from './devices.ts'
import type { Visitor } from './visitor.ts'

/** Longer ones are not passwords but work for the server. */
export const longestPassword = 1_000

/** An e-mail address as identities are known by. */
export function signInAddress(email: string): string {
  return email.trim().toLowerCase().slice(0, 254)
}

interface Identity {
  readonly id: string
  readonly password_hash: string | null
}

/**
 * Checks e-mail and password.
 * @returns the identity
 * @throws Failure 401 `wrong_credentials`, 429 `too_many_attempts`
 */
export async function checkCredentials(
  kernel: Kernel,
  visitor: Visitor,
  { email, password }: { readonly email: string; readonly password: string },
): Promise<string> {
  const subject = signInAddress(email)
  const [identity] = await kernel.database.control<Identity>(
    sql`select id, password_hash from control.identity where email = ${subject}`,
  )
  const device = identity && (await knownDevice(kernel, identity.id, visitor))
  const attempt = await countAttempt(kernel, { purpose: 'password', subject, address: visitor.address, device })
  const matches = await passwordMatches(password.slice(0, longestPassword), identity?.password_hash ?? null)
  if (identity && !matches) auditPersonLater(kernel, identity.id, { action: 'session.refused', visitor })
  if (!identity || !matches) throw new Failure(401, 'wrong_credentials')
  await attempt.forget()
  await keepDearly(kernel, identity, password)
  return identity.id
}

/** Keeps a password anew that was kept at a lower cost than today's; unless it was changed meanwhile. */
async function keepDearly(kernel: Kernel, { id, password_hash }: Identity, password: string): Promise<void> {
  if (!password_hash || !isKeptCheaply(password_hash)) return
  await kernel.database.control(sql`
    update control.identity set password_hash = ${await hashPassword(password)}
    where id = ${id} and password_hash = ${password_hash}`)
}
