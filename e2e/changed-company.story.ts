import type { AnyRecord, Page as Records } from '@tendero/model'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { type Company, startTendero } from './tendero.ts'
import { speech } from './walk-words.ts'
import { dayFromNow, populate } from './world.ts'

const tendero = await startTendero()

/** Mercè has two open deals, of which another at the bakery can take over one. */
async function withDeals(company: Company) {
  const world = await populate(company)
  const create = (collection: string, values: object) => company.api<AnyRecord>('POST', `/${collection}`, values)
  const flour = await create('opportunities', { name: 'Flour for a year', account: world.account.id })
  for (const { id } of [world.deal, flour])
    await create('opportunity-contacts', { opportunity: id, contact: world.contact.id, primary: true })
  const colleague = await create('contacts', { firstName: 'Joan', lastName: 'Mas', account: world.account.id })
  return { ...world, flour, colleague }
}

const peopleOf = async ({ api }: Company, deal: AnyRecord) => {
  const filter = encodeURIComponent(JSON.stringify({ field: 'opportunity', op: 'is', value: deal.id }))
  return (await api<Records>('GET', `/opportunity-contacts?filter=${filter}`)).items.map(({ contact }) => contact)
}

const openDialog = async (page: Page, more: string, action: string) => {
  await page.getByRole('button', { name: more, exact: true }).first().focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: action }).click()
}

test('a person changes company: deals stay or go, the old company remembers, and the notice takes all back', async () => {
  const company = await tendero.found()
  const { contact, account, deal, flour, colleague } = await withDeals(company)
  const page = await company.open(`contacts/${contact.id}`)
  await page.getByRole('heading', { level: 1, name: 'Mercè Vidal i Ferrer' }).waitFor()
  await openDialog(page, 'More actions', 'Changed company…')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: 'A new company' }).check()
  await dialog.getByRole('textbox', { name: 'Company' }).fill('Forn del Mar')
  await dialog.getByRole('textbox', { name: 'Job title there' }).fill('Head baker')
  await dialog.getByRole('textbox', { name: 'New work e-mail' }).fill('merce@forndelmar.example')
  // The old address stops with the job, and deals of the bakery are proposed to stay there.
  const old = dialog.getByRole('combobox', { name: 'What becomes of merce@santaeulalia.example' })
  await expect.poll(() => old.inputValue()).toBe('invalid')
  const staying = dialog.getByRole('combobox', { name: 'What becomes of New bread oven' })
  await expect.poll(() => staying.inputValue()).toBe('stay')
  await dialog.getByLabel('Who takes over New bread oven').first().fill('Joan')
  await page.getByRole('option', { name: 'Joan Mas' }).click()
  await dialog.getByRole('combobox', { name: 'What becomes of Flour for a year' }).selectOption('go')
  await expectAccessible(page, 'a change of company')
  await dialog.getByRole('button', { name: 'Change company' }).click()
  await dialog.waitFor({ state: 'detached' })

  const moved = await company.api<AnyRecord>('GET', `/contacts/${contact.id}`)
  expect(moved).toMatchObject({ jobTitle: 'Head baker', email: 'merce@forndelmar.example' })
  expect(await peopleOf(company, deal)).toEqual([colleague.id])
  expect(await company.api('GET', `/opportunities/${flour.id}`)).toMatchObject({ account: moved.account })

  const remembered = await company.open(`accounts/${account.id}`)
  const formerly = remembered.getByRole('region', { name: 'Formerly here' })
  await formerly.getByText(/now at Forn del Mar/).waitFor()
  await expectAccessible(remembered, 'an account that somebody left')

  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => peopleOf(company, deal)).toEqual([contact.id])
  expect(await company.api('GET', `/contacts/${contact.id}`)).toMatchObject({
    account: account.id,
    email: 'merce@santaeulalia.example',
  })
  expect(await company.api('GET', `/opportunities/${flour.id}`)).toMatchObject({ account: account.id })
})

test.each(['es', 'et'] as const)('it is told on a phone, from the people of the company, in %s', async (language) => {
  const company = await tendero.found()
  const { contact, account } = await withDeals(company)
  const { move, affiliations } = speech[language].sales
  const { related } = speech[language].records.record
  const page = await company.open(`accounts/${account.id}`, { language, phone: true, scheme: 'dark' })
  await company.api('PATCH', '/me', { language })
  await page.reload()
  await page.getByText(related, { exact: true }).click()
  await openDialog(page, affiliations.more('Mercè Vidal i Ferrer'), move.action)
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: move.none }).check()
  await expectAccessible(page, `a change of company in ${language}`)
  await dialog.getByRole('button', { name: move.submit }).click()
  await dialog.waitFor({ state: 'detached' })
  expect(await company.api('GET', `/contacts/${contact.id}`)).toMatchObject({ account: null })
  await page.getByRole('region', { name: affiliations.formerly }).getByText('Mercè Vidal i Ferrer').waitFor()
})

test('a deal that was left as it is shows where its person is now', async () => {
  const company = await tendero.found()
  const { contact, flour } = await withDeals(company)
  const today = dayFromNow(0)
  await company.api('POST', `/contacts/${contact.id}/move`, { account: { name: 'Forn del Mar' }, from: today })
  const page = await company.open(`opportunities/${flour.id}`)
  await page.getByRole('img', { name: 'now at Forn del Mar' }).waitFor()
  await expectAccessible(page, 'a deal whose person is elsewhere')
})

test('a day to come leaves everything as it is until then, and says so', async () => {
  const company = await tendero.found()
  const { contact, account } = await withDeals(company)
  const page = await company.open(`contacts/${contact.id}`)
  await openDialog(page, 'More actions', 'Changed company…')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: 'None for now' }).check()
  await dialog.getByRole('textbox', { name: 'From' }).fill(dayFromNow(20))
  await page.keyboard.press('Tab')
  await dialog.getByText(/Until that day everything stays as it is/).waitFor()
  await dialog.getByRole('button', { name: 'Change company' }).click()
  await dialog.waitFor({ state: 'detached' })
  expect(await company.api('GET', `/contacts/${contact.id}`)).toMatchObject({ account: account.id })
})
