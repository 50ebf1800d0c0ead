import { isId } from '@tendero/model'
import { z } from 'zod'
import { acceptBody, recordId } from '../kernel/accept-body.ts'
import { auditRequest } from '../kernel/audit.ts'
import { type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { invalid, notFound } from '../kernel/failure.ts'
import { providersOf, requireAdministrator } from '../single-sign-on/index.ts'
import { listTokens, makeToken, revokeToken } from './tokens.sql.ts'

const input = z.strictObject({
  name: z.string().trim().min(1).max(100),
  role: recordId,
  provider: recordId.nullable().default(null),
})

export const tokenEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/scim-tokens',
    summary: 'The tokens with which directories provision people, without their secrets.',
    async handle({ kernel, caller }) {
      requireAdministrator(caller)
      return { items: await listTokens(kernel, caller.actor.workspaceId) }
    },
  }),
  endpoint({
    method: 'POST',
    path: '/scim-tokens',
    summary: 'Makes a token for a directory; the answer holds it, once.',
    input,
    status: 201,
    async handle({ kernel, caller, body }) {
      requireAdministrator(caller)
      const { workspaceId, userId } = caller.actor
      const given = acceptBody(input, body)
      if (caller.model.catalogue.get('role')?.get(given.role)?.deleted_at !== null)
        throw invalid({ role: { code: 'not_found' } })
      const providers = given.provider === null ? [] : await providersOf(kernel, workspaceId)
      if (given.provider !== null && !providers.some(({ id }) => id === given.provider))
        throw invalid({ provider: { code: 'not_found' } })
      const made = await makeToken(kernel, { ...given, workspaceId, createdBy: userId })
      await auditRequest(kernel, caller, {
        action: 'provisioning.changed',
        recordId: made.id,
        detail: { change: 'made', ...given },
      })
      return made
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/scim-tokens/{id}',
    summary: 'Revokes the token of a directory.',
    async handle({ kernel, caller, params }) {
      requireAdministrator(caller)
      if (!isId(params.id)) throw notFound()
      await revokeToken(kernel, caller.actor.workspaceId, params.id)
      const detail = { change: 'revoked' }
      await auditRequest(kernel, caller, { action: 'provisioning.changed', recordId: params.id, detail })
      return null
    },
  }),
]
