import type { AnyRecord, Page, WebhookDelivery, WebhookDeliveryContent } from '@tendero/model'
import { pino } from 'pino'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { eventsSettled } from '../../test/events-settled.ts'
import { type Browser, browserOf } from '../../test/http.ts'
import { type Receiver, startReceiver } from '../../test/receiver.ts'
import { openWorld, type World } from '../../test/world.ts'
import { write } from '../kernel/action.ts'
import { openDatabase } from '../kernel/database.ts'
import { newId } from '../kernel/identity.ts'
import { makeKernel } from '../kernel/kernel.ts'
import { startWorker, type Worker } from '../kernel/worker.ts'
import { slices } from '../slices.ts'
import { noteDeliveries } from './note-deliveries.job.ts'
import { retryDeliveries } from './send-deliveries.job.ts'

let world: World
let ines: Browser
let worker: Worker
let receiver: Receiver
let ahead = 0

const minute = 60_000
const parts = { privateWebhooks: true, now: () => new Date(Date.now() + ahead) }

beforeAll(async () => {
  world = await openWorld(parts)
  ines = await browserOf(world, 'ines')
  const database = openDatabase({ url: world.ownerUrl })
  worker = await startWorker(
    makeKernel(
      { database, log: pino({ level: 'silent' }), dataDir: '', secrets: world.kernel.secrets, ...parts },
      slices,
    ),
  )
})
afterAll(() => worker.stop())

const made: string[] = []
beforeEach(async () => {
  for (const id of made.splice(0)) expect((await ines.request('DELETE', `/webhooks/${id}`)).status).toBe(200)
  receiver = await startReceiver()
})

interface Made {
  readonly id: string
  readonly secret: string
}

async function makeWebhook(values: Readonly<Record<string, unknown>> = {}): Promise<Made> {
  const { id } = await ines.json<AnyRecord>('POST', '/webhooks', {
    name: 'Web shop',
    url: receiver.url,
    events: ['account.create'],
    role: await world.roleId('Administrator'),
    ...values,
  })
  made.push(id)
  const { secret } = await ines.json<{ secret: string }>('POST', `/webhooks/${id}/secret`)
  return { id, secret }
}

const deliveries = async (id: string): Promise<readonly WebhookDelivery[]> =>
  (await ines.json<Page<WebhookDelivery & AnyRecord>>('GET', `/webhooks/${id}/deliveries`)).items

/** Waits for the log to say so: an answer is noted a moment after it was given. */
async function logged(id: string, expected: readonly Partial<WebhookDelivery>[]): Promise<readonly WebhookDelivery[]> {
  await expect.poll(() => deliveries(id), { timeout: 15_000, interval: 50 }).toMatchObject(expected)
  return deliveries(id)
}

/** As if so much time had passed, and the minute's schedule come. */
async function later(milliseconds: number): Promise<void> {
  ahead += milliseconds
  await retryDeliveries.run(world.kernel)
}

