import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { serveHttp } from './http-server.ts'

test('an address may hold the longest text that a filter compares', async () => {
  const server = await serveHttp(({ url }) => new Response(new URL(url).searchParams.get('text')), '127.0.0.1', 0)
  const text = '名'.repeat(10_000)
  const answer = await fetch(`${server.address}?${new URLSearchParams({ text })}`)
  expect(await answer.text()).toBe(text)
  await server.stop()
})

test('stopping answers what is open and takes nothing new', async () => {
  const slow = async () => {
    await sleep(200)
    return new Response('done')
  }
  const server = await serveHttp(slow, '127.0.0.1', 0)
  const open = fetch(server.address).then((response) => response.text())
  await sleep(50)
  const begun = performance.now()
  const stopped = server.stop()
  await expect(fetch(server.address)).rejects.toThrow()
  expect(await open).toBe('done')
  await stopped
  expect(performance.now() - begun).toBeLessThan(1_000)
})

describe('a connection that is slow', () => {
  /** What a server with little patience answers to pieces of a request, until it closes the connection. */
  async function answerTo(pieces: readonly string[], each: number): Promise<string> {
    const server = await serveHttp(async (request) => new Response(await request.text()), '127.0.0.1', 0, {
      head: 400,
      silent: 400,
    })
    const socket = connect(Number(new URL(server.address).port), '127.0.0.1')
    let answer = ''
    socket.on('data', (data) => (answer += data))
    const closed = new Promise((resolve) => socket.on('close', resolve))
    socket.on('error', () => {})
    for (const piece of pieces) {
      if (socket.destroyed) break
      socket.write(piece)
      await sleep(each)
    }
    await closed
    await server.stop()
    return answer
  }

  test('to say its headers is told so and closed, though it goes on letter by letter', async () => {
    const letters = ['GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ', ...'a'.repeat(100)]
    expect(await answerTo(letters, 50)).toMatch(/^HTTP\/1.1 408 /)
  })

  test('and silent in the middle of a body is closed', async () => {
    expect(await answerTo(['POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf'], 0)).not.toContain('200')
  })
})

test.each([
  ['one of 200 KB', `X-Long: ${'x'.repeat(200_000)}\r\n`, /^HTTP\/1.1 431 /],
  ['with a line break in a name', 'X-A\nB: c\r\n', /^HTTP\/1.1 400 /],
  ['two lengths', 'Content-Length: 1\r\nContent-Length: 2\r\n', /^HTTP\/1.1 400 /],
  ['a length and pieces', 'Content-Length: 1\r\nTransfer-Encoding: chunked\r\n', /^HTTP\/1.1 400 /],
])('headers that no browser sends are refused: %s', async (_what, headers, refused) => {
  const server = await serveHttp(() => new Response('fine'), '127.0.0.1', 0)
  const socket = connect(Number(new URL(server.address).port), '127.0.0.1')
  socket.on('error', () => {})
  let answer = ''
  socket.on('data', (data) => (answer += data))
  socket.write(`POST / HTTP/1.1\r\nHost: x\r\n${headers}\r\n`)
  await new Promise((resolve) => socket.on('close', resolve))
  expect(answer).toMatch(refused)
  await server.stop()
})
