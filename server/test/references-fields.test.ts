import {
  type AggregateResult,
  type AnyRecord,
  type Filter,
  isId,
  type Metadata,
  type Page,
  type Problem,
  type ReportRecords,
  type Timeline,
} from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from './http.ts'
import { browserOf } from './http.ts'
import { openImports } from './imports.ts'
import type { World } from './world.ts'

type Imports = Awaited<ReturnType<typeof openImports>>

let imports: Imports
let world: World
let ines: Browser
let ana: Browser
let bo: Browser
const product: Record<'oven' | 'mixer' | 'fridge', string> = { oven: '', mixer: '', fridge: '' }

const filtered = (filter: Filter) => `filter=${encodeURIComponent(JSON.stringify(filter))}`

async function made(browser: Browser, collection: string, values: Readonly<Record<string, unknown>>) {
  const answer = await browser.request('POST', `/${collection}`, values)
  const body = (await answer.json()) as AnyRecord
  expect([body, answer.status]).toEqual([body, 201])
  return body
}

const field = (object: string, label: string, target: string) =>
  made(ines, 'custom-fields', { object, label, kind: 'references', options: { object: target } })

const contact = (firstName: string, products: readonly string[] | null, browser = ana) =>
  made(browser, 'contacts', { firstName, c_products: products })

const change = (id: string, patch: Readonly<Record<string, unknown>>, browser = ana) =>
  browser.request('PATCH', `/contacts/${id}`, patch)

/** The links that stand in the database, as words. */
async function links(id: string): Promise<readonly string[]> {
  if (!isId(id)) throw new Error('not an id')
  const { rows } = await world.kernel.database.direct.query<{ link: string }>(
    `select object || ' ' || field || ' ' || target_id as link from tendero.record_link where record_id = $1 order by 1`,
    [id],
  )
  return rows.map(({ link }) => link)
}

const linksTo = (...ids: readonly string[]) => ids.map((id) => `contact c_products ${id}`).sort()

async function names(path: string, filter: Filter, browser = ines): Promise<readonly unknown[]> {
  const { items } = await browser.json<Page>('GET', `/${path}?${filtered(filter)}`)
  return items.map(({ name }) => name).sort()
}

beforeAll(async () => {
  imports = await openImports()
  world = imports.world
  ines = imports.ines
  ana = await browserOf(world, 'ana')
  bo = await browserOf(world, 'bo')
  for (const name of ['oven', 'mixer', 'fridge'] as const)
    product[name] = (await made(ines, 'products', { name: `The ${name}`, price: '10' })).id
  await field('contact', 'Products', 'product')
  await field('account', 'Partners', 'account')
})

describe('a field that refers to several records', () => {
  test('keeps their ids in the order chosen, none twice, and tells what they are called', async () => {
    const { oven, mixer } = product
    const { id } = await contact('Keeps', [mixer, oven, mixer])
    const record = await ana.json<AnyRecord>('GET', `/contacts/${id}`)
    expect(record.c_products).toEqual([mixer, oven])
    expect(record.titles).toMatchObject({ [mixer]: 'The mixer', [oven]: 'The oven' })
    expect(await links(id)).toEqual(linksTo(mixer, oven))
  })

  test('is emptied by null, and refuses what are no records', async () => {
    const { id } = await contact('Emptied', [product.oven])
    expect(await (await change(id, { c_products: null })).json()).toMatchObject({ c_products: null })
    expect(await links(id)).toEqual([])
    for (const [value, code] of [
      [product.oven, 'not_a_list'],
      [['oven'], 'not_an_id'],
      [[world.ids.ana], 'not_found'],
    ] as const) {
      const answer = await change(id, { c_products: value })
      expect([answer.status, ((await answer.json()) as Problem).fields]).toEqual([422, { c_products: { code } }])
    }
  })

  test('holds what is in one of the catalogues too', async () => {
    await field('contact', 'Advisers', 'user')
    const { titles } = await made(ana, 'contacts', { firstName: 'Advised', c_advisers: [world.ids.bo, world.ids.ana] })
    expect(titles).toMatchObject({ [world.ids.bo]: 'Bo', [world.ids.ana]: 'Ana' })
    const mine: Filter = { field: 'c_advisers', op: 'has_any', value: ['me'] }
    expect(await names('contacts', mine, ana)).toEqual(['Advised'])
    expect(await names('contacts', mine, ines)).toEqual([])
  })

  test('writes and reads nothing of another company', async () => {
    const stranger = await world.as('stranger')
    const [role] = [...(stranger.model.catalogue.get('role')?.keys() ?? [])]
    await field('contact', 'Roles', 'role')
    const answer = await ana.request('POST', '/contacts', { firstName: 'Far', c_roles: [role] })
    expect(answer.status).toBe(422)
  })
})

