import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { type Company, startTendero } from './tendero.ts'
import { populate } from './world.ts'

const tendero = await startTendero()
let company: Company

beforeAll(async () => {
  company = await tendero.found()
  await populate(company)
})

const menu = (page: Page) => page.getByRole('button', { name: /Views$/ })
const choose = async (page: Page, name: string | RegExp): Promise<void> => {
  await menu(page).click()
  await page.getByRole('menuitem', { name }).or(page.getByRole('menuitemradio', { name })).click()
}

test('a view is shared with everybody, and lists of a role begin with it', async () => {
  const page = await company.open('opportunities?view=calendar')
  await choose(page, 'Save as a view')
  const form = page.getByRole('dialog')
  await form.getByRole('textbox', { name: 'Name of the view' }).fill('Deals by day')
  await expectAccessible(page, 'a view that is saved')
  await form.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: 'Deals by day' }).waitFor()

  // What not everybody may see is nothing to begin with.
  await choose(page, 'Lists that begin with it…')
  const roles = page.getByRole('dialog')
  await roles.getByText('is not shared with everybody').waitFor()
  expect(await roles.getByRole('checkbox', { name: 'Representative' }).isDisabled()).toBe(true)
  await page.keyboard.press('Escape')

  await choose(page, 'Name and readers…')
  await form.getByRole('radio', { name: 'Everybody' }).check()
  await form.getByRole('button', { name: 'Save' }).click()
  await form.waitFor({ state: 'detached' })
  await choose(page, 'Lists that begin with it…')
  await roles.getByRole('checkbox', { name: 'Representative' }).check()
  await expectAccessible(page, 'lists that begin with a view')

  // A representative begins with it, can look at all, and begins with it again.
  const other = await company.openAs('Jordi', 'opportunities', 'Representative')
  await other.getByRole('heading', { name: 'Deals by day' }).waitFor()
  await other.getByRole('grid', { name: 'Opportunities' }).waitFor()
  await choose(other, /^All/)
  await other.getByRole('heading', { name: 'Opportunities', exact: true, level: 1 }).waitFor()
  expect(await other.getByRole('radio', { name: 'List' }).isChecked()).toBe(true)
  await other.getByRole('link', { name: 'Accounts' }).first().click()
  await other.getByRole('heading', { name: 'Accounts', exact: true, level: 1 }).waitFor()
  await other.getByRole('link', { name: 'Opportunities' }).first().click()
  await other.getByRole('heading', { name: 'Deals by day' }).waitFor()
  await other.close()
  await page.close()
})