describe('a change is told', () => {
  test('with the record as the role sees it, signed by the standard', async () => {
    const { id, secret } = await makeWebhook()
    const account = await world.add('ana', 'account', { name: 'Acme' })
    const [message] = await receiver.until(1)
    const told = new Webhook(secret).verify(message?.body ?? '', message?.headers as Record<string, string>)
    expect(told).toMatchObject({
      type: 'account.create',
      data: { object: 'account', record: { id: account, name: 'Acme', owner: world.ids.ana } },
    })
    const [delivery] = await logged(id, [{ state: 'delivered', status: 200, attempts: 1, topic: 'account.create' }])
    expect(message?.headers['webhook-id']).toBe(delivery?.id)
  })

  test('of update, deletion and restoration alike, and only what was asked for', async () => {
    await makeWebhook({ events: ['account.update', 'account.delete', 'account.restore'] })
    const account = await world.add('ana', 'account', { name: 'Tamm' })
    const { request } = ines
    await request('PATCH', `/accounts/${account}`, { name: 'Tamm OÜ' })
    await receiver.until(1)
    await request('DELETE', `/accounts/${account}`)
    await receiver.until(2)
    await request('POST', `/accounts/${account}/restoration`)
    const messages = (await receiver.until(3)).map(({ body }) => JSON.parse(body))
    expect(messages.map(({ type }) => type)).toEqual(['account.update', 'account.delete', 'account.restore'])
    expect(messages.map(({ data }) => data.record.id)).toEqual([account, account, account])
  })

  test('of a merge, with the record that stays and what went into it', async () => {
    await makeWebhook({ events: ['account.merge'] })
    const [stays, goes] = [
      await world.add('ana', 'account', { name: 'Stays' }),
      await world.add('ana', 'account', { name: 'Goes' }),
    ]
    await ines.json('POST', '/merges', { object: 'account', master: stays, records: [stays, goes] })
    const [message] = await receiver.until(1)
    expect(JSON.parse(message?.body ?? '')).toMatchObject({
      type: 'account.merge',
      data: { object: 'account', record: { id: stays, name: 'Stays' }, merged: [goes] },
    })
    const wish = { name: 'Deals', url: receiver.url, role: await world.roleId('Administrator') }
    const none = await ines.request('POST', '/webhooks', { ...wish, events: ['opportunity.merge'] })
    expect(none.status).toBe(422)
  })

  test('a completed task is an update of a task', async () => {
    await makeWebhook({ events: ['task.update'] })
    const account = await world.add('ana', 'account', { name: 'Linked' })
    const task = await world.add('ana', 'task', { subject: 'Call back', account })
    await (await browserOf(world, 'ana')).request('PATCH', `/activities/${task}`, { subject: 'Call back today' })
    const [message] = await receiver.until(1)
    expect(JSON.parse(message?.body ?? '')).toMatchObject({ type: 'task.update', data: { object: 'task' } })
  })

  test('without events named, of every record', async () => {
    const { id } = await makeWebhook({ events: null })
    await world.add('ana', 'account', { name: 'Any' })
    await world.add('ana', 'contact', { name: 'One' })
    await receiver.until(2)
    expect((await deliveries(id)).map(({ topic }) => topic).sort()).toEqual(['account.create', 'contact.create'])
  })

  test('a batch is told record by record', async () => {
    const { id } = await makeWebhook()
    const ana = await world.as('ana')
    const names = Array.from({ length: 12 }, (_, index) => ({ name: `Batch ${index}` }))
    await write(world.kernel, ana, (ctx) => ctx.insertMany('account', names, { checked: true }))
    const bodies = (await receiver.until(12)).map(({ body }) => JSON.parse(body).data.record.name)
    expect(new Set(bodies).size).toBe(12)
    expect(await deliveries(id)).toHaveLength(12)
  })

  test('nothing that the role may not read leaves: neither records nor fields', async () => {
    const rights = {
      objects: { account: { create: 'none', read: 'own', edit: 'none', delete: 'none' } },
      fields: { account: { revenue: 'hidden' } },
      actions: [],
    }
    const role = await ines.json<AnyRecord>('POST', '/roles', { name: 'Shop', rights, administrator: false })
    const { id } = await makeWebhook({ role: role.id })
    await world.add('ana', 'account', { name: 'Hers' })
    await world.add('ines', 'account', { name: 'Own', revenue: { minor: 500, currency: 'EUR' } })
    const [message] = await receiver.until(1)
    const { record } = JSON.parse(message?.body ?? '').data
    expect(record.name).toBe('Own')
    expect(record).not.toHaveProperty('revenue')
    await logged(id, [{ state: 'delivered' }])
    expect(receiver.received).toHaveLength(1)
  })
})

test('an event that a job sees twice makes one message', async () => {
  const { id } = await makeWebhook()
  const account = await world.add('ines', 'account', { name: 'Twice' })
  await receiver.until(1)
  const event = { id: newId(), workspaceId: world.workspaceId, topic: 'account.create', payload: { ids: [account] } }
  await noteDeliveries.run(world.kernel, event)
  await noteDeliveries.run(world.kernel, event)
  await receiver.until(2)
  await logged(id, [{ state: 'delivered' }, { state: 'delivered' }])
})

test('a workspace without an active webhook costs no jobs', async () => {
  const event = { id: newId(), workspaceId: world.workspaceId, topic: 'account.create', payload: {} }
  const concerned = () => noteDeliveries.concerns?.(world.kernel.database, [event])
  expect(await concerned()).toEqual(new Set())
  const { id } = await makeWebhook()
  expect(await concerned()).toEqual(new Set([event.id]))
  await ines.request('PATCH', `/webhooks/${id}`, { active: false })
  expect(await concerned()).toEqual(new Set())
})

