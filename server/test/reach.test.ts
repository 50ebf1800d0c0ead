import { type AnyRecord, type Page, raw, sql } from '@tendero/model'
import { describe, expect, test } from 'vitest'
import * as rest from '../src/derive/rest.ts'
import { revertOperation } from '../src/kernel/revert-operation.ts'
import { browserOf } from './http.ts'
import { openWorld, stray } from './world.ts'

const world = await openWorld()
const ines = await browserOf(world, 'ines')
const ana = await browserOf(world, 'ana')
const bo = await browserOf(world, 'bo')

describe('rights', () => {
  test("another team's opportunity does not exist; one's own does", async () => {
    const { model } = await world.as('ines')
    const stage = [...(model.catalogue.get('stage')?.values() ?? [])][0]
    const id = await world.add('ana', 'opportunity', {
      name: 'Secret deal',
      pipeline: stage?.pipeline_id,
      stage: stage?.id,
      status: 'open',
    })
    expect((await bo.request('GET', `/opportunities/${id}`)).status).toBe(404)
    expect((await bo.request('PATCH', `/opportunities/${id}`, { name: 'x' })).status).toBe(404)
    expect((await ana.request('GET', `/opportunities/${id}`)).status).toBe(200)
    expect((await (await browserOf(world, 'marta')).request('GET', `/opportunities/${id}`)).status).toBe(200)
    expect(await bo.json('GET', '/search?q=secret')).toEqual({ items: [] })
    // Nor by likeness, of which the index knows more than they may.
    expect(await ana.json('GET', '/search?q=secrt%20deal')).toMatchObject({ items: [{ id }] })
    expect(await bo.json('GET', '/search?q=secrt%20deal')).toEqual({ items: [] })
    expect(await bo.json('GET', '/opportunities/count')).toEqual({ value: 0, estimated: false })
  })
})

describe('another workspace', () => {
  test('reaches nothing: not by id, reference, filter, search, import of ids or undo', async () => {
    const stranger = await world.as('stranger')
    const { kernel } = world
    const answer = await ana.request('POST', '/accounts', { name: 'Private to Sol' })
    const account = (await answer.json()) as AnyRecord
    const object = (name: string) => stranger.model.objects.get(name) ?? expect.fail(name)
    await expect(rest.read(kernel, stranger, object('account'), account.id)).rejects.toMatchObject({ status: 404 })
    await expect(rest.update(kernel, stranger, object('account'), account.id, { name: 'Mine' })).rejects.toMatchObject({
      status: 404,
    })
    await expect(rest.remove(kernel, stranger, object('account'), account.id)).rejects.toMatchObject({ status: 404 })
    await expect(
      rest.create(kernel, stranger, object('contact'), { firstName: 'Spy', account: account.id }),
    ).rejects.toMatchObject({ status: 422, fields: { account: { code: 'not_found' } } })
    await expect(
      rest.create(kernel, stranger, object('account'), { id: account.id, name: 'Same id' }),
    ).resolves.toMatchObject({ record: expect.stringContaining('Same id') })
    await expect(
      revertOperation(kernel, stranger, String(answer.headers.get('tendero-operation'))),
    ).rejects.toMatchObject({ status: 404 })
    expect(await rest.count(kernel, stranger, object('account'), { search: 'private' })).toEqual({
      value: 0,
      estimated: false,
    })
    expect(await world.stored('account', account.id)).toBeDefined()
    expect(await ana.json<AnyRecord>('GET', `/accounts/${account.id}`)).toMatchObject({
      name: 'Private to Sol',
      version: 1,
    })
  })

  test('even a statement that forgets the workspace sees only its own rows', async () => {
    const { kernel, stranger } = world
    const rows = await kernel.database.read(stranger.workspaceId, (tx) =>
      tx.rows<{ name: string }>(raw(stray('select name from tendero.account'))),
    )
    expect(rows.map((row) => row.name)).not.toContain('Private to Sol')
    await expect(
      kernel.database.transaction(stranger.workspaceId, (tx) =>
        tx.rows(
          sql`insert into tendero.tag (workspace_id, id, name, created_at, updated_at) values (${world.workspaceId}, gen_random_uuid(), 'x', now(), now())`,
        ),
      ),
    ).rejects.toMatchObject({ code: '42501' })
  })
})

