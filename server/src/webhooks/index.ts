import type { Slice } from '../kernel/kernel.ts'
import { noteDeliveries } from './note-deliveries.job.ts'
import { removeDeliveries } from './remove-deliveries.job.ts'
import { retryDeliveries, sendDeliveries } from './send-deliveries.job.ts'
import { secretPurpose } from './signing-secret.ts'
import { webhookEndpoints } from './webhook-endpoints.action.ts'
import { webhookLifecycle } from './webhook-lifecycle.ts'

/** Other programs are told of changes as they happen: signed messages, tried again, with a log. */
export const webhooks: Slice = {
  endpoints: webhookEndpoints,
  lifecycles: [webhookLifecycle],
  subscribers: [noteDeliveries, sendDeliveries],
  schedules: [retryDeliveries, removeDeliveries],
  sealedColumns: [
    {
      schema: 'tendero',
      table: 'webhook_state',
      column: 'secret',
      key: ['workspace_id', 'webhook_id'],
      purpose: ({ webhook_id = '' }) => secretPurpose(webhook_id),
    },
  ],
}