describe('filters', () => {
  beforeAll(async () => {
    const { oven, mixer, fridge } = product
    await contact('F1', [oven])
    await contact('F2', [oven, mixer])
    await contact('F3', [fridge])
    await contact('F4', null)
  })

  const among = (filter: Filter): Filter => ({ and: [{ field: 'name', op: 'starts_with', value: 'F' }, filter] })

  test.each([
    ['has_any', ['oven'], ['F1', 'F2']],
    ['has_any', ['mixer', 'fridge'], ['F2', 'F3']],
    ['has_any', [], []],
    ['has_all', ['oven', 'mixer'], ['F2']],
    ['has_all', ['oven'], ['F1', 'F2']],
    ['has_none', ['oven'], ['F3', 'F4']],
    ['is_empty', [], ['F4']],
    ['is_not_empty', [], ['F1', 'F2', 'F3']],
  ] as const)('%s %j', async (op, of, expected) => {
    const value = op.startsWith('is_') ? undefined : of.map((name) => product[name])
    expect(await names('contacts', among({ field: 'c_products', op, value }))).toEqual(expected)
  })

  test('ask through the relation, from either side', async () => {
    const through: Filter = { field: 'c_products.name', op: 'is', value: 'the mixer' }
    expect(await names('contacts', among(through))).toEqual(['F2'])
    expect(await names('contacts', among({ not: through }))).toEqual(['F1', 'F3', 'F4'])
    const some = (name: string): Filter => ({
      some: 'contact.c_products',
      where: { field: 'name', op: 'is', value: name },
    })
    expect(await names('products', some('F2'))).toEqual(['The mixer', 'The oven'])
    expect(await names('products', some('F4'))).toEqual([])
  })

  test('do not sort, group or sum by it', async () => {
    for (const query of ['/contacts?sort=c_products', '/contacts/aggregate?group=c_products&measures=count'])
      expect([query, (await ines.request('GET', query)).status]).toEqual([query, 422])
  })
})

