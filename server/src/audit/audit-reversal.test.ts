import type { AnyRecord, AuditChanges, AuditPage, Operations } from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Browser, browserOf } from '../../test/http.ts'
import { openWorld, type World } from '../../test/world.ts'
import { sealAll } from './seal.job.ts'

/** What is taken back has happened all the same: both stand in the log, and neither can be left out of its seal. */
let world: World
let ines: Browser

beforeAll(async () => {
  world = await openWorld()
  ines = await browserOf(world, 'ines')
})

const log = async (query = '') => (await ines.json<AuditPage>('GET', `/audit-log?limit=10&${query}`)).items
/** Takes back what was done last, and gives the operation and the one that took it back. */
async function takeBack(who: Browser = ines) {
  const [last] = (await who.json<Operations>('GET', '/operations?limit=1')).items
  const answer = await who.json<{ operationId: string }>('POST', `/operations/${last?.id}/reversal`)
  return { done: last?.id ?? '', undone: answer.operationId }
}

describe('a reversal is a line of its own, of whoever did it, which names what it took back', () => {
  test('of what a role may do', async () => {
    const role = await world.roleId('Representative')
    const { rights } = await ines.json<{ rights: AnyRecord }>('GET', `/roles/${role}`)
    const wider = { ...rights, actions: ['export', 'audit'] }
    await ines.json('PATCH', `/roles/${role}`, { rights: wider })
    const { done, undone } = await takeBack()
    const [line, before] = await log('category=rights')
    expect([line, before]).toMatchObject([
      { id: undone, reverts: done, actor: { name: 'Ines' }, through: 'screen' },
      { id: done, reverts: null },
    ])
    expect(line?.parts).toMatchObject([{ object: 'role', verb: 'update', records: [{ id: role }] }])
    expect((await ines.json<{ rights: AnyRecord }>('GET', `/roles/${role}`)).rights).toEqual(rights)
  })

  test('of a share, and of the reversal itself, which gives it back', async () => {
    const place = { owner: world.ids.ana, team: world.ids.northEast }
    const lead = await world.add('ines', 'lead', { lastName: 'Ruiz', company: 'Cancity', ...place })
    const bo = await browserOf(world, 'bo')
    const status = async () => (await bo.request('GET', `/leads/${lead}`)).status
    expect(await status()).toBe(404)
    await ines.json('POST', '/shares', { object: 'lead', record: lead, user: world.ids.bo })
    expect(await status()).toBe(200)
    for (const [verb, reached] of [
      ['delete', 404],
      ['restore', 200],
    ] as const) {
      const { done, undone } = await takeBack()
      const [line] = await log('category=rights')
      expect(line).toMatchObject({ id: undone, reverts: done, parts: [{ object: 'share', verb }] })
      expect(await status()).toBe(reached)
    }
  })

  test('of who is of which team and role', async () => {
    await ines.json('PATCH', `/users/${world.ids.bo}`, { role: await world.roleId('Manager'), team: world.ids.north })
    const { done, undone } = await takeBack()
    const [line] = (await log('category=rights')).filter(({ id }) => id === undone)
    expect(line).toMatchObject({ reverts: done, parts: [{ object: 'user', verb: 'update' }] })
  })

  test('of a field that is marked sensitive, whose values the log tells to no list', async () => {
    const { name } = await ines.json<AnyRecord>('POST', '/custom-fields', {
      object: 'account',
      label: 'Health',
      kind: 'text',
      options: { sensitive: true },
    })
    const ana = await browserOf(world, 'ana')
    const { id } = await ana.json<AnyRecord>('POST', '/accounts', { name: 'Isdom', [String(name)]: 'well' })
    await ana.json('PATCH', `/accounts/${id}`, { [String(name)]: 'ill' })
    const { done, undone } = await takeBack(ana)
    const lines = await log(`object=account&record=${id}`)
    expect(lines.slice(0, 2).map((one) => [one.id, one.reverts, one.actor?.name])).toEqual([
      [undone, done, 'Ana'],
      [done, null, 'Ana'],
    ])
    expect(JSON.stringify(lines)).not.toMatch(/\bill\b|\bwell\b/)
    const { items } = await ines.json<AuditChanges>('GET', `/audit-log/changes/${undone}`)
    expect(items[0]?.fields).toMatchObject({ [String(name)]: ['ill', 'well'] })
    await world.kernel.reads.flush()
    expect((await log(`category=sensitive&who=${world.ids.ines}`))[0]).toMatchObject({
      object: 'account',
      record: { id },
    })
  })

  test('of a deletion', async () => {
    const account = await world.add('ines', 'account', { name: 'Gone' })
    await ines.request('DELETE', `/accounts/${account}`)
    const { done, undone } = await takeBack()
    const [line] = (await log(`object=account&record=${account}`)).filter(({ id }) => id === undone)
    expect(line).toMatchObject({ reverts: done, parts: [{ object: 'account', verb: 'restore', count: 1 }] })
  })
})

test('what is refused to be taken back leaves no line of a reversal', async () => {
  const account = await world.add('ana', 'account', { name: 'Kept' })
  const [made] = await log(`object=account&record=${account}`)
  const bo = await browserOf(world, 'bo')
  expect((await bo.request('POST', `/operations/${made?.id}/reversal`)).status).toBe(404)
  expect((await log()).some(({ reverts }) => reverts === made?.id)).toBe(false)
})

test('both lines are sealed with the rest', async () => {
  await world.add('ines', 'account', { name: 'Sealed' })
  const { done, undone } = await takeBack()
  await sealAll(world.kernel)
  const lines = (await log()).filter(({ id }) => id === done || id === undone)
  expect(lines.map(({ seal }) => typeof seal)).toEqual(['number', 'number'])
})
