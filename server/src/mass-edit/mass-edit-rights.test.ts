import type { AnyRecord } from '@tendero/model'
import { sql } from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Browser, browserOf } from '../../test/http.ts'
import { keyOf, openRights } from '../../test/keys.ts'
import { openMassEdits } from '../../test/mass-edits.ts'

const { world, ines, work, checked, carriedOut, accounts, find } = await openMassEdits()
const marta = await browserOf(world, 'marta')
const ana = await browserOf(world, 'ana')
const { makeRole, personWith } = await openRights(world)

describe('the rights of a change of many', () => {
  let leads: readonly string[] = []

  beforeAll(async () => {
    leads = [
      await world.add('ana', 'lead', { lastName: 'Hers' }),
      await world.add('bo', 'lead', { lastName: 'His' }),
      await world.add('ines', 'lead', { lastName: 'Far' }),
    ]
  })

  test('are those of who asks: what they do not see is not there, what they may not change is refused', async () => {
    const asked = { object: 'lead', target: { ids: leads }, changes: [{ field: 'interest', value: 'Oak' }] }
    expect((await ana.request('POST', '/mass-edits', asked)).status).toBe(403)
    const role = await ines.json<AnyRecord>('GET', `/roles/${await world.roleId('Representative')}`)
    const rights = role.rights as { actions: string[] }
    const given = { rights: { ...rights, actions: [...rights.actions, 'mass_edit'] } }
    expect((await ines.request('PATCH', `/roles/${role.id}`, given)).status).toBe(200)
    const mate = await world.add('ines', 'lead', { lastName: 'Mate', owner: world.ids.ines, team: world.ids.northEast })
    const run = await checked({ ...asked, target: { ids: [...leads, mate] } }, ana)
    expect(run).toMatchObject({
      preview: { total: 2, changed: 1, refused: 1 },
      refusals: [{ code: 'forbidden', field: null, count: 1 }],
    })
    expect((await marta.request('GET', `/mass-edits/${run.id}`)).status).toBe(404)
    expect((await marta.request('POST', `/mass-edits/${run.id}/run`, {})).status).toBe(404)

    // The right is taken away meanwhile: nothing is written.
    await ines.json('PATCH', `/roles/${role.id}`, { rights })
    expect(await carriedOut(run, ana)).toMatchObject({ state: 'failed', error: 'forbidden', outcome: { changed: 0 } })
  })

  test('are those of the role that somebody has by then', async () => {
    const [id = ''] = await accounts('Then', [{}])
    const reads = { create: 'none', read: 'all', edit: 'own', delete: 'none' } as const
    const mayAll = await makeRole({ actions: ['mass_edit'], objects: { account: { ...reads, edit: 'all' } } })
    const mayOwn = await makeRole({ actions: ['mass_edit'], objects: { account: reads } })
    const manager = await world.roleId('Manager')
    await ines.json('PATCH', `/users/${world.ids.marta}`, { role: mayAll })
    const asked = { object: 'account', target: { ids: [id] }, changes: [{ field: 'sector', value: 'x' }] }
    const run = await checked(asked, marta)
    await ines.json('PATCH', `/users/${world.ids.marta}`, { role: mayOwn })
    expect(await carriedOut(run, marta)).toMatchObject({ state: 'done', outcome: { changed: 0, refused: 1 } })
    expect((await find('Then')).map(({ sector }) => sector)).toEqual([null])
    await ines.json('PATCH', `/users/${world.ids.marta}`, { role: manager })
  })

  test('of an API key are those of its role, to which another key of the person has none', async () => {
    const [id = ''] = await accounts('Keys', [{}])
    const [mine, other] = [await makeRole({ actions: ['mass_edit'] }), await makeRole({ actions: ['mass_edit'] })]
    const [key, another] = [await keyOf(world, world.ids.ines, mine), await keyOf(world, world.ids.ines, other)]
    const asked = { object: 'account', target: { ids: [id] }, changes: [{ field: 'sector', value: 'x' }] }
    const [hers, keys] = [await checked(asked), await checked(asked, key)]
    for (const run of [hers, keys]) await ines.request('POST', `/mass-edits/${run.id}/run`, {})
    expect(await key.json('GET', '/mass-edits')).toMatchObject({ items: [{ id: keys.id }] })
    expect(await another.json('GET', '/mass-edits')).toEqual({ items: [] })
    expect(await ines.json('GET', '/mass-edits')).toMatchObject({ items: [{ id: keys.id }, { id: hers.id }] })
    await work()
  })

  test('tell what refused records are called to those alone who may know', async () => {
    const pat = await personWith({
      actions: ['mass_edit'],
      fields: { account: { name: 'hidden' } },
      objects: { account: { create: 'all', read: 'all', edit: 'own', delete: 'none' } },
    })
    const ids = await accounts('Secret', [{ establishedIn: 2005 }, { establishedIn: 2005, owner: pat.user }])
    const changes = [{ field: 'establishedIn', raiseBy: '90' }]
    const run = await checked({ object: 'account', target: { ids }, changes }, pat)
    const refusals = (who: Browser) => who.request('GET', `/mass-edits/${run.id}/refusals`).then((one) => one.text())
    const told = await refusals(pat)
    expect(told).toContain(`${ids[0]},,forbidden`)
    expect(told).toContain(`${ids[1]},,too_large: establishedIn`)
    expect(told).not.toContain('Secret')
    expect(await refusals(ines)).toContain(`${ids[0]},Secret 0,forbidden`)
  })

  test('reach no other company', async () => {
    const stranger = await world.as('stranger')
    const [run] = await world.kernel.database.direct
      .query<{ id: string }>('select id from tendero.mass_edit limit 1')
      .then(({ rows }) => rows)
    const seen = await world.kernel.database.read(stranger.actor.workspaceId, (tx) =>
      tx.rows(sql`select m.id from app.mass_edit m where m.workspace_id = ${tx.workspaceId}`),
    )
    expect([run?.id, seen]).toEqual([expect.any(String), []])
  })
})
