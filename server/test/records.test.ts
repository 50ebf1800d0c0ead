import type { AnyRecord, Metadata, Page, Problem } from '@tendero/model'
import { describe, expect, test } from 'vitest'
import { browserOf } from './http.ts'
import { openWorld } from './world.ts'

const world = await openWorld()
const ines = await browserOf(world, 'ines')
const ana = await browserOf(world, 'ana')
const bo = await browserOf(world, 'bo')

describe('records of any object', () => {
  test('are summed like the list that is searched: by its filter, its words and the rights of who asks', async () => {
    for (const [company, minor] of [
      ['Quarry North', 1_00],
      ['Quarry South', 2_00],
      ['Mill', 4_00],
    ] as const)
      await ana.json('POST', '/leads', { lastName: 'Puig', company, estimatedValue: { minor } })
    const path = '/leads/aggregate?group=status&measures=count,sum:estimatedValue&search=quarry'
    const sums = { keys: ['new'], titles: [null], measures: { count: 2, 'sum:estimatedValue': 3_00 } }
    expect(await ana.json('GET', path)).toMatchObject({ groups: [sums] })
    const filter = encodeURIComponent(JSON.stringify({ field: 'company', op: 'contains', value: 'south' }))
    expect(await ana.json('GET', `${path}&filter=${filter}`)).toMatchObject({
      groups: [{ measures: { count: 1, 'sum:estimatedValue': 2_00 } }],
    })
    expect(await bo.json('GET', path)).toMatchObject({ groups: [] })
  })

  test('of settings that are there already are told as such', async () => {
    const rate = { onDate: '2026-01-01', base: 'EUR', quote: 'USD', rate: '1.1' }
    expect((await ines.request('POST', '/exchange-rates', rate)).status).toBe(201)
    const again = await ines.request('POST', '/exchange-rates', rate)
    expect([again.status, await again.json()]).toMatchObject([
      409,
      { code: 'unique_violation', details: { object: 'exchange_rate', fields: ['onDate', 'base', 'quote'] } },
    ])
  })

  test('are made, read, changed, deleted and restored', async () => {
    const made = await ana.request('POST', '/accounts', {
      name: 'Acme',
      revenue: { minor: 110_004_00 },
      phone: '612 34 56 78',
      tags: ['vip', 'vip', 'new'],
    })
    expect(made.status).toBe(201)
    const account = (await made.json()) as AnyRecord
    expect(account).toMatchObject({
      name: 'Acme',
      kind: 'company',
      version: 1,
      owner: world.ids.ana,
      team: world.ids.northEast,
      revenue: { minor: 110_004_00, currency: 'EUR' },
      phone: { e164: '+34612345678', raw: '612 34 56 78', valid: true },
      tags: ['vip', 'new'],
    })
    expect(account.titles).toMatchObject({ owner: 'Ana', team: 'North East' })
    const read = await ana.request('GET', `/accounts/${account.id}`)
    expect(read.headers.get('etag')).toBe('"1"')
    const changed = await ana.json<AnyRecord>(
      'PATCH',
      `/accounts/${account.id}`,
      { sector: 'medical', phone: null },
      { 'if-match': '"1"' },
    )
    expect(changed).toMatchObject({ sector: 'medical', phone: null, version: 2 })
    const removed = await ana.json<{ operationId: string }>('DELETE', `/accounts/${account.id}`)
    expect(removed.operationId).toMatch(/^[0-9a-f-]{36}$/)
    expect((await ana.request('GET', `/accounts/${account.id}`)).status).toBe(404)
    expect(await ana.json<AnyRecord>('POST', `/accounts/${account.id}/restoration`)).toMatchObject({
      name: 'Acme',
      version: 4,
    })
  })

  test('are restored with the parts that went with them, and without those that went before or hang on others', async () => {
    const account = await ana.json<AnyRecord>('POST', '/accounts', { name: 'Whole', email: 'info@whole.example' })
    const contact = await ana.json<AnyRecord>('POST', '/contacts', {
      lastName: 'Whole',
      account: account.id,
      email: 'a@whole.example',
    })
    const point = (value: string) =>
      ana.json<AnyRecord>('POST', '/contact-points', { contact: contact.id, kind: 'email', value })
    const [gone, kept] = [await point('b@whole.example'), await point('c@whole.example')]
    const deal = await ana.json<AnyRecord>('POST', '/opportunities', { name: 'Whole', account: account.id })
    const line = await ana.json<AnyRecord>('POST', '/opportunity-lines', {
      opportunity: deal.id,
      description: 'x',
      unitPrice: '5',
    })
    const link = await ana.json<AnyRecord>('POST', '/opportunity-contacts', {
      opportunity: deal.id,
      contact: contact.id,
    })
    const status = async (path: string) => (await ines.request('GET', path)).status
    const restore = async (path: string) => (await ines.request('POST', `${path}/restoration`)).status
    await ana.json('DELETE', `/contact-points/${gone.id}`)
    await ines.json('DELETE', `/opportunities/${deal.id}`)
    await ines.json('DELETE', `/contacts/${contact.id}`)
    for (const path of [
      `/contact-points/${kept.id}`,
      `/opportunity-lines/${line.id}`,
      `/opportunity-contacts/${link.id}`,
    ])
      expect([path, await status(path)]).toEqual([path, 404])

    expect(await restore(`/opportunities/${deal.id}`)).toBe(200)
    expect(await status(`/opportunity-lines/${line.id}`)).toBe(200)
    expect(await status(`/opportunity-contacts/${link.id}`)).toBe(404)
    expect(await ines.json('GET', `/opportunities/${deal.id}`)).toMatchObject({ amount: { minor: 500 } })

    const back = await ines.request('POST', `/contacts/${contact.id}/restoration`)
    expect(await back.json()).toMatchObject({ account: account.id, email: 'a@whole.example' })
    expect(await status(`/contact-points/${kept.id}`)).toBe(200)
    expect(await status(`/contact-points/${gone.id}`)).toBe(404)
    const operation = back.headers.get('tendero-operation')
    expect((await ines.request('POST', `/operations/${operation}/reversal`)).status).toBe(200)
    expect(await status(`/contact-points/${kept.id}`)).toBe(404)
  })

  test('that were left for another account stay there when the old one is restored', async () => {
    const [old, other] = await Promise.all(
      ['Old', 'Other'].map((name) => ana.json<AnyRecord>('POST', '/accounts', { name })),
    )
    const contact = await ana.json<AnyRecord>('POST', '/contacts', { lastName: 'Mover', account: old?.id })
    await ines.json('DELETE', `/accounts/${old?.id}`)
    await ana.json('PATCH', `/contacts/${contact.id}`, { account: other?.id })
    await ines.json('POST', `/accounts/${old?.id}/restoration`)
    expect(await ana.json('GET', `/contacts/${contact.id}`)).toMatchObject({ account: other?.id })
    const filter = encodeURIComponent(JSON.stringify({ field: 'contact', op: 'is', value: contact.id }))
    const { items } = await ana.json<Page<AnyRecord>>('GET', `/affiliations?filter=${filter}`)
    expect(items.filter((one) => one.primary).map((one) => one.account)).toEqual([other?.id])
    expect(items).toHaveLength(2)
  })

  test('say what is wrong with which field', async () => {
    const answer = await ana.request('POST', '/accounts', {
      name: '  ',
      kind: 'alien',
      employees: 1.5,
      nonsense: 1,
      createdAt: 'x',
    })
    expect(answer.status).toBe(422)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(await answer.json()).toMatchObject({
      code: 'invalid_input',
      fields: {
        name: { code: 'empty' },
        kind: { code: 'not_a_choice' },
        employees: { code: 'not_an_integer' },
        nonsense: { code: 'unknown_field' },
        createdAt: { code: 'read_only' },
      },
    })
  })
})

