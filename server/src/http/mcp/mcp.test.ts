import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { type AnyRecord, type KeyPurpose, type Metadata, type Operations, type Rights, sql } from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { afterSuite } from '../../../test/after-suite.ts'
import { type Browser, browserOf } from '../../../test/http.ts'
import { openWorld, type World } from '../../../test/world.ts'
import { newId } from '../../kernel/identity.ts'
import { serveHttp } from '../../platform/http-server.ts'
import { newToken, tokenHash } from '../../platform/token.ts'
import { routes } from '../app.ts'
import type { Plan } from './plans.ts'

let world: World
let ines: Browser
let address: string
/** Milliseconds by which the kernel's clock is ahead. */
let ahead = 0

beforeAll(async () => {
  world = await openWorld({ now: () => new Date(Date.now() + ahead) })
  ines = await browserOf(world, 'ines')
  const server = await serveHttp(routes(world.kernel, '/nowhere').fetch, '127.0.0.1', 0)
  afterSuite(() => server.stop())
  address = server.address
})

interface KeyOf {
  readonly purpose?: KeyPurpose
  readonly role?: string
  readonly user?: string
  readonly workspaceId?: string
}

async function makeKey({ purpose = 'assistant_writing', role, user, workspaceId }: KeyOf = {}): Promise<string> {
  const key = `tnd_${newToken()}`
  await world.kernel.database.control(sql`
    insert into control.api_key (id, token_hash, workspace_id, user_id, role_id, name, prefix, purpose, created_at)
    values (${newId()}, ${tokenHash(key)}, ${workspaceId ?? world.workspaceId}, ${user ?? world.ids.ana},
      ${role ?? (await world.roleId('Representative'))}, 'test', 'tnd_', ${purpose}, now())`)
  return key
}

/** An assistant made with the reference implementation of the protocol. */
async function connect(key: string) {
  const client = new Client({ name: 'test', version: '1' })
  const requestInit = { headers: { authorization: `Bearer ${key}` } }
  await client.connect(new StreamableHTTPClientTransport(new URL(`${address}/api/mcp`), { requestInit }))
  afterSuite(() => client.close())
  const call = async <T = AnyRecord>(name: string, given: Record<string, unknown> = {}): Promise<T> => {
    const { structuredContent, content } = await client.callTool({ name, arguments: given })
    expect(JSON.parse((content as { text: string }[])[0]?.text ?? '')).toEqual(structuredContent)
    return structuredContent as T
  }
  return { client, call }
}

/** A role with the rights of a representative, but for what is said. */
async function makeRole(more: Partial<Rights>): Promise<string> {
  const { rights } = await ines.json<{ rights: Rights }>('GET', `/roles/${await world.roleId('Representative')}`)
  const changed = { ...rights, ...more, objects: { ...rights.objects, ...more.objects } }
  return (await ines.json<{ id: string }>('POST', '/roles', { name: `Role ${newId()}`, rights: changed })).id
}

/** A role that reaches its own accounts alone. */
const ownAccounts = () =>
  makeRole({ objects: { account: { create: 'own', read: 'own', edit: 'own', delete: 'none' } } })

const nameOf = async (id: string) => (await world.stored('account', id)).name

