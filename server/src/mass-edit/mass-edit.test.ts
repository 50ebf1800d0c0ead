import type { AnyRecord, MassEditRequest, MassEditRun, Page, Problem } from '@tendero/model'
import { sql } from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Browser, browserOf } from '../../test/http.ts'
import { keyOf, openRights } from '../../test/keys.ts'
import { openWorld } from '../../test/world.ts'
import type { Event } from '../kernel/events.ts'
import type { Kernel } from '../kernel/kernel.ts'

const world = await openWorld()
const ines = await browserOf(world, 'ines')
const marta = await browserOf(world, 'marta')
const ana = await browserOf(world, 'ana')
const { makeRole, personWith } = await openRights(world)

/** Does what the worker would: hands the events of mass edits to their jobs. */
async function work(kernel: Kernel = world.kernel): Promise<void> {
  const { rows } = await world.kernel.database.direct.query<Event & { workspace_id: string }>(
    `delete from tendero.outbox where topic like 'mass_edit.%' returning id, workspace_id, topic, payload`,
  )
  for (const { workspace_id, ...event } of rows)
    for (const subscriber of kernel.subscribers)
      if (subscriber.topics.includes(event.topic)) await subscriber.run(kernel, { ...event, workspaceId: workspace_id })
}

/** The queue gives the job of carrying it out again. */
async function again({ id }: Pick<MassEditRun, 'id'>): Promise<void> {
  const [subscriber] = world.kernel.subscribers.filter(({ name }) => name === 'mass-edit.run')
  const event = { id: '', workspaceId: world.workspaceId, topic: 'mass_edit.run', payload: { massEdit: id } }
  await subscriber?.run(world.kernel, event)
}

const read = (run: Pick<MassEditRun, 'id'>, who: Browser = ines) =>
  who.json<MassEditRun>('GET', `/mass-edits/${run.id}`)

async function checked(given: MassEditRequest, who: Browser = ines): Promise<MassEditRun> {
  const answer = await who.request('POST', '/mass-edits', given)
  expect([answer.status, answer.status === 201 ? '' : await answer.clone().text()]).toEqual([201, ''])
  const run = (await answer.json()) as MassEditRun
  await work()
  return read(run, who)
}

async function carriedOut(run: MassEditRun, who: Browser = ines): Promise<MassEditRun> {
  expect((await who.request('POST', `/mass-edits/${run.id}/run`, {})).status).toBe(202)
  await work()
  return read(run, who)
}

async function accounts(prefix: string, values: readonly object[]): Promise<readonly string[]> {
  const ids: string[] = []
  for (let at = 0; at < values.length; at += 500) {
    const create = values.slice(at, at + 500).map((one, index) => ({ name: `${prefix} ${at + index}`, ...one }))
    const { results } = await ines.json<{ results: { id: string }[] }>('POST', '/accounts/bulk', { create })
    ids.push(...results.map(({ id }) => id))
  }
  return ids
}

const named = (prefix: string) => ({ field: 'name', op: 'starts_with', value: `${prefix} ` })

async function find(prefix: string): Promise<readonly AnyRecord[]> {
  const filter = encodeURIComponent(JSON.stringify(named(prefix)))
  return (await ines.json<Page>('GET', `/accounts?filter=${filter}&sort=name&limit=200`)).items
}

