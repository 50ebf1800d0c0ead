import type { AnyRecord, Count, ImportRun } from '@tendero/model'
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { startTendero } from './tendero.ts'

const tendero = await startTendero()
const company = await tendero.found()
const patience = { timeout: 60_000 }

const people = [
  { firstName: 'Leocadia', lastName: 'Zubizarreta', email: 'leocadia@example.com', phone: '+34 600 123 123' },
  { firstName: 'Ubaldo', lastName: 'Quintanilla', email: 'ubaldo@example.com' },
  { firstName: 'Wenceslao', lastName: 'Orbaneja', phone: '+34 600 555 001' },
]

/** The first is the same to the letter, the next two are likely, nobody is like the last. */
const file = `First name,Last name,E-mail,Phone,Job title
Leocadia,Zubizarreta,leocadia@example.com,600123123,Buyer
Ubaldo,Quintanila,ubaldo@example.com,,Welder
Wenzeslao,Orbaneja,,600555001,Baker
Xavier,Nadal,xavier@example.com,,Painter
`

const all = async () =>
  (await company.api<{ items: AnyRecord[] }>('GET', '/contacts?sort=name')).items.map(
    ({ firstName, lastName, email, jobTitle, id }) => ({ firstName, lastName, email, jobTitle, id }),
  )

const count = async () => (await company.api<Count>('GET', '/contacts/count')).value

async function choose(page: Page, select: Locator, choice: string): Promise<void> {
  await select.click()
  await page.getByRole('option', { name: choice, exact: true }).click()
}

/** A number that sums the rows up. */
const figure = (page: Page, label: string) =>
  page
    .locator('dl > div')
    .filter({ hasText: new RegExp(`^${label}`) })
    .locator('dd')
    .innerText()

async function check(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).click()
  await page.getByText('Every row fits').waitFor(patience)
}

test('rows that are likely here already are told in words, decided each or all at once, imported and taken back', {
  timeout: 180_000,
}, async () => {
  for (const { id } of await all()) await company.api('DELETE', `/contacts/${id}`)
  for (const values of people) await company.api('POST', '/contacts', values)
  const before = await all()
  const page = await company.open('import?object=contact')
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'fair.csv', mimeType: 'text/csv', buffer: Buffer.from(file) })
  await page.getByText('This is how the file was understood', { exact: false }).waitFor()
  await page.getByRole('button', { name: 'Continue' }).click()
  await check(page, 'Check the file')

  await page.getByRole('heading', { name: 'Likely here already' }).waitFor()
  await page.getByText('3 rows look like records that are here.', { exact: false }).waitFor()
  const row = (title: string) => page.getByRole('row').filter({ hasText: title })
  await row('Ubaldo Quintanila').getByText('same e-mail', { exact: false }).waitFor()
  await row('Wenzeslao Orbaneja').getByText('same phone', { exact: false }).waitFor()
  await expectAccessible(page, 'rows that are likely here already')

  // All are left out but for one, which completes what is there, and one that is made all the same.
  await choose(page, page.getByRole('combobox', { name: 'All others' }), 'Leave out')
  const choiceOf = (title: string) => page.getByRole('combobox', { name: `What becomes of it: ${title}` })
  await choose(page, choiceOf('Ubaldo Quintanila'), 'Complete what is empty')
  await choose(page, choiceOf('Wenzeslao Orbaneja'), 'Create all the same')
  await check(page, 'Check again')
  // The figures of the first check stand until the second is through.
  await expect.poll(() => figure(page, 'To be left out')).toBe('1')
  await page.getByRole('button', { name: 'Import 3 rows' }).click()
  await page.getByText('3 records are in').waitFor(patience)
  expect(await figure(page, 'Left out')).toBe('1')
  await expectAccessible(page, 'the result of an import with likely duplicates')

  const after = await all()
  expect(after).toHaveLength(5)
  expect(after.find(({ lastName }) => lastName === 'Quintanilla')).toMatchObject({ jobTitle: 'Welder' })
  expect(after.find(({ lastName }) => lastName === 'Zubizarreta')).toMatchObject({ jobTitle: null })
  expect(after.filter(({ lastName }) => lastName === 'Orbaneja')).toHaveLength(2)

  // Meanwhile somebody works on one that came in, which is kept; the rest goes back.
  const painter = after.find(({ lastName }) => lastName === 'Nadal')
  await company.api('PATCH', `/contacts/${painter?.id}`, { jobTitle: 'Sculptor' })
  await page.getByRole('button', { name: 'Take the import back' }).click()
  const dialog = page.getByRole('dialog', { name: 'Take back' })
  await dialog.getByText('One thing was changed since').waitFor()
  await expectAccessible(page, 'what was changed since an import')
  await dialog.getByText('Keep', { exact: true }).click()
  await dialog.getByRole('button', { name: 'Take back', exact: true }).click()
  await page
    .getByText('The import was taken back', { exact: false })
    .or(page.getByText('Taken back', { exact: true }))
    .first()
    .waitFor(patience)
  await expect.poll(all, { timeout: 20_000 }).toHaveLength(before.length + 1)
  const left = await all()
  expect(left.find(({ id }) => id === painter?.id)).toMatchObject({ jobTitle: 'Sculptor' })
  expect(left.filter(({ id }) => id !== painter?.id)).toEqual(before)
  const { items } = await company.api<{ items: ImportRun[] }>('GET', '/imports')
  expect(items[0]).toMatchObject({ state: 'reverted' })
})

test.each(['es', 'et'] as const)('on a phone in %s and in the dark they are decided too', async (language) => {
  const family = { es: 'Kirsipuu', et: 'Vahtramäe' }[language]
  await company.api('POST', '/contacts', { firstName: 'Leocadia', lastName: family, email: `${language}@example.com` })
  const before = await count()
  const run = await company.upload(
    'contact',
    'likely.csv',
    `First name,Last name,E-mail\nLeocádia,${family},${language}@example.com\n`,
  )
  await company.api('POST', `/imports/${run.id}/rehearsal`)
  await company.api('PATCH', '/me', { language })
  const page = await company.open(`import/${run.id}`, { language, scheme: 'dark', phone: true })
  await page
    .getByRole('heading', { name: { es: 'Quizá ya están aquí', et: 'Võib-olla juba olemas' }[language] })
    .waitFor()
  await expectAccessible(page, `likely rows on a phone in ${language}`)
  await company.api('PATCH', '/me', { language: 'en' })
  expect(await count()).toBe(before)
})
