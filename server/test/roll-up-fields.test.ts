import type { Access, AnyRecord, Filter, Metadata, Page, Problem, RollUp, Scope } from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { write } from '../src/kernel/action.ts'
import { fillCustomFields } from '../src/workspace/fill-custom-fields.job.ts'
import { type Browser, browserOf } from './http.ts'
import { openWorld, type World } from './world.ts'

let world: World
let ines: Browser
let ana: Browser
let bo: Browser
let stage: { pipeline: string; stage: string }
let acme: string
let bakery: string

const filtered = (filter: Filter) => `filter=${encodeURIComponent(JSON.stringify(filter))}`

async function made(label: string, rollUp: RollUp, object = 'account'): Promise<AnyRecord> {
  const options = { rollUp }
  const answer = await ines.request('POST', '/custom-fields', { object, label, kind: 'rollUp', options })
  expect([label, answer.status]).toEqual([label, 201])
  return (await answer.json()) as AnyRecord
}

/** What the worker does when the field was made or changed. */
async function filled(field: AnyRecord): Promise<AnyRecord> {
  const { workspaceId } = world
  const payload = { ids: [field.id] }
  await fillCustomFields.run(world.kernel, { id: field.id, workspaceId, topic: 'custom_field.update', payload })
  return ines.json('GET', `/custom-fields/${field.id}`)
}

async function deal(who: 'ana' | 'bo', name: string, account: string | null, minor: number): Promise<string> {
  const team = who === 'ana' ? world.ids.northEast : world.ids.northWest
  return world.add(who, 'opportunity', { name, account, team, ...stage, amount: { minor, currency: 'EUR' } })
}

function readOnly(read: Scope): Access {
  return { create: 'none', read, edit: 'none', delete: 'none' }
}

const account = (browser: Browser, id: string) => browser.json<AnyRecord>('GET', `/accounts/${id}`)

beforeAll(async () => {
  world = await openWorld()
  ines = await browserOf(world, 'ines')
  ana = await browserOf(world, 'ana')
  const { items } = await ines.json<Page>('GET', '/stages?sort=position&limit=1')
  stage = { pipeline: String(items[0]?.pipeline), stage: String(items[0]?.id) }
  acme = await world.add('ana', 'account', { name: 'Acme' })
  bakery = await world.add('ana', 'account', { name: 'Bakery' })
  await deal('ana', 'Oven', acme, 100_000)
  await deal('ana', 'Mixer', acme, 50_000)
  await deal('bo', 'Fridge', acme, 30_000)
  const rights = { objects: { account: readOnly('all'), opportunity: readOnly('own') }, actions: [] }
  const role = await ines.json<AnyRecord>('POST', '/roles', { name: 'Own deals', rights, administrator: false })
  await ines.json('PATCH', `/users/${world.ids.bo}`, { role: role.id })
  bo = await browserOf(world, 'bo')
})

describe('a roll-up that is worked out at reading', () => {
  test('tells of the records that the reader sees', async () => {
    await made('Deals', { of: 'opportunity.account', measure: 'count' })
    await made('Worth', { of: 'opportunity.account', measure: 'sum', field: 'amount' })
    await made('Mean', { of: 'opportunity.account', measure: 'average', field: 'amount' })
    await made('Greatest', { of: 'opportunity.account', measure: 'max', field: 'amount' })
    await made('First', { of: 'opportunity.account', measure: 'min', field: 'createdAt' })
    const filter: Filter = { field: 'amount', op: 'greater', value: 40_000 }
    await made('Big ones', { of: 'opportunity.account', measure: 'count', filter })
    expect(await account(ines, acme)).toMatchObject({
      c_deals: 3,
      c_worth: { minor: 180_000, currency: 'EUR' },
      c_mean: { minor: 60_000, currency: 'EUR' },
      c_greatest: { minor: 100_000, currency: 'EUR' },
      c_first: expect.stringMatching(/^20\d\d-/),
      c_bigOnes: 2,
    })
    expect(await account(bo, acme)).toMatchObject({ c_deals: 1, c_worth: { minor: 30_000 }, c_bigOnes: 0 })
    expect(await account(ines, bakery)).toMatchObject({
      c_deals: 0,
      c_worth: { minor: 0 },
      c_mean: null,
      c_first: null,
    })
  })

  test('is shown in lists, and neither sorts nor filters; nor does a formula made of it', async () => {
    await ines.json('POST', '/custom-fields', {
      object: 'account',
      label: 'Share',
      kind: 'formula',
      options: { formula: 'percent(c_greatest / c_worth)' },
    })
    const { items } = await ines.json<Page>('GET', '/accounts?sort=name&fields=name,c_deals,c_share')
    expect(items).toMatchObject([
      { name: 'Acme', c_deals: 3, c_share: 55.5556 },
      { name: 'Bakery', c_deals: 0, c_share: null },
    ])
    const { objects } = await ines.json<Metadata>('GET', '/metadata')
    const fields = objects.find(({ name }) => name === 'account')?.fields ?? []
    for (const name of ['c_deals', 'c_share']) {
      expect(fields.find((field) => field.name === name)).toMatchObject({
        sortable: false,
        operators: [],
        readOnly: true,
      })
      expect((await ines.request('GET', `/accounts?sort=${name}`)).status).toBe(422)
      const filter = filtered({ field: name, op: 'greater', value: 1 })
      expect((await ines.request('GET', `/accounts?${filter}`)).status).toBe(422)
    }
  })

  test('needs a relation that leads here and a field that can be summed', async () => {
    const told = async (rollUp: RollUp) =>
      (
        await ines.json<Problem>('POST', '/custom-fields', {
          object: 'account',
          label: 'x',
          kind: 'rollUp',
          options: { rollUp },
        })
      ).fields?.options?.code
    expect(await told({ of: 'opportunity.owner', measure: 'count' })).toBe('unusable_field')
    expect(await told({ of: 'nothing.account', measure: 'count' })).toBe('unknown_field')
    expect(await told({ of: 'opportunity.account', measure: 'sum' })).toBe('unknown_field')
    expect(await told({ of: 'opportunity.account', measure: 'sum', field: 'name' })).toBe('unusable_field')
    const filter: Filter = { field: 'amount', op: 'greater', value: 'much' }
    expect(await told({ of: 'opportunity.account', measure: 'count', filter })).toBe('invalid_filter')
    const mine: Filter = { field: 'owner', op: 'is', value: 'me' }
    expect(await told({ of: 'opportunity.account', measure: 'count', filter: mine, kept: true })).toBe('unusable_field')
    const due: Filter = { field: 'closeOn', op: 'less', value: 'today' }
    expect(await told({ of: 'opportunity.account', measure: 'count', filter: due, kept: true })).toBe('unusable_field')
  })
})

