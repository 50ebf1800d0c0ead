import type { AnyRecord } from '@tendero/model'
import { expect, test } from 'vitest'
import { words as es } from '../web/src/undo/words/es.ts'
import { words as et } from '../web/src/undo/words/et.ts'
import { expectAccessible } from './accessible.ts'
import { type Company, startTendero } from './tendero.ts'
import { speech } from './walk-words.ts'
import { populate } from './world.ts'

const tendero = await startTendero()

/** The bakery gets a sector and a website in one go, then another sector. */
async function withCrossed(company: Company) {
  const { account } = await populate(company)
  const change = (values: object) => company.api<AnyRecord>('PATCH', `/accounts/${account.id}`, values)
  await change({ sector: 'Bakeries', website: 'https://eulalia.example' })
  await change({ sector: 'Pastry' })
  return { account, read: () => company.api<AnyRecord>('GET', `/accounts/${account.id}`) }
}

test('what was changed since is chosen one by one before an operation is taken back, and done again', async () => {
  const company = await tendero.found()
  const { read } = await withCrossed(company)
  const page = await company.open('settings/operations')
  await page.getByRole('heading', { level: 1 }).waitFor()
  const lines = page.getByRole('listitem').filter({ hasText: 'Panadería Santa Eulàlia' })
  await lines.nth(1).getByRole('button', { name: 'Take back' }).click()
  const dialog = page.getByRole('dialog', { name: 'Take back' })
  await dialog.getByText('One thing was changed since').waitFor()
  await dialog.getByText('Panadería Santa Eulàlia · Sector').waitFor()
  await dialog.getByText('Alimentación').waitFor()
  await dialog.getByText('Pastry').waitFor()
  await expectAccessible(page, 'what was changed since')
  const submit = dialog.getByRole('button', { name: 'Take back', exact: true })
  expect(await submit.isDisabled()).toBe(true)
  await dialog.getByText('Keep', { exact: true }).click()
  await submit.click()
  await dialog.waitFor({ state: 'detached' })
  expect(await read()).toMatchObject({ sector: 'Pastry', website: null })

  await page.getByRole('button', { name: 'Do it again' }).first().click()
  await dialog.getByText('Nobody has changed any of it since.').waitFor()
  await submit.click()
  await dialog.waitFor({ state: 'detached' })
  expect(await read()).toMatchObject({ sector: 'Pastry', website: 'https://eulalia.example' })
})

test('what was done is called by its name, and found by its kind and person', async () => {
  const company = await tendero.found()
  const { deal } = await populate(company)
  const { items } = await company.api<{ items: readonly AnyRecord[] }>('GET', '/stages?sort=position')
  await company.api('PATCH', `/opportunities/${deal.id}`, { stage: items[1]?.id })
  const page = await company.open('settings/operations')
  const moved = page.getByText(`Moved opportunity to ${items[1]?.name}`)
  await moved.waitFor()
  await page.getByRole('button', { name: 'Everybody’s' }).click()
  await page.getByRole('combobox', { name: 'Kind' }).click()
  await page.getByRole('option', { name: 'Merges' }).click()
  await page.getByText('Nothing of the kind').waitFor()
  await page.getByRole('combobox', { name: 'Kind' }).click()
  await page.getByRole('option', { name: 'Stage moves' }).click()
  await page.getByRole('combobox', { name: 'Person' }).fill('Ana')
  await page.getByRole('option', { name: 'Ana Ibarra' }).click()
  await moved.waitFor()
  expect(await page.getByRole('button', { name: 'Take back' }).count()).toBe(1)
  await expectAccessible(page, 'what was done, narrowed')
})

test('the notice of a move opens what stands against taking it back', async () => {
  const company = await tendero.found()
  const { deal } = await populate(company)
  const { items } = await company.api<{ items: readonly AnyRecord[] }>('GET', '/stages?sort=position')
  const [, second, third] = items
  const page = await company.open(`opportunities/${deal.id}`)
  await page
    .getByRole('list', { name: 'Stages' })
    .getByRole('button', { name: String(second?.name) })
    .click()
  const undo = page.getByRole('button', { name: 'Undo', exact: true })
  await undo.waitFor()
  await company.api('PATCH', `/opportunities/${deal.id}`, { stage: third?.id })
  await undo.click()
  const dialog = page.getByRole('dialog', { name: 'Take back' })
  await dialog.getByText(/were? changed since|was changed since/).waitFor()
  await dialog.getByRole('button', { name: 'Take all back' }).click()
  await dialog.getByRole('button', { name: 'Take back', exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  expect(await company.api('GET', `/opportunities/${deal.id}`)).toMatchObject({ stage: deal.stage })
})

test.each([
  ['es', es],
  ['et', et],
] as const)('it is asked on a phone, in the dark, in %s', async (language, words) => {
  const company = await tendero.found()
  const { read } = await withCrossed(company)
  await company.api('PATCH', '/me', { language })
  const page = await company.open('settings/operations', { language, phone: true, scheme: 'dark' })
  const { takeBack } = speech[language].settings.operations
  await page.getByRole('button', { name: takeBack }).nth(2).click()
  const dialog = page.getByRole('dialog', { name: words.title })
  await dialog.getByRole('button', { name: words.undoAll }).click()
  await expectAccessible(page, `what was changed since in ${language}`)
  await dialog.getByRole('button', { name: words.submit, exact: true }).last().click()
  await dialog.waitFor({ state: 'detached' })
  expect(await read()).toMatchObject({ sector: 'Alimentación', website: null })
})