describe('an assistant', () => {
  test('is told who it speaks to, and what it can do', async () => {
    const { client } = await connect(await makeKey())
    expect(client.getServerVersion()?.name).toBe('tendero')
    expect(client.getInstructions()).toContain('list_objects')
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name)).toEqual([
      'list_objects',
      'describe_object',
      'search_records',
      'list_records',
      'read_record',
      'aggregate_records',
      'read_timeline',
      'suggest_conversion',
      'create_record',
      'update_record',
      'delete_record',
      'restore_record',
      'convert_lead',
      'complete_activity',
      'confirm_plan',
    ])
    expect(tools.every(({ inputSchema, description }) => inputSchema.type === 'object' && description)).toBe(true)
    await client.ping()
    const [described] = (await client.listResources()).resources
    const { contents } = await client.readResource({ uri: described?.uri ?? '' })
    expect(JSON.parse(String((contents[0] as { text: string }).text)).openapi).toMatch(/^3\.1/)
    await expect(client.readResource({ uri: 'file:///etc/passwd' })).rejects.toMatchObject({ code: -32_002 })
  })

  test('reads what its role may, by the one filter language', async () => {
    const mine = await world.add('ana', 'account', { name: 'Panadería Pino', sector: 'food' })
    await world.add('bo', 'account', { name: 'Panadería Olmo', sector: 'food' })
    const { call } = await connect(await makeKey({ purpose: 'assistant', role: await ownAccounts() }))
    const { objects } = await call<Metadata>('list_objects')
    expect(objects.map(({ name }) => name)).toContain('account')
    const account = await call<Metadata['objects'][number]>('describe_object', { object: 'account' })
    expect(account.fields.map(({ name }) => name)).toContain('sector')
    const filter = { field: 'name', op: 'starts_with', value: 'Panadería' }
    const page = await call('list_records', { object: 'account', filter, fields: ['name'], count: true })
    expect(page).toMatchObject({ items: [{ id: mine, name: 'Panadería Pino' }], next: null })
    expect(await call('search_records', { query: 'panad' })).toMatchObject({ items: [{ id: mine }] })
    expect(await call('read_record', { object: 'account', id: mine })).toMatchObject({ sector: 'food' })
    const sums = await call('aggregate_records', { object: 'account', group: ['sector'], measures: ['count'], filter })
    expect(sums).toMatchObject({ groups: [{ keys: ['food'], measures: { count: 1 } }] })
    expect(await call('read_timeline', { object: 'account', id: mine })).toMatchObject({ items: [{}] })
  })

  test('gets problems as the API answers them', async () => {
    const foreign = await world.add('bo', 'account', { name: 'Hidden from Ana' })
    const { call, client } = await connect(await makeKey({ role: await ownAccounts() }))
    expect(await call('read_record', { object: 'account', id: foreign })).toMatchObject({ status: 404 })
    expect(await call('read_record', { object: 'nonsense', id: foreign })).toMatchObject({ code: 'not_found' })
    expect(await call('read_record', { object: 'account', id: '../session' })).toMatchObject({
      status: 422,
      fields: { id: { code: 'not_an_id' } },
    })
    const filter = { field: 'nonsense', op: 'is', value: 1 }
    expect(await call('list_records', { object: 'account', filter })).toMatchObject({ status: 422 })
    expect(await call('update_record', { object: 'account', id: foreign, values: { name: 'Mine' } })).toMatchObject({
      status: 404,
    })
    expect(await call('create_record', { object: 'account', values: {} })).toMatchObject({
      status: 422,
      fields: { name: { code: 'required' } },
    })
    await expect(client.callTool({ name: 'drop_table' })).rejects.toMatchObject({ code: -32_602 })
  })
})

