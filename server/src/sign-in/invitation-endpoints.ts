import { isId } from '@tendero/model'
import { z } from 'zod'
import { acceptBody } from '../kernel/accept-body.ts'
import { mayAct } from '../kernel/actor.ts'
import type { Caller } from '../kernel/caller.ts'
import { type ApiRequest, type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { forbidden, notFound } from '../kernel/failure.ts'
import { hashPassword } from '../platform/password.ts'
import { countUse } from './attempts.ts'
import { auditPerson } from './audit-person.ts'
import { checkCredentials } from './credentials.ts'
import {
  choosesPassword,
  findInvitation,
  type Invitation,
  invitationInput,
  inviteUser,
  openInvitations,
  resendInvitation,
  revokeInvitation,
  spendInvitation,
} from './invitations.ts'
import { requireGoodPassword } from './password-rules.ts'
import { signInByPassword } from './sign-in.ts'
import { visitorOf } from './visitor.ts'

const acceptance = z.strictObject({
  name: z.string().trim().min(1).max(200).optional(),
  password: z.string().max(1_000),
})

function inviter({ caller }: ApiRequest): Caller {
  if (!mayAct(caller.actor, 'settings')) throw forbidden({ action: 'settings' })
  return caller
}

function idIn({ params }: ApiRequest): string {
  if (!isId(params.id)) throw notFound()
  return params.id
}

/** The hash of a new password; null where the address has one, which then has to be it. @throws Failure 401, 422, 429 */
async function acceptedPassword(request: ApiRequest, found: Invitation, password: string): Promise<string | null> {
  const { kernel } = request
  if (await choosesPassword(kernel, found)) {
    const about = [found.email, found.workspace_name, found.slug, found.name]
    await requireGoodPassword(kernel, password, about)
    return hashPassword(password)
  }
  await checkCredentials(kernel, visitorOf(request), { email: found.email, password })
  return null
}

const ownEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/invitations',
    summary: 'The invitations that nobody has accepted yet.',
    handle: async (request) => ({ items: await openInvitations(request.kernel, inviter(request)) }),
  }),
  endpoint({
    method: 'POST',
    path: '/invitations',
    summary:
      'Makes a user and an invitation for them, by mail if wanted; the answer holds its token, once. With the address of a user, a new link.',
    input: invitationInput,
    status: 201,
    handle: async (request) => inviteUser(request.kernel, inviter(request), acceptBody(invitationInput, request.body)),
  }),
  endpoint({
    method: 'POST',
    path: '/invitations/{id}/mail',
    summary: 'Sends an invitation again by mail, with a new link; the one before is worth nothing any more.',
    handle: async (request) => resendInvitation(request.kernel, inviter(request), idIn(request)),
  }),
  endpoint({
    method: 'DELETE',
    path: '/invitations/{id}',
    summary: 'Revokes an invitation: its link is worth nothing any more.',
    async handle(request) {
      await revokeInvitation(request.kernel, inviter(request), idIn(request))
      return null
    },
  }),
]

export const invitationEndpoints: readonly Endpoint[] = [
  ...ownEndpoints,
  endpoint({
    method: 'GET',
    path: '/invitations/{token}',
    summary: 'To which workspace an invitation leads, and for whom.',
    open: true,
    async handle({ kernel, params, address }) {
      await countUse(kernel, 'invitation', address)
      const found = await findInvitation(kernel, params.token ?? '')
      return { workspaceName: found.workspace_name, email: found.email, name: found.name }
    },
  }),
  endpoint({
    method: 'POST',
    path: '/invitations/{token}/acceptance',
    summary: 'Accepts an invitation with a password: a new one, or that of the address if it has signed in before.',
    input: acceptance,
    open: true,
    async handle(request) {
      const { kernel, params, address } = request
      await countUse(kernel, 'invitation', address)
      const token = params.token ?? ''
      const invitation = await findInvitation(kernel, token)
      const hash = await acceptedPassword(request, invitation, acceptBody(acceptance, request.body).password)
      const identity = await spendInvitation(kernel, token, { invitation, hash })
      await auditPerson(kernel, identity, { action: 'invitation.accepted', visitor: visitorOf(request) })
      return signInByPassword(request, identity, invitation.slug)
    },
  }),
]
