import type { Access, AggregateResult, AnyRecord, Metadata, Page, Problem, Rights, Scope } from '@tendero/model'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Browser, browserOf } from './http.ts'
import { openWorld, type World } from './world.ts'

let world: World
let ines: Browser
let ana: Browser
const ids: Record<string, string> = {}

const field = (label: string, formula: string, object = 'opportunity') =>
  ines.request('POST', '/custom-fields', { object, label, kind: 'formula', options: { formula } })
const filtered = (filter: unknown) => `filter=${encodeURIComponent(JSON.stringify(filter))}`

async function made(label: string, formula: string, object?: string): Promise<AnyRecord> {
  const answer = await field(label, formula, object)
  expect([label, answer.status]).toEqual([label, 201])
  return (await answer.json()) as AnyRecord
}

function readOnly(read: Scope): Access {
  return { create: 'none', read, edit: 'none', delete: 'none' }
}

/** Somebody with other rights for a while. */
async function withRights(who: 'bo', rights: Rights, work: (browser: Browser) => Promise<void>): Promise<void> {
  const { role: before } = await ines.json<AnyRecord>('GET', `/users/${world.ids[who]}`)
  const role = await ines.json<AnyRecord>('POST', '/roles', { name: 'For a while', rights, administrator: false })
  await ines.json('PATCH', `/users/${world.ids[who]}`, { role: role.id })
  await work(await browserOf(world, who))
  await ines.json('PATCH', `/users/${world.ids[who]}`, { role: before })
}

/** Where a sale begins. */
async function firstStage(): Promise<{ pipeline: string; stage: string }> {
  const { items } = await ines.json<Page>('GET', '/stages?sort=position&limit=1')
  return { pipeline: String(items[0]?.pipeline), stage: String(items[0]?.id) }
}

beforeAll(async () => {
  world = await openWorld({ now: () => new Date('2026-03-31T22:30:00Z') })
  ines = await browserOf(world, 'ines')
  ana = await browserOf(world, 'ana')
  const stage = await firstStage()
  ids.acme = await world.add('ana', 'account', { name: 'Acme', employees: 40 })
  ids.secret = await world.add('bo', 'account', { name: 'Secret', employees: 7 })
  const deal = (name: string, account: string | undefined, minor: number, more: object = {}) =>
    world.add('ana', 'opportunity', { name, account, ...stage, amount: { minor, currency: 'EUR' }, ...more })
  ids.oven = await deal('Oven', ids.acme, 100_000, { closeOn: '2026-04-30' })
  ids.mixer = await deal('Mixer', ids.acme, 25_050)
})

