import type { Metadata } from '@tendero/model'
import { describe, expect, test } from 'vitest'
import { openAssistants } from '../../../test/assistants.ts'

const { world, address, assistantKey, ownAccounts, connect } = await openAssistants()

describe('an assistant', () => {
  test('is told who it speaks to, and what it can do', async () => {
    const { client } = await connect(await assistantKey())
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
      'read_forecast',
      'read_commitments',
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
    const { call } = await connect(await assistantKey({ purpose: 'assistant', role: await ownAccounts() }))
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
    expect(await call('read_forecast', { months: 1 })).toMatchObject({ months: [expect.any(String)] })
    expect(await call('read_commitments', { period: 'year' })).toMatchObject({ period: { kind: 'year' } })
    expect(await call('read_commitments', { period: 'week' })).toMatchObject({ code: 'invalid_input' })
  })

  test('gets problems as the API answers them', async () => {
    const foreign = await world.add('bo', 'account', { name: 'Hidden from Ana' })
    const { call, client } = await connect(await assistantKey({ role: await ownAccounts() }))
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

describe('the transport refuses', () => {
  const message = { jsonrpc: '2.0', id: 1, method: 'ping' }
  const send = async (body: string, headers: Record<string, string> = {}, method = 'POST') => {
    const authorization = `Bearer ${await assistantKey()}`
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
    const authorization = `Bearer ${await assistantKey()}`
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
