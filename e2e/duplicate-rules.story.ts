import type { AnyRecord } from '@tendero/model'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { startTendero } from './tendero.ts'

const tendero = await startTendero()
const company = await tendero.found()
const make = (values: object) => company.api<AnyRecord>('POST', '/contacts', values)

/** Saves a contact by the form, as far as its answer. */
async function create(page: Page, firstName: string, lastName: string, email: string): Promise<void> {
  await page.goto(`/w/${company.slug}/contacts`)
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  const form = page.getByRole('dialog', { name: 'Create contact' })
  await form.getByLabel('First name').fill(firstName)
  await form.getByLabel('Last name').fill(lastName)
  await form.getByLabel('E-mail').fill(email)
  await form.getByRole('button', { name: 'Create', exact: true }).click()
}

/** The rules of contacts. */
async function rulesOf(page: Page) {
  await page.goto(`/w/${company.slug}/settings/duplicates`)
  const rules = page.getByRole('region', { name: 'Contacts' })
  await rules.getByRole('heading', { name: 'Contacts' }).waitFor()
  return rules
}

/** Chooses the contact of a name, once nobody else is offered any more. */
async function tryOn(page: Page, label: string, name: string): Promise<void> {
  await page.getByLabel(label).first().fill(name)
  const options = page.getByRole('listbox').getByRole('option')
  await options.filter({ hasText: name }).first().waitFor()
  await expect.poll(() => options.filter({ hasNotText: name }).count(), { timeout: 10_000 }).toBe(0)
  await options.first().click()
}

test('an administrator tries the rules on real records and changes them, and the next save is held up accordingly', async () => {
  await make({ firstName: 'Ubaldo', lastName: 'Quintanilla', email: 'ubaldo@example.com' })
  await make({ firstName: 'Ubaldo', lastName: 'Etxeandia', email: 'ubaldo@example.com' })
  const page = await company.open('today')
  const rules = await rulesOf(page)
  await expectAccessible(page, 'the rules of duplicates')

  await tryOn(page, 'Try it on', 'Quintanilla')
  await rules.getByRole('link', { name: 'Ubaldo Etxeandia' }).waitFor()
  await rules.getByText('same e-mail', { exact: false }).last().waitFor()
  await expectAccessible(page, 'rules that were tried')
  await rules.getByRole('checkbox', { name: 'e-mail' }).uncheck()
  await rules.getByText('Nobody like it').waitFor()
  await rules.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Rules saved').waitFor()

  await create(page, 'Ubaldo', 'Mendizorrotz', 'ubaldo@example.com')
  await page.getByRole('heading', { name: 'Ubaldo Mendizorrotz' }).waitFor()

  const again = await rulesOf(page)
  await again.getByRole('checkbox', { name: 'e-mail' }).check()
  await again.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Rules saved').waitFor()
  await create(page, 'Ubaldo', 'Arizmendi', 'ubaldo@example.com')
  const asking = page.getByRole('dialog', { name: 'Perhaps already here' })
  await asking.getByText('same e-mail').first().waitFor()
  await asking.getByRole('link', { name: 'Ubaldo Quintanilla' }).waitFor()

  const last = await rulesOf(page)
  await last.getByLabel('When a likely duplicate is saved').selectOption({ label: 'Only tell while typing' })
  await last.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Rules saved').waitFor()
  await create(page, 'Ubaldo', 'Arizmendi', 'ubaldo@example.com')
  await page.getByRole('heading', { name: 'Ubaldo Arizmendi' }).waitFor()
  const { items } = await company.api<{ items: { object: string; mode: string }[] }>('GET', '/duplicates/rules')
  expect(items.find(({ object }) => object === 'contact')).toMatchObject({ mode: 'warn' })
})

test.each(['es', 'et'] as const)('on a phone in %s and in the dark the rules are read and tried', async (language) => {
  await make({ firstName: 'Wenceslao', lastName: 'Orbaneja', phone: '+34600555001' })
  await company.api('PATCH', '/me', { language })
  const page = await company.open('settings/duplicates', { language, scheme: 'dark', phone: true })
  const rules = page.getByRole('region', { name: { es: 'Contactos', et: 'Kontaktid' }[language] })
  await tryOn(page, { es: 'Probar con', et: 'Proovi kirjega' }[language], 'Orbaneja')
  await rules.getByText({ es: /^Pares por decidir/, et: /^Otsustada/ }[language]).waitFor()
  await expectAccessible(page, `the rules of duplicates on a phone in ${language}`)
  await company.api('PATCH', '/me', { language: 'en' })
})
