import { isId } from '@tendero/model'
import { write } from '../kernel/action.ts'
import { mayAct, scopeOf } from '../kernel/actor.ts'
import { noteAudit } from '../kernel/audit.ts'
import type { Caller } from '../kernel/caller.ts'
import type { Context } from '../kernel/context.ts'
import { type ApiRequest, type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { forbidden, notFound } from '../kernel/failure.ts'
import { newId } from '../kernel/identity.ts'
import {
  changeSecret,
  deliverAgain,
  endRest,
  insertDeliveries,
  listDeliveries,
  type NewDelivery,
  readDelivery,
} from './deliveries.sql.ts'
import { messageBody } from './note-deliveries.job.ts'
import { newSigningSecret } from './signing-secret.ts'
import { isAdministrators } from './webhook-lifecycle.ts'
import { type StoredWebhook, webhookOf } from './webhook-rows.ts'

const perPage = 50

/** The webhook of an address; what is in its log was read with the rights of its role. */
function webhookAt({ caller, params }: Pick<ApiRequest, 'caller' | 'params'>): StoredWebhook {
  const { model, actor } = caller
  const webhook = isId(params.id) ? webhookOf(model, params.id) : undefined
  requireManager(caller)
  if (!webhook) throw notFound()
  if (isAdministrators({ model }, webhook.role) && !actor.administrator) throw forbidden({ action: 'administrator' })
  return webhook
}

function requireManager({ actor }: Caller): void {
  if (!mayAct(actor, 'settings') || scopeOf(actor, 'webhook', 'edit') === 'none')
    throw forbidden({ action: 'settings' })
}

function deliveryId({ delivery = '' }: ApiRequest['params']): string {
  if (!isId(delivery)) throw notFound()
  return delivery
}

export const webhookEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/webhooks/{id}/secret',
    summary: 'Makes a new secret for a webhook, which its messages are signed with from now on; it is shown once.',
    status: 201,
    async handle(request) {
      const { id } = webhookAt(request)
      const { secret, sealed } = newSigningSecret(request.kernel, id)
      await write(request.kernel, request.caller, async (ctx) => {
        noteAudit(ctx, { action: 'webhook.secret_made', object: 'webhook', recordId: id })
        await changeSecret(ctx.tx, id, sealed)
      })
      return { secret }
    },
  }),
  endpoint({
    method: 'POST',
    path: '/webhooks/{id}/test',
    summary: 'Sends a message of the type `webhook.test`; the answer is the id of its delivery.',
    status: 202,
    async handle(request) {
      const { kernel, caller } = request
      const webhook = webhookAt(request)
      const delivery = testDelivery(webhook, kernel.now())
      await write(kernel, caller, async (ctx) => {
        noteAudit(ctx, { action: 'webhook.tested', object: 'webhook', recordId: webhook.id })
        insertDeliveries(ctx.tx, [delivery], kernel.now())
        sendNow(ctx, webhook)
      })
      return { id: delivery.id }
    },
  }),
  endpoint({
    method: 'GET',
    path: '/webhooks/{id}/deliveries',
    summary: 'What was sent to a webhook in the last thirty days, fifty at a time from the newest.',
    async handle(request) {
      const { id } = webhookAt(request)
      const before = request.query.cursor
      if (before !== undefined && !isId(before)) throw notFound()
      const items = await request.kernel.database.read(request.caller.actor.workspaceId, (tx) =>
        listDeliveries(tx, id, { before, limit: perPage }),
      )
      return { items, next: items.length < perPage ? null : (items[items.length - 1]?.id ?? null) }
    },
  }),
  endpoint({
    method: 'GET',
    path: '/webhooks/{id}/deliveries/{delivery}',
    summary: 'One delivery with the message and the beginning of the answer.',
    async handle(request) {
      const { id } = webhookAt(request)
      const delivery = deliveryId(request.params)
      return request.kernel.database.read(request.caller.actor.workspaceId, (tx) => readDelivery(tx, id, delivery))
    },
  }),
  endpoint({
    method: 'POST',
    path: '/webhooks/{id}/deliveries/{delivery}/replay',
    summary: 'Sends a message once more, with the same id and body.',
    status: 202,
    async handle(request) {
      const { kernel, caller } = request
      const webhook = webhookAt(request)
      const delivery = deliveryId(request.params)
      await write(kernel, caller, async (ctx) => {
        noteAudit(ctx, { action: 'webhook.replayed', object: 'webhook', recordId: webhook.id, detail: { delivery } })
        await deliverAgain(ctx.tx, webhook.id, delivery, kernel.now())
        sendNow(ctx, webhook)
      })
      return { id: delivery }
    },
  }),
]

/** Somebody is looking: an address that rests is tried at once. */
function sendNow(ctx: Context, { id }: StoredWebhook): void {
  endRest(ctx.tx, id)
  ctx.emit('webhook.send', { webhook: id })
}

function testDelivery({ id: webhookId }: StoredWebhook, now: Date): NewDelivery {
  const id = newId()
  const body = messageBody('webhook.test', now, JSON.stringify({ webhook: webhookId }))
  return { id, webhookId, eventId: id, recordId: webhookId, topic: 'webhook.test', body }
}