describe('a roll-up that is kept', () => {
  let worth: AnyRecord
  const names = async (query: string) =>
    (await ines.json<Page>('GET', `/accounts?${query}`)).items.map(({ name }) => name)
  const kept = async (id: string) => {
    const { c_total, c_number } = await account(ines, id)
    return [c_number, (c_total as { minor: number }).minor]
  }

  beforeAll(async () => {
    const rollUp: RollUp = { of: 'opportunity.account', measure: 'sum', field: 'amount', kept: true }
    worth = await made('Total', rollUp)
  })

  test('is worked out at reading until every record has it, and sorts from then on', async () => {
    expect(worth.filled).toBe(0)
    expect(await account(ines, acme)).toMatchObject({ c_total: { minor: 180_000 } })
    expect((await ines.request('GET', '/accounts?sort=c_total')).status).toBe(422)
    expect(await filled(worth)).toMatchObject({ filled: 100 })
    await filled(await made('Number', { of: 'opportunity.account', measure: 'count', kept: true }))
    expect(await names('sort=-c_total')).toEqual(['Acme', 'Bakery'])
    expect(await names(filtered({ field: 'c_total', op: 'greater', value: 100_000 }))).toEqual(['Acme'])
    expect(await names(filtered({ field: 'c_number', op: 'is', value: 0 }))).toEqual(['Bakery'])
    expect((await world.stored('account', acme)).custom).toMatchObject({ c_total: { base: 180_000 }, c_number: 3 })
  })

  test('follows what is made, changed, moved, deleted and taken back, in the same transaction', async () => {
    const version = (await account(ines, bakery)).version
    const scale = await deal('ana', 'Scale', bakery, 20_000)
    expect(await kept(bakery)).toEqual([1, 20_000])
    await ana.json('PATCH', `/opportunities/${scale}`, { amount: { minor: 25_000 } })
    expect(await kept(bakery)).toEqual([1, 25_000])
    await ana.json('PATCH', `/opportunities/${scale}`, { account: acme })
    expect([await kept(bakery), await kept(acme)]).toEqual([
      [0, 0],
      [4, 205_000],
    ])
    const gone = await ines.json<{ operationId: string }>('DELETE', `/opportunities/${scale}`)
    expect(await kept(acme)).toEqual([3, 180_000])
    await ines.json('POST', `/operations/${gone.operationId}/reversal`)
    expect(await kept(acme)).toEqual([4, 205_000])
    await ines.json('DELETE', `/opportunities/${scale}`)
    // It is no change of the account: nobody's editing is held up, and no history grows.
    expect((await account(ines, bakery)).version).toBe(version)
  })

  test('begins at none for a new record', async () => {
    const fresh = await world.add('ana', 'account', { name: 'Fresh' })
    expect(await kept(fresh)).toEqual([0, 0])
    await ines.json('DELETE', `/accounts/${fresh}`)
  })

  test('counts both of two people who add at the same moment', async () => {
    const before = await kept(bakery)
    await Promise.all(Array.from({ length: 8 }, (_, index) => deal('ana', `Together ${index}`, bakery, 1_000)))
    expect(await kept(bakery)).toEqual([Number(before[0]) + 8, Number(before[1]) + 8_000])
  })

  test('tells of all records, and so is there only for those who may read them all', async () => {
    expect(await account(bo, acme)).not.toHaveProperty('c_total')
    expect((await bo.request('GET', '/accounts?sort=c_total')).status).toBe(422)
    expect(await account(bo, acme)).toHaveProperty('c_deals')
    const options = { formula: 'c_total / 2' }
    const half = { object: 'account', label: 'Half', kind: 'formula', options }
    const { id } = await ines.json<AnyRecord>('POST', '/custom-fields', half)
    expect(await account(ines, acme)).toMatchObject({ c_half: { minor: 90_000 } })
    expect(await account(bo, acme)).not.toHaveProperty('c_half')
    await ines.json('DELETE', `/custom-fields/${id}`)
  })

  test('is filled anew when it is to keep something else', async () => {
    const filter: Filter = { field: 'amount', op: 'greater', value: 40_000 }
    const rollUp: RollUp = { of: 'opportunity.account', measure: 'sum', field: 'amount', filter, kept: true }
    const changed = await ines.json<AnyRecord>('PATCH', `/custom-fields/${worth.id}`, { options: { rollUp } })
    expect(changed.filled).toBe(0)
    expect(await kept(acme)).toEqual([3, 150_000])
    await filled(changed)
    expect(await kept(acme)).toEqual([3, 150_000])
    expect(await names('sort=-c_total&limit=1')).toEqual(['Acme'])
  })

  test('is filled again when it comes back, in more than one batch', async () => {
    const gone = await ines.json<{ operationId: string }>('DELETE', `/custom-fields/${worth.id}`)
    const names = Array.from({ length: 1_100 }, (_, index) => ({ name: `Customer ${index}` }))
    const many = await write(world.kernel, await world.as('ines'), (ctx) => ctx.insertMany('account', names))
    const last = [...many].sort()[1_099] ?? ''
    await deal('ana', 'Late', last, 90_000)
    await ines.json('POST', `/operations/${gone.operationId}/reversal`)
    const back = await ines.json<AnyRecord>('GET', `/custom-fields/${worth.id}`)
    expect(back.filled).toBe(0)
    expect(await filled(back)).toMatchObject({ filled: 100 })
    expect((await world.stored('account', last)).custom).toMatchObject({ c_total: { base: 90_000 } })
    const [first] = await ines.json<Page>('GET', '/accounts?sort=-c_total&limit=2').then(({ items }) => items.slice(1))
    expect(first).toMatchObject({ id: last, c_total: { minor: 90_000 } })
  })

  test('over parts of another record is for those who may read all of them', async () => {
    await made('Sold', { of: 'opportunity_line.product', measure: 'count', kept: true }, 'product')
    await made('Lines', { of: 'opportunity_line.opportunity', measure: 'count', kept: true }, 'opportunity')
    const objects = { opportunity: readOnly('own'), opportunity_line: readOnly('all'), product: readOnly('all') }
    const rights = { objects, actions: [] }
    const role = await ines.json<AnyRecord>('POST', '/roles', { name: 'Lines of own', rights, administrator: false })
    await ines.json('PATCH', `/users/${world.ids.bo}`, { role: role.id })
    const { objects: seen } = await bo.json<Metadata>('GET', '/metadata')
    const fields = (name: string) => seen.find((one) => one.name === name)?.fields.map((field) => field.name)
    expect(fields('opportunity')).toContain('c_lines')
    expect(fields('product')).not.toContain('c_sold')
  })
})

