import {
  type AnyRecord,
  type BulkResult,
  type ImportRun,
  type Page,
  type Problem,
  permittedActions,
  type Rights,
  sql,
} from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../src/kernel/identity.ts'
import { type Browser, browserOf } from './http.ts'
import { importsOf } from './imports.ts'
import { keyOf, openRights } from './keys.ts'
import { suiteFolder } from './suite-folder.ts'
import { openWorld, type World } from './world.ts'

/** Ways round the rights: what one may do, or know, by asking differently. */

const dataDir = suiteFolder()
const password = 'correct horse battery'
let world: World
let ines: Browser
let representative: Rights
let makeRole: Awaited<ReturnType<typeof openRights>>['makeRole']
let personWith: Awaited<ReturnType<typeof openRights>>['personWith']

beforeAll(async () => {
  world = await openWorld({ dataDir })
  ines = await browserOf(world, 'ines')
  ;({ representative, makeRole, personWith } = await openRights(world))
})

const statusOf = async (answer: Promise<Response>) => (await answer).status

describe('who may change people and settings, and is no administrator,', () => {
  const all = { create: 'all', read: 'all', edit: 'all', delete: 'all' } as const
  const steward = () => personWith({ objects: { user: all, role: all }, actions: permittedActions })

  test('cannot have the link of an administrator, by another address or by theirs', async () => {
    const pat = await steward()
    const role = await world.roleId('Administrator')
    const email = `${newId()}@example.com`
    const boss = await ines.json<{ user: string }>('POST', '/invitations', { name: 'Boss', email, role })
    expect(await statusOf(pat.request('PATCH', `/users/${boss.user}`, { email: 'pat2@example.com' }))).toBe(403)
    expect(await statusOf(pat.request('POST', '/invitations', { name: 'Boss', email, role: pat.role }))).toBe(403)
    expect(await statusOf(ines.request('POST', '/invitations', { name: 'Boss', email, role }))).toBe(201)
  })

  test('takes back no change of settings that they may not make any more', async () => {
    const pat = await steward()
    const made = await pat.request('POST', '/roles', { name: 'Short-lived', rights: representative })
    await ines.json('PATCH', `/roles/${pat.role}`, { rights: representative })
    const operation = made.headers.get('tendero-operation')
    expect(await statusOf(pat.request('POST', `/operations/${operation}/reversal`, {}))).toBe(403)
  })
})

describe('the last administrator', () => {
  test('does not go with the role', async () => {
    const role = await world.roleId('Administrator')
    for (const answer of [
      await ines.request('PATCH', `/roles/${role}`, { administrator: false }),
      await ines.request('DELETE', `/roles/${role}`),
    ]) {
      expect(answer.status).toBe(409)
      expect(((await answer.json()) as Problem).code).toBe('last_administrator')
    }
  })

  test('does not go by taking back how they became one', async () => {
    const administrator = await world.roleId('Administrator')
    const raised = await ines.request('PATCH', `/users/${world.ids.marta}`, { role: administrator })
    const marta = await browserOf(world, 'marta')
    const manager = await world.roleId('Manager')
    await ines.json('POST', `/users/bulk`, {
      update: [...(await administrators())].filter((id) => id !== world.ids.marta).map((id) => ({ id, role: manager })),
    })
    const back = await marta.request('POST', `/operations/${raised.headers.get('tendero-operation')}/reversal`, {})
    expect([back.status, ((await back.json()) as Problem).code]).toEqual([409, 'last_administrator'])
    await marta.json('PATCH', `/users/${world.ids.ines}`, { role: administrator })
  })

  async function administrators(): Promise<ReadonlySet<string>> {
    const role = await world.roleId('Administrator')
    const filter = encodeURIComponent(JSON.stringify({ field: 'role', op: 'is', value: role }))
    const { items } = await ines.json<Page<AnyRecord>>('GET', `/users?filter=${filter}`)
    return new Set(items.map((one) => one.id))
  }
})

