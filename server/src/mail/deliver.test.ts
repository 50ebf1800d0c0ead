import { createServer } from 'node:net'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Misbehaviour, type RunningMailServer, startMailServer } from '../../test/mail-server.ts'
import type { MailServer } from '../platform/mail-environment.ts'
import { deliver } from './deliver.ts'

let server: RunningMailServer
beforeAll(async () => {
  server = await startMailServer()
})

const patience = { greeting: 600, answer: 600 }
const envelope = {
  from: 'crm@example.com',
  to: 'ana@example.com',
  message: Buffer.from('Subject: x\r\n\r\n.dot\r\nend\r\n'),
}

const send = (to: Partial<MailServer> = {}, beforeContent = async () => {}, allowPrivate = true) =>
  deliver({ ...server.settings, ...to }, envelope, { allowPrivate, patience, beforeContent })

test('a message arrives as it was, and the answer is told', async () => {
  server.behave({})
  expect(await send({ user: 'crm', password: 'right' })).toMatchObject({
    kind: 'accepted',
    answer: expect.stringMatching(/^250 /),
  })
  expect(server.received.at(-1)).toMatchObject({ from: 'crm@example.com', to: ['ana@example.com'] })
  expect(server.received.at(-1)?.raw).toContain('\r\n.dot\r\nend')
})

describe('a server that', () => {
  test.each<[Parameters<RunningMailServer['behave']>[0], object]>([
    [{ greeting: '554 no service' }, { kind: 'refused', step: 'greet', code: 554 }],
    [{ greeting: '421 too busy' }, { kind: 'refused', step: 'greet', code: 421 }],
    [{ greeting: 'hang' }, { kind: 'unreached', step: 'greet', failure: 'timed_out' }],
    [{ greeting: 'drop' }, { kind: 'unreached', step: 'greet', failure: 'closed' }],
    [{ sign_in: '454 4.7.0 later' }, { kind: 'refused', step: 'sign_in', code: 454 }],
    [{ sign_in: 'hang' }, { kind: 'unreached', step: 'sign_in', failure: 'timed_out' }],
    [{ sender: '451 4.3.0 later' }, { kind: 'refused', step: 'sender', code: 451 }],
    [{ sender: '550 5.7.1 no' }, { kind: 'refused', step: 'sender', code: 550 }],
    [{ recipient: '450 4.2.0 greylisted' }, { kind: 'refused', step: 'recipient', code: 450 }],
    [{ recipient: '550 5.1.1 nobody' }, { kind: 'refused', step: 'recipient', code: 550, answer: '550 5.1.1 nobody' }],
    [{ recipient: 'hang' }, { kind: 'unreached', step: 'sender', failure: 'timed_out' }],
    [{ recipient: 'drop' }, { kind: 'unreached', step: 'sender', failure: 'closed' }],
    [{ data: '451 4.3.0 later' }, { kind: 'refused', step: 'content', code: 451, answer: '451 4.3.0 later' }],
    [{ data: '554 5.7.1 no' }, { kind: 'refused', step: 'content', code: 554, answer: '554 5.7.1 no' }],
    [{ data: 'hang' }, { kind: 'unreached', failure: 'timed_out' }],
    [{ data: 'drop' }, { kind: 'unreached', failure: 'closed' }],
    [{ content: '452 4.3.1 full' }, { kind: 'refused', step: 'content', code: 452 }],
    [{ content: '554 5.6.0 spam' }, { kind: 'refused', step: 'content', code: 554 }],
    [{ content: 'hang' }, { kind: 'uncertain', failure: 'timed_out' }],
    [{ content: 'drop' }, { kind: 'uncertain', failure: 'closed' }],
  ])('answers %j is told apart', async (at, expected) => {
    server.behave(at)
    expect(await send({ user: 'crm', password: 'right' })).toMatchObject(expected)
  })

  test('does not know the password is told apart from one that asks for none', async () => {
    server.behave({})
    expect(await send({ user: 'crm', password: 'wrong' })).toMatchObject({
      kind: 'refused',
      step: 'sign_in',
      code: 535,
    })
    const open = await startMailServer({ disabledCommands: ['AUTH'] })
    expect(await send({ port: open.port, user: 'crm', password: 'right' })).toMatchObject({ step: 'sign_in' })
    expect(open.received).toEqual([])
  })

  test('is not there, has no such name, or is of the own network is not reached', async () => {
    expect(await send({ port: await freePort() })).toMatchObject({
      kind: 'unreached',
      step: 'connect',
      failure: 'no_connection',
    })
    expect(await send({ host: 'no-such-host.invalid' })).toMatchObject({ kind: 'unreached', step: 'resolve' })
    const refused = { kind: 'unreached', step: 'resolve', failure: 'refused_address' }
    expect(await send({}, undefined, false)).toMatchObject(refused)
    expect(await send({ host: 'localhost' }, undefined, false)).toMatchObject(refused)
  })

  test('cannot be trusted or offers no security gets nothing, neither by STARTTLS nor from the first byte', async () => {
    const selfSigned = await startMailServer({ hideSTARTTLS: false })
    expect(await send({ port: selfSigned.port, security: 'starttls' })).toMatchObject({
      step: 'secure',
      failure: 'no_security',
    })
    expect(await send({ security: 'starttls' })).toMatchObject({ step: 'secure' })
    const secure = await startMailServer({ secure: true })
    expect(await send({ port: secure.port, security: 'tls' })).toMatchObject({ step: 'secure', failure: 'no_security' })
    expect([...selfSigned.received, ...secure.received]).toEqual([])
  })
})

describe('the moment before the content', () => {
  test('comes when the server wants it, and what is thrown there leaves the server with nothing', async () => {
    server.behave({})
    const before = server.received.length
    const error = new Error('not ours')
    const outcome = await send({}, async () => {
      throw error
    })
    expect(outcome).toEqual({ kind: 'stopped', error })
    expect(server.received).toHaveLength(before)
  })

  test.each<Misbehaviour>(['450 later', '550 5.1.1 nobody', 'drop'])(
    'never comes when the recipient, or the command before the content, is answered %s',
    async (answer) => {
      for (const at of [{ recipient: answer }, { data: answer }]) {
        server.behave(at)
        let asked = false
        await send({}, async () => {
          asked = true
        })
        expect([at, asked]).toEqual([at, false])
      }
    },
  )
})

async function freePort(): Promise<number> {
  const socket = createServer()
  await new Promise<void>((resolve) => socket.listen(0, '127.0.0.1', resolve))
  const address = socket.address()
  await new Promise((resolve) => socket.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}
