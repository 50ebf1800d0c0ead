import type { AnyRecord, Filter, Timeline } from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Browser, browserOf } from './http.ts'
import { filtered, made, openReferences } from './references.ts'

const { world, ines, ana, field, change, links, names } = await openReferences()

describe('rights to what a field refers to', () => {
  let bo: Browser
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