describe('a failure', () => {
  test('is tried again with the same id and body, until it is taken', async () => {
    const { id } = await makeWebhook()
    receiver.answer((response) => response.writeHead(500).end('busy'))
    await world.add('ana', 'account', { name: 'Patient' })
    await logged(id, [{ state: 'waiting', attempts: 1, status: 500, failure: 'status' }])
    receiver.answer((response) => response.writeHead(204).end())
    await later(2 * minute)
    const [first, second] = await receiver.until(2)
    await logged(id, [{ state: 'delivered', attempts: 2, status: 204 }])
    expect(second?.body).toBe(first?.body)
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
  })

  test('waits as long as the address asks, and so does whatever else is for it', async () => {
    const { id } = await makeWebhook()
    receiver.answer((response) => response.writeHead(429, { 'retry-after': '7200' }).end())
    await world.add('ana', 'account', { name: 'Early' })
    const [asked] = await logged(id, [{ state: 'waiting', attempts: 1, status: 429 }])
    const until = Date.parse(asked?.nextAttemptAt ?? '')
    expect(until - Date.parse(asked?.attemptedAt ?? '')).toBe(120 * minute)
    receiver.answer((response) => response.writeHead(204).end())
    await world.add('ana', 'account', { name: 'Behind it' })
    await logged(id, [{ state: 'waiting', attempts: 0 }, { attempts: 1 }])
    await later(110 * minute)
    await later(11 * minute)
    const sent = await logged(id, [
      { state: 'delivered', attempts: 1 },
      { state: 'delivered', attempts: 2 },
    ])
    expect(sent.filter(({ attemptedAt }) => Date.parse(attemptedAt ?? '') < until)).toEqual([])
  })

  test('of one address does not hold up what is for the next one', async () => {
    const { id } = await makeWebhook()
    receiver.answer((response) => response.writeHead(503, { 'retry-after': '99999999' }).end())
    await world.add('ana', 'account', { name: 'Busy there' })
    await logged(id, [{ state: 'waiting', attempts: 1, status: 503 }])
    const other = await startReceiver()
    await ines.json('PATCH', `/webhooks/${id}`, { url: other.url })
    await world.add('ana', 'account', { name: 'Free here' })
    await other.until(1)
    await logged(id, [
      { state: 'delivered', attempts: 1 },
      { state: 'waiting', attempts: 1 },
    ])
  })

  test('is final after eight attempts, and a person can send it once more', async () => {
    const { id } = await makeWebhook()
    receiver.answer((response) => response.destroy())
    await world.add('ana', 'account', { name: 'Unlucky' })
    for (let attempts = 1; attempts <= 8; attempts += 1) {
      await logged(id, [{ attempts, state: attempts < 8 ? 'waiting' : 'failed', failure: 'no_answer' }])
      if (attempts < 8) await later(500 * minute)
    }
    receiver.answer((response) => response.end('finally'))
    const [delivery] = await deliveries(id)
    expect((await ines.request('POST', `/webhooks/${id}/deliveries/${delivery?.id}/replay`)).status).toBe(202)
    await logged(id, [{ state: 'delivered', attempts: 1 }])
    const content = await ines.json<WebhookDeliveryContent>('GET', `/webhooks/${id}/deliveries/${delivery?.id}`)
    expect(content.answer).toBe('finally')
    expect(JSON.parse(content.body).data.record.name).toBe('Unlucky')
  })

  test('410 stops the webhook, and saving it as active lets it go on', async () => {
    const { id } = await makeWebhook()
    receiver.answer((response) => response.writeHead(410).end())
    await world.add('ana', 'account', { name: 'Last' })
    await logged(id, [{ state: 'failed', attempts: 1, status: 410 }])
    const webhook = () => ines.json<AnyRecord>('GET', `/webhooks/${id}`)
    await expect.poll(webhook, { timeout: 10_000 }).toMatchObject({ active: false, stopped: 'gone' })
    await world.add('ana', 'account', { name: 'Unheard' })
    await eventsSettled(world, 'webhooks.note')
    receiver.answer((response) => response.end())
    await ines.request('PATCH', `/webhooks/${id}`, { active: true })
    expect(await webhook()).toMatchObject({ active: true, stopped: null })
    await ines.request('POST', `/webhooks/${id}/test`)
    const last = (await receiver.until(2)).at(-1)
    expect(JSON.parse(last?.body ?? '').type).toBe('webhook.test')
  })

  test('five hundred in a row stop the webhook', async () => {
    const { id } = await makeWebhook()
    await world.kernel.database.direct.query(
      'update tendero.webhook_state set failures = 499 where workspace_id = $1 and webhook_id = $2',
      [world.workspaceId, id],
    )
    receiver.answer((response) => response.writeHead(503).end())
    await world.add('ana', 'account', { name: 'The five hundredth' })
    await expect
      .poll(() => ines.json<AnyRecord>('GET', `/webhooks/${id}`), { timeout: 10_000 })
      .toMatchObject({ active: false, stopped: 'failing' })
  })
})