describe('rights', () => {
  let shared: string
  let hers: string
  let his: string

  beforeAll(async () => {
    const rights = {
      objects: {
        account: { create: 'all', read: 'own', edit: 'own', delete: 'none' },
        contact: { create: 'all', read: 'all', edit: 'all', delete: 'none' },
      },
      actions: [],
    }
    const role = await made(ines, 'roles', { name: 'Own accounts', rights, administrator: false })
    await ines.json('PATCH', `/users/${world.ids.bo}`, { role: role.id })
    bo = await browserOf(world, 'bo')
    await field('contact', 'Suppliers', 'account')
    hers = await world.add('ana', 'account', { name: 'Hers' })
    his = await world.add('bo', 'account', { name: 'His' })
    shared = (await made(ana, 'contacts', { firstName: 'Shared', c_suppliers: [hers] })).id
  })

  test('a reader is told no title that they may not see', async () => {
    const { titles, c_suppliers } = await bo.json<AnyRecord>('GET', `/contacts/${shared}`)
    expect(c_suppliers).toEqual([hers])
    expect(titles).not.toHaveProperty(hers)
    const through: Filter = { field: 'c_suppliers.name', op: 'is', value: 'Hers' }
    expect(await names('contacts', through, bo)).toEqual([])
    expect(await names('contacts', through, ines)).toEqual(['Shared'])
  })

  test('one may add to what others have added, and nothing that one may not see', async () => {
    const answer = await change(shared, { c_suppliers: [hers, his] }, bo)
    expect([answer.status, await answer.json()]).toMatchObject([200, { c_suppliers: [hers, his] }])
    const secret = await world.add('ana', 'account', { name: 'Secret' })
    const refused = await change(shared, { c_suppliers: [hers, his, secret] }, bo)
    expect([refused.status, await refused.json()]).toMatchObject([
      422,
      { fields: { c_suppliers: { code: 'not_found' } } },
    ])
    expect((await links(shared)).length).toBe(2)
  })

  test('a hidden field is in no record, filter, history or relation', async () => {
    const role = (await ines.json<AnyRecord>('GET', `/users/${world.ids.bo}`)).role
    const { rights } = await ines.json<AnyRecord>('GET', `/roles/${role}`)
    const hidden = { ...(rights as object), fields: { contact: { c_suppliers: 'hidden' } } }
    await ines.json('PATCH', `/roles/${role}`, { rights: hidden })
    bo = await browserOf(world, 'bo')
    expect(await bo.json('GET', `/contacts/${shared}`)).not.toHaveProperty('c_suppliers')
    for (const filter of [
      { field: 'c_suppliers', op: 'has_any', value: [his] },
      { field: 'c_suppliers.name', op: 'is', value: 'His' },
    ])
      expect((await bo.request('GET', `/contacts?${filtered(filter)}`)).status).toBe(422)
    const some: Filter = { some: 'contact.c_suppliers' }
    expect((await bo.request('GET', `/accounts?${filtered(some)}`)).status).toBe(422)
    const { items } = await bo.json<Timeline>('GET', `/contacts/${shared}/timeline`)
    expect(JSON.stringify(items)).not.toContain('c_suppliers')
    await ines.json('PATCH', `/roles/${role}`, { rights })
  })
})

