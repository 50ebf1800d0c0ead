import { sql } from '@tendero/model'
import { beforeAll, expect, test, vi } from 'vitest'
import { type Browser, browserOf } from './http.ts'
import { codeOf, colleague, password, type Visitor, visitor } from './visitor.ts'
import { openWorld, type World } from './world.ts'

// A password takes a tenth of a second to check, on purpose, and here it is tried by the hundred.
vi.setConfig({ testTimeout: 90_000 })

let world: World
let ines: Browser

beforeAll(async () => {
  world = await openWorld()
  ines = await browserOf(world, 'ines')
})

const at = (address: string) => visitor(world.kernel, { address })
const guess = (one: Visitor, email: string, word = 'not the password') =>
  one.request('POST', '/session', { email, password: word })
const statuses = async (attempts: readonly Promise<Response>[]) =>
  (await Promise.all(attempts)).map((one) => one.status)
const count = (all: readonly number[], status: number) => all.filter((one) => one === status).length

test('ten wrong passwords from one network are tried, however fast they come, and the right one waits then too', async () => {
  await colleague(world, ines, { email: 'mia@example.com' })
  await colleague(world, ines, { email: 'leo@example.com' })
  const all = await statuses(Array.from({ length: 25 }, () => guess(at('192.0.2.1'), 'mia@example.com')))
  expect([count(all, 401), count(all, 429)]).toEqual([10, 15])
  const refused = await guess(at('192.0.2.1'), 'mia@example.com', password)
  expect([refused.status, await codeOf(refused)]).toEqual([429, 'too_many_attempts'])
  expect((await guess(at('192.0.2.1'), 'leo@example.com', password)).status).toBe(200)
  await world.kernel.database.control(sql`update control.attempt_limit set at = at - interval '2 minutes'`)
  expect((await guess(at('192.0.2.1'), 'mia@example.com', password)).status).toBe(200)
})

test('somebody who guesses locks its person out nowhere: not in a network of their own, not in a browser they used', async () => {
  const { visitor: eva } = await colleague(world, ines, { email: 'eva@example.com', address: '192.0.2.20' })
  await eva.request('DELETE', '/session')
  // From the very network, and then from so many that the address itself is closed to strangers.
  await statuses(Array.from({ length: 12 }, () => guess(at('192.0.2.20'), 'eva@example.com')))
  expect((await guess(at('192.0.2.21'), 'eva@example.com', password)).status).toBe(200)
  await statuses(Array.from({ length: 40 }, (_, i) => guess(at(`198.51.100.${i}`), 'eva@example.com')))
  expect((await guess(at('203.0.113.9'), 'eva@example.com', password)).status).toBe(429)
  expect((await guess(eva, 'eva@example.com', password)).status).toBe(200)
})

test('guessing from many networks is no faster than the address allows', async () => {
  await colleague(world, ines, { email: 'kai@example.com' })
  const all = await statuses(Array.from({ length: 60 }, (_, i) => guess(at(`198.51.100.${i}`), 'kai@example.com')))
  expect(count(all, 401)).toBe(30)
  expect(count(all, 429)).toBe(30)
})

test('the addresses of one IPv6 network count as one', async () => {
  await colleague(world, ines, { email: 'ivy@example.com' })
  const all = await statuses(Array.from({ length: 15 }, (_, i) => guess(at(`2001:db8::${i + 1}`), 'ivy@example.com')))
  expect(count(all, 401)).toBe(10)
})

test('a network that tries many addresses is stopped at a hundred', async () => {
  const all = await statuses(Array.from({ length: 110 }, (_, i) => guess(at('192.0.2.77'), `nobody${i}@example.com`)))
  expect([count(all, 401), count(all, 429)]).toEqual([100, 10])
}, 60_000)

test('a browser that was used before guesses no faster than a stranger', async () => {
  const { visitor: uma } = await colleague(world, ines, { email: 'uma@example.com' })
  const all = await statuses(Array.from({ length: 14 }, () => guess(uma, 'uma@example.com')))
  expect([count(all, 401), count(all, 429)]).toEqual([10, 4])
})

test('a made-up mark of a browser is none', async () => {
  await colleague(world, ines, { email: 'ned@example.com' })
  const thief = at('192.0.2.90')
  thief.cookies.set('tendero_device', 'A'.repeat(43))
  await statuses(Array.from({ length: 10 }, () => guess(thief, 'ned@example.com')))
  expect((await guess(thief, 'ned@example.com', password)).status).toBe(429)
})

test('right passwords do not count', async () => {
  await colleague(world, ines, { email: 'pia@example.com' })
  for (let i = 0; i < 12; i += 1) expect((await guess(at('192.0.2.50'), 'pia@example.com', password)).status).toBe(200)
})
