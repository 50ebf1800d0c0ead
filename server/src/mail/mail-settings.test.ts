import {
  type AuditPage,
  type MailContents,
  type MailPage,
  type MailSettings,
  type MailTest,
  type Problem,
  sql,
} from '@tendero/model'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { browserOf } from '../../test/http.ts'
import { type RunningMailServer, startMailServer } from '../../test/mail-server.ts'
import { type MailWorld, mailOnThisMachine, openMailWorld, queueTest, settingsFor } from '../../test/mail-world.ts'
import { routes } from '../http/app.ts'
import { write } from '../kernel/action.ts'
import { mailEndpoints, queueMail } from './index.ts'

let mails: MailWorld
let server: RunningMailServer
beforeAll(async () => {
  mails = await openMailWorld()
  server = await startMailServer()
})

const put = (change: object) => mails.ines.request('PUT', '/mail/settings', { ...settingsFor(server.port), ...change })
const signedIn = { ...settingsFor(0).server, user: 'crm', password: 'right' }
const withPassword = () => put({ server: { ...signedIn, port: server.port } })
const problemOf = async (answer: Response) => (await answer.json()) as Problem
const noServer = () => put({ server: null, fromAddress: null })

describe('who may', () => {
  test.each(['marta', 'ana'] as const)('set, read or send: not %s, at any address', async (who) => {
    const browser = await browserOf(mails.world, who)
    const id = await mails.queue('ana@example.com')
    expect(mailEndpoints.length).toBeGreaterThan(10)
    for (const { method, path } of mailEndpoints) {
      const answer = await browser.request(method, path.replace('{id}', id), method === 'GET' ? undefined : {})
      expect([method, path, answer.status]).toEqual([method, path, 403])
    }
  })

  test('reach mails of another workspace: nobody, by no address', async () => {
    const { kernel, stranger } = mails.world
    const id = await queueTest({ kernel }, stranger.workspaceId, 'olaf@example.com')
    expect((await mails.ines.request('GET', `/mail/messages/${id}`)).status).toBe(404)
    for (const act of ['sending', 'cancellation', 'confirmation']) {
      await withPassword()
      expect(await mails.ines.json('POST', `/mail/messages/${act}`, { ids: [id] })).toEqual({ ids: [] })
    }
    const { items } = await mails.ines.json<MailPage>('GET', '/mail/messages')
    expect(items.map((one) => one.id)).not.toContain(id)
  })
})

describe('the password of the server', () => {
  test('is never given back, and stands in the database sealed', async () => {
    const answer = await (await withPassword()).text()
    expect(JSON.parse(answer)).toMatchObject({ server: { user: 'crm', hasPassword: true } })
    const row = await mails.world.kernel.database.read(mails.world.workspaceId, (tx) =>
      tx.rows(sql`select s.* from app.mail_setting s where s.workspace_id = ${tx.workspaceId}`),
    )
    for (const text of [answer, JSON.stringify(row)]) expect(text).not.toContain('right')
  })

  test('stays while the server is the same, and goes to no other', async () => {
    await withPassword()
    const { password: _, ...kept } = { ...signedIn, port: server.port }
    expect((await put({ server: kept, perMinute: 5 })).status).toBe(200)
    expect(await mails.ines.json<MailTest>('POST', '/mail/test', { to: 'ana@example.com' })).toMatchObject({
      failed: null,
    })
    for (const change of [{ host: 'localhost' }, { port: server.port + 1 }, { user: 'other' }, { security: 'tls' }])
      expect(await problemOf(await put({ server: { ...kept, ...change } }))).toMatchObject({
        fields: { 'server.password': { code: 'required' } },
      })
  })
})

describe('a test message', () => {
  test('tells each step that went well', async () => {
    await withPassword()
    expect(await mails.ines.json<MailTest>('POST', '/mail/test', { to: 'ana@example.com' })).toEqual({
      passed: ['resolve', 'connect', 'greet', 'sign_in', 'sender', 'recipient', 'content'],
      failed: null,
      answer: expect.stringMatching(/^250/),
    })
    expect(server.received.at(-1)?.parsed.subject).toBe('Test of the e-mail of Ferretería Sol')
    const { items } = await mails.ines.json<AuditPage>('GET', '/audit-log?limit=1')
    expect(items[0]).toMatchObject({ action: 'mail.tested', detail: { to: 'ana@example.com' } })
  })

  test('tells the step that failed, with the words of the server', async () => {
    await put({ server: { ...signedIn, port: server.port, password: 'wrong' } })
    expect(await mails.ines.json<MailTest>('POST', '/mail/test', { to: 'ana@example.com' })).toEqual({
      passed: ['resolve', 'connect', 'greet'],
      failed: { step: 'sign_in', failure: 'answer', answer: expect.stringContaining('5.7.8') },
      answer: null,
    })
  })

  test('needs a server', async () => {
    await noServer()
    expect((await mails.ines.request('POST', '/mail/test', { to: 'ana@example.com' })).status).toBe(409)
  })
})

