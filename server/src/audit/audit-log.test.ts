import { type AuditChanges, type AuditPage, type AuditSealState, auditActions, categoryOfAction } from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { browserOf } from '../../test/http.ts'
import { keyOf } from '../../test/keys.ts'
import { openWorld, type World } from '../../test/world.ts'
import { routes } from '../http/app.ts'
import { write } from '../kernel/action.ts'
import { sealAll } from './seal.job.ts'

let world: World
let ines: Awaited<ReturnType<typeof browserOf>>
let ana: typeof ines
let account: string

beforeAll(async () => {
  world = await openWorld()
  ines = await browserOf(world, 'ines')
  ana = await browserOf(world, 'ana')
  account = (await ana.json<{ id: string }>('POST', '/accounts', { name: 'Cancity' })).id
  await ana.json('PATCH', `/accounts/${account}`, { sector: 'retail' })
})

const log = (query = '') => ines.json<AuditPage>('GET', `/audit-log?${query}`)
const actions = (page: AuditPage) => page.items.map(({ action, parts }) => action ?? parts[0]?.verb)

test('changes say who, when, from where, through what and what, with the titles of their records', async () => {
  const [newest, before] = (await log(`who=${world.ids.ana}`)).items
  expect(newest).toMatchObject({
    action: null,
    actor: { name: 'Ana' },
    through: 'screen',
    address: '127.0.0.1',
    key: null,
    parts: [{ object: 'account', verb: 'update', count: 1, records: [{ id: account, title: 'Cancity' }] }],
  })
  expect(Math.abs(Date.parse(newest?.at ?? '') - Date.now())).toBeLessThan(60_000)
  expect(before?.parts[0]?.verb).toBe('create')
})

test('what a program did says by which key', async () => {
  const made = await ines.json<{ id: string; key: string }>('POST', '/api-keys', {
    name: 'Shop',
    role: await world.roleId('Administrator'),
    purpose: 'program',
  })
  expect((await log('category=rights&limit=1')).items[0]).toMatchObject({
    action: 'key.made',
    detail: { name: 'Shop' },
  })
  await routes(world.kernel, '/nowhere').request('/api/v1/accounts', {
    method: 'POST',
    headers: { authorization: `Bearer ${made.key}`, 'content-type': 'application/json', 'user-agent': 'shop/2.1' },
    body: JSON.stringify({ name: 'Bought' }),
  })
  expect((await log('limit=1')).items[0]).toMatchObject({
    through: 'api_key',
    agent: 'shop/2.1',
    key: { id: made.id, name: 'Shop' },
  })
})

describe('it is narrowed down', () => {
  test('to the history of one record', async () => {
    const page = await log(`object=account&record=${account}`)
    expect([actions(page), page.next]).toEqual([['update', 'create'], null])
  })

  test('to what an object or a category is about', async () => {
    await ines.json('POST', '/tags', { name: 'Urgent', color: 'red' })
    expect(actions(await log('object=tag'))).toEqual(['create'])
    expect((await log('category=settings&limit=1')).items[0]?.parts[0]?.object).toBe('tag')
    expect(
      (await log('category=records&limit=100')).items.flatMap(({ parts }) => parts.map((one) => one.object)),
    ).not.toContain('tag')
    expect((await log('category=sign_in')).items).toEqual([])
  })

  test('to a time, a way and an address', async () => {
    const soon = encodeURIComponent(new Date(Date.now() + 60_000).toISOString())
    expect((await log(`from=${soon}`)).items).toEqual([])
    expect((await log(`until=${soon}&limit=1`)).items).toHaveLength(1)
    expect((await log('through=import')).items).toEqual([])
    expect((await log('address=192.0.2.1')).items).toEqual([])
    expect((await log('address=127.0.0.1&limit=1')).items).toHaveLength(1)
  })

  test.each(['who=nobody', 'category=other', 'from=yesterday', 'limit=0', 'cursor=1'])('not by %s', async (query) => {
    expect((await ines.request('GET', `/audit-log?${query}`)).status).toBe(422)
  })
})

test('pages go on until the end without gap or repetition, changes and entries together', async () => {
  for (let i = 0; i < 3; i += 1) {
    await ana.json('POST', '/accounts', { name: `Page ${i}` })
    await (await ines.request('GET', '/accounts/export')).arrayBuffer()
  }
  const seen: string[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: AuditPage = await log(`limit=4&cursor=${cursor}`)
    seen.push(...page.items.map(({ id }) => id))
    cursor = page.next
  }
  const all = (await log('limit=100')).items.map(({ id }) => id)
  expect(seen).toEqual(all)
  expect([...seen].sort().reverse()).toEqual(seen)
})

