import type { AnyRecord, Page as Records } from '@tendero/model'
import { expect, test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { startTendero } from './tendero.ts'
import { populate } from './world.ts'

const tendero = await startTendero()

test('a field of several records is made in the settings, filled in, and seen from both sides', async () => {
  const company = await tendero.found()
  const { contact, product } = await populate(company)
  const page = await company.open('settings/custom-fields?item=contact')
  await page.getByRole('button', { name: 'Add a field' }).click()
  const form = page.getByRole('dialog')
  await form.getByRole('button', { name: /^Links to several records/ }).click()
  await form.getByRole('textbox', { name: 'Label', exact: true }).fill('Interested in')
  await form.getByRole('combobox', { name: 'Links to' }).selectOption('product')
  await expectAccessible(page, 'the form of a field of several records')
  await form.getByRole('button', { name: 'Add a field' }).click()
  await page.getByText('“Interested in” is now everywhere').waitFor()

  // On the page: one that is there, and one that is made for its name.
  await page.goto(`/w/${company.slug}/contacts/${contact.id}`)
  const facts = page.getByRole('region', { name: 'Facts' })
  await facts.getByRole('button', { name: 'Add… Interested in' }).click()
  await page.keyboard.type('deck')
  await page.getByRole('option', { name: 'Deck oven, three chambers' }).click()
  await page.keyboard.type('Dough mixer')
  await page.getByRole('option', { name: 'Create “Dough mixer”' }).click()
  const creation = page.getByRole('dialog')
  await creation.getByRole('button', { name: 'Create', exact: true }).click()
  await creation.waitFor({ state: 'detached' })
  await page.getByRole('heading', { level: 1 }).click()
  await facts.getByRole('link', { name: 'Deck oven, three chambers' }).waitFor()
  await facts.getByRole('link', { name: 'Dough mixer' }).waitFor()
  await expectAccessible(page, 'a contact that refers to several products')

  // From the other side, and back.
  await facts.getByRole('link', { name: 'Deck oven, three chambers' }).click()
  const related = page.getByRole('region', { name: 'Contacts' })
  await related.getByRole('link', { name: 'Mercè Vidal i Ferrer' }).waitFor()
  await related.getByRole('button', { name: 'Add contact' }).click()
  const another = page.getByRole('dialog')
  await another.getByRole('textbox', { name: 'First name' }).fill('Joan')
  await another.getByText('Deck oven, three chambers').first().waitFor()
  await another.getByRole('button', { name: 'Create', exact: true }).click()
  await related.getByRole('link', { name: 'Joan' }).waitFor()

  // As a column, in its filter, and in history.
  await page.goto(`/w/${company.slug}/contacts?columns=name,c_interestedIn`)
  await page.getByRole('gridcell', { name: 'Deck oven, three chambers, Dough mixer' }).waitFor()
  const filter = JSON.stringify({ field: 'c_interestedIn', op: 'has_all', value: [product.id] })
  await page.goto(`/w/${company.slug}/contacts?filter=${encodeURIComponent(filter)}`)
  await page.getByText('Deck oven, three chambers').first().waitFor()
  await expect.poll(() => page.getByRole('row').count()).toBe(3)
  const { items } = await company.api<Records<AnyRecord>>('GET', '/contacts?sort=name&fields=name,c_interestedIn')
  expect(items.map(({ c_interestedIn }) => (c_interestedIn as readonly string[]).length)).toEqual([1, 2])
  await company.api('PATCH', `/contacts/${contact.id}`, { c_interestedIn: [product.id] })
  await page.goto(`/w/${company.slug}/contacts/${contact.id}`)
  await page.getByText('removed Dough mixer').waitFor()
})