describe('a change of many records', () => {
  test('is checked without writing, carried out, told, and taken back as a whole', async () => {
    await accounts('Whole', [{ establishedIn: 1900, sector: 'wood' }, { establishedIn: 2005 }, { sector: 'steel' }, {}])
    const run = await checked({
      object: 'account',
      target: { filter: named('Whole') },
      changes: [
        { field: 'establishedIn', raiseBy: '50' },
        { field: 'sector', value: 'steel' },
      ],
    })
    expect(run).toMatchObject({
      state: 'checked',
      preview: { total: 4, left: 0, changed: 2, unchanged: 1, refused: 1 },
      outcome: { changed: 0, left: 2 },
      refusals: [{ code: 'too_large', details: { maximum: 2999 }, field: 'establishedIn', count: 1 }],
      operationId: null,
    })
    expect((await find('Whole')).map(({ establishedIn, version }) => [establishedIn, version])).toEqual([
      [1900, 1],
      [2005, 1],
      [null, 1],
      [null, 1],
    ])

    const done = await carriedOut(run)
    expect(done).toMatchObject({ state: 'done', outcome: { total: 4, left: 0, changed: 2, unchanged: 1, refused: 1 } })
    expect((await find('Whole')).map(({ establishedIn, sector }) => [establishedIn, sector])).toEqual([
      [2850, 'steel'],
      [2005, null],
      [null, 'steel'],
      [null, 'steel'],
    ])
    const csv = await (await ines.request('GET', `/mass-edits/${run.id}/refusals`)).text()
    expect(csv).toMatch(/^id,title,reason\r\n[0-9a-f-]{36},Whole 1,too_large: establishedIn\r\n$/)

    expect((await ines.request('POST', `/operations/${done.operationId}/reversal`, {})).status).toBe(200)
    expect((await find('Whole')).map(({ establishedIn, sector }) => [establishedIn, sector])).toEqual([
      [1900, 'wood'],
      [2005, null],
      [null, 'steel'],
      [null, null],
    ])
  })

  test('leaves out those that are refused, wherever they stand, and holds nobody up for them', async () => {
    const years = Array.from({ length: 90 }, (_, index) => (index % 3 === 0 || index > 80 ? 2005 : 1000))
    await accounts(
      'Mixed',
      years.map((establishedIn) => ({ establishedIn })),
    )
    const run = await checked({
      object: 'account',
      target: { filter: named('Mixed') },
      changes: [{ field: 'establishedIn', raiseBy: '50' }],
    })
    const refused = years.filter((year) => year === 2005).length
    expect(run.preview).toEqual({ total: 90, left: 0, changed: 90 - refused, unchanged: 0, refused })
    const done = await carriedOut(run)
    expect(done.outcome).toEqual({ total: 90, left: 0, changed: 90 - refused, unchanged: 0, refused })
    const filter = encodeURIComponent(JSON.stringify(named('Mixed')))
    expect(
      await ines.json('GET', `/accounts/aggregate?group=establishedIn&measures=count&filter=${filter}`),
    ).toMatchObject({
      groups: [
        { keys: [1500], measures: { count: 90 - refused } },
        { keys: [2005], measures: { count: refused } },
      ],
    })
    const lines = (await (await ines.request('GET', `/mass-edits/${run.id}/refusals`)).text()).trim().split('\r\n')
    expect(lines.length).toBe(1 + refused)
  })

  test('clears, and reaches only those that are named', async () => {
    const [first = '', second = ''] = await accounts('Clear', [{ sector: 'a' }, { sector: 'b' }, { sector: 'c' }])
    const run = await checked({
      object: 'account',
      target: { ids: [first, second] },
      changes: [{ field: 'sector', value: null }],
    })
    await carriedOut(run)
    expect((await find('Clear')).map(({ sector }) => sector)).toEqual([null, null, 'c'])
  })

  test('goes on where it was killed, each record once', async () => {
    await accounts(
      'Killed',
      Array.from({ length: 1_200 }, () => ({ employees: 100 })),
    )
    const run = await checked({
      object: 'account',
      target: { filter: named('Killed') },
      changes: [{ field: 'employees', raiseBy: '10' }],
    })
    expect(run.preview).toMatchObject({ total: 1_200, changed: 1_200 })
    const stop = new AbortController()
    const dying: Kernel = {
      ...world.kernel,
      stopping: stop.signal,
      wakeRelay() {
        // The first portion was committed.
        stop.abort()
      },
    }
    await ines.request('POST', `/mass-edits/${run.id}/run`, {})
    await expect(work(dying)).rejects.toThrow('the process stops')
    expect(await read(run)).toMatchObject({ state: 'running', outcome: { changed: 500, left: 700 } })
    expect(await ines.json('GET', '/mass-edits')).toMatchObject({ items: [{ id: run.id, state: 'running' }] })
    expect(await marta.json('GET', '/mass-edits')).toEqual({ items: [] })

    await again(run)
    await again(run)
    const done = await read(run)
    expect(done).toMatchObject({ state: 'done', outcome: { changed: 1_200, left: 0 } })
    const filter = encodeURIComponent(JSON.stringify(named('Killed')))
    expect(await ines.json('GET', `/accounts/aggregate?group=employees&measures=count&filter=${filter}`)).toMatchObject(
      { groups: [{ keys: [110], measures: { count: 1_200 } }] },
    )
    expect((await ines.request('POST', `/operations/${done.operationId}/reversal`, {})).status).toBe(200)
  })

  test('is written once when several take the work for theirs', async () => {
    await accounts(
      'Thrice',
      Array.from({ length: 30 }, () => ({ employees: 100 })),
    )
    const run = await checked({
      object: 'account',
      target: { filter: named('Thrice') },
      changes: [{ field: 'employees', raiseBy: '10' }],
    })
    await ines.request('POST', `/mass-edits/${run.id}/run`, {})
    await Promise.all([again(run), again(run), again(run)])
    expect(await read(run)).toMatchObject({ state: 'done', outcome: { changed: 30, left: 0 } })
    expect(new Set((await find('Thrice')).map(({ employees }) => employees))).toEqual(new Set([110]))
  })

  test('can be cancelled, and gone on with', async () => {
    await accounts('Cancel', [{}, {}])
    const asked = { object: 'account', target: { filter: named('Cancel') }, changes: [{ field: 'sector', value: 'x' }] }
    const run = await checked(asked)
    await ines.request('POST', `/mass-edits/${run.id}/run`, {})
    await ines.request('POST', `/mass-edits/${run.id}/cancellation`, {})
    await work()
    expect(await read(run)).toMatchObject({ state: 'cancelled', outcome: { changed: 0, left: 2 } })
    expect(await carriedOut(run)).toMatchObject({ state: 'done', outcome: { changed: 2 } })
    expect((await ines.request('POST', `/mass-edits/${run.id}/run`, {})).status).toBe(409)
  })

  test('whose worker is gone is told as interrupted', async () => {
    await accounts('Stale', [{}])
    const given = { object: 'account', target: { filter: named('Stale') }, changes: [{ field: 'sector', value: 'x' }] }
    const run = await ines.json<MassEditRun>('POST', '/mass-edits', given)
    await world.kernel.database.direct.query('delete from tendero.outbox')
    await world.kernel.database.direct.query(
      `update tendero.mass_edit set updated_at = now() - interval '3 minutes' where id = $1`,
      [run.id],
    )
    expect(await read(run)).toMatchObject({ state: 'interrupted' })
    await ines.request('POST', `/mass-edits/${run.id}/run`, {})
    await work()
    expect(await read(run)).toMatchObject({ state: 'checked', preview: { changed: 1 } })
  })
})

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