describe('a formula field', () => {
  test('is worked out of the record, of its account and of the day, with exact numbers', async () => {
    await made('Fee', 'amount * 0.1')
    await made('Per head', 'round(amount / account.employees, 2)')
    await made('Wait', 'closeOn - today()')
    await made('Big', 'amount >= 500')
    await made('Tag', 'upper(left(name, 2)) & "-" & account.name')
    await made('Twice the fee', 'c_fee * 2')
    const oven = await ana.json<AnyRecord>('GET', `/opportunities/${ids.oven}`)
    expect(oven).toMatchObject({
      c_fee: { minor: 10_000, currency: 'EUR' },
      c_perHead: { minor: 2_500, currency: 'EUR' },
      // 22:30 in London is the next day in Madrid.
      c_wait: 29,
      c_big: true,
      c_tag: 'OV-Acme',
      c_twiceTheFee: { minor: 20_000, currency: 'EUR' },
    })
  })

  test('says in the metadata and in OpenAPI what comes out, and that nobody writes it', async () => {
    const { objects } = await ana.json<Metadata>('GET', '/metadata')
    const { fields = [] } = objects.find(({ name }) => name === 'opportunity') ?? {}
    expect(fields.find(({ name }) => name === 'c_fee')).toMatchObject({
      kind: 'formula',
      result: 'money',
      formulaType: 'money',
      readOnly: true,
      sortable: true,
      aggregates: ['sum', 'average', 'min', 'max'],
    })
    const openapi = await ana.json<{
      components: { schemas: Record<string, { properties: Record<string, { anyOf?: unknown[] }> }> }
    }>('GET', '/openapi.json')
    expect(openapi.components.schemas.Opportunity?.properties.c_wait?.anyOf?.[0]).toEqual({
      type: 'integer',
      readOnly: true,
    })
    expect(openapi.components.schemas.OpportunityInput?.properties).not.toHaveProperty('c_wait')
    const refused = await ana.json<Problem>('PATCH', `/opportunities/${ids.oven}`, { c_wait: 1 })
    expect(refused.fields).toEqual({ c_wait: { code: 'read_only' } })
  })

  test('filters, sorts, pages, groups and sums', async () => {
    const names = async (query: string) =>
      (await ana.json<Page>('GET', `/opportunities?${query}`)).items.map(({ name }) => name)
    expect(await names(filtered({ field: 'c_fee', op: 'greater', value: 5_000 }))).toEqual(['Oven'])
    expect(await names(filtered({ field: 'c_tag', op: 'starts_with', value: 'mi' }))).toEqual(['Mixer'])
    expect(await names('sort=c_fee,name')).toEqual(['Mixer', 'Oven'])
    expect(await names('sort=-c_tag')).toEqual(['Oven', 'Mixer'])
    const first = await ana.json<Page>('GET', '/opportunities?sort=-c_perHead&limit=1')
    expect(await names(`sort=-c_perHead&limit=1&cursor=${first.next}`)).toEqual(['Mixer'])
    const sums = await ana.json<AggregateResult>(
      'GET',
      '/opportunities/aggregate?group=c_big&measures=count,sum:c_fee,max:c_wait',
    )
    expect(sums.groups).toEqual([
      { keys: [false], titles: [null], measures: { count: 1, 'sum:c_fee': 2_505, 'max:c_wait': null } },
      { keys: [true], titles: [null], measures: { count: 1, 'sum:c_fee': 10_000, 'max:c_wait': 29 } },
    ])
    const csv = await (
      await ines.request('GET', '/opportunities/export?format=csv&sort=name&fields=name,c_fee,c_big,c_wait')
    ).text()
    expect(parse(csv, { bom: true }).slice(1)).toEqual([
      ['Mixer', '25.05', 'EUR', 'false', ''],
      ['Oven', '100.00', 'EUR', 'true', '29'],
    ])
  })

  test('gives nothing of a record that the reader may not see, and is asked under the same rights', async () => {
    await made('Company size', 'account.employees')
    const behind = await world.add('ana', 'opportunity', {
      name: 'Behind',
      account: ids.secret,
      ...(await firstStage()),
    })
    const rights = (account: Scope) => ({
      objects: { opportunity: readOnly('all'), account: readOnly(account) },
      actions: [],
    })
    const sizes = filtered({ field: 'c_companySize', op: 'is_not_empty' })
    await withRights('bo', rights('none'), async (bo) => {
      expect(await ana.json('GET', `/opportunities/${ids.oven}`)).toMatchObject({ c_companySize: 40 })
      expect(await bo.json('GET', `/opportunities/${ids.oven}`)).toMatchObject({ c_companySize: null, c_perHead: null })
      expect((await bo.json<Page>('GET', `/opportunities?${sizes}`)).items).toEqual([])
      const sum = await bo.json<AggregateResult>('GET', '/opportunities/aggregate?measures=sum:c_companySize')
      expect(sum.groups[0]?.measures).toEqual({ 'sum:c_companySize': 0 })
    })
    // The deal that he may read opens its account to him.
    await withRights('bo', rights('own'), async (bo) => {
      expect(await bo.json('GET', `/opportunities/${ids.oven}`)).toMatchObject({ c_companySize: 40 })
      expect(await bo.json('GET', `/opportunities/${behind}`)).toMatchObject({ c_companySize: 7 })
    })
    await ines.json('DELETE', `/opportunities/${behind}`)
  })

  test('is hidden from whom one of its fields is hidden, through other formulas too', async () => {
    const objects = { opportunity: readOnly('all'), account: readOnly('all') }
    await withRights('bo', { objects, fields: { opportunity: { amount: 'hidden' } }, actions: [] }, async (bo) => {
      const oven = await bo.json<AnyRecord>('GET', `/opportunities/${ids.oven}`)
      expect(oven).toMatchObject({ name: 'Oven', c_wait: 29, c_companySize: 40 })
      for (const name of ['c_fee', 'c_twiceTheFee', 'c_big', 'c_perHead']) expect(oven).not.toHaveProperty(name)
      const filter = filtered({ field: 'c_twiceTheFee', op: 'greater', value: 1 })
      expect((await bo.request('GET', `/opportunities?${filter}`)).status).toBe(422)
      expect((await bo.request('GET', '/opportunities?sort=c_big')).status).toBe(422)
      expect((await bo.request('GET', '/opportunities/aggregate?measures=sum:c_fee')).status).toBe(422)
    })
    await withRights('bo', { objects, fields: { account: { employees: 'hidden' } }, actions: [] }, async (bo) => {
      const oven = await bo.json<AnyRecord>('GET', `/opportunities/${ids.oven}`)
      expect(oven).toHaveProperty('c_fee')
      for (const name of ['c_companySize', 'c_perHead']) expect(oven).not.toHaveProperty(name)
    })
  })
})

