import type { AnyRecord } from '@tendero/model'
import { expect, test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { startTendero } from './tendero.ts'

const tendero = await startTendero()
const company = await tendero.found()
const make = (values: object) => company.api<AnyRecord>('POST', '/contacts', values)

test('duplicates are found by a scan, looked at, merged, and taken apart again', async () => {
  const one = await make({
    firstName: 'Leocadia',
    lastName: 'Zubizarreta',
    phone: '+34 600 123 123',
    jobTitle: 'Buyer',
  })
  const two = await make({ firstName: 'Leocádia', lastName: 'Zubizareta', phone: '600123123', preferences: 'Mornings' })
  await company.api('POST', '/calls', { subject: 'Ring her', contact: two.id })
  const page = await company.open('duplicates?object=contact')
  await page.getByText('Nothing to decide').waitFor()
  await expectAccessible(page, 'no duplicates')
  await page.getByRole('button', { name: 'Compare all now' }).click()
  await page.getByText('same phone').waitFor()
  await expectAccessible(page, 'a pair that is likely one')

  await page.getByRole('button', { name: 'Merge', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Merge 2 records into one' })
  await dialog.getByText('1 call', { exact: true }).waitFor()
  await dialog.getByRole('radio', { name: /^Leocadia Zubizarreta/ }).check()
  await expectAccessible(page, 'a merge')
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click()
  const notice = page.getByRole('alert').filter({ hasText: 'Merged into Leocadia Zubizarreta' })
  await notice.waitFor()
  await page.getByText('Nothing to decide').waitFor()
  expect(await company.api('GET', `/contacts/${two.id}`)).toMatchObject({
    id: one.id,
    jobTitle: 'Buyer',
    preferences: 'Mornings',
  })
  await notice.getByRole('button', { name: 'Undo' }).click()
  await expect
    .poll(async () => (await company.api<AnyRecord>('GET', `/contacts/${two.id}`)).id, { timeout: 20_000 })
    .toBe(two.id)
  await page.getByRole('button', { name: 'Not a duplicate' }).click()
  await page.getByText('Nothing to decide').waitFor()
})

test('whoever saves what is there already is told while typing, asked, and may insist', async () => {
  await make({ firstName: 'Ubaldo', lastName: 'Quintanilla', email: 'ubaldo@example.com' })
  const page = await company.open('contacts')
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  const form = page.getByRole('dialog', { name: 'Create contact' })
  await form.getByLabel('First name').fill('Ubaldo')
  await form.getByLabel('Last name').fill('Quintanila')
  await form.getByText('Perhaps already here').waitFor()
  await expectAccessible(page, 'a form with a likely duplicate')
  await form.getByLabel('E-mail').fill('ubaldo@example.com')
  await form.getByRole('button', { name: 'Create', exact: true }).click()
  const asking = page.getByRole('dialog', { name: 'Perhaps already here' })
  await asking.getByText('same e-mail').waitFor()
  await expectAccessible(page, 'a held-up save', '[role="dialog"]')
  await asking.getByRole('button', { name: 'Save all the same' }).click()
  await page.getByRole('heading', { name: 'Ubaldo Quintanila' }).waitFor()
})

test('who is a contact already is told of in the form and on the page of a lead, and converted into', async () => {
  const contact = await make({ firstName: 'Eufrasia', lastName: 'Goikoetxea', email: 'eufrasia@example.com' })
  const page = await company.open('leads')
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  const form = page.getByRole('dialog', { name: 'Create lead' })
  await form.getByLabel('First name').fill('Eufrasia')
  await form.getByLabel('Last name').fill('Goikoetxea')
  await form.getByLabel('E-mail').fill('eufrasia@example.com')
  await form.getByText('There is a contact like this').waitFor()
  await expectAccessible(page, 'a form of a lead who is a contact')
  await form.getByRole('button', { name: 'Create', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Eufrasia Goikoetxea' }).waitFor()
  await page.getByText('There is a contact like this').waitFor()
  await expectAccessible(page, 'a lead who is a contact')

  const other = await company.open(`contacts/${contact.id}`)
  await other.getByText('There is an open lead like this').waitFor()

  await page.getByRole('button', { name: 'Convert into this contact' }).click()
  const conversion = page.getByRole('dialog', { name: 'Convert Eufrasia Goikoetxea' })
  await conversion.getByRole('button', { name: 'Convert', exact: true }).click()
  await conversion.waitFor({ state: 'detached' })
  const { items } = await company.api<{ items: AnyRecord[] }>('GET', '/leads?sort=-createdAt')
  expect(items[0]).toMatchObject({ status: 'converted', convertedContact: contact.id })
})

test("records of an object of one's own, chosen in its list, become one, and two again", async () => {
  const plain = { label: 'Machine', plural: 'Machines', icon: 'coffee' }
  const { collection } = await company.api<{ collection: string }>('POST', '/custom-objects', plain)
  for (const name of ['SN-4711', 'SN 4711']) await company.api('POST', `/${collection}`, { name })
  const page = await company.open(collection)
  await page.getByRole('link', { name: 'SN-4711' }).waitFor()
  await page
    .getByRole('checkbox', { name: /^Choose|^Select/ })
    .first()
    .check()
  await page.getByRole('button', { name: 'Merge', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Merge 2 records into one' })
  await dialog
    .getByRole('radio', { name: /^SN-4711/ })
    .first()
    .check()
  await expectAccessible(page, 'a merge of records of an own object')
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click()
  const notice = page.getByRole('alert').filter({ hasText: 'Merged into SN-4711' })
  await notice.waitFor()
  await page.getByRole('link', { name: 'SN 4711' }).waitFor({ state: 'detached' })
  await notice.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('link', { name: 'SN 4711' }).waitFor()
})

test.each(['es', 'et'] as const)(
  'on a phone in %s and in the dark the pairs are read one above the other',
  async (language) => {
    const family = { es: 'Orbaneja', et: 'Kirsipuu' }[language]
    for (const firstName of ['Wenceslao', 'Wenzeslao'])
      await make({ firstName, lastName: family, phone: `+3460055500${language === 'es' ? 1 : 2}` })
    await company.api('PATCH', '/me', { language })
    const page = await company.open('duplicates?object=contact', { language, scheme: 'dark', phone: true })
    await page.getByRole('button', { name: { es: 'Comparar todo ahora', et: 'Võrdle kõiki kohe' }[language] }).click()
    await page.getByRole('link', { name: `Wenceslao ${family}` }).waitFor()
    await expectAccessible(page, `duplicates on a phone in ${language}`)
    await company.api('PATCH', '/me', { language: 'en' })
  },
)
