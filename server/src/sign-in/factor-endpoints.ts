import { type FactorAdded, isId } from '@tendero/model'
import { z } from 'zod'
import { acceptBody } from '../kernel/accept-body.ts'
import { type ApiRequest, type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { Failure, invalid, notFound } from '../kernel/failure.ts'
import { tokenHash } from '../platform/token.ts'
import { countAttempt } from './attempts.ts'
import { auditPerson } from './audit-person.ts'
import { dropIdleRecoveryCodes, factorsOf, firstRecoveryCodes, hasFactors, renewRecoveryCodes } from './factors.ts'
import { registrationAnswer } from './passkey-answers.ts'
import { registerPasskey, registrationOptions, removePasskey, renamePasskey } from './passkeys.ts'
import { relyingParty } from './relying-party.ts'
import { type CurrentSession, closeSessions, noteProof, provenSession } from './sessions.ts'
import { tellOfChange } from './tell-person.ts'
import { beginTotp, confirmTotp, removeTotp } from './totp.ts'
import { visitorOf } from './visitor.ts'

const code = z.strictObject({ code: z.string().max(40) })
const named = z.strictObject({ name: z.string().trim().min(1).max(100) })
const newPasskey = named.extend({ passkey: registrationAnswer })

/** What follows from a new factor: codes for the day it is lost, and no session that was opened without one. */
async function factorAdded(
  request: ApiRequest,
  { id, identityId }: CurrentSession,
  action: 'second_factor.added' | 'passkey.added',
): Promise<FactorAdded> {
  const { kernel } = request
  const recoveryCodes = await firstRecoveryCodes(kernel, identityId)
  await noteProof(kernel, id, true)
  if (recoveryCodes) await closeSessions(kernel, identityId, id)
  await auditPerson(kernel, identityId, { action, visitor: visitorOf(request) })
  await tellOfChange(kernel, identityId, 'second_factor_added')
  return { recoveryCodes }
}

async function factorRemoved(
  request: ApiRequest,
  { identityId }: CurrentSession,
  action: 'second_factor.removed' | 'passkey.removed',
): Promise<null> {
  const { kernel } = request
  await auditPerson(kernel, identityId, { action, visitor: visitorOf(request) })
  await dropIdleRecoveryCodes(kernel, identityId)
  await tellOfChange(kernel, identityId, 'second_factor_removed')
  return null
}

/**
 * Who comes by a provider alone adds nothing of their own to sign in with: it would still let them in when the provider
 * does not any more.
 * @throws Failure 409 `no_password`
 */
async function sessionWithPassword(request: ApiRequest): Promise<CurrentSession & { readonly email: string }> {
  const session = await provenSession(request)
  const { email, password } = session
  if (!password || email === null) throw new Failure(409, 'no_password')
  return { ...session, email }
}

function idIn({ params }: ApiRequest): string {
  if (!isId(params.id)) throw notFound()
  return params.id
}

const totpEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/me/totp',
    summary: 'Begins to set up codes by time: gives the key for an application that makes them.',
    open: true,
    async handle(request) {
      const { identityId, email } = await sessionWithPassword(request)
      return beginTotp(request.kernel, identityId, email)
    },
  }),
  endpoint({
    method: 'POST',
    path: '/me/totp/confirmation',
    summary: 'Ends the setting up with a first code; with a first factor come recovery codes, once.',
    input: code,
    open: true,
    async handle(request) {
      const session = await provenSession(request)
      const { kernel, address } = request
      const attempt = await countAttempt(kernel, {
        purpose: 'second_factor',
        subject: session.identityId,
        address,
        device: tokenHash(session.id),
      })
      if (!(await confirmTotp(kernel, session.identityId, acceptBody(code, request.body).code)))
        throw invalid({ code: { code: 'wrong_code' } })
      await attempt.forget()
      return factorAdded(request, session, 'second_factor.added')
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/me/totp',
    summary: 'Takes codes by time away.',
    open: true,
    async handle(request) {
      const session = await provenSession(request)
      await removeTotp(request.kernel, session.identityId)
      return factorRemoved(request, session, 'second_factor.removed')
    },
  }),
  endpoint({
    method: 'POST',
    path: '/me/recovery-codes',
    summary: 'Makes ten new recovery codes, told once; those before are worth nothing any more.',
    open: true,
    async handle(request) {
      const { identityId } = await provenSession(request)
      if (!hasFactors(await factorsOf(request.kernel, identityId))) throw new Failure(409, 'no_second_factor')
      const recoveryCodes = await renewRecoveryCodes(request.kernel, identityId)
      await auditPerson(request.kernel, identityId, { action: 'recovery_codes.made', visitor: visitorOf(request) })
      await tellOfChange(request.kernel, identityId, 'recovery_codes_renewed')
      return { recoveryCodes }
    },
  }),
]

const passkeyEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/me/passkeys/options',
    summary: 'What a browser needs to make a passkey (WebAuthn).',
    open: true,
    async handle(request) {
      const session = await sessionWithPassword(request)
      return registrationOptions(request.kernel, relyingParty(request), session)
    },
  }),
  endpoint({
    method: 'POST',
    path: '/me/passkeys',
    summary: 'Keeps a passkey that a browser made; with a first factor come recovery codes, once.',
    input: newPasskey,
    status: 201,
    open: true,
    async handle(request) {
      const session = await provenSession(request)
      const { name, passkey } = acceptBody(newPasskey, request.body)
      const wish = { identityId: session.identityId, name, response: passkey }
      await registerPasskey(request.kernel, relyingParty(request), wish)
      return factorAdded(request, session, 'passkey.added')
    },
  }),
  endpoint({
    method: 'PATCH',
    path: '/me/passkeys/{id}',
    summary: 'Names a passkey.',
    input: named,
    open: true,
    async handle(request) {
      const { identityId } = await provenSession(request)
      await renamePasskey(request.kernel, identityId, idIn(request), acceptBody(named, request.body).name)
      return null
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/me/passkeys/{id}',
    summary: 'Takes a passkey away.',
    open: true,
    async handle(request) {
      const session = await provenSession(request)
      await removePasskey(request.kernel, session.identityId, idIn(request))
      return factorRemoved(request, session, 'passkey.removed')
    },
  }),
]

/** How somebody proves who they are besides a password. */
export const factorEndpoints: readonly Endpoint[] = [...totpEndpoints, ...passkeyEndpoints]
