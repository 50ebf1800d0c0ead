import type { MailContents, MailPage, MailSettings, MailSuppression } from '@tendero/model'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type RunningMailServer, startMailServer } from '../../test/mail-server.ts'
import { type MailWorld, openMailWorld, queueTest, settingsFor } from '../../test/mail-world.ts'
import { removeMails } from './remove-mails.job.ts'
import { sendMails } from './send-mails.job.ts'

let mails: MailWorld
let server: RunningMailServer

beforeAll(async () => {
  mails = await openMailWorld()
})

beforeEach(async () => {
  server = await startMailServer()
  await mails.sendTo(server.port)
  const { items } = await mails.ines.json<MailPage>('GET', '/mail/messages?state=queued,kept')
  const ids = items.map(({ id }) => id)
  if (ids.length > 0) await mails.ines.request('POST', '/mail/messages/cancellation', { ids })
})

const read = (id: string) => mails.ines.json<MailContents>('GET', `/mail/messages/${id}`)
const statusOf = async () => (await mails.ines.json<MailSettings>('GET', '/mail/settings')).status
const act = (action: string, id: string) =>
  mails.ines.json<{ ids: string[] }>('POST', `/mail/messages/${action}`, { ids: [id] })

describe('a mail that is sent', () => {
  test('arrives with the headers of an automatic mail, in text and HTML', async () => {
    const id = await mails.queue('ana@example.com')
    await mails.send()
    const [mail] = await server.until(1)
    expect(mail?.from).toBe('crm@example.com')
    expect(mail?.parsed.from?.value).toEqual([{ name: 'Ferretería Sol', address: 'crm@example.com' }])
    expect(mail?.parsed.messageId).toBe(`<${id}@127.0.0.1>`)
    expect(mail?.parsed.headers.get('auto-submitted')).toBe('auto-generated')
    expect(mail?.parsed.text).toContain('Ferretería Sol can send e-mail')
    expect(mail?.parsed.html).toContain('<p style=')
    expect(mail?.raw.match(/^Date: /gm)).toHaveLength(1)
    expect(await read(id)).toMatchObject({
      state: 'sent',
      attempts: 1,
      failure: null,
      answer: expect.stringMatching(/^250/),
    })
  })

  test('goes in the order in which it was written down', async () => {
    for (const name of ['a', 'b', 'c', 'd']) await mails.queue(`${name}@example.com`)
    await Promise.all([mails.send(), mails.send(), mails.send()])
    const received = await server.until(4)
    expect(received.map(({ to }) => to[0])).toEqual(['a', 'b', 'c', 'd'].map((name) => `${name}@example.com`))
  })

  test('goes no faster than the workspace wants', async () => {
    mails.wait(2)
    await mails.sendTo(server.port, { perMinute: 2 })
    for (const name of ['a', 'b', 'c']) await mails.queue(`${name}@example.com`)
    await mails.send()
    expect(server.received).toHaveLength(2)
    mails.wait(2)
    await mails.send()
    expect(server.received).toHaveLength(3)
  })
})

describe('a server that cannot be used', () => {
  test('keeps no work from being saved, and gets everything in order when it is back', async () => {
    server.behave({ greeting: 'hang' })
    const first = await mails.queue('first@example.com')
    await mails.queue('second@example.com')
    await mails.send()
    expect(await read(first)).toMatchObject({ state: 'queued', attempts: 1, failure: 'timed_out' })
    expect(await statusOf()).toMatchObject({ waiting: 2, failure: 'timed_out', restingUntil: expect.any(String) })
    server.behave({})
    await mails.send()
    expect(server.received, 'while it rests nobody asks it').toEqual([])
    mails.wait(2)
    await mails.send()
    expect((await server.until(2)).map(({ to }) => to[0])).toEqual(['first@example.com', 'second@example.com'])
    expect(await statusOf()).toMatchObject({ waiting: 0, failure: null, restingUntil: null })
  })

  test('that refuses the password lets mail wait, with its words', async () => {
    await mails.sendTo(server.port, { server: { ...settingsFor(server.port).server, user: 'crm', password: 'wrong' } })
    const id = await mails.queue('ana@example.com')
    await mails.send()
    expect(await read(id)).toMatchObject({
      state: 'queued',
      failure: 'answer',
      answer: expect.stringContaining('5.7.8'),
    })
  })

  test('is given up after five days', async () => {
    server.behave({ greeting: '421 busy' })
    const id = await mails.queue('ana@example.com')
    await mails.send()
    mails.wait(5 * 24 * 60 + 1)
    await mails.send()
    expect(await read(id)).toMatchObject({ state: 'failed', failure: 'expired' })
  })

  test('stops no other workspace', async () => {
    const { kernel, stranger } = mails.world
    const other = await startMailServer()
    const instance = { ...other.settings, from: { address: 'instance@example.com' } }
    const theirs = { ...kernel, mail: { ...kernel.mail, server: instance } }
    server.behave({ greeting: 'hang' })
    await mails.queue('ana@example.com')
    const hanging = mails.send()
    await queueTest({ kernel: theirs }, stranger.workspaceId, 'olaf@example.com')

    await sendMails.run(theirs, { id: '', workspaceId: stranger.workspaceId, topic: 'mail.queue', payload: {} })
    expect(other.received.map(({ from }) => from)).toEqual(['instance@example.com'])
    await hanging
  })
})

