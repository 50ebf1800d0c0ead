import type { AnyRecord, ViewHealth } from '@tendero/model'
import { expect, test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { type Company, startTendero } from './tendero.ts'
import { speech } from './walk-words.ts'
import { populate } from './world.ts'

const tendero = await startTendero()

/** Waits until what was written was looked at. */
async function lookedAt({ api }: Company, collection: string, records: number): Promise<void> {
  const seen = async () => (await api<ViewHealth>('GET', `/data-health/${collection}/view`)).records
  await expect.poll(seen, { timeout: 15_000 }).toBe(records)
}

test('what is missing is found beside the list, and shown with one press; what is misspelt is mended and taken back', async () => {
  const company = await tendero.found()
  const { contact } = await populate(company)
  const misspelt = await company.api<AnyRecord>('POST', '/contacts', {
    firstName: 'Pere',
    lastName: 'Roig',
    phone: '+34 612 345 678',
    email: 'pere@gmial.com',
  })
  await lookedAt(company, 'contacts', 2)

  const page = await company.open('contacts')
  await page.getByRole('link', { name: 'Pere Roig' }).waitFor()
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Data health' }).click()
  const drawer = page.getByRole('dialog', { name: 'Data health: Contacts' })
  await drawer.getByText('Representatives could call').waitFor()
  await expectAccessible(page, 'the health of a list')
  await drawer.getByRole('button', { name: 'No phone 1', exact: true }).click()
  await page.getByRole('link', { name: 'Mercè Vidal i Ferrer' }).waitFor()
  await page.getByRole('link', { name: 'Pere Roig' }).waitFor({ state: 'detached' })

  await page.goto(`/w/${company.slug}/contacts/${misspelt.id}`)
  const health = page.getByRole('region', { name: 'Data health' })
  await health.getByText('An address or number that reaches nobody').waitFor()
  await expectAccessible(page, 'the health of a record')
  await page.getByRole('button', { name: 'Change to pere@gmail.com' }).click()
  await page.getByRole('link', { name: 'pere@gmail.com' }).first().waitFor()
  await health.getByText('An address or number that reaches nobody').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Looks misspelt').waitFor()
  await page.getByRole('button', { name: 'More for pere@gmial.com' }).click()
  await page.getByRole('menuitem', { name: 'pere@gmial.com is right' }).click()
  await page.getByText('Looks misspelt').waitFor({ state: 'detached' })
  expect(contact.email).toBe('merce@santaeulalia.example')
})

test('an administrator reads the report, and says what counts', async () => {
  const company = await tendero.found()
  await populate(company)
  await lookedAt(company, 'leads', 1)
  const page = await company.open('data-health?object=lead')
  await page.getByRole('region', { name: 'What is missing or stale' }).getByText('No source').first().waitFor()
  await page.getByRole('region', { name: 'By owner' }).getByText('Ana Ibarra').waitFor()
  await expectAccessible(page, 'the report of data health')
  await page.getByText('93 of 100').first().waitFor()
  await page.getByRole('combobox', { name: 'No source: weight' }).selectOption('10')
  await page.getByText('58 of 100').first().waitFor()
  await page.getByRole('switch', { name: 'No source: in use' }).focus()
  await page.keyboard.press('Space')
  await page.getByText('100 of 100').first().waitFor()
})

test.each(['es', 'et'] as const)('the report is there on a phone, in %s', async (language) => {
  const company = await tendero.found()
  await populate(company)
  await lookedAt(company, 'accounts', 1)
  await company.api('PATCH', '/me', { language })
  const page = await company.open('data-health', { language, phone: true, scheme: 'dark' })
  const { title, rules } = speech[language].health
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  await page.getByText(rules.no_tax_id).first().waitFor()
  await expectAccessible(page, `the report of data health in ${language}`)
})
