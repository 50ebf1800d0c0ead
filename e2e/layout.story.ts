import type { AnyRecord, Page as Records } from '@tendero/model'
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { startTendero } from './tendero.ts'
import { populate } from './world.ts'

const tendero = await startTendero()

const handle = (page: Page, name: string): Locator =>
  page.getByRole('list', { name: 'Sections and fields' }).getByRole('button', { name: `Move “${name}”` })

/** Moves a line of the editor by its handle and the keys, and waits until it stands there. */
async function move(page: Page, name: string, key: 'ArrowUp' | 'ArrowDown', times: number): Promise<void> {
  await handle(page, name).focus()
  for (let step = 0; step < times; step += 1) await page.keyboard.press(key)
}

test('a page and a form are arranged for all, then for a role, and put back', async () => {
  const company = await tendero.found()
  const { contact } = await populate(company)
  const page = await company.open('settings/layouts?item=contact')

  // The page of all roles: a second section, with what is dragged and what is moved by keys.
  await page.getByRole('textbox', { name: 'Heading of section 1' }).fill('Who')
  await page.getByRole('button', { name: 'Add a section' }).click()
  await page.getByRole('textbox', { name: 'Heading of section 2' }).fill('How to reach')
  await page.getByRole('combobox', { name: 'Columns of How to reach' }).selectOption('Two columns')
  const lines = page.getByRole('list', { name: 'Sections and fields' }).getByRole('listitem')
  const place = async (name: string) => (await lines.allInnerTexts()).findIndex((text) => text.trim().startsWith(name))
  const headings = await lines.evaluateAll((all) => all.map((one) => one.querySelector('input')?.value ?? ''))
  const second = headings.indexOf('How to reach')
  await move(page, 'Phone', 'ArrowDown', second - (await place('Phone')))
  await handle(page, 'Account').scrollIntoViewIfNeeded()
  await handle(page, 'Account').dragTo(handle(page, 'First name'), { steps: 12 })
  await expect.poll(async () => (await place('Account')) < (await place('First name'))).toBe(true)
  await page.getByRole('button', { name: 'Leave out Job title' }).click()
  await page.getByRole('button', { name: 'Show Job title' }).waitFor()
  const preview = page.getByRole('group', { name: 'Preview' })
  await preview.getByText('How to reach').waitFor()
  await expectAccessible(page, 'the editor of layouts')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('The layout was saved').waitFor()

  await page.goto(`/w/${company.slug}/contacts/${contact.id}`)
  const facts = page.getByRole('region', { name: 'Facts' })
  await facts.getByRole('heading', { name: 'How to reach' }).waitFor()
  const order = (await facts.innerText()).split('\n').map((text) => text.trim())
  expect(order.indexOf('Who')).toBeLessThan(order.indexOf('Account'))
  expect(order.indexOf('How to reach')).toBeLessThan(order.indexOf('Phone'))
  expect(order.indexOf('Account')).toBeLessThan(order.indexOf('First name'))
  expect(order).not.toContain('Job title')
  await expectAccessible(page, 'an arranged page')

  // A field that is made later is not lost.
  await company.api('POST', '/custom-fields', { object: 'contact', label: 'Shoe size', kind: 'integer' })
  await company.api('PATCH', `/contacts/${contact.id}`, { c_shoeSize: 41 })
  await page.reload()
  await facts.getByRole('heading', { name: 'Other fields' }).waitFor()
  await facts.getByText('Shoe size').waitFor()

  // The form of one role: what must be filled in cannot be left out.
  const { items: roles } = await company.api<Records<AnyRecord>>('GET', '/roles')
  const own = String(roles.find(({ administrator }) => administrator === true)?.name)
  await page.goto(`/w/${company.slug}/settings/layouts?item=opportunity`)
  await page.getByText('Form for a new record').click()
  await page.getByRole('combobox', { name: 'For' }).selectOption(own)
  await page.getByText('Must be filled in, and stays').first().waitFor()
  expect(await page.getByRole('button', { name: 'Leave out Name' }).count()).toBe(0)
  await page.getByRole('textbox', { name: 'Heading of section 1' }).fill('The deal')
  await page.getByRole('button', { name: 'Leave out Source' }).click()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('The layout was saved').waitFor()
  await page.goto(`/w/${company.slug}/opportunities`)
  await page.getByRole('button', { name: 'Create' }).click()
  const form = page.getByRole('dialog').getByRole('group', { name: 'The deal' })
  await form.getByRole('textbox', { name: 'Name' }).waitFor()
  expect(await form.getByRole('combobox', { name: 'Source' }).count()).toBe(0)
  await expectAccessible(page, 'an arranged form')

  // Put back, and that taken back.
  await page.goto(`/w/${company.slug}/settings/layouts?item=contact`)
  await page.getByRole('button', { name: 'Back to the standard' }).click()
  await page.getByText('Nobody has arranged this yet').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => page.getByRole('textbox', { name: 'Heading of section 1' }).inputValue()).toBe('Who')
})
