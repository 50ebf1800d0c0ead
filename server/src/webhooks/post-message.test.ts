import { beforeAll, expect, test } from 'vitest'
import { type Receiver, startReceiver } from '../../test/receiver.ts'
import { postMessage } from './post-message.ts'

let receiver: Receiver
let elsewhere: Receiver
beforeAll(async () => {
  receiver = await startReceiver()
  elsewhere = await startReceiver()
})

const post = (url: string, timeout?: number) =>
  postMessage({ url, headers: { 'webhook-id': 'one' }, body: '{"city":"Võru"}' }, { allowPrivate: true, timeout })

test('the body and the headers arrive as they are, and the answer is kept', async () => {
  receiver.answer((response) => response.writeHead(202).end('taken'))
  expect(await post(receiver.url)).toMatchObject({ failure: null, status: 202, answer: 'taken' })
  expect(receiver.received.at(-1)).toMatchObject({
    path: '/hook',
    body: '{"city":"Võru"}',
    headers: { 'content-type': 'application/json', 'webhook-id': 'one' },
  })
})

test.each([400, 404, 410, 429, 500, 503])('an answer %i is a failure', async (status) => {
  receiver.answer((response) => response.writeHead(status).end('no'))
  expect(await post(receiver.url)).toMatchObject({ failure: 'status', status, answer: 'no' })
})

test.each([301, 302, 303, 307, 308])('a redirect %i is a failure, and nobody goes there', async (status) => {
  receiver.answer((response) => response.writeHead(status, { location: elsewhere.url }).end())
  expect(await post(receiver.url)).toMatchObject({ failure: 'status', status })
  expect(elsewhere.received).toEqual([])
})

test('of a long answer only the beginning is kept, and the rest is not waited for', async () => {
  receiver.answer((response) => {
    response.writeHead(200)
    response.write('x'.repeat(100_000))
  })
  const { answer, milliseconds } = await post(receiver.url, 5_000)
  expect(answer).toBe('x'.repeat(2_000))
  expect(milliseconds).toBeLessThan(5_000)
})

test('an address that never answers is given up in time, also in the middle of an answer', async () => {
  receiver.answer(() => {})
  expect(await post(receiver.url, 300)).toMatchObject({ failure: 'timed_out', status: null })
  receiver.answer((response) => {
    response.writeHead(200)
    response.write('half')
  })
  expect(await post(receiver.url, 300)).toMatchObject({ failure: 'timed_out' })
})

test('a connection that breaks, and one that nobody takes, are failures', async () => {
  receiver.answer((response) => response.destroy())
  expect(await post(receiver.url)).toMatchObject({ failure: 'no_answer', status: null })
  expect(await post('http://127.0.0.1:1/')).toMatchObject({ failure: 'no_answer' })
})

test('a name that means nothing is told so', async () => {
  expect(await post('http://nowhere.invalid/')).toMatchObject({ failure: 'unknown_host' })
})

test.each([
  (port: string) => `http://127.0.0.1:${port}/`,
  (port: string) => `http://localhost:${port}/`,
  (port: string) => `http://2130706433:${port}/`,
  (port: string) => `http://0177.0.0.1:${port}/`,
  (port: string) => `http://0x7f.1:${port}/`,
  (port: string) => `http://127.1:${port}/`,
  (port: string) => `http://[::ffff:127.0.0.1]:${port}/`,
  (port: string) => `http://[::1]:${port}/`,
  (port: string) => `http://0.0.0.0:${port}/`,
])('nothing is sent to this machine, however it is written: %s', async (address) => {
  const guarded = await startReceiver()
  const url = address(new URL(guarded.url).port)
  expect(await postMessage({ url, headers: {}, body: '' }, { allowPrivate: false })).toMatchObject({
    failure: 'refused_address',
    status: null,
  })
  expect(guarded.received).toEqual([])
})

test.each(['http://169.254.169.254/latest/meta-data', 'https://10.0.0.1/', 'file:///etc/passwd', 'ftp://example.com/'])(
  'nothing is sent to %s',
  async (url) => {
    const attempt = await postMessage({ url, headers: {}, body: '' }, { allowPrivate: false })
    expect(attempt.failure).toBe('refused_address')
  },
)
