import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
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
