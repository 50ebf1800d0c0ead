import type { AggregateResult, ReportRecords } from '@tendero/model'
import { describe, expect, test } from 'vitest'
import { made, openReferences } from './references.ts'

const { world, ines, product, field, contact } = await openReferences()

describe('of a field that refers to several records', () => {
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
    for (const name of ['One', 'Two']) await contact(name, [product.oven])
    await contact('Three', [product.mixer])
    const query = new URLSearchParams({
      group: 'owner',
      measures: 'count',
      filter: JSON.stringify({ field: 'c_products', op: 'has_any', value: [product.oven] }),
    })
    const { groups } = await ines.json<AggregateResult>('GET', `/contacts/aggregate?${query}`)
    expect(groups.map(({ measures }) => measures.count)).toEqual([2])
    const through = '/contacts/aggregate?group=c_products.name&measures=count'
    expect((await ines.request('GET', through)).status).toBe(422)
  })

  test('reports list what the records are called', async () => {
    await field('contact', 'Advisers', 'user')
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
})
