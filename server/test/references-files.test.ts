import { describe, expect, test } from 'vitest'
import { filtered, linksTo, openReferences } from './references.ts'

const { imports, ines, product, links } = await openReferences()

describe('files with a field that refers to several records', () => {
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

  test('take the same records for every row when they name none themselves', async () => {
    const run = await imports.upload('contact', 'First name\nWith both\n')
    const constant = [product.oven, product.fridge]
    const mapping = [...run.setup.mapping, { column: null, field: 'c_products', constant }]
    await imports.did(await imports.patch(run, { mapping }), 'run')
    const [found] = await imports.find('contacts', 'With both')
    expect(found?.c_products).toEqual(constant)
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