describe('hidden and read-only fields', () => {
  test('are not told by what is worked out of them', async () => {
    const all = { create: 'all', read: 'all', edit: 'all', delete: 'none' }
    const rights = {
      objects: { opportunity: all, opportunity_line: all, stage: { read: 'all' } },
      fields: { opportunity: { amount: 'hidden' } },
      actions: [],
    }
    const role = await ines.json<AnyRecord>('POST', '/roles', { name: 'Without amounts', rights, administrator: false })
    await ines.json('PATCH', `/users/${world.ids.bo}`, { role: role.id })
    const { items: stages } = await ines.json<Page>('GET', '/stages?sort=position')
    const deal = await ines.json<AnyRecord>('POST', '/opportunities', {
      name: 'What is it worth',
      pipeline: stages[0]?.pipeline,
      stage: stages[0]?.id,
    })
    const line = { opportunity: deal.id, quantity: '2', unitPrice: '321' }
    const { id } = await ines.json<AnyRecord>('POST', '/opportunity-lines', line)
    expect(await ines.json('GET', `/opportunities/${deal.id}`)).toMatchObject({ amount: { minor: 64_200 } })
    const seen = await bo.json<AnyRecord>('GET', `/opportunities/${deal.id}`)
    const seenLine = await bo.json<AnyRecord>('GET', `/opportunity-lines/${id}`)
    for (const field of ['amount', 'expectedRevenue']) expect(seen).not.toHaveProperty(field)
    for (const field of ['amount', 'unitPrice']) expect(seenLine).not.toHaveProperty(field)
    expect(seenLine).toMatchObject({ quantity: '2' })
    const report = JSON.stringify(await bo.json('GET', '/reports/pipeline'))
    expect(report).not.toMatch(/"(value|weighted|won)":[1-9]/)
  })

  test('do not exist in records, filters, sorts, sums, search, history or input', async () => {
    const rights = {
      objects: { account: { create: 'all', read: 'all', edit: 'all', delete: 'none' } },
      fields: { account: { revenue: 'hidden', sector: 'read_only', preferences: 'hidden' } },
      actions: [],
    }
    const role = await ines.json<AnyRecord>('POST', '/roles', { name: 'Limited', rights, administrator: false })
    await ines.json('PATCH', `/users/${world.ids.bo}`, { role: role.id })
    const account = await ana.json<AnyRecord>('POST', '/accounts', {
      name: 'Limits',
      revenue: { minor: 99 },
      sector: 'x',
      preferences: 'likes zanahoria',
    })
    const seen = await bo.json<AnyRecord>('GET', `/accounts/${account.id}`)
    expect(seen).not.toHaveProperty('revenue')
    expect(seen).toMatchObject({ sector: 'x' })
    const filter = encodeURIComponent(JSON.stringify({ field: 'revenue', op: 'greater', value: 1 }))
    expect((await bo.request('GET', `/accounts?filter=${filter}`)).status).toBe(422)
    expect((await bo.request('GET', '/accounts?sort=revenue')).status).toBe(422)
    expect((await bo.request('GET', '/accounts/aggregate?group=sector&measures=sum:revenue')).status).toBe(422)
    expect(await bo.json('PATCH', `/accounts/${account.id}`, { sector: 'y', revenue: null })).toMatchObject({
      fields: { sector: { code: 'read_only' }, revenue: { code: 'unknown_field' } },
    })
    expect(await bo.json('GET', '/search?q=zanahoria')).toEqual({ items: [] })
    expect(await ana.json('GET', '/search?q=zanahoria')).toMatchObject({ items: [{ id: account.id }] })
    const representative = await world.roleId('Representative')
    await ines.json('PATCH', `/users/${world.ids.bo}`, { role: representative })
  })
})