test('an export of records is noted before it leaves, with what was asked and how much left', async () => {
  const filter = { field: 'name', op: 'is', value: 'Cancity' }
  const answer = await ana.request(
    'GET',
    `/accounts/export?fields=name&filter=${encodeURIComponent(JSON.stringify(filter))}`,
  )
  expect(answer.status).toBe(200)
  await answer.arrayBuffer()
  await expect
    .poll(async () => actions(await log(`category=exports&who=${world.ids.ana}`)))
    .toEqual(['export.finished', 'export.made'])
  const [finished, made] = (await log(`category=exports&who=${world.ids.ana}`)).items
  expect(made).toMatchObject({
    actor: { name: 'Ana' },
    object: 'account',
    detail: { format: 'csv', filter, fields: ['name'] },
  })
  expect(finished?.detail).toEqual({ rows: 1, complete: true })
})

describe('the values before and after', () => {
  test('are told of what an operation changed', async () => {
    const [change] = (await log(`object=account&record=${account}`)).items
    expect((await ines.json<AuditChanges>('GET', `/audit-log/changes/${change?.id}`)).items).toEqual([
      {
        object: 'account',
        record: { id: account, title: 'Cancity' },
        verb: 'update',
        fields: expect.objectContaining({ sector: [null, 'retail'] }),
      },
    ])
  })

  test('not of hidden fields, nor of records that somebody with the right to the log may not read', async () => {
    const role = await world.roleId('Representative')
    const { catalogue } = (await world.as('ines')).model
    const rights = catalogue.get('role')?.get(role)?.rights as Readonly<Record<string, unknown>>
    const change = async (next: unknown) =>
      write(world.kernel, await world.as('ines'), (ctx) => ctx.update('role', role, { rights: next }))
    const lead = await world.add('ana', 'lead', { firstName: 'Eva', lastName: 'Ruiz', company: 'Sol' })
    const [made] = (await log(`object=lead&record=${lead}`)).items
    await change({ ...rights, actions: ['audit'], fields: { lead: { company: 'hidden' } } })
    const path = `/audit-log/changes/${made?.id}`
    const own = await ana.json<AuditChanges>('GET', path)
    const others = await (await browserOf(world, 'bo')).json<AuditChanges>('GET', path)
    const [given] = (await log('object=role&limit=1')).items
    await change(rights)
    // What a role gained and lost is told, though no form shows it.
    const [told] = (await ines.json<AuditChanges>('GET', `/audit-log/changes/${given?.id}`)).items
    expect(told?.rights).toMatchObject([
      { actions: ['export'] },
      { actions: ['audit'], fields: { lead: { company: 'hidden' } } },
    ])
    expect(own.items[0]).toMatchObject({ record: { id: lead }, fields: { firstName: [null, 'Eva'] } })
    expect(own.items[0]?.fields).not.toHaveProperty('company')
    expect(others.items[0]).toEqual({ object: 'lead', record: { id: lead, title: null }, verb: 'create', fields: {} })
  })
})

test.each([
  '/audit-log',
  '/audit-log/seal',
  '/audit-log/file',
  '/audit-log/changes/018f0000-0000-7000-8000-000000000000',
])('%s is for who has the right to it', async (path) => {
  expect((await ana.request('GET', path)).status).toBe(403)
  const key = await keyOf(world, world.ids.ana, await world.roleId('Representative'))
  expect((await key.request('GET', path)).status).toBe(403)
})

test('it tells how far it is sealed', async () => {
  await sealAll(world.kernel)
  const state = await ines.json<AuditSealState>('GET', '/audit-log/seal')
  expect(state).toMatchObject({
    newest: { number: expect.any(Number), digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
    unsealed: 0,
  })
  expect((await log('limit=1')).items[0]?.seal).toBe(state.newest?.number)
})

describe('as a file', () => {
  test('of lines of JSON, which is noted itself', async () => {
    const answer = await ines.request('GET', `/audit-log/file?format=jsonl&who=${world.ids.ana}`)
    const lines = (await answer.text()).trim().split('\n')
    expect(lines.map((line) => JSON.parse(line).id)).toEqual(
      (await log(`who=${world.ids.ana}&limit=100`)).items.map(({ id }) => id),
    )
    await expect
      .poll(async () => (await log('object=audit_log&limit=1')).items[0])
      .toMatchObject({
        action: 'export.finished',
        detail: { rows: lines.length, complete: true },
      })
  })

  test('of cells that no spreadsheet takes for formulas', async () => {
    await ines.request('POST', '/accounts', { name: 'Odd' }, { 'user-agent': '=cmd()' })
    const text = await (await ines.request('GET', '/audit-log/file?object=account')).text()
    expect(text.split('\r\n')[1]).toContain(",'=cmd(),")
  })

  test('of no other kind', async () => {
    expect((await ines.request('GET', '/audit-log/file?format=pdf')).status).toBe(422)
  })

  test('keeps of its address what it was filtered by, and nothing else', async () => {
    await (await ines.request('GET', `/audit-log/file?object=lead&odd=${'x'.repeat(5_000)}`)).text()
    const { items } = await ines.json<AuditPage>('GET', '/audit-log?category=exports&limit=2')
    expect(items.map(({ action }) => action)).toEqual(['export.finished', 'export.made'])
    expect(items[1]?.detail).toEqual({ format: 'csv', filter: { object: 'lead' } })
  })
})

test('every action has a category', () => {
  expect(Object.keys(categoryOfAction).sort()).toEqual([...auditActions].sort())
})
