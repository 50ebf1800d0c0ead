import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import type { Session } from '@tendero/model'
import type { ApiRequest } from '../kernel/endpoint.ts'
import { Failure } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { countAttempt } from './attempts.ts'
import { auditPerson } from './audit-person.ts'
import { knownDevice } from './devices.ts'
import { spendRecoveryCode } from './factors.ts'
import { closeHalfSession, findHalfSession, type HalfSession } from './half-session.ts'
import { acceptInvitation, findInvitation } from './invitations.ts'
import { checkPasskey } from './passkeys.ts'
import { relyingParty } from './relying-party.ts'
import { signIn } from './sign-in.ts'
import { spendTotp } from './totp.ts'
import { type Visitor, visitorOf } from './visitor.ts'

/** What somebody shows after their password: one of them. */
export interface ShownFactor {
  readonly totp?: string
  readonly recoveryCode?: string
  readonly passkey?: AuthenticationResponseJSON
}

/**
 * Exchanges a half session and a second factor for a session.
 * @throws Failure 401 `wrong_code`, `passkey_refused`, or `sign_in_expired` where the password must be given again; 429;
 *   404 `invitation_invalid` where it was to accept one that is worth nothing any more
 */
export async function acceptSecondFactor(
  request: ApiRequest,
  { token, ...shown }: ShownFactor & { readonly token: string },
): Promise<Session> {
  const { kernel } = request
  const half = await findHalfSession(kernel, token)
  const visitor = visitorOf(request)
  const attempt = await countAttempt(kernel, {
    purpose: 'second_factor',
    subject: half.identityId,
    address: visitor.address,
    device: await knownDevice(kernel, half.identityId, visitor),
  })
  const { identityId } = half
  const refusal = await refusalOf(request, half, shown)
  if (refusal) {
    await auditPerson(kernel, identityId, { action: 'second_factor.refused', visitor })
    throw refusal
  }
  if (shown.recoveryCode !== undefined) await auditPerson(kernel, identityId, { action: 'recovery_code.used', visitor })
  const invitation = await closeHalfSession(kernel, token)
  await attempt.forget()
  const slug = invitation ? await acceptAs(kernel, half, invitation, visitor) : undefined
  return signIn(request, half.identityId, { slug, secondFactor: true })
}

/** @returns the slug of the workspace that it leads to */
async function acceptAs(kernel: Kernel, { email }: HalfSession, link: Buffer, visitor: Visitor): Promise<string> {
  const invitation = await findInvitation(kernel, link)
  // The address may have gone to another identity while this one looked for its phone.
  if (invitation.email !== email) throw new Failure(404, 'invitation_invalid')
  await acceptInvitation(kernel, invitation, { hash: null, visitor })
  return invitation.slug
}

/** Why what was shown is not taken; undefined when it is. */
async function refusalOf(request: ApiRequest, half: HalfSession, shown: ShownFactor): Promise<Failure | undefined> {
  try {
    return (await holds(request, half, shown)) ? undefined : new Failure(401, 'wrong_code')
  } catch (error) {
    if (error instanceof Failure && error.code === 'passkey_refused') return error
    throw error
  }
}

async function holds(
  request: ApiRequest,
  { identityId }: HalfSession,
  { totp, recoveryCode, passkey }: ShownFactor,
): Promise<boolean> {
  const { kernel } = request
  if (totp !== undefined) return spendTotp(kernel, identityId, totp)
  if (recoveryCode !== undefined) return spendRecoveryCode(kernel, identityId, recoveryCode)
  if (!passkey) return false
  return (await checkPasskey(kernel, relyingParty(request), passkey)) === identityId
}
