import type { MailSuppression } from '@tendero/model'
import { z } from 'zod'
import { acceptBody, emailAddress } from '../kernel/accept-body.ts'
import { write } from '../kernel/action.ts'
import { authorOf } from '../kernel/actor.ts'
import { noteAudit } from '../kernel/audit.ts'
import { type ApiRequest, type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { requireAdministrator } from './require-administrator.ts'
import { endSuppression, listSuppressions, suppress } from './suppressions.sql.ts'

const perPage = 50

const suppression = z.strictObject({ address: emailAddress })

export const suppressionEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/mail/suppressions',
    summary: `Addresses that are not written to, ${perPage} at a time from the newest; \`cursor\` reads on.`,
    handle: list,
  }),
  endpoint({
    method: 'POST',
    path: '/mail/suppressions',
    summary: 'Writes to an address no more.',
    input: suppression,
    status: 201,
    async handle({ kernel, caller, body }) {
      requireAdministrator(caller)
      const { address } = acceptBody(suppression, body)
      const by = authorOf(caller.actor)
      await write(kernel, caller, async (ctx) => {
        noteAudit(ctx, { action: 'mail.suppression_changed', detail: { change: 'blocked', to: address } })
        return suppress(ctx.tx, { address, reason: 'by_hand', answer: null, by }, kernel.now())
      })
      return null
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/mail/suppressions',
    summary: 'Writes again to the address that the query names as `address`.',
    async handle({ kernel, caller, query }) {
      requireAdministrator(caller)
      const address = query.address ?? ''
      await write(kernel, caller, async (ctx) => {
        await endSuppression(ctx.tx, address)
        noteAudit(ctx, { action: 'mail.suppression_changed', detail: { change: 'unblocked', to: address } })
      })
      return null
    },
  }),
]

async function list({ kernel, caller, query }: ApiRequest) {
  requireAdministrator(caller)
  const wanted = { cursor: query.cursor, limit: perPage }
  const { rows, next } = await kernel.database.read(caller.actor.workspaceId, (tx) => listSuppressions(tx, wanted))
  const people = caller.model.catalogue.get('user')
  const items = rows.map(({ address, reason, answer, createdAt, by }): MailSuppression => {
    const person = people?.get(by ?? '')
    return { address, reason, answer, createdAt, by: person ? { id: person.id, name: String(person.name) } : null }
  })
  return { items, next }
}