describe('a plan', () => {
  test('says what would change and writes nothing; confirmed, it is done once, and can be taken back', async () => {
    const id = await world.add('ana', 'account', { name: 'Before', sector: 'food' })
    const { call } = await connect(await makeKey())
    const plan = await call<Plan>('update_record', { object: 'account', id, values: { name: 'After', sector: 'food' } })
    expect(plan.changes).toEqual([
      { object: 'account', id, verb: 'update', fields: { name: { from: 'Before', to: 'After' } } },
    ])
    expect(await nameOf(id)).toBe('Before')
    const confirmed = await call<{ operationId: string }>('confirm_plan', { plan: plan.plan })
    expect(confirmed).toMatchObject({ answer: { id, name: 'After' } })
    expect(await nameOf(id)).toBe('After')
    expect(await call('confirm_plan', { plan: plan.plan })).toMatchObject({
      code: 'plan_already_confirmed',
      details: { operationId: confirmed.operationId },
    })
    const ana = await browserOf(world, 'ana')
    const { items } = await ana.json<Operations>('GET', '/operations')
    expect(items[0]).toMatchObject({ id: confirmed.operationId, through: 'mcp', actor: { name: 'Ana' } })
    expect((await ana.request('POST', `/operations/${confirmed.operationId}/reversal`)).status).toBe(200)
    expect(await nameOf(id)).toBe('Before')
  })

  test('tells nobody of what it only tried', async () => {
    const written = async () =>
      (await world.kernel.database.direct.query('select count(*)::int as count from tendero.outbox')).rows[0].count
    const { call } = await connect(await makeKey())
    const before = await written()
    await call<Plan>('create_record', { object: 'account', values: { name: 'Only tried' } })
    expect(await written()).toBe(before)
    const { rows } = await world.kernel.database.direct.query(
      `select 1 from tendero.account where name = 'Only tried' union all select 1 from tendero.operation where through = 'mcp'
       and id not in (select operation_id from tendero.history)`,
    )
    expect(rows).toEqual([])
  })

  test('makes, deletes, brings back and converts', async () => {
    const { call } = await connect(await makeKey({ user: world.ids.ines, role: await world.roleId('Administrator') }))
    const done = async (name: string, given: Record<string, unknown>) => {
      const { plan, changes } = await call<Plan>(name, given)
      const { answer } = await call<{ answer: AnyRecord }>('confirm_plan', { plan })
      return { answer, verbs: changes.map(({ object, verb }) => `${verb} ${object}`) }
    }
    const made = await done('create_record', { object: 'account', values: { name: 'Made by plan' } })
    const id = made.answer.id
    expect(await nameOf(id)).toBe('Made by plan')
    expect((await done('delete_record', { object: 'account', id })).verbs).toContain('delete account')
    expect((await world.stored('account', id)).deleted_at).not.toBeNull()
    expect((await done('restore_record', { object: 'account', id })).verbs).toContain('restore account')
    const lead = await world.add('ana', 'lead', {
      firstName: 'Lía',
      lastName: 'Mas',
      company: 'Mas Pan',
      status: 'new',
    })
    const wish = { id: lead, account: 'new', contact: 'new', opportunity: null }
    const converted = await done('convert_lead', wish)
    expect(converted.verbs).toEqual(expect.arrayContaining(['create account', 'create contact', 'update lead']))
    expect((await world.stored('lead', lead)).status).toBe('converted')
  })

  test('is refused once what it touches has changed', async () => {
    const id = await world.add('ana', 'account', { name: 'Stays', sector: 'food' })
    const { call } = await connect(await makeKey())
    const { plan } = await call<Plan>('update_record', { object: 'account', id, values: { name: 'Lost' } })
    const ana = await browserOf(world, 'ana')
    await ana.request('PATCH', `/accounts/${id}`, { sector: 'retail' })
    expect(await call('confirm_plan', { plan })).toMatchObject({ status: 409, code: 'plan_outdated' })
    expect(await nameOf(id)).toBe('Stays')
  })

  test('is no good after ten minutes, for another key, or when it never was', async () => {
    const id = await world.add('ana', 'account', { name: 'Still' })
    const [mine, other] = [await connect(await makeKey()), await connect(await makeKey())]
    const { plan } = await mine.call<Plan>('update_record', { object: 'account', id, values: { name: 'Late' } })
    expect(await other.call('confirm_plan', { plan })).toMatchObject({ status: 404 })
    expect(await mine.call('confirm_plan', { plan: newId() })).toMatchObject({ status: 404 })
    ahead = 10 * 60_000
    expect(await mine.call('confirm_plan', { plan })).toMatchObject({ status: 410, code: 'plan_expired' })
    ahead = 0
    expect(await nameOf(id)).toBe('Still')
  })

  test('is done once when it is confirmed twice at the same time', async () => {
    const { call } = await connect(await makeKey())
    const { plan } = await call<Plan>('create_record', { object: 'account', values: { name: 'Exactly one' } })
    const answers = await Promise.all([call('confirm_plan', { plan }), call('confirm_plan', { plan })])
    expect(answers.map(({ code }) => code).sort()).toEqual(['plan_already_confirmed', undefined])
    const { rows } = await world.kernel.database.direct.query(
      `select 1 from tendero.account where name = 'Exactly one'`,
    )
    expect(rows).toHaveLength(1)
  })

  test('that moves a record out of sight still says so', async () => {
    const id = await world.add('ana', 'account', { name: 'Given away' })
    const { call } = await connect(await makeKey({ role: await ownAccounts() }))
    const { changes, titles } = await call<Plan>('update_record', {
      object: 'account',
      id,
      values: { owner: world.ids.bo },
    })
    expect(changes[0]?.fields.owner).toEqual({ from: world.ids.ana, to: world.ids.bo })
    expect(titles[world.ids.bo]).toBe('Bo')
  })
})

