import type { AnyRecord, Page } from '@tendero/model'
import { expect, test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { startTendero } from './tendero.ts'
import { populate } from './world.ts'

const tendero = await startTendero()

test('the pipeline report offers whoever has deals, and says nothing of amounts to whom they are hidden', async () => {
  const company = await tendero.found()
  const { deal } = await populate(company)
  const north = await company.api<AnyRecord>('POST', '/teams', { name: 'North' })
  await company.api('POST', '/teams', { name: 'Idle' })
  await company.api('PATCH', `/opportunities/${deal.id}`, { team: north.id })
  const page = await company.open('reports/pipeline')
  await page.getByRole('heading', { name: 'Value by month' }).waitFor()
  const optionsOf = (name: string) => page.getByRole('combobox', { name, exact: true }).getByRole('option')
  await optionsOf('Team').getByText('North').waitFor({ state: 'attached' })
  expect(await optionsOf('Team').allInnerTexts()).toEqual(['All teams', 'North'])
  expect(await optionsOf('Owner').allInnerTexts()).toEqual(['Everybody', 'Me', 'Ana Ibarra'])

  const { items } = await company.api<Page>('GET', '/roles')
  const manager = items.find(({ name }) => name === 'Manager')
  const fields = { opportunity: { amount: 'hidden', expectedRevenue: 'hidden' } }
  const rights = { ...(manager?.rights as object), fields }
  await company.api('PATCH', `/roles/${manager?.id}`, { rights: { ...rights, objects: everything } })
  const counted = await company.openAs('Bo Meister', 'reports/pipeline', 'Manager')
  await counted.getByRole('heading', { name: 'Deals by month' }).waitFor()
  await counted.getByRole('link', { name: '1 deal', exact: true }).waitFor()
  expect(await counted.getByRole('main').innerText()).not.toMatch(/€|NaN/)
  await counted.getByText('Table', { exact: true }).first().click()
  await counted.getByRole('columnheader', { name: 'Open deals' }).waitFor()
  expect(await counted.getByRole('main').innerText()).not.toMatch(/€|NaN/)
  await expectAccessible(counted, 'the report without amounts')
})

const all = { create: 'all', read: 'all', edit: 'all', delete: 'all' }
const everything = Object.fromEntries(
  ['account', 'contact', 'opportunity', 'opportunity_line', 'lead', 'product', 'pipeline', 'stage', 'team', 'user'].map(
    (object) => [object, all],
  ),
)
