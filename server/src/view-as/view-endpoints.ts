import { type PastViews, type StartedView, sql, viewMinutes } from '@tendero/model'
import { z } from 'zod'
import { acceptBody } from '../kernel/accept-body.ts'
import type { Actor } from '../kernel/actor.ts'
import { tellAdmissions } from '../kernel/admissions.ts'
import { type AuditedOrigin, auditApart } from '../kernel/audit.ts'
import { type ApiRequest, type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { forbidden, invalid } from '../kernel/failure.ts'
import { madeAt } from '../kernel/made-at.ts'
import { isViewable } from '../kernel/view-as.ts'
import { tokenHash } from '../platform/token.ts'
import { endViewOf } from './end-views.ts'

const begin = z.strictObject({ user: z.uuid() })
const mostPast = 50

export const viewEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/view-as',
    summary: `Lets an administrator see everything as somebody else does, read-only, for ${viewMinutes} minutes at most; noted in the audit log.`,
    input: begin,
    handle: beginView,
  }),
  endpoint({
    method: 'DELETE',
    path: '/view-as',
    summary: 'Ends seeing as somebody else.',
    whileViewing: true,
    handle: endView,
  }),
  endpoint({
    method: 'GET',
    path: '/view-as',
    summary: `Who saw the CRM as oneself, and when: the last ${mostPast} times.`,
    personal: true,
    handle: pastViews,
  }),
]

/** @throws Failure 403 for who is no administrator or comes by an API key, 422 for somebody who cannot be looked as */
async function beginView(request: ApiRequest): Promise<StartedView> {
  const { kernel, caller, body } = request
  const { model, actor } = caller
  const session = sessionTokenOf(request)
  if (!actor.administrator || !session) throw forbidden({ action: 'administrator' })
  const { user } = acceptBody(begin, body)
  if (!isViewable(model, user)) throw invalid({ user: { code: 'not_viewable' } })
  const now = new Date()
  const endsAt = new Date(now.getTime() + viewMinutes * 60_000).toISOString()
  // One that is over, or of another company: this session has one at a time, and each end is noted.
  await endViewOf(kernel, session, by(request, actor))
  // Noted before it begins: nobody looks unnoted.
  const detail = { until: endsAt }
  await auditApart(kernel, by(request, actor), { action: 'view_as.began', object: 'user', recordId: user, detail })
  await kernel.database.control(sql`
    insert into control.session_view (token_hash, workspace_id, viewer_id, user_id, began_at, ends_at)
    values (${tokenHash(session)}, ${model.workspaceId}, ${actor.userId}, ${user}, ${now.toISOString()}, ${endsAt})
    on conflict (token_hash) do update set workspace_id = excluded.workspace_id, viewer_id = excluded.viewer_id,
      user_id = excluded.user_id, began_at = excluded.began_at, ends_at = excluded.ends_at`)
  await tellAdmissions(kernel)
  return { endsAt }
}

async function endView(request: ApiRequest): Promise<null> {
  const { kernel, caller } = request
  const session = sessionTokenOf(request)
  if (session) await endViewOf(kernel, session, { through: 'screen', ...caller.origin })
  return null
}

async function pastViews({ kernel, caller }: ApiRequest): Promise<PastViews> {
  const { workspaceId, userId } = caller.actor
  const rows = await kernel.database.read(workspaceId, (tx) =>
    tx.rows<{ id: string; actor_id: string }>(sql`
      select e.id, e.actor_id from app.audit_entry e where e.workspace_id = ${workspaceId} and e.record_id = ${userId}
        and e.action = 'view_as.began' order by e.id desc limit ${mostPast}`),
  )
  const people = caller.model.catalogue.get('user')
  return {
    items: rows.map(({ id, actor_id }) => ({
      at: new Date(madeAt(id)).toISOString(),
      by: { id: actor_id, name: String(people?.get(actor_id)?.name ?? '') },
    })),
  }
}

/** An API key has no session, and a key beside a cookie is still a key. */
function sessionTokenOf({ caller, session }: ApiRequest): string | undefined {
  return caller.actor.through === 'screen' ? session : undefined
}

function by({ caller }: ApiRequest, { workspaceId, userId, through }: Actor): AuditedOrigin {
  return { workspaceId, userId, through, ...caller.origin }
}