describe('changes', () => {
  test('of two who save, the second is told of the first; other fields are merged', async () => {
    const { oven, mixer, fridge } = product
    const { id, version } = await contact('Two', [oven])
    await change(id, { c_products: [oven, mixer] })
    const match = { 'if-match': `"${version}"` }
    const late = await ana.request('PATCH', `/contacts/${id}`, { c_products: [oven, fridge] }, match)
    expect([late.status, await late.json()]).toMatchObject([
      412,
      { details: { conflicts: { c_products: { yours: [oven, fridge], theirs: [oven, mixer] } } } },
    ])
    const other = await ana.request('PATCH', `/contacts/${id}`, { lastName: 'Savers' }, match)
    expect([other.status, await other.json()]).toMatchObject([200, { c_products: [oven, mixer] }])
    expect(await links(id)).toEqual(linksTo(oven, mixer))
  })

  test('stand in the history with what came and what went, and are taken back with their links', async () => {
    const { oven, mixer, fridge } = product
    const { id } = await contact('Undone', [oven, mixer])
    await change(id, { c_products: [mixer, fridge] })
    const { items } = await ana.json<Timeline>('GET', `/contacts/${id}/timeline`)
    const [told] = items
    expect(told?.change).toMatchObject({
      patch: {
        c_products: [
          [oven, mixer],
          [mixer, fridge],
        ],
      },
      titles: { [oven]: 'The oven', [mixer]: 'The mixer', [fridge]: 'The fridge' },
    })
    expect((await ana.request('POST', `/operations/${told?.change?.operationId}/reversal`, {})).status).toBe(200)
    expect(await ana.json('GET', `/contacts/${id}`)).toMatchObject({ c_products: [oven, mixer] })
    expect(await links(id)).toEqual(linksTo(oven, mixer))
  })

  test('what is deleted is found by nobody, and brought back it points where it did', async () => {
    const { id } = await contact('Gone', [product.fridge], ines)
    const points: Filter = {
      and: [
        { field: 'name', op: 'is', value: 'Gone' },
        { field: 'c_products', op: 'has_any', value: [product.fridge] },
      ],
    }
    const { operationId } = await ines.json<{ operationId: string }>('DELETE', `/contacts/${id}`)
    expect(await names('contacts', points)).toEqual([])
    expect((await ines.request('POST', `/operations/${operationId}/reversal`, {})).status).toBe(200)
    expect(await names('contacts', points)).toEqual(['Gone'])
  })

  test('however records are written, the links say the same as their values', async () => {
    const ids = Object.values(product)
    const chosen = (seed: number) => ids.filter((_, place) => (seed >> place) % 2 === 1)
    const records: string[] = []
    for (const seed of [1, 3, 6, 0]) records.push((await contact(`Seed ${seed}`, seed ? chosen(seed) : null)).id)
    for (let seed = 0; seed < 24; seed += 1) {
      const wanted = chosen((seed * 5) % 8)
      const [id = ''] = records.slice(seed % 4)
      const several = records.slice(0, 2).map((one) => ({ id: one, c_products: wanted.length > 0 ? wanted : null }))
      if (seed % 3 === 0) await ana.json('POST', '/contacts/bulk', { update: several })
      else await change(id, { c_products: wanted.length > 0 ? wanted : null })
      for (const record of records) {
        const { c_products } = await ana.json<AnyRecord>('GET', `/contacts/${record}`)
        expect(await links(record)).toEqual(linksTo(...((c_products ?? []) as string[])))
      }
    }
  })
})

describe('what is made of it', () => {
  test('a roll-up counts who points here, and is not kept', async () => {
    const oven = (await made(ines, 'products', { name: 'Counted', price: '1' })).id
    await contact('C1', [oven])
    await contact('C2', [product.mixer, oven])
    const rollUp = { of: 'contact.c_products', measure: 'count' }
    await made(ines, 'custom-fields', { object: 'product', label: 'Buyers', kind: 'rollUp', options: { rollUp } })
    expect(await ines.json('GET', `/products/${oven}`)).toMatchObject({ c_buyers: 2 })
    const kept = await ines.request('POST', '/custom-fields', {
      object: 'product',
      label: 'Kept buyers',
      kind: 'rollUp',
      options: { rollUp: { ...rollUp, kept: true } },
    })
    expect(kept.status).toBe(422)
  })

  test('reports count the records of a filter on it', async () => {
    const query = new URLSearchParams({
      group: 'owner',
      measures: 'count',
      filter: JSON.stringify({ field: 'c_products', op: 'has_any', value: [product.oven] }),
    })
    const { groups } = await ines.json<AggregateResult>('GET', `/contacts/aggregate?${query}`)
    expect(groups[0]?.measures.count).toBeGreaterThan(1)
    const through = '/contacts/aggregate?group=c_products.name&measures=count'
    expect((await ines.request('GET', through)).status).toBe(422)
  })

  test('reports list what the records are called', async () => {
    await contact('Listed', [product.mixer, product.oven])
    await made(ines, 'contacts', { firstName: 'Told', c_advisers: [world.ids.bo, world.ids.ana] })
    const rows = async (column: string, name: string) => {
      const filter = { field: 'name', op: 'is', value: name }
      const definition = JSON.stringify({ object: 'contact', kind: 'table', columns: ['name', column], filter })
      const path = `/report-records?definition=${encodeURIComponent(definition)}`
      return (await ines.json<ReportRecords>('GET', path)).items.map(({ titles }) => titles[1]?.split('; ').sort())
    }
    expect(await rows('c_products', 'Listed')).toEqual([['The mixer', 'The oven']])
    expect(await rows('c_advisers', 'Told')).toEqual([['Ana', 'Bo']])
  })

  test('records of objects of one’s own point to built-in ones, and these to them', async () => {
    const custom = await made(ines, 'custom-objects', { label: 'Machine', plural: 'Machines', icon: 'box' })
    const object = String(custom.name)
    await field(object, 'Operators', 'contact')
    await field('contact', 'Machines', object)
    const operator = (await contact('Operates', null, ines)).id
    const { collection } =
      (await ines.json<Metadata>('GET', '/metadata')).objects.find(({ name }) => name === object) ?? {}
    const machine = await made(ines, String(collection), { name: 'Lathe', c_operators: [operator] })
    expect(machine.titles).toMatchObject({ [operator]: 'Operates' })
    await change(operator, { c_machines: [machine.id] }, ines)
    expect(await names('contacts', { field: 'c_machines.name', op: 'is', value: 'Lathe' })).toEqual(['Operates'])
    expect(await names('contacts', { some: `${object}.c_operators` })).toEqual(['Operates'])
    expect((await links(machine.id))[0]).toBe(`${object} c_operators ${operator}`)
  })

  test('the API is described as a list of ids', async () => {
    const { components } = await ines.json<{ components: { schemas: Record<string, { properties: object }> } }>(
      'GET',
      '/openapi.json',
    )
    expect(components.schemas.Contact?.properties).toMatchObject({
      c_products: { anyOf: [{ type: 'array', items: { type: 'string', format: 'uuid' } }, { type: 'null' }] },
    })
  })
})