describe('custom fields', () => {
  test('are at once in the form, list, filter, sort, sums and search', async () => {
    const made = await ines.request('POST', '/custom-fields', {
      object: 'account',
      label: 'Lucky colour',
      kind: 'choice',
      options: {
        choices: [
          { value: 'red', label: 'Red' },
          { value: 'green', label: 'Green' },
        ],
      },
    })
    expect(made.status).toBe(201)
    await ines.json('POST', '/custom-fields', { object: 'account', label: 'Visits', kind: 'integer', indexed: true })
    await ines.json('POST', '/custom-fields', { object: 'account', label: 'Budget', kind: 'money' })
    await ines.json('POST', '/custom-fields', { object: 'account', label: 'Since', kind: 'date' })
    await ines.json('POST', '/custom-fields', { object: 'account', label: 'Motto', kind: 'text' })
    const metadata = await ana.json<Metadata>('GET', '/metadata')
    const parent = metadata.objects.find((one) => one.name === 'account')?.fields.find((one) => one.name === 'parent')
    expect(parent).toMatchObject({ label: 'Parent account', inverse: 'Subsidiaries' })
    const fields = metadata.objects.find((one) => one.name === 'account')?.fields.filter((one) => one.custom)
    expect(fields?.map((one) => one.name)).toEqual(['c_luckyColour', 'c_visits', 'c_budget', 'c_since', 'c_motto'])
    const values = {
      c_luckyColour: 'red',
      c_visits: 7,
      c_budget: { minor: 500, currency: 'EUR' },
      c_since: '2020-02-29',
      c_motto: 'Carpe diem señor',
    }
    const account = await ana.json<AnyRecord>('POST', '/accounts', { name: 'Colourful', ...values })
    expect(account).toMatchObject(values)
    await ana.json('POST', '/accounts', { name: 'Plain', c_visits: 2 })
    const found = async (filter: unknown) =>
      (
        await ana.json<Page>('GET', `/accounts?count=true&filter=${encodeURIComponent(JSON.stringify(filter))}`)
      ).items.map((one) => one.name)
    expect(await found({ field: 'c_luckyColour', op: 'is', value: 'red' })).toEqual(['Colourful'])
    expect(await found({ field: 'c_visits', op: 'less', value: 5 })).toEqual(['Plain'])
    expect(await found({ field: 'c_budget', op: 'at_least', value: 500 })).toEqual(['Colourful'])
    expect(await found({ field: 'c_since', op: 'between', value: ['2020-01-01', '2020-12-31'] })).toEqual(['Colourful'])
    const sorted = await ana.json<Page>('GET', '/accounts?sort=-c_visits&limit=2&fields=name')
    expect(sorted.items.map((one) => one.name)).toEqual(['Colourful', 'Plain'])
    expect(
      await ana.json('GET', '/accounts/aggregate?group=c_luckyColour&measures=count,sum:c_visits,sum:c_budget'),
    ).toMatchObject({
      groups: expect.arrayContaining([
        { keys: ['red'], titles: [null], measures: { count: 1, 'sum:c_visits': 7, 'sum:c_budget': 500 } },
      ]),
    })
    expect(await ana.json('GET', '/search?q=senor')).toMatchObject({ items: [{ object: 'account', id: account.id }] })
    const emptied = await ana.json<AnyRecord>('PATCH', `/accounts/${account.id}`, { c_budget: null, c_visits: 8 })
    expect(emptied).toMatchObject({ c_budget: null, c_visits: 8, c_luckyColour: 'red' })
  })

  test('are gone once deleted, and there again once that is taken back', async () => {
    const made = await ines.json<AnyRecord>('POST', '/custom-fields', { object: 'contact', label: 'Hat', kind: 'text' })
    const contact = await ana.json<AnyRecord>('POST', '/contacts', { firstName: 'Pim', c_hat: 'bowler' })
    const knows = async () => 'c_hat' in (await ana.json<AnyRecord>('GET', `/contacts/${contact.id}`))
    const deleted = await ines.json<{ operationId: string }>('DELETE', `/custom-fields/${made.id}`)
    expect(await knows()).toBe(false)
    expect((await ines.request('POST', `/operations/${deleted.operationId}/reversal`, {})).status).toBe(200)
    expect(await knows()).toBe(true)
  })

  test('are made by administrators only', async () => {
    expect(
      (await ana.request('POST', '/custom-fields', { object: 'account', label: 'Mine', kind: 'text' })).status,
    ).toBe(403)
  })
})

