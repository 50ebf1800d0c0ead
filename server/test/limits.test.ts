import type { Problem } from '@tendero/model'
import { describe, expect, test } from 'vitest'
import { routes } from '../src/http/app.ts'
import { openLimits, takeTurn } from '../src/kernel/limits.ts'
import { readConfiguration } from '../src/platform/configuration.ts'
import { browserOf } from './http.ts'
import { makeKey } from './keys.ts'
import { openWorld } from './world.ts'

/** How much one may ask at once, and what is said to whoever asks more. */

const world = await openWorld()
const { session } = await browserOf(world, 'ines')
const bo = (await browserOf(world, 'bo')).session
const key = await makeKey(world, { user: world.ids.ines, role: await world.roleId('Administrator') })

function appWith(limits: Parameters<typeof openLimits>[0]) {
  const app = routes({ ...world.kernel, limits: openLimits(limits) }, '/nowhere')
  return async (path: string, headers: Readonly<Record<string, string>>, peer?: string) =>
    app.request(`/api${path}`, { headers }, { peer })
}

describe('requests from one address', () => {
  const accounts = '/v1/accounts?limit=1'

  test('are refused beyond the rate, with the time to wait, whoever sends them', async () => {
    const ask = appWith({ perAccount: undefined, perAddress: 5 })
    const from = async (peer: string, headers = session, path = accounts) => (await ask(path, headers, peer)).status
    for (let count = 0; count < 5; count++) expect(await from('203.0.113.9')).toBe(200)
    const refused = await ask(accounts, session, '203.0.113.9')
    expect(refused.status).toBe(429)
    expect(Object.fromEntries(refused.headers)).toMatchObject({
      'retry-after': expect.stringMatching(/^1?\d$/),
      'ratelimit-policy': '"minute";q=5;w=60',
      ratelimit: expect.stringMatching(/^"minute";r=0;t=1?\d$/),
    })
    expect((await refused.json()) as Problem).toMatchObject({ code: 'too_many_requests', details: { perMinute: 5 } })
    expect(await from('203.0.113.9', { authorization: 'Bearer tnd_wrong' })).toBe(429)
    expect(await from('203.0.113.9', {}, '/v1/openapi.json')).toBe(429)
    expect(await from('203.0.113.10')).toBe(200)
  })

  test('are counted for a network of 64 bits, in which one may have any address', async () => {
    const ask = appWith({ perAccount: undefined, perAddress: 2 })
    const statuses: number[] = []
    for (const host of ['1', '2:3', 'a:b:c', 'd'])
      statuses.push((await ask(accounts, session, `2001:db8:1:2::${host}`)).status)
    expect(statuses).toEqual([200, 200, 429, 429])
    expect((await ask(accounts, session, '2001:db8:1:3::1')).status).toBe(200)
  })

  test('are counted by who is behind a trusted proxy, and not for the proxy', async () => {
    const ask = appWith({ perAccount: undefined, perAddress: 1 })
    const behind = async (forwarded?: string) =>
      (await ask(accounts, { ...session, ...(forwarded ? { 'x-forwarded-for': forwarded } : {}) }, '127.0.0.1')).status
    expect([await behind('203.0.113.1'), await behind('203.0.113.1'), await behind('203.0.113.2')]).toEqual([
      200, 429, 200,
    ])
    expect([await behind(), await behind()]).toEqual([200, 200])
    // What somebody wrote into the header without a proxy is not believed.
    const alone = async (forwarded: string) =>
      (await ask(accounts, { ...session, 'x-forwarded-for': forwarded }, '203.0.113.3')).status
    expect([await alone('198.51.100.1'), await alone('198.51.100.2')]).toEqual([200, 429])
  })
})

describe('requests of one account', () => {
  test('are counted by screen and by keys each, over all addresses, for nobody else', async () => {
    const ask = appWith({ perAccount: 4, perAddress: undefined })
    const statuses: number[] = []
    for (const [index, path] of [
      '/v1/accounts',
      '/v1/leads/count',
      '/v1/metadata',
      '/v1/today',
      '/v1/accounts',
    ].entries())
      statuses.push((await ask(path, session, `203.0.113.${index}`)).status)
    expect(statuses).toEqual([200, 200, 200, 200, 429])
    expect((await ask('/v1/accounts', { authorization: `Bearer ${key}` })).status).toBe(200)
    expect((await ask('/v1/accounts', bo)).status).toBe(200)
    // Who is not signed in yet is counted by address alone.
    expect((await ask('/v1/session', session)).status).toBe(200)
  })
})

describe('much work of one account', () => {
  test('goes a few at a time: what is left of it waits, and goes on when one ends or nobody wants it any more', async () => {
    const kernel = { ...world.kernel, limits: openLimits({ perAccount: undefined, perAddress: undefined }) }
    const app = routes(kernel, '/nowhere')
    const ask = async (headers = session) => app.request('/api/v1/accounts/export', { headers })
    const counts = (running: number, waiting: number) =>
      expect.poll(() => kernel.limits.heavy.counts()).toEqual({ running, waiting })
    const { actor } = await world.as('ines')
    const { signal } = new AbortController()
    const taken = [1, 2, 3].map(() => takeTurn(kernel.limits, actor, signal))
    const [end, ...others] = await Promise.all(taken)
    const first = ask()
    await counts(3, 1)
    expect(await (await ask(bo)).text()).toContain('Name')
    end?.()
    const unread = await first
    expect(unread.status).toBe(200)
    // Its turn lasts as long as somebody may still read it.
    const second = ask()
    await counts(3, 1)
    await unread.body?.cancel()
    expect(await (await second).text()).toContain('Name')
    for (const one of others) one()
    await counts(0, 0)
  })

  test('that is refused or fails gives its turn back', async () => {
    const kernel = { ...world.kernel, limits: openLimits({ perAccount: undefined, perAddress: undefined }) }
    const app = routes(kernel, '/nowhere')
    for (let count = 0; count < 10; count++)
      for (const path of ['/accounts/export?filter=none', '/nothing/export', '/report-results?definition={}'])
        expect((await app.request(`/api/v1${path}`, { headers: session })).status).toBeGreaterThanOrEqual(400)
    for (let count = 0; count < 10; count++) {
      expect((await app.request('/api/v1/reports/pipeline', { headers: session })).status).toBe(200)
      // Asked beforehand, whether it would be refused.
      expect((await app.request('/api/v1/accounts/export', { method: 'HEAD', headers: session })).status).toBe(200)
    }
    expect(kernel.limits.heavy.counts()).toEqual({ running: 0, waiting: 0 })
  })
})

test.each([
  [{}, { perAccount: 60_000, perAddress: 600_000 }],
  [
    { TENDERO_ACCOUNT_RATE: '10', TENDERO_ADDRESS_RATE: 'off' },
    { perAccount: 10, perAddress: undefined },
  ],
])('the environment %j sets the rates', (environment, rates) => {
  expect(readConfiguration(environment).rates).toEqual(rates)
})

test.each(['0', '-1', '1.5', 'many', '1e9'])('a rate of %s is refused at the start', (rate) => {
  expect(() => readConfiguration({ TENDERO_ACCOUNT_RATE: rate })).toThrow(/TENDERO_ACCOUNT_RATE=/)
})