describe('files', () => {
  test('hold the names of several in a cell: what leaves comes back', async () => {
    const csv = 'First name,Products\nImported,The oven; The mixer\nAlone,the fridge\nWrong,The oven; Nothing\n'
    const run = await imports.upload('contact', csv)
    const done = await imports.did(run, 'run')
    expect(done).toMatchObject({
      rows: { created: 2, bad: 1 },
      notFound: [{ field: 'c_products', value: 'Nothing' }],
    })
    const [imported] = await imports.find('contacts', 'Imported')
    expect(imported?.c_products).toEqual([product.oven, product.mixer])
    expect(await links(String(imported?.id))).toEqual(linksTo(product.oven, product.mixer))
    const exported = await ines.request(
      'GET',
      `/contacts/export?fields=name,c_products&${filtered({ field: 'name', op: 'is', value: 'Imported' })}`,
    )
    expect(await exported.text()).toContain('Imported,The oven; The mixer')
  })

  test('may name records of the same file that come later, and make those that are missing', async () => {
    const csv = 'Name,Partners\nFirst Ltd,Second Ltd; Third Ltd\nSecond Ltd,First Ltd\nThird Ltd,\n'
    const run = await imports.upload('account', csv)
    await imports.did(run, 'run')
    const [first] = await imports.find('accounts', 'First Ltd')
    const [second] = await imports.find('accounts', 'Second Ltd')
    const [third] = await imports.find('accounts', 'Third Ltd')
    expect(first?.c_partners).toEqual([second?.id, third?.id])
    expect(second?.c_partners).toEqual([first?.id])
    const more = await imports.upload('account', 'Name,Partners\nFourth Ltd,Third Ltd; Fifth Ltd\n')
    const mapping = more.setup.mapping.map((one) => (one.field === 'c_partners' ? { ...one, create: true } : one))
    await imports.did(await imports.patch(more, { mapping }), 'run')
    const [fourth] = await imports.find('accounts', 'Fourth Ltd')
    const [fifth] = await imports.find('accounts', 'Fifth Ltd')
    expect(fourth?.c_partners).toEqual([third?.id, fifth?.id])
  })
})
