import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import { sql } from '@tendero/model'
import type { ApiRequest } from '../kernel/endpoint.ts'
import { Failure, invalid } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { passwordMatches } from '../platform/password.ts'
import { tokenHash } from '../platform/token.ts'
import { countAttempt } from './attempts.ts'
import { auditPerson } from './audit-person.ts'
import { longestPassword } from './credentials.ts'
import { checkPasskey } from './passkeys.ts'
import { relyingParty } from './relying-party.ts'
import { type CurrentSession, currentSession, noteProof } from './sessions.ts'
import { visitorOf } from './visitor.ts'

/** By what somebody who is signed in shows again who they are: one of them. */
export interface Proof {
  readonly password?: string
  readonly passkey?: AuthenticationResponseJSON
}

/** @throws Failure 401 when nobody is signed in, or the passkey is not theirs; 422 for a wrong password, 429 */
export async function reauthenticate(request: ApiRequest, { password = '', passkey }: Proof): Promise<void> {
  const { kernel } = request
  const session = await currentSession(request)
  if (!passkey) await checkOwnPassword(request, session, { password, field: 'password' })
  else if ((await checkPasskey(kernel, relyingParty(request), passkey)) !== session.identityId) {
    await noteRefusal(request, session)
    throw new Failure(401, 'passkey_refused')
  }
  await noteProof(kernel, session.id, passkey !== undefined)
}

interface GivenPassword {
  readonly password: string
  /** The field that a wrong one is told of. */
  readonly field: string
}

/**
 * Checks the password of who is signed in. A session has tries of its own: what others guess at the address does not stop
 * its person, and a stolen one guesses no faster.
 * @throws Failure 422 `wrong_credentials`, 429 `too_many_attempts`
 */
export async function checkOwnPassword(
  request: ApiRequest,
  session: CurrentSession,
  { password, field }: GivenPassword,
): Promise<void> {
  const { kernel, address } = request
  const { id, identityId } = session
  const attempt = await countAttempt(kernel, {
    purpose: 'password',
    subject: session.email ?? identityId,
    address,
    device: tokenHash(id),
  })
  const kept = await keptPassword(kernel, identityId)
  if (!(await passwordMatches(password.slice(0, longestPassword), kept))) {
    await noteRefusal(request, session)
    throw invalid({ [field]: { code: 'wrong' } })
  }
  await attempt.forget()
}

/** Whoever sits before a session that is not theirs is seen in the log. */
function noteRefusal(request: ApiRequest, { identityId }: CurrentSession): Promise<void> {
  return auditPerson(request.kernel, identityId, { action: 'proof.refused', visitor: visitorOf(request) })
}

async function keptPassword(kernel: Kernel, identityId: string): Promise<string | null> {
  const [row] = await kernel.database.control<{ password_hash: string | null }>(
    sql`select password_hash from control.identity where id = ${identityId}`,
  )
  return row?.password_hash ?? null
}