describe('what cannot be worked out is refused', () => {
  test('with the place of the mistake', async () => {
    const told = async (formula: string) => (await (await field('Wrong', formula)).json()) as Problem
    expect((await told('amount * heads')).fields).toEqual({
      options: { code: 'unknown_field', details: { at: 9, length: 5, found: 'heads' } },
    })
    expect((await told('account.employees +')).fields?.options?.code).toBe('unfinished')
    expect((await told('description & "!"')).fields?.options?.code).toBe('unusable_field')
    expect((await told('account.owner.team.parent.name')).fields?.options?.code).toBe('unknown_field')
    expect((await told('')).fields?.options?.code).toBe('empty_formula')
  })

  test('when it leads back to itself, by others too', async () => {
    const one = await made('One', '1')
    await made('Two', 'c_one + 1')
    const answer = await ines.json<Problem>('PATCH', `/custom-fields/${one.id}`, { options: { formula: 'c_two + 1' } })
    expect(answer.fields?.options).toMatchObject({ code: 'circular', details: { found: 'c_two' } })
  })

  test('when others use the field that is to change or to go', async () => {
    const base = await ines.json<AnyRecord>('POST', '/custom-fields', {
      object: 'account',
      label: 'Ovens',
      kind: 'integer',
    })
    const user = await made('Ovens left', '10 - account.c_ovens')
    const refused = await ines.request('DELETE', `/custom-fields/${base.id}`)
    expect(refused.status).toBe(409)
    expect(await refused.json()).toMatchObject({
      code: 'field_in_use',
      details: { fields: [{ object: 'opportunity', field: 'c_ovensLeft', label: 'Ovens left' }] },
    })
    const one = await ines.json<Page>('GET', `/custom-fields?${filtered({ field: 'name', op: 'is', value: 'c_one' })}`)
    const text = await ines.json<Problem>('PATCH', `/custom-fields/${one.items[0]?.id}`, {
      options: { formula: '"text"' },
    })
    expect(text).toMatchObject({ code: 'field_in_use', details: { fields: [{ field: 'c_two' }] } })
    // In the other order both go, and undo brings back only what can be worked out.
    const gone = await ines.json<{ operationId: string }>('DELETE', `/custom-fields/${user.id}`)
    expect((await ines.request('DELETE', `/custom-fields/${base.id}`)).status).toBe(200)
    expect((await ines.request('POST', `/operations/${gone.operationId}/reversal`)).status).toBe(422)
  })
})
