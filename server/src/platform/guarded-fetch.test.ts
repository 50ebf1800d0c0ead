import { beforeAll, expect, test } from 'vitest'
import { type Receiver, startReceiver } from '../../test/receiver.ts'
import { type GuardedRequest, type Guards, guardedFetch } from './guarded-fetch.ts'

let receiver: Receiver
beforeAll(async () => {
  receiver = await startReceiver()
})

const guards: Guards = { allowPrivate: true, timeout: 5_000, largest: 1_000 }
const ask = (url: string, given: Partial<Guards> = {}, request: GuardedRequest = {}) =>
  guardedFetch(url, request, { ...guards, ...given })

test('an answer comes with its status, headers and body', async () => {
  receiver.answer((response) => response.writeHead(203, { etag: '"x"' }).end('välk'))
  const answer = await ask(receiver.url, {}, { headers: { accept: 'text/plain' } })
  expect(answer).toMatchObject({ status: 203, headers: { etag: '"x"' } })
  expect(answer.body.toString()).toBe('välk')
  expect(receiver.received.at(-1)).toMatchObject({ body: '', headers: { accept: 'text/plain' } })
})

test('of a body as long as allowed everything comes, of a longer one nothing or the beginning', async () => {
  receiver.answer((response) => response.end('x'.repeat(1_000)))
  expect((await ask(receiver.url)).body.length).toBe(1_000)
  receiver.answer((response) => response.end('x'.repeat(1_001)))
  await expect(ask(receiver.url)).rejects.toMatchObject({ failure: 'too_large' })
  expect((await ask(receiver.url, { cut: true })).body.length).toBe(1_000)
})

test('an endless body is refused at its limit, not at the end of the time', async () => {
  receiver.answer((response) => {
    response.writeHead(200)
    const pour = setInterval(() => response.write('x'.repeat(500)), 5)
    response.on('close', () => clearInterval(pour))
  })
  await expect(ask(receiver.url, { timeout: 20_000 })).rejects.toMatchObject({ failure: 'too_large' })
})

test('a redirect is told and not followed, wherever it leads', async () => {
  const elsewhere = await startReceiver()
  receiver.answer((response) => response.writeHead(302, { location: elsewhere.url }).end())
  expect(await ask(receiver.url)).toMatchObject({ status: 302, headers: { location: elsewhere.url } })
  expect(elsewhere.received).toEqual([])
})

test('what is sent drop by drop is given up in time', async () => {
  receiver.answer((response) => {
    response.writeHead(200)
    const drip = setInterval(() => response.write('x'), 20)
    response.on('close', () => clearInterval(drip))
  })
  await expect(ask(receiver.url, { timeout: 300 })).rejects.toMatchObject({ failure: 'timed_out' })
})

test.each([
  'ftp://example.com/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/plain,x',
  'https://user:secret@example.com/',
  'https://user@example.com/',
  '//example.com/',
  'no address',
  'http://',
])('%s is no address to ask, even where private ones are allowed', async (url) => {
  await expect(ask(url)).rejects.toMatchObject({ failure: 'refused_address' })
})

test.each([
  (port: string) => `http://127.0.0.1:${port}/`,
  (port: string) => `http://localhost.:${port}/`,
  (port: string) => `http://2130706433:${port}/`,
  (port: string) => `http://[::ffff:7f00:1]:${port}/`,
])('this machine is not asked by default, however it is written', async (address) => {
  const guarded = await startReceiver()
  const url = address(new URL(guarded.url).port)
  await expect(ask(url, { allowPrivate: false })).rejects.toMatchObject({
    failure: expect.stringMatching(/^(refused_address|unknown_host)$/),
  })
  expect(guarded.received).toEqual([])
})