describe('objects of your own', () => {
  test('have formulas and roll-ups, and are told of by others', async () => {
    const values = { label: 'Machine', plural: 'Machines', afterNumber: 'machine', icon: 'engine' }
    const { name, collection } = await ines.json<AnyRecord>('POST', '/custom-objects', values)
    const add = (body: object) => ines.json<AnyRecord>('POST', '/custom-fields', body)
    await add({ object: name, label: 'Customer', kind: 'reference', options: { object: 'account' } })
    await add({ object: name, label: 'Price', kind: 'money' })
    const formula = 'upper(name) & " of " & c_customer.name'
    await add({ object: name, label: 'Words', kind: 'formula', options: { formula } })
    const kept: RollUp = { of: `${name}.c_customer`, measure: 'sum', field: 'c_price', kept: true }
    const machines = await filled(await made('Machines', kept))
    const price = { minor: 700_000, currency: 'EUR' }
    const oven = await ines.json<AnyRecord>('POST', `/${collection}`, {
      name: 'Oven',
      c_customer: bakery,
      c_price: price,
    })
    expect(oven).toMatchObject({ c_words: 'OVEN of Bakery' })
    expect(await account(ines, bakery)).toMatchObject({ c_machines: price })
    await made('Services', { of: 'task.account', measure: 'count' })
    expect(await account(ines, bakery)).toMatchObject({ c_services: 0 })
    const objects = await ines.json<Page>('GET', '/custom-objects')
    const refused = await ines.json<Problem>('DELETE', `/custom-objects/${objects.items[0]?.id}`)
    expect(refused).toMatchObject({ code: 'field_in_use', details: { fields: [{ field: 'c_machines' }] } })
    await ines.json('DELETE', `/custom-fields/${machines.id}`)
    expect((await ines.request('DELETE', `/custom-objects/${objects.items[0]?.id}`)).status).toBe(200)
  })
})