describe('an answer', () => {
  test('of 4xx puts off that mail alone, and it goes later', async () => {
    server.behave({ recipient: '450 4.2.0 greylisted' }, 'grey@example.com')
    const id = await mails.queue('grey@example.com')
    await mails.queue('ana@example.com')
    await mails.send()
    expect(server.received.map(({ to }) => to[0])).toEqual(['ana@example.com'])
    expect(await read(id)).toMatchObject({ state: 'queued', failure: 'answer', answer: '450 4.2.0 greylisted' })
    server.behave({})
    mails.wait(2)
    await mails.send()
    expect(await read(id)).toMatchObject({ state: 'sent', attempts: 2 })
  })

  test('of 5xx to the content fails at once; a person sends it again', async () => {
    server.behave({ content: '554 5.6.0 spam' })
    const id = await mails.queue('ana@example.com')
    await mails.send()
    expect(await read(id)).toMatchObject({ state: 'failed', answer: '554 5.6.0 spam' })
    server.behave({})
    expect(await act('sending', id)).toEqual({ ids: [id] })
    await mails.send()
    expect(await read(id)).toMatchObject({ state: 'sent' })
  })

  test('that there is nobody puts the address on the list, until it is taken off', async () => {
    server.behave({ recipient: '550 5.1.1 nobody' }, 'gone@example.com')
    await mails.queue('gone@example.com')
    await mails.send()
    const { items } = await mails.ines.json<{ items: MailSuppression[] }>('GET', '/mail/suppressions')
    expect(items[0]).toMatchObject({
      address: 'gone@example.com',
      reason: 'no_such_address',
      answer: '550 5.1.1 nobody',
      by: null,
    })
    server.behave({})
    const id = await mails.queue('Gone@Example.com')
    await mails.send()
    expect(await read(id)).toMatchObject({ state: 'suppressed', failure: 'no_such_address', attempts: 0 })
    expect((await mails.ines.request('DELETE', '/mail/suppressions?address=gone%40example.com')).status).toBe(200)
    await act('sending', id)
    await mails.send()
    expect(server.received).toHaveLength(1)
  })

  test.each(['drop', 'hang'] as const)(
    'that never comes after the content (%s) leaves it to a person',
    async (content) => {
      server.behave({ content })
      const id = await mails.queue('ana@example.com')
      const behind = await mails.queue('bo@example.com')
      await mails.send()
      expect(await read(id)).toMatchObject({ state: 'uncertain' })
      expect(await read(behind), 'the server rests').toMatchObject({ state: 'queued', attempts: 0 })
      server.behave({})
      mails.wait(60)
      await mails.send()
      expect(server.received.map(({ to }) => to[0])).toEqual(['bo@example.com'])
      expect(await act('confirmation', id)).toEqual({ ids: [id] })
      expect(await read(id)).toMatchObject({ state: 'sent' })
      expect(await act('confirmation', id)).toEqual({ ids: [] })
    },
  )
})

describe('a person', () => {
  test('cancels what waits, and nothing goes', async () => {
    const id = await mails.queue('ana@example.com')
    expect(await act('cancellation', id)).toEqual({ ids: [id] })
    await mails.send()
    expect(server.received).toEqual([])
    expect(await read(id)).toMatchObject({ state: 'cancelled' })
  })

  test('who cancels while the server is being talked to stops it before the content', async () => {
    let asked = () => {}
    const reached = new Promise<void>((resolve) => {
      asked = resolve
    })
    let goOn = () => {}
    const slow = await startMailServer({
      onRcptTo: (_address, _session, done) => {
        asked()
        goOn = () => done()
      },
    })
    await mails.sendTo(slow.port)
    const id = await mails.queue('ana@example.com')
    const sending = mails.send()
    await reached
    expect(await act('cancellation', id)).toEqual({ ids: [id] })
    goOn()
    await sending
    expect(slow.received).toEqual([])
    expect(await read(id)).toMatchObject({ state: 'cancelled' })
  })
})

test('what is over is kept for ninety days, what waits for a decision stays', async () => {
  server.behave({ content: 'drop' })
  const uncertain = await mails.queue('ana@example.com')
  await mails.send()
  await mails.sendTo(server.port)
  server.behave({})
  const sent = await mails.queue('bo@example.com')
  await mails.send()

  await removeMails.run(mails.world.kernel)
  expect(await read(sent)).toMatchObject({ state: 'sent' })
  mails.wait(91 * 24 * 60)
  await removeMails.run(mails.world.kernel)
  expect((await mails.ines.request('GET', `/mail/messages/${sent}`)).status).toBe(404)
  expect(await read(uncertain)).toMatchObject({ state: 'uncertain' })
})
