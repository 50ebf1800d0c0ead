import type { AnyRecord } from '@tendero/model'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { startTendero } from './tendero.ts'
import { populate } from './world.ts'

const tendero = await startTendero()

async function begin(page: Page, field: string): Promise<void> {
  await page.getByRole('button', { name: `Edit ${field}` }).click()
}

async function finish(page: Page, field: string, text: string): Promise<void> {
  await page.getByRole('region', { name: 'Facts' }).getByRole('textbox', { name: field }).fill(text)
  await page.keyboard.press('Enter')
}

async function rewrite(page: Page, field: string, text: string): Promise<void> {
  await begin(page, field)
  await finish(page, field, text)
}

test('two people edit one record: other fields are merged, the same field asks whose value stays', async () => {
  const company = await tendero.found()
  const { account } = await populate(company)
  const read = () => company.api<AnyRecord>('GET', `/accounts/${account.id}`)
  const ana = await company.open(`accounts/${account.id}`)
  const bo = await company.open(`accounts/${account.id}`)
  await ana.getByRole('button', { name: 'Edit Sector' }).waitFor()
  await bo.getByRole('button', { name: 'Edit Sector' }).waitFor()

  await begin(bo, 'Name')
  await begin(ana, 'Sector')
  await finish(ana, 'Sector', 'Bakeries')
  await expect.poll(read).toMatchObject({ sector: 'Bakeries' })
  await begin(ana, 'Name')
  await finish(bo, 'Name', 'Panadería Santa Eulàlia, S. L.')
  await expect.poll(read).toMatchObject({ name: 'Panadería Santa Eulàlia, S. L.', sector: 'Bakeries' })

  // What she sees behind her editor is new already; what she writes was meant for the old.
  await ana.getByRole('heading', { level: 1, name: 'Panadería Santa Eulàlia, S. L.' }).waitFor()
  await finish(ana, 'Name', 'Forn Santa Eulàlia')
  const dialog = ana.getByRole('dialog', { name: 'Somebody else changed this too' })
  await dialog.getByText('Panadería Santa Eulàlia, S. L.').waitFor()
  await expectAccessible(ana, 'conflict')
  await dialog.getByRole('radio', { name: /Theirs/ }).click()
  await dialog.getByRole('button', { name: 'Keep these values' }).click()
  await dialog.waitFor({ state: 'detached' })
  await ana.getByRole('heading', { level: 1, name: 'Panadería Santa Eulàlia, S. L.' }).waitFor()

  await begin(bo, 'Sector')
  await rewrite(ana, 'Sector', 'Bread')
  await expect.poll(read).toMatchObject({ sector: 'Bread' })
  await finish(bo, 'Sector', 'Cafés')
  await bo.getByRole('dialog').getByRole('radio', { name: /Yours/ }).click()
  await bo.getByRole('button', { name: 'Keep these values' }).click()
  await expect.poll(read).toMatchObject({ sector: 'Cafés', name: 'Panadería Santa Eulàlia, S. L.' })
})