describe('an API key', () => {
  test('may everything no longer than its person', async () => {
    const administrator = await world.roleId('Administrator')
    const user = await world.add('ines', 'user', { name: 'Ex', email: 'ex@example.com', role: administrator })
    const key = await keyOf(world, user, administrator)
    expect(await statusOf(key.request('GET', '/roles'))).toBe(200)
    await ines.json('PATCH', `/users/${user}`, { role: await world.roleId('Representative') })
    expect(await statusOf(key.request('PATCH', `/users/${user}`, { role: administrator }))).toBe(401)
  })

  test('is worth nothing without its role, and a role that people have stays', async () => {
    const role = await makeRole({})
    const user = await world.add('ines', 'user', { name: 'Kim', email: 'kim@example.com', role })
    const key = await keyOf(world, world.ids.ines, role)
    const refused = await ines.request('DELETE', `/roles/${role}`)
    expect([refused.status, ((await refused.json()) as Problem).code]).toEqual([409, 'role_in_use'])
    await ines.json('PATCH', `/users/${user}`, { role: await world.roleId('Representative') })
    expect(await statusOf(key.request('GET', '/accounts'))).toBe(200)
    expect(await statusOf(ines.request('DELETE', `/roles/${role}`))).toBe(200)
    expect(await statusOf(key.request('GET', '/accounts'))).toBe(401)
  })

  test('takes back only what came by a key, of records that it may change', async () => {
    const narrow = await keyOf(world, world.ids.ines, await makeRole({}))
    const wide = await keyOf(world, world.ids.ines, await world.roleId('Administrator'))
    const foreign = await world.add('bo', 'opportunity', { name: 'Bo’s' })
    const own = await world.add('ines', 'opportunity', { name: 'Own' })
    const change = async (by: Browser, id: string) =>
      (await by.request('PATCH', `/opportunities/${id}`, { name: newId() })).headers.get('tendero-operation')
    for (const [by, id, status] of [
      [ines, own, 404],
      [wide, foreign, 403],
      [wide, own, 200],
    ] as const)
      expect(await statusOf(narrow.request('POST', `/operations/${await change(by, id)}/reversal`, {}))).toBe(status)
  })

  test('takes back no part of a record that it may not change, and no comment where it may not comment', async () => {
    const wide = await keyOf(world, world.ids.ines, await world.roleId('Administrator'))
    const none = { create: 'none', read: 'all', edit: 'none', delete: 'none' } as const
    const narrow = await keyOf(world, world.ids.ines, await makeRole({ objects: { opportunity: none, comment: none } }))
    const record = await world.add('ines', 'opportunity', { name: 'Parts' })
    for (const [path, body] of [
      ['/opportunity-lines', { opportunity: record, description: 'Lamp' }],
      ['/comments', { object: 'opportunity', record, body: 'Ten of them' }],
    ] as const) {
      const made = await wide.request('POST', path, body)
      const reversal = `/operations/${made.headers.get('tendero-operation')}/reversal`
      expect([path, made.status, await statusOf(narrow.request('POST', reversal, {}))]).toEqual([path, 201, 403])
      expect(await statusOf(wide.request('POST', reversal, {}))).toBe(200)
    }
  })

  test('does not get the answer that another role of its person got', async () => {
    const hiding = await makeRole({ fields: { contact: { jobTitle: 'hidden' } } })
    const wide = await keyOf(world, world.ids.ines, await world.roleId('Administrator'))
    const narrow = await keyOf(world, world.ids.ines, hiding)
    const body = { firstName: 'Rosa' }
    const headers = { 'idempotency-key': `repeat-${newId()}` }
    const first = await wide.json<AnyRecord>('POST', '/contacts', body, headers)
    expect(await wide.json('POST', '/contacts', body, headers)).toEqual(first)
    expect(await narrow.json('POST', '/contacts', body, headers)).toMatchObject({ code: 'idempotency_mismatch' })
  })

  test('does not follow an import that its person or another role brought', async () => {
    const narrow = await keyOf(world, world.ids.ines, await makeRole({ actions: ['import'] }))
    const run = (await (
      await ines.send('POST', '/imports?object=account&name=a.csv', 'Name\nBy the person\n')
    ).json()) as ImportRun
    expect(await statusOf(narrow.request('GET', `/imports/${run.id}`))).toBe(404)
    expect(await statusOf(narrow.request('POST', `/imports/${run.id}/run`, {}))).toBe(404)
    expect(await narrow.json('GET', '/imports')).toEqual({ items: [] })
  })
})

