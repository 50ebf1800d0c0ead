import { type HalfSignedIn, isId, type Session } from '@tendero/model'
import { z } from 'zod'
import { acceptBody } from '../kernel/accept-body.ts'
import { mayAct } from '../kernel/actor.ts'
import type { Caller } from '../kernel/caller.ts'
import { type ApiRequest, type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { forbidden, notFound } from '../kernel/failure.ts'
import { hashPassword } from '../platform/password.ts'
import { tokenHash } from '../platform/token.ts'
import { countUse } from './attempts.ts'
import { checkCredentials } from './credentials.ts'
import {
  acceptInvitation,
  choosesPassword,
  findInvitation,
  invitationInput,
  inviteUser,
  openInvitations,
  resendInvitation,
  revokeInvitation,
} from './invitations.ts'
import { requireGoodPassword } from './password-rules.ts'
import { askSecondFactor, signInByPassword } from './sign-in.ts'
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

/**
 * By a new password, or by that of an address which signs in already: whoever has two factors there is asked for the
 * second before anybody becomes a member.
 * @throws Failure 401, 404, 422, 429
 */
async function accept(
  request: ApiRequest,
  token: string,
  { password, name }: z.infer<typeof acceptance>,
): Promise<Session | HalfSignedIn> {
  const { kernel } = request
  const visitor = visitorOf(request)
  const invitation = await findInvitation(kernel, tokenHash(token))
  const { email, workspace_name, slug } = invitation
  const enter = async (hash: string | null) =>
    signInByPassword(request, await acceptInvitation(kernel, invitation, { hash, name, visitor }), slug)
  if (await choosesPassword(kernel, invitation)) {
    await requireGoodPassword(kernel, password, [email, workspace_name, slug, invitation.name])
    return enter(await hashPassword(password))
  }
  const identity = await checkCredentials(kernel, visitor, { email, password })
  return (await askSecondFactor(kernel, identity, token)) ?? enter(null)
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
      const found = await findInvitation(kernel, tokenHash(params.token ?? ''))
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
      return accept(request, params.token ?? '', acceptBody(acceptance, request.body))
    },
  }),
]