describe('who may', () => {
  const statusOf = async (answer: Promise<Response>): Promise<number> => (await answer).status

  test('a representative sees none of it', async () => {
    const { id } = await makeWebhook()
    const ana = await browserOf(world, 'ana')
    for (const path of [`/webhooks/${id}`, `/webhooks/${id}/deliveries`])
      expect(await statusOf(ana.request('GET', path))).toBe(403)
    for (const path of [`/webhooks/${id}/secret`, `/webhooks/${id}/test`])
      expect(await statusOf(ana.request('POST', path))).toBe(403)
  })

  test('who is no administrator neither sets one up with all rights nor reads the log of one', async () => {
    const { id } = await makeWebhook()
    const rights = {
      objects: { webhook: { create: 'all', read: 'all', edit: 'all', delete: 'all' } },
      actions: ['settings'],
    }
    const role = await ines.json<AnyRecord>('POST', '/roles', { name: 'Integrator', rights, administrator: false })
    await ines.request('PATCH', `/users/${world.ids.bo}`, { role: role.id })
    const bo = await browserOf(world, 'bo')
    expect(await statusOf(bo.request('PATCH', `/webhooks/${id}`, { url: `${receiver.url}/theirs` }))).toBe(403)
    expect(await statusOf(bo.request('GET', `/webhooks/${id}/deliveries`))).toBe(403)
    expect(await statusOf(bo.request('POST', `/webhooks/${id}/secret`))).toBe(403)
    const own = { name: 'Own', url: receiver.url, role: role.id }
    const mine = await bo.json<AnyRecord>('POST', '/webhooks', own)
    made.push(mine.id)
    expect(mine).toMatchObject({ user: world.ids.bo, active: true })
    const all = { role: await world.roleId('Administrator') }
    expect(await statusOf(bo.request('PATCH', `/webhooks/${mine.id}`, all))).toBe(403)
  })

  test.each(['https://user:secret@example.com/', 'https://:secret@example.com/'])(
    'an address with a password in it is refused: %s',
    async (url) => {
      const role = await world.roleId('Representative')
      const answer = await ines.request('POST', '/webhooks', { name: 'Odd', url, role })
      expect(answer.status).toBe(422)
      expect(await answer.json()).toMatchObject({ fields: { url: { code: 'not_a_url' } } })
    },
  )

  test('an event that there is not is refused', async () => {
    const answer = await ines.request('POST', '/webhooks', {
      name: 'Odd',
      url: receiver.url,
      role: await world.roleId('Administrator'),
      events: ['role.update'],
    })
    expect(answer.status).toBe(422)
    expect(await answer.json()).toMatchObject({ fields: { events: { code: 'unknown_event' } } })
  })

  test('the secret is in no answer but the one that makes it', async () => {
    const { id, secret } = await makeWebhook()
    expect(secret).toMatch(/^whsec_/)
    const texts = await Promise.all(
      [`/webhooks/${id}`, `/timeline?object=webhook&id=${id}`, '/webhooks'].map(async (path) =>
        (await ines.request('GET', path)).text(),
      ),
    )
    expect(texts.join()).not.toContain(secret.slice(6))
  })
})
