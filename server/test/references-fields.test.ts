import type { AnyRecord, Filter, Metadata, Problem, Timeline } from '@tendero/model'
import { describe, expect, test } from 'vitest'
import { linksTo, made, openReferences } from './references.ts'

const { world, ines, ana, product, field, contact, change, links, names } = await openReferences()

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

  test('is described in the API as a list of ids', async () => {
    const { components } = await ines.json<{ components: { schemas: Record<string, { properties: object }> } }>(
      'GET',
      '/openapi.json',
    )
    expect(components.schemas.Contact?.properties).toMatchObject({
      c_products: { anyOf: [{ type: 'array', items: { type: 'string', format: 'uuid' } }, { type: 'null' }] },
    })
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
