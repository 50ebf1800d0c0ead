import { sql } from '@tendero/model'
import { mayAct } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { Failure, forbidden, invalid } from '../kernel/failure.ts'
import { type Change, type Lifecycle, valueAfter } from '../kernel/lifecycle.ts'
import { newSigningSecret } from './signing-secret.ts'
import { isTopic } from './topics.ts'

const mostWebhooks = 50

/** Who saves a webhook answers for what it reads, so none may give it a role beyond their own reach. */
export const webhookLifecycle: Lifecycle = {
  object: 'webhook',
  before(ctx, changes) {
    for (const change of changes) if (!change.computed) check(ctx, change)
  },
  async after(ctx, changes) {
    for (const { verb, id, computed, patch } of changes) {
      if (verb === 'create') insertState(ctx, id)
      // For how long an address is to be left alone concerns no other.
      if (verb === 'update' && !computed && (patch.active === true || 'url' in patch)) beginAgain(ctx, id)
    }
  },
  beforeUndo: true,
}

function check(ctx: Context, change: Change): void {
  if (!mayAct(ctx.actor, 'settings')) throw forbidden({ action: 'settings' })
  const roles = [change.before?.role, valueAfter(change, 'role')]
  if (roles.some((role) => isAdministrators(ctx, role)) && !ctx.actor.administrator)
    throw forbidden({ action: 'administrator' })
  if (change.verb === 'delete') return
  if (change.verb === 'create' && living(ctx) >= mostWebhooks)
    throw new Failure(422, 'too_many_webhooks', { details: { most: mostWebhooks } })
  const events = valueAfter(change, 'events')
  if (Array.isArray(events) && !events.every((topic) => isTopic(ctx.model, topic)))
    throw invalid({ events: { code: 'unknown_event' } })
  if (namesSomebody(valueAfter(change, 'url'))) throw invalid({ url: { code: 'not_a_url' } })
  change.patch.user = ctx.actor.userId
  if (valueAfter(change, 'active') === true) change.patch.stopped = null
}

/** A name and password in an address would stand readable in lists and logs, and are never sent. */
function namesSomebody(url: unknown): boolean {
  if (typeof url !== 'string') return false
  const { username, password } = new URL(url)
  return username !== '' || password !== ''
}

function living({ model }: Context): number {
  return [...(model.catalogue.get('webhook')?.values() ?? [])].filter((row) => row.deleted_at === null).length
}

export function isAdministrators({ model }: Pick<Context, 'model'>, role: unknown): boolean {
  return typeof role === 'string' && model.catalogue.get('role')?.get(role)?.administrator === true
}

function insertState({ tx, kernel }: Context, id: string): void {
  tx.send(sql`insert into tendero.webhook_state (workspace_id, webhook_id, secret)
    values (${tx.workspaceId}, ${id}, ${newSigningSecret(kernel, id).sealed}) on conflict (workspace_id, webhook_id) do nothing`)
}

function beginAgain({ tx }: Context, id: string): void {
  tx.send(sql`update tendero.webhook_state s set failures = 0, resting_until = null
    where s.workspace_id = ${tx.workspaceId} and s.webhook_id = ${id}`)
}