describe('an invitation', () => {
  test('chooses no password for an address whose password was withdrawn and that other companies know', async () => {
    const { control } = world.kernel.database
    const email = `${newId()}@example.com`
    const identity = newId()
    await control(sql`insert into control.identity (id, email, created_at) values (${identity}, ${email}, now())`)
    await control(sql`insert into control.membership (identity_id, workspace_id, user_id, created_at)
      values (${identity}, ${world.stranger.workspaceId}, ${world.stranger.userId}, now())`)
    const role = await world.roleId('Representative')
    const invited = await ines.json<{ token: string }>('POST', '/invitations', { name: 'Sol', email, role })
    const accept = () => ines.request('POST', `/invitations/${invited.token}/acceptance`, { password })
    const refused = await accept()
    expect([refused.status, ((await refused.json()) as Problem).code]).toEqual([401, 'wrong_credentials'])
    await control(sql`delete from control.membership where identity_id = ${identity}`)
    expect((await accept()).status).toBe(200)
  })
})

describe('the name of a record, hidden from a role,', () => {
  let pat: Browser
  let deal: string
  const name = 'Hidden Holdings'

  beforeAll(async () => {
    pat = await personWith({
      objects: {
        team: { create: 'none', read: 'none', edit: 'none', delete: 'none' },
        opportunity: { create: 'all', read: 'all', edit: 'all', delete: 'none' },
      },
      fields: { account: { name: 'hidden', sector: 'hidden' }, stage: { name: 'hidden' } },
      actions: ['import', 'export'],
    })
    const account = await world.add('ines', 'account', { name, sector: 'secret' })
    deal = await world.add('ana', 'opportunity', { name: 'Roof' })
    await ines.json('PATCH', `/opportunities/${deal}`, { account })
  })

  test.each(['account', 'stage', 'team'])('is not in the cursor of an order by %s', async (field) => {
    const page = await pat.json<Page<AnyRecord>>('GET', `/opportunities?sort=-${field}&limit=1`)
    const place: readonly unknown[] = JSON.parse(Buffer.from(page.next ?? '', 'base64url').toString())
    expect(place[0]).toBe(page.items[0]?.[field] ?? null)
  })

  test.each(['account', 'stage', 'team'])('is not told with sums by %s', async (field) => {
    const { groups } = await pat.json<{ groups: { titles: unknown[] }[] }>(
      'GET',
      `/opportunities/aggregate?group=${field}`,
    )
    expect(groups.length).toBeGreaterThan(0)
    expect(groups.flatMap((group) => group.titles).filter((title) => title !== null)).toEqual([])
  })

  test('is not told by timeline, report, list and export', async () => {
    for (const path of [
      `/opportunities/${deal}/timeline`,
      '/reports/pipeline',
      '/opportunities',
      '/opportunities/export',
    ]) {
      const answer = await pat.request('GET', path)
      expect(answer.status).toBe(200)
      const text = await answer.text()
      expect(text).not.toContain(name)
      expect(text).not.toContain('Qualification')
      expect(text).not.toContain('North East')
    }
  })

  test('is not found by an import, nor suggested', async () => {
    const run = (await (
      await pat.send('POST', '/imports?object=opportunity&name=o.csv', `Name,Account\nA,${name}\nB,${name}s\n`)
    ).json()) as ImportRun
    for (const key of ['name', 'sector']) {
      const mapping = run.setup.mapping.map((one) => (one.field === 'account' ? { ...one, key } : one))
      expect(await pat.json('PATCH', `/imports/${run.id}`, { ...run.setup, mapping })).toMatchObject({
        fields: { account: { code: 'unknown_key' } },
      })
    }
    await pat.json('POST', `/imports/${run.id}/rehearsal`, {})
    await importsOf(world, ines).work()
    const done = await pat.json<ImportRun>('GET', `/imports/${run.id}`)
    expect(done.problems.filter((one) => one.field === 'account').map((one) => one.code)).toEqual([
      'not_found',
      'not_found',
    ])
    expect(done.notFound.flatMap((one) => one.suggestions)).toEqual([])
  })
})

