import { isId, sql } from '@tendero/model'
import { isKey, mayAct } from '../kernel/actor.ts'
import { auditRequest } from '../kernel/audit.ts'
import type { Caller } from '../kernel/caller.ts'
import { type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { Failure, forbidden, notFound } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { factorsOf, hasFactors, removeFactors } from './factors.ts'
import { provenSession } from './sessions.ts'
import { tellOfChange } from './tell-person.ts'

/**
 * Takes somebody's second factors away, who has lost them: their password alone lets them in again. Not where other
 * companies rely on them too: there their person has recovery codes.
 * @throws Failure 403, 404, 409 `works_elsewhere` or `no_second_factor`
 */
async function takeAwayFactors(kernel: Kernel, caller: Caller, userId: string): Promise<void> {
  const { actor, model } = caller
  if (!mayAct(actor, 'settings') || isKey(actor)) throw forbidden({ action: 'settings' })
  const user = model.catalogue.get('user')?.get(userId)
  if (user?.deleted_at !== null) throw notFound()
  const isAdministrator = model.catalogue.get('role')?.get(String(user.role_id))?.administrator === true
  if (isAdministrator && !actor.administrator) throw forbidden({ action: 'administrator' })
  const [member] = await kernel.database.control<{ identity_id: string; elsewhere: boolean }>(sql`
    select m.identity_id, exists (select 1 from control.membership o
      where o.identity_id = m.identity_id and o.workspace_id <> m.workspace_id) as elsewhere
    from control.membership m where m.workspace_id = ${actor.workspaceId} and m.user_id = ${userId}`)
  if (member?.elsewhere) throw new Failure(409, 'works_elsewhere')
  if (!member || !hasFactors(await factorsOf(kernel, member.identity_id))) throw new Failure(409, 'no_second_factor')
  await removeFactors(kernel, member.identity_id)
  await auditRequest(kernel, caller, { action: 'second_factor.removed', object: 'user', recordId: userId })
  await tellOfChange(kernel, member.identity_id, 'second_factors_taken_away')
}

export const takeAwayFactorsEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'DELETE',
    path: '/users/{id}/second-factors',
    summary: 'Takes away the second factors of somebody who has lost them; their sessions end.',
    async handle(request) {
      const { kernel, caller, params } = request
      await provenSession(request)
      if (!isId(params.id)) throw notFound()
      await takeAwayFactors(kernel, caller, params.id)
      return null
    },
  }),
]