describe('a server in the own network', () => {
  test('is for the operator to allow: not found out about by its name, nor by a port that is no mail port', async () => {
    const kernel = { ...mails.world.kernel, mail: { ...mailOnThisMachine, privateServers: false } }
    const app = routes(kernel, '/nowhere')
    const send = (method: string, path: string, body: object) =>
      app.request(`/api/v1${path}`, {
        method,
        body: JSON.stringify(body),
        headers: { ...mails.ines.session, 'content-type': 'application/json' },
      })
    expect((await send('PUT', '/mail/settings', settingsFor(22))).status).toBe(422)
    for (const host of ['127.0.0.1', 'localhost', '169.254.169.254', '10.0.0.1', '::1', '0x7f.1'])
      expect([
        host,
        (await send('PUT', '/mail/settings', { ...settingsFor(25), server: { ...settingsFor(25).server, host } }))
          .status,
      ]).toEqual([host, 200])
    await send('PUT', '/mail/settings', {
      ...settingsFor(25),
      server: { ...settingsFor(25).server, host: 'localhost' },
    })
    const answer = await send('POST', '/mail/test', { to: 'ana@example.com' })
    expect(await answer.json()).toMatchObject({ passed: [], failed: { step: 'resolve', failure: 'refused_address' } })
  })
})

test.each([
  { server: { ...signedIn, host: 'a b' } },
  { server: { ...signedIn, host: 'x\r\nQUIT' } },
  { server: { ...signedIn, user: 'a\r\nb' } },
  { server: { ...signedIn, port: 0 } },
  { fromAddress: 'a@b.c\r\nRCPT TO:<x@y.z>' },
  { fromName: 'a\nBcc: x@y.z' },
  { replyTo: 'nobody' },
  { publicUrl: 'javascript:alert(1)' },
  { perMinute: 0 },
  { fromAddress: null },
])('settings that make no sense are refused: %j', async (change) => {
  expect((await put(change)).status).toBe(422)
})

describe('without a server', () => {
  beforeEach(noServer)

  test('mail is kept and read in the outbox; when a server comes it goes when somebody chooses it', async () => {
    const id = await mails.queue('kept@example.com')
    await mails.send()
    const { items } = await mails.ines.json<MailPage>('GET', '/mail/messages?state=kept')
    expect(items[0]).toMatchObject({ id, to: { address: 'kept@example.com', name: 'Ana Ñandú' }, state: 'kept' })
    const { content } = await mails.ines.json<MailContents>('GET', `/mail/messages/${id}`)
    expect(content?.text).toContain('Hello kept@example.com')
    expect((await mails.ines.request('POST', '/mail/messages/sending', { ids: [id] })).status).toBe(409)
    await withPassword()
    await mails.send()
    expect(server.received.flatMap(({ to }) => to)).not.toContain('kept@example.com')
    await mails.ines.request('POST', '/mail/messages/sending', { ids: [id] })
    await mails.send()
    expect(server.received.at(-1)?.to).toEqual(['kept@example.com'])
  })

  test('what still waits when it is taken away is kept', async () => {
    await withPassword()
    const id = await mails.queue('waits@example.com')
    await noServer()
    expect(await mails.ines.json<MailContents>('GET', `/mail/messages/${id}`)).toMatchObject({ state: 'kept' })
  })

  test('a link that lets in is read on a screen; not by a key, nor once a server carries it, and is forgotten when sent', async () => {
    const id = await write(mails.world.kernel, await mails.world.as('ines'), (ctx) =>
      queueMail(ctx, {
        to: { address: 'new@example.com' },
        language: 'en',
        template: 'password_reset',
        values: { name: 'N', minutes: '30', url: 'https://crm.example.com/reset/token' },
        secret: true,
      }),
    )
    const read = async () => (await mails.ines.json<MailContents>('GET', `/mail/messages/${id}`)).content
    expect((await read())?.text).toContain('/reset/token')
    await withPassword()
    expect(await read()).toBeNull()
    await mails.ines.request('POST', '/mail/messages/sending', { ids: [id] })
    await mails.send()
    expect(server.received.at(-1)?.parsed.text).toContain('/reset/token')
    await noServer()
    expect(await read()).toBeNull()
  })
})

test('the outbox is read page by page, by state', async () => {
  await noServer()
  for (let n = 0; n < 60; n += 1) await mails.queue(`${n}@many.example.com`)
  const first = await mails.ines.json<MailPage>('GET', '/mail/messages?state=kept,sent')
  expect(first.items).toHaveLength(50)
  const second = await mails.ines.json<MailPage>('GET', `/mail/messages?state=kept,sent&cursor=${first.next}`)
  expect(first.items[0]?.to.address).toBe('59@many.example.com')
  expect(second.items[0]?.to.address).toBe('9@many.example.com')
  expect((await mails.ines.request('GET', '/mail/messages?cursor=made-up')).status).toBe(422)
  expect((await mails.ines.request('GET', '/mail/messages?state=none')).status).toBe(422)
})

test('the address of links is one of the web, and what the operator sets wins', async () => {
  await put({ publicUrl: 'https://crm.example.com/some/path' })
  const settings = await mails.ines.json<MailSettings>('GET', '/mail/settings')
  expect(settings).toMatchObject({
    publicUrl: 'https://crm.example.com',
    effectiveUrl: 'https://crm.example.com',
    urlIsFixed: false,
  })
})

test('the audit log tells who changed the settings and who read a link that lets in, without secrets', async () => {
  await withPassword()
  await noServer()
  const id = await write(mails.world.kernel, await mails.world.as('ines'), (ctx) =>
    queueMail(ctx, {
      to: { address: 'new@example.com' },
      language: 'en',
      template: 'password_reset',
      values: { name: 'N', minutes: '30', url: 'https://crm.example.com/reset/audited' },
      secret: true,
    }),
  )
  await mails.ines.json('GET', `/mail/messages/${id}`)
  const log = JSON.stringify(await mails.ines.json<AuditPage>('GET', '/audit-log?limit=20'))
  expect(log).toContain('"mail.settings_changed"')
  expect(log).toContain('"password":"changed"')
  expect(log).toContain('"mail.read"')
  expect(log).not.toMatch(/"right"|reset\/audited/)
})
