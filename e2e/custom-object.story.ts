import { test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { startTendero } from './tendero.ts'
import { populate } from './world.ts'

const tendero = await startTendero()

test('an object made in the settings has its lists, boards, records and timeline at once', async () => {
  const company = await tendero.found()
  const { account } = await populate(company)

  const page = await company.open('settings/custom-objects')
  await page.getByRole('button', { name: 'New object' }).click()
  const form = page.getByRole('dialog')
  await form.getByRole('textbox', { name: 'One is called' }).fill('Machine')
  await form.getByRole('textbox', { name: 'Many are called' }).fill('Machines')
  await form.getByRole('textbox', { name: 'Name of the title field' }).fill('Serial number')
  await form.getByRole('radio', { name: 'coffee' }).click()
  await expectAccessible(page, 'the form of an object')
  await form.getByRole('button', { name: 'Make it' }).click()
  await page.getByText('“Machines” is there. Now give it fields.').waitFor()

  // Its fields, made where the settings lead next; the links go both ways.
  await page.getByText('No custom fields on machines yet').waitFor()
  await page.getByRole('button', { name: 'Add a field' }).click()
  await form.getByRole('button', { name: /^Choice/ }).click()
  await form.getByRole('textbox', { name: 'Label', exact: true }).fill('State')
  await form.getByRole('button', { name: 'Add a choice' }).click()
  await form.getByRole('textbox', { name: 'Choice 1' }).fill('Running')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Broken')
  await form.getByRole('button', { name: 'Add a field' }).click()
  await page.getByText('“State” is now everywhere').waitFor()
  await company.api('POST', '/custom-fields', {
    object: 'c_machine',
    label: 'Customer',
    kind: 'reference',
    options: { object: 'account' },
  })

  // A record of it, from the list.
  await page.goto(`/w/${company.slug}/c-machines`)
  await page.getByRole('button', { name: 'Create' }).first().click()
  await form.getByRole('textbox', { name: 'Serial number' }).fill('SN-4711')
  await form.getByRole('combobox', { name: 'State' }).click()
  await page.getByRole('option', { name: 'Running' }).click()
  await form.getByRole('combobox', { name: 'Customer' }).click()
  await page.keyboard.type(String(account.name).slice(0, 6))
  await page.getByRole('option', { name: String(account.name) }).click()
  await form.getByRole('button', { name: 'Create', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'SN-4711' }).waitFor()
  await expectAccessible(page, 'a record of an own object')

  // A note on its timeline, whose link leads back to it.
  await page.keyboard.press('n')
  await page.keyboard.type('Grinds too loud')
  await page.getByRole('button', { name: 'Save note' }).click()
  await page.getByRole('region', { name: 'Timeline' }).getByText('Grinds too loud').waitFor()
  await page.goto(`/w/${company.slug}/notes?columns=subject,record`)
  await page.getByRole('gridcell').getByRole('link', { name: 'SN-4711' }).click()
  await page.waitForURL(/\/c-machines\/[0-9a-f-]+$/)

  // On the customer's page, on a board, and found by Ctrl+K.
  await page.goto(`/w/${company.slug}/accounts/${account.id}`)
  await page
    .getByRole('region', { name: 'Machines' })
    .getByRole('link', { name: /SN-4711|Running/ })
    .waitFor()
  await page.goto(`/w/${company.slug}/c-machines?view=board`)
  await page.getByRole('region', { name: 'Running' }).getByRole('link', { name: 'SN-4711' }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.type('sn-47')
  await page.getByRole('dialog').getByText('SN-4711').waitFor()
})
