import type { AnyRecord } from '@tendero/model'
import { describe, expect, test } from 'vitest'
import { openAssistants } from '../../../test/assistants.ts'
import { browserOf } from '../../../test/http.ts'
import type { Plan } from './plans.ts'

const { world, address, makeRole, ines, assistantKey, connect, nameOf, ownAccounts } = await openAssistants()

describe('the rights of a key', () => {
  test('read alone unless it was made for writing', async () => {
    for (const purpose of ['program', 'assistant'] as const) {
      const { client, call } = await connect(await assistantKey({ purpose }))
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
      const headers = { authorization: `Bearer ${await assistantKey({ purpose })}` }
      const answer = await fetch(`${address}/api/v1/accounts`, { headers })
      expect([answer.status, await answer.json()]).toMatchObject([403, { code: 'key_of_assistant' }])
    }
  })

  test('are those of its role', async () => {
    const role = await makeRole({ objects: { account: { create: 'none', read: 'all', edit: 'none', delete: 'none' } } })
    const { call } = await connect(await assistantKey({ role }))
    const refused = await call('create_record', { object: 'account', values: { name: 'Not allowed' } })
    expect(refused).toMatchObject({ status: 403, code: 'forbidden' })
  })

  test('take in what is shared with its person, for as long as it is', async () => {
    const { call } = await connect(await assistantKey({ role: await ownAccounts() }))
    const id = await world.add('bo', 'account', { name: 'Zarzuela shared' })
    const seen = async () =>
      JSON.stringify([
        await call('list_records', { object: 'account' }),
        await call('search_records', { query: 'zarzuela' }),
      ])
    expect(await seen()).not.toContain(id)
    const share = await ines.json<AnyRecord>('POST', '/shares', { object: 'account', record: id, user: world.ids.ana })
    expect(await seen()).toContain(id)
    expect(await call('read_record', { object: 'account', id })).toMatchObject({ name: 'Zarzuela shared' })
    expect(await call('update_record', { object: 'account', id, values: { name: 'x' } })).toMatchObject({ status: 403 })
    await ines.request('DELETE', `/shares/${share.id}`)
    expect(await call('read_record', { object: 'account', id })).toMatchObject({ status: 404 })
  })

  test('keep a hidden field out of every answer', async () => {
    const secret = 'seven-thousand-and-nine'
    const role = await makeRole({ fields: { account: { sector: 'hidden' } } })
    const { call, client } = await connect(await assistantKey({ role }))
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
    const mine = await connect(await assistantKey())
    const { plan } = await mine.call<Plan>('update_record', { object: 'account', id, values: { name: 'Taken' } })
    const { actor } = await world.as('stranger')
    const { workspaceId, userId: user } = world.stranger
    const { call } = await connect(await assistantKey({ workspaceId, user, role: actor.roleId }))
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
