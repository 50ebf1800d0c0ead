import type { AuditPage } from '@tendero/model'
import { expect, test } from 'vitest'
import { browserOf } from '../../test/http.ts'
import { openWorld } from '../../test/world.ts'
import { write } from '../kernel/action.ts'
import { queueMail } from '../mail/index.ts'

const world = await openWorld()
const ines = await browserOf(world, 'ines')
const newest = async () => (await ines.json<AuditPage>('GET', '/audit-log?limit=1')).items[0]
const by = { actor: { id: world.ids.ines, name: 'Ines' }, through: 'screen' }

async function webhook(): Promise<string> {
  const role = await world.roleId('Representative')
  const events = ['account.create']
  const wish = { name: 'Shop', url: 'https://example.com/hook', events, role }
  return (await ines.json<{ id: string }>('POST', '/webhooks', wish)).id
}

test('a new secret of a webhook is noted', async () => {
  const id = await webhook()
  await ines.json('POST', `/webhooks/${id}/secret`)
  expect(await newest()).toMatchObject({ action: 'webhook.secret_made', ...by, record: { id } })
})

test('messages that are sent to a webhook to try it, or again, are noted', async () => {
  const id = await webhook()
  const { id: delivery } = await ines.json<{ id: string }>('POST', `/webhooks/${id}/test`)
  expect(await newest()).toMatchObject({ action: 'webhook.tested', ...by, record: { id } })
  await world.kernel.database.direct.query(`update tendero.webhook_delivery set state = 'failed' where id = $1`, [
    delivery,
  ])
  await ines.json('POST', `/webhooks/${id}/deliveries/${delivery}/replay`)
  expect(await newest()).toMatchObject({ action: 'webhook.replayed', ...by, record: { id }, detail: { delivery } })
})

test('files that are removed for good are noted', async () => {
  await ines.json('DELETE', '/file-room/removed')
  expect(await newest()).toMatchObject({ action: 'files.removed', ...by, detail: { rows: 0 } })
})

test('an invitation that is withdrawn is noted', async () => {
  const role = await world.roleId('Representative')
  await ines.json('POST', '/invitations', { name: 'New', email: 'new@example.com', role })
  const { items } = await ines.json<{ items: readonly { id: string }[] }>('GET', '/invitations')
  expect((await ines.request('DELETE', `/invitations/${items[0]?.id}`)).status).toBe(200)
  expect(await newest()).toMatchObject({ action: 'invitation.withdrawn', ...by })
})

test('what somebody decides of waiting mails is noted, and nothing where nothing changed', async () => {
  const id = await write(world.kernel, await world.as('ines'), (ctx) =>
    queueMail(ctx, {
      to: { address: 'new@example.com' },
      language: 'en',
      template: 'test',
      values: { name: 'N', workspace: 'W' },
    }),
  )
  await ines.json('POST', '/mail/messages/cancellation', { ids: [id] })
  const noted = await newest()
  expect(noted).toMatchObject({ action: 'mail.decided', ...by, detail: { change: 'cancellation', rows: 1 } })
  await ines.json('POST', '/mail/messages/cancellation', { ids: [id] })
  expect((await newest())?.id).toBe(noted?.id)
})

test('addresses that are blocked and let through again are noted', async () => {
  const to = 'nobody@example.com'
  await ines.json('POST', '/mail/suppressions', { address: to })
  expect(await newest()).toMatchObject({ action: 'mail.suppression_changed', ...by, detail: { change: 'blocked', to } })
  await ines.json('DELETE', `/mail/suppressions?address=${to}`)
  expect(await newest()).toMatchObject({ action: 'mail.suppression_changed', detail: { change: 'unblocked', to } })
})
