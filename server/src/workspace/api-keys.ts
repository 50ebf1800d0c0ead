import { isId, keyPurposes, sql } from '@tendero/model'
import { z } from 'zod'
import { acceptBody, recordId } from '../kernel/accept-body.ts'
import { isKey, mayAct } from '../kernel/actor.ts'
import { tellAdmissions } from '../kernel/admissions.ts'
import { auditRequest } from '../kernel/audit.ts'
import type { Caller } from '../kernel/caller.ts'
import { type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { forbidden, invalid, notFound } from '../kernel/failure.ts'
import { newId } from '../kernel/identity.ts'
import { newToken, tokenHash } from '../platform/token.ts'
import { provenSession } from '../sign-in/index.ts'

const keyInput = z.strictObject({
  name: z.string().trim().min(1).max(100),
  role: recordId,
  purpose: z.enum(keyPurposes).default('program'),
})

function requireSettings({ actor }: Caller): void {
  if (!mayAct(actor, 'settings') || isKey(actor)) throw forbidden({ action: 'settings' })
}

export const keyEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/api-keys',
    personal: true,
    summary: 'The API keys of the workspace, without their secrets.',
    async handle({ kernel, caller }) {
      requireSettings(caller)
      const items = await kernel.database.control(sql`
        select id, name, prefix, purpose, role_id as role, user_id as "user", created_at as "createdAt", last_used_at as "lastUsedAt", revoked_at as "revokedAt"
        from control.api_key where workspace_id = ${caller.actor.workspaceId} order by created_at desc, id`)
      return { items }
    },
  }),
  endpoint({
    method: 'POST',
    path: '/api-keys',
    summary: 'Makes an API key with a role of its own, for a program or an assistant; the answer holds the key, once.',
    input: keyInput,
    status: 201,
    async handle(request) {
      const { kernel, caller, body } = request
      requireSettings(caller)
      await provenSession(request)
      const { name, role, purpose } = acceptBody(keyInput, body)
      const wanted = caller.model.catalogue.get('role')?.get(role)
      if (wanted?.deleted_at !== null) throw invalid({ role: { code: 'not_found' } })
      if (wanted.administrator === true && !caller.actor.administrator) throw forbidden({ action: 'administrator' })
      const key = `tnd_${newToken()}`
      const id = newId()
      await kernel.database.control(sql`
        insert into control.api_key (id, token_hash, workspace_id, user_id, role_id, name, prefix, purpose, created_at)
        values (${id}, ${tokenHash(key)}, ${caller.actor.workspaceId}, ${caller.actor.userId}, ${role}, ${name}, ${key.slice(0, 10)}, ${purpose}, now())`)
      await auditRequest(kernel, caller, { action: 'key.made', recordId: id, detail: { name, role, purpose } })
      return { id, key }
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/api-keys/{id}',
    summary: 'Revokes an API key.',
    async handle({ kernel, caller, params }) {
      requireSettings(caller)
      if (!isId(params.id)) throw notFound()
      const revoked = await kernel.database.control(sql`
        update control.api_key set revoked_at = now() where id = ${params.id} and workspace_id = ${caller.actor.workspaceId} and revoked_at is null returning id`)
      await tellAdmissions(kernel)
      if (revoked.length === 0) throw notFound()
      await auditRequest(kernel, caller, { action: 'key.revoked', recordId: params.id })
      return null
    },
  }),
]
