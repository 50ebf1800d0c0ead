import { isId } from '@tendero/model'
import { type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { notFound } from '../kernel/failure.ts'
import { auditPerson } from './audit-person.ts'
import { closeSessions, currentSession, revokeSession } from './sessions.ts'
import { signInSettings } from './sign-in-settings.ts'
import { visitorOf } from './visitor.ts'

export const ownSessionEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/me/sign-in',
    summary: 'How one signs in, and where one is signed in.',
    open: true,
    personal: true,
    handle: async (request) => signInSettings(request.kernel, await currentSession(request)),
  }),
  endpoint({
    method: 'DELETE',
    path: '/me/sessions/{id}',
    summary: 'Ends one of one’s own sessions.',
    open: true,
    async handle(request) {
      const { identityId } = await currentSession(request)
      if (!isId(request.params.id)) throw notFound()
      await revokeSession(request.kernel, identityId, request.params.id)
      await auditPerson(request.kernel, identityId, { action: 'session.revoked', visitor: visitorOf(request) })
      return null
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/me/sessions',
    summary: 'Ends all of one’s own sessions but this one.',
    open: true,
    async handle(request) {
      const { id, identityId } = await currentSession(request)
      await closeSessions(request.kernel, identityId, id)
      await auditPerson(request.kernel, identityId, { action: 'session.revoked', visitor: visitorOf(request) })
      return null
    },
  }),
]
