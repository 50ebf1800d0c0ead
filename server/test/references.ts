import { type AnyRecord, type Filter, isId, type Page } from '@tendero/model'
import { expect } from 'vitest'
import { type Browser, browserOf } from './http.ts'
import { openImports } from './imports.ts'

/** The small company with fields that refer to several records: products of contacts, partners of accounts. */
export async function openReferences() {
  const imports = await openImports()
  const { world, ines } = imports
  const ana = await browserOf(world, 'ana')
  const product = {
    oven: (await made(ines, 'products', { name: 'The oven', price: '10' })).id,
    mixer: (await made(ines, 'products', { name: 'The mixer', price: '10' })).id,
    fridge: (await made(ines, 'products', { name: 'The fridge', price: '10' })).id,
  }
  /** Makes a field that refers to several records of the target. */
  const field = (object: string, label: string, target: string) =>
    made(ines, 'custom-fields', { object, label, kind: 'references', options: { object: target } })
  await field('contact', 'Products', 'product')
  await field('account', 'Partners', 'account')
  return {
    imports,
    world,
    ines,
    ana,
    product,
    field,
    contact: (firstName: string, products: readonly string[] | null, browser: Browser = ana) =>
      made(browser, 'contacts', { firstName, c_products: products }),
    change: (id: string, patch: Readonly<Record<string, unknown>>, browser: Browser = ana) =>
      browser.request('PATCH', `/contacts/${id}`, patch),
    /** The links of a record that stand in the database, as words. */
    async links(id: string): Promise<readonly string[]> {
      if (!isId(id)) throw new Error('not an id')
      const { rows } = await world.kernel.database.direct.query<{ link: string }>(
        `select object || ' ' || field || ' ' || target_id as link from tendero.record_link where record_id = $1 order by 1`,
        [id],
      )
      return rows.map(({ link }) => link)
    },
    /** What the records are called that meet a filter, in order. */
    async names(path: string, filter: Filter, browser: Browser = ines): Promise<readonly unknown[]> {
      const { items } = await browser.json<Page>('GET', `/${path}?${filtered(filter)}`)
      return items.map(({ name }) => name).sort()
    },
  }
}

/** Makes a record over HTTP, which must be taken. */
export async function made(browser: Browser, collection: string, values: Readonly<Record<string, unknown>>) {
  const answer = await browser.request('POST', `/${collection}`, values)
  const body = (await answer.json()) as AnyRecord
  expect([body, answer.status]).toEqual([body, 201])
  return body
}

export const filtered = (filter: Filter) => `filter=${encodeURIComponent(JSON.stringify(filter))}`

/** What `links` tells of a contact with these products. */
export const linksTo = (...ids: readonly string[]) => ids.map((id) => `contact c_products ${id}`).sort()