describe('two people who save at once', () => {
  test('changes of different fields are merged, of the same field refused with both values', async () => {
    const account = await ana.json<AnyRecord>('POST', '/accounts', { name: 'Contested', sector: 'a' })
    await bo.json('PATCH', `/accounts/${account.id}`, { sector: 'b' }, { 'if-match': '"1"' })
    const merged = await ana.json<AnyRecord>(
      'PATCH',
      `/accounts/${account.id}`,
      { employees: 3 },
      { 'if-match': '"1"' },
    )
    expect(merged).toMatchObject({ sector: 'b', employees: 3, version: 3 })
    const refused = await ana.request('PATCH', `/accounts/${account.id}`, { sector: 'c' }, { 'if-match': '"1"' })
    expect(refused.status).toBe(412)
    const problem = (await refused.json()) as Problem
    expect(problem).toMatchObject({
      code: 'stale_version',
      details: { conflicts: { sector: { yours: 'c', theirs: 'b' } }, current: { version: 3 } },
    })
  })

  test('a version that never was is refused, and deletion minds the version too', async () => {
    const id = await world.add('ana', 'account', { name: 'Versioned' })
    const ana = await browserOf(world, 'ines')
    const at = (version: number) => ({ 'if-match': `"${version}"` })
    expect((await ana.request('PATCH', `/accounts/${id}`, { sector: 'x' }, at(77))).status).toBe(412)
    expect((await ana.request('PATCH', `/accounts/${id}`, { sector: 'x' }, at(1))).status).toBe(200)
    expect((await ana.request('DELETE', `/accounts/${id}`, undefined, at(1))).status).toBe(412)
    expect((await ana.request('DELETE', `/accounts/${id}`, undefined, at(2))).status).toBe(200)
  })

  test('a hundred repeats of one request make one record', async () => {
    const answers = await Promise.all(
      Array.from({ length: 100 }, () =>
        ana.json<AnyRecord>('POST', '/accounts', { name: 'Once' }, { 'idempotency-key': 'once-and-only' }),
      ),
    )
    expect(new Set(answers.map((one) => one.id)).size).toBe(1)
    const filter = encodeURIComponent(JSON.stringify({ field: 'name', op: 'is', value: 'once' }))
    expect(await ana.json('GET', `/accounts/count?filter=${filter}`)).toEqual({ value: 1, estimated: false })
  })
})

describe('an operation', () => {
  test('can be taken back while its records are untouched, and else is refused with the list', async () => {
    const account = await ana.request('POST', '/accounts', { name: 'Mistake', employees: 1 })
    const { id } = (await account.json()) as AnyRecord
    const change = await ana.request('PATCH', `/accounts/${id}`, { employees: 2 })
    const second = String(change.headers.get('tendero-operation'))
    const refused = await ana.request('POST', `/operations/${account.headers.get('tendero-operation')}/reversal`)
    expect(refused.status).toBe(409)
    expect(await refused.json()).toMatchObject({
      code: 'operation_not_revertible',
      details: { touched: [{ object: 'account', id }] },
    })
    expect((await ana.request('POST', `/operations/${second}/reversal`)).status).toBe(200)
    expect(await ana.json<AnyRecord>('GET', `/accounts/${id}`)).toMatchObject({ employees: 1, version: 3 })
  })
})
