import type { Visit } from '@tendero/model'
import { beforeAll, expect, test } from 'vitest'
import { type Browser, browserOf } from '../../test/http.ts'
import { openWorld, type World } from '../../test/world.ts'

let now = Date.parse('2026-03-02T09:00:00Z')
let world: World
let ana: Browser
let bo: Browser
const minutes = (count: number) => {
  now += count * 60_000
}

beforeAll(async () => {
  world = await openWorld({ now: () => new Date(now) })
  ana = await browserOf(world, 'ana')
  bo = await browserOf(world, 'bo')
})

test('a visit says when one was there before; who comes back soon never left', async () => {
  const id = await world.add('ana', 'account', { name: 'Acme' })
  const visit = async (who = ana, path = `/accounts/${id}/visit`) => (await who.json<Visit>('POST', path, {})).since
  expect(await visit()).toBeNull()
  minutes(10)
  expect(await visit()).toBeNull()
  minutes(120)
  expect(await visit()).toBe('2026-03-02T09:10:00.000Z')
  minutes(20)
  expect(await visit()).toBe('2026-03-02T09:10:00.000Z')
  expect(await visit(bo)).toBeNull()
  expect(await visit(ana, '/accounts/visit')).toBeNull()
  minutes(60)
  expect(await visit()).toBe('2026-03-02T11:30:00.000Z')
  expect(await visit(ana, '/accounts/visit')).toBe('2026-03-02T11:30:00.000Z')
})

test('nobody visits what they may not see', async () => {
  const id = await world.add('bo', 'lead', { lastName: 'Hidden', company: 'Elsewhere' })
  expect((await ana.request('POST', `/leads/${id}/visit`, {})).status).toBe(404)
  expect((await ana.request('POST', '/leads/nonsense/visit', {})).status).toBe(404)
  expect((await ana.request('POST', '/nothing/visit', {})).status).toBe(404)
})