describe('the rights of a key', () => {
  test('read alone unless it was made for writing', async () => {
    for (const purpose of ['program', 'assistant'] as const) {
      const { client, call } = await connect(await makeKey({ purpose }))
      const { tools } = await client.listTools()
      expect(tools.every(({ annotations }) => annotations?.readOnlyHint)).toBe(true)
      expect(tools.map(({ name }) => name)).not.toContain('create_record')
      expect(await call('create_record', { object: 'account', values: { name: 'No' } })).toMatchObject({
        status: 403,
        code: 'key_reads_only',
      })
    }
  })

  test('do not reach the rest of the API', async () => {
    for (const purpose of ['assistant', 'assistant_writing'] as const) {
      const headers = { authorization: `Bearer ${await makeKey({ purpose })}` }
      const answer = await fetch(`${address}/api/v1/accounts`, { headers })
      expect([answer.status, await answer.json()]).toMatchObject([403, { code: 'key_of_assistant' }])
    }
  })

  test('are those of its role', async () => {
    const role = await makeRole({ objects: { account: { create: 'none', read: 'all', edit: 'none', delete: 'none' } } })
    const { call } = await connect(await makeKey({ role }))
    const refused = await call('create_record', { object: 'account', values: { name: 'Not allowed' } })
    expect(refused).toMatchObject({ status: 403, code: 'forbidden' })
  })

  test('keep a hidden field out of every answer', async () => {
    const secret = 'seven-thousand-and-nine'
    const role = await makeRole({ fields: { account: { sector: 'hidden' } } })
    const { call, client } = await connect(await makeKey({ role }))
    const id = await world.add('ana', 'account', { name: 'Secretive', sector: secret })
    const ana = await browserOf(world, 'ana')
    await ana.request('PATCH', `/accounts/${id}`, { description: 'Known' })
    const answers = [
      await call('describe_object', { object: 'account' }),
      await call('list_records', { object: 'account' }),
      await call('read_record', { object: 'account', id }),
      await call('read_timeline', { object: 'account', id }),
      await call('search_records', { query: secret }),
      await call('update_record', { object: 'account', id, values: { name: 'Seen' } }),
      await call('delete_record', { object: 'account', id }),
      (await client.listResources()).resources,
    ]
    expect(JSON.stringify(answers)).not.toContain(secret)
    expect(JSON.stringify(answers[0])).not.toContain('"sector"')
    const filter = { field: 'sector', op: 'is', value: secret }
    expect(await call('list_records', { object: 'account', filter })).toMatchObject({ status: 422 })
    expect(await call('update_record', { object: 'account', id, values: { sector: 'x' } })).toMatchObject({
      status: 422,
    })
  })

  test('end at their workspace', async () => {
    const id = await world.add('ana', 'account', { name: 'Ours alone' })
    const mine = await connect(await makeKey())
    const { plan } = await mine.call<Plan>('update_record', { object: 'account', id, values: { name: 'Taken' } })
    const { actor } = await world.as('stranger')
    const { workspaceId, userId: user } = world.stranger
    const { call } = await connect(await makeKey({ workspaceId, user, role: actor.roleId }))
    expect(await call('list_records', { object: 'account' })).toEqual({ items: [], next: null })
    expect(await call('read_record', { object: 'account', id })).toMatchObject({ status: 404 })
    expect(await call('delete_record', { object: 'account', id })).toMatchObject({ status: 404 })
    expect(await call('confirm_plan', { plan })).toMatchObject({ status: 404 })
    expect(await nameOf(id)).toBe('Ours alone')
  })

  test('are made and shown in the settings, and revoked at once', async () => {
    const role = await world.roleId('Representative')
    const wish = { name: 'Assistant', role, purpose: 'assistant' }
    const { id, key } = await ines.json<{ id: string; key: string }>('POST', '/api-keys', wish)
    const { items } = await ines.json<{ items: readonly AnyRecord[] }>('GET', '/api-keys')
    expect(items.find((one) => one.id === id)).toMatchObject({ purpose: 'assistant' })
    const { call } = await connect(key)
    await ines.request('DELETE', `/api-keys/${id}`)
    await expect(call('list_objects')).rejects.toThrow()
  })
})

describe('the transport refuses', () => {
  const message = { jsonrpc: '2.0', id: 1, method: 'ping' }
  const send = async (body: string, headers: Record<string, string> = {}, method = 'POST') => {
    const authorization = `Bearer ${await makeKey()}`
    return fetch(`${address}/api/mcp`, {
      method,
      body: method === 'GET' ? undefined : body,
      headers: { authorization, 'content-type': 'application/json', ...headers },
    })
  }

  test.each([
    ['nobody', 401, { authorization: 'Bearer tnd_nonsense' }],
    ['a page of another site', 403, { origin: 'https://elsewhere.example' }],
    ['a protocol of another time', 400, { 'mcp-protocol-version': '1999-01-01' }],
  ])('%s', async (_, status, headers) => {
    expect((await send(JSON.stringify(message), headers)).status).toBe(status)
  })

  test.each([
    ['what is not JSON', '{', -32_700],
    ['several at once', JSON.stringify([message]), -32_600],
    ['a method that there is not', JSON.stringify({ ...message, method: 'toString' }), -32_601],
  ])('%s', async (_, body, code) => {
    expect(await (await send(body)).json()).toMatchObject({ jsonrpc: '2.0', error: { code } })
  })

  test('what is too large, and to keep a stream open', async () => {
    expect((await send(JSON.stringify({ ...message, params: { text: 'x'.repeat(300_000) } }))).status).toBe(413)
    const stream = await send('', {}, 'GET')
    expect([stream.status, stream.headers.get('allow')]).toEqual([405, 'POST'])
  })

  test('more than so many messages in a minute', async () => {
    const authorization = `Bearer ${await makeKey()}`
    const ping = () =>
      fetch(`${address}/api/mcp`, { method: 'POST', body: JSON.stringify(message), headers: { authorization } })
    const statuses = (await Promise.all(Array.from({ length: 125 }, ping))).map(({ status }) => status)
    expect(statuses.filter((status) => status === 429)).toHaveLength(5)
    expect((await ping()).headers.get('retry-after')).toMatch(/^\d+$/)
  })

  test('nothing when it is only told something', async () => {
    const told = await send(JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' }))
    expect([told.status, await told.text()]).toEqual([202, ''])
  })
})