describe('what cannot be asked for', () => {
  const target = { filter: named('None') }
  test.each([
    ['an unknown field', { field: 'nothing', value: 1 }, 'nothing', 'unknown_field'],
    ['what the program fills', { field: 'createdAt', value: null }, 'createdAt', 'read_only'],
    ['a value of another kind', { field: 'employees', value: 'many' }, 'employees', 'not_an_integer'],
    ['emptying what is required', { field: 'name', value: null }, 'name', 'required'],
    ['raising what no record has', { field: '__proto__', raiseBy: '5' }, '__proto__', 'unknown_field'],
    ['raising words', { field: 'sector', raiseBy: '5' }, 'sector', 'not_raisable'],
    ['the same file for several', { field: 'logo', value: null }, 'logo', 'not_for_several'],
  ])('%s', async (_, change, field, code) => {
    const answer = await ines.request('POST', '/mass-edits', { object: 'account', target, changes: [change] })
    expect([answer.status, ((await answer.json()) as Problem).fields]).toMatchObject([422, { [field]: { code } }])
  })

  test('one field twice, no field, or a percentage that is none', async () => {
    const twice = [
      { field: 'sector', value: 'a' },
      { field: 'sector', value: 'b' },
    ]
    for (const changes of [twice, [], [{ field: 'employees', raiseBy: 'much' }]])
      expect((await ines.request('POST', '/mass-edits', { object: 'account', target, changes })).status).toBe(422)
  })
})
