import type { AnyRecord } from '@tendero/model'
import { newId } from '../src/kernel/identity.ts'
import { noteDeliveries } from '../src/webhooks/note-deliveries.job.ts'
import type { Browser } from './http.ts'
import type { World } from './world.ts'

/** A message of a webhook: the record that it is about, and its text as it is sent. */
export interface Message {
  readonly record: string
  readonly text: string
}

/** A webhook that somebody made who may. */
export interface Hook {
  /** What it is told of an event of these records with the rights of a role. */
  messages(role: string, topic: string, ids: readonly string[]): Promise<readonly Message[]>
}

/** Nothing is sent: what would be is written down. */
export function hookOf(world: World, administrator: Browser, workspaceId = world.workspaceId): Hook {
  const { kernel } = world
  let id = ''
  let now = ''
  const withRole = async (role: string) => {
    if (role === now) return
    const made = { name: 'Told', url: 'https://example.com/told', role }
    const kept = id
      ? await administrator.json<AnyRecord>('PATCH', `/webhooks/${id}`, { role })
      : await administrator.json<AnyRecord>('POST', '/webhooks', made)
    if (!kept.id) throw new Error(JSON.stringify(kept))
    id = kept.id
    now = role
  }
  return {
    async messages(role, topic, ids) {
      await withRole(role)
      const event = newId()
      await noteDeliveries.run(kernel, { id: event, workspaceId, topic, payload: { ids } })
      const { rows } = await kernel.database.direct.query<Message>(
        `select record_id as record, body as text from tendero.webhook_delivery
          where workspace_id = $1 and webhook_id = $2 and event_id = $3`,
        [workspaceId, id, event],
      )
      return rows
    },
  }
}
