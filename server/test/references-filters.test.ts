import type { Filter } from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { openReferences } from './references.ts'

const { ines, product, contact, names } = await openReferences()

describe('filters of a field that refers to several records', () => {
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