describe('an import', () => {
  test('makes nothing that its person could not make: for others, and parts of others’ records', async () => {
    const pat = await personWith({
      objects: {
        lead: { create: 'own', read: 'all', edit: 'own', delete: 'own' },
        opportunity: { create: 'own', read: 'all', edit: 'own', delete: 'none' },
      },
      actions: ['import'],
    })
    const foreign = await world.add('bo', 'opportunity', { name: 'Bo’s deal' })
    const own = await pat.json<{ id: string }>('POST', '/opportunities', { name: 'Pat’s deal' })
    const lines = await run(
      pat,
      'opportunity_line',
      `Opportunity,Description,Quantity,Unit price\n${foreign},evil,1,7\n${own.id},good,1,7\n`,
    )
    expect(lines).toMatchObject({ rows: { good: 1, bad: 1 }, problems: [{ row: 1, code: 'forbidden' }] })
    const leads = await run(pat, 'lead', 'Last name,Owner\nBo’s,bo@example.com\nMine,\n')
    expect(leads).toMatchObject({ rows: { good: 1, bad: 1 }, problems: [{ row: 1, code: 'forbidden' }] })
  })

  test('links no row that it was refused to change', async () => {
    const pat = await personWith({
      objects: { account: { create: 'all', read: 'all', edit: 'own', delete: 'own' } },
      actions: ['import'],
    })
    const foreign = await world.add('bo', 'account', { name: 'Bo’s account', externalId: 'LINK-1' })
    const text = 'External id,Name,Parent account\nLINK-1,Renamed,LINK-2\nLINK-2,Later,\n'
    const done = await run(pat, 'account', text, (setup) => ({ ...setup, updateBy: 'externalId' }))
    expect(done).toMatchObject({ rows: { created: 1, updated: 0, bad: 1 } })
    expect(await world.stored('account', foreign)).toMatchObject({ name: 'Bo’s account', parent_id: null })
  })

  async function run(
    who: Browser,
    object: string,
    text: string,
    change: (setup: ImportRun['setup']) => ImportRun['setup'] = (setup) => setup,
  ): Promise<ImportRun> {
    const { id, setup } = (await (
      await who.send('POST', `/imports?object=${object}&name=f.csv`, text)
    ).json()) as ImportRun
    await who.json('PATCH', `/imports/${id}`, change(setup))
    expect(await statusOf(who.request('POST', `/imports/${id}/run`, {}))).toBe(202)
    await importsOf(world, ines).work()
    return who.json('GET', `/imports/${id}`)
  }
})

test('a record is not given the id of another, to read what is said on that', async () => {
  const pat = await personWith({ actions: ['mass_edit'] })
  const id = await world.add('ines', 'opportunity', { name: 'Out of reach' })
  await ines.json('POST', '/comments', { object: 'opportunity', record: id, body: 'Between us' })
  expect((await pat.request('GET', `/opportunities/${id}`)).status).toBe(404)
  expect((await pat.request('POST', '/accounts', { id, name: 'Twin' })).status).toBe(409)
  const { results } = await pat.json<BulkResult>('POST', '/accounts/bulk', { create: [{ id, name: 'Twin' }] })
  expect(results).toMatchObject([{ ok: false, problem: { code: 'unique_violation', details: { fields: ['id'] } } }])
  const free = newId()
  expect(await pat.json('POST', '/accounts', { id: free, name: 'Of its own' })).toMatchObject({ id: free })
})

test('a hidden address or number is told by no contact point either', async () => {
  const { id: account } = await ines.json<AnyRecord>('POST', '/accounts', {
    name: 'Cancity',
    phone: '+34 971 22 33 44',
    email: 'hola@cancity.example',
  })
  const role = await makeRole({ fields: { account: { phone: 'hidden' } } })
  const her = await keyOf(world, world.ids.ana, role)
  expect(await her.json<AnyRecord>('GET', `/accounts/${account}`)).not.toHaveProperty('phone')
  const points = await her.json<Page>(
    'GET',
    `/contact-points?filter=${encodeURIComponent(JSON.stringify({ field: 'account', op: 'is', value: account }))}`,
  )
  expect(points.items).toHaveLength(2)
  expect(JSON.stringify(points)).not.toMatch(/971|cancity/)
  expect((await her.request('GET', '/contact-points?sort=value')).status).toBe(422)
})

test('the OpenAPI document is a link: of the workspace it names, else of what every workspace has', async () => {
  const ana = await browserOf(world, 'ana')
  await ines.json('POST', '/custom-fields', { object: 'account', label: 'Secret plan', kind: 'text' })
  const own = await ana.follow(`/openapi.json?workspace=${world.slug}`)
  expect([own.status, (await own.text()).includes('c_secretPlan')]).toEqual([200, true])
  const common = await ana.follow('/openapi.json')
  expect([common.status, (await common.text()).includes('c_secretPlan')]).toEqual([200, false])
  expect((await ana.follow('/openapi.json?workspace=other')).status).toBe(401)
})
