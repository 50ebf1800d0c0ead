import type { AnyRecord, Session } from '@tendero/model'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { words as es } from '../web/src/as-of/words/es.ts'
import { words as et } from '../web/src/as-of/words/et.ts'
import { expectAccessible } from './accessible.ts'
import { type Company, startTendero } from './tendero.ts'
import { dayFromNow, populate } from './world.ts'

const tendero = await startTendero()
const dayLong = 86_400

/** A company whose first day was forty days ago; since then the bakery and its deal have changed. */
async function withPast(company: Company) {
  const { workspace } = await company.api<Session>('GET', '/session')
  const clock = (clockOffset: number) => company.api('PATCH', `/workspaces/${workspace.id}`, { clockOffset })
  await clock(-40 * dayLong)
  const { account, deal } = await populate(company)
  await clock(0)
  await company.api('PATCH', `/accounts/${account.id}`, { name: 'Forn Eulàlia', sector: 'Bakeries' })
  await company.api('PATCH', `/opportunities/${deal.id}`, { name: 'Two bread ovens', closeOn: dayFromNow(90) })
  const late = await company.api<AnyRecord>('POST', '/accounts', { name: 'Came Later' })
  return { account, deal, late, day: dayFromNow(-20) }
}

const lookBack = async (page: Page, more: string) => {
  await page.getByRole('button', { name: more, exact: true }).first().click()
  await page.getByRole('menuitem', { name: 'As on a date…' }).click()
}

test('a list, a board and a record as on a day, from one to the next, and back to today', async () => {
  const company = await tendero.found()
  const { account, late } = await withPast(company)
  const page = await company.open('accounts')
  await page.getByRole('link', { name: 'Came Later' }).waitFor()
  await lookBack(page, 'More')
  const dialog = page.getByRole('dialog', { name: 'See everything as on a date' })
  await dialog.waitFor()
  await expectAccessible(page, 'the day that is asked for')
  // The last month ended after the company's first day and before anything changed, or changed today alone.
  await dialog.getByRole('button', { name: 'End of last month' }).click()
  const banner = page.getByRole('region', { name: 'As on a past day' })
  await banner.waitFor()
  await page.getByRole('link', { name: 'Panadería Santa Eulàlia' }).waitFor()
  expect(await page.getByText('Came Later').count()).toBe(0)
  expect(await page.getByRole('button', { name: 'New account' }).count()).toBe(0)
  await expectAccessible(page, 'a list as on a day')

  await page.getByRole('link', { name: 'Panadería Santa Eulàlia' }).click()
  await page.getByRole('heading', { level: 1, name: 'Panadería Santa Eulàlia' }).waitFor()
  await page.getByRole('heading', { name: 'Changed since then' }).waitFor()
  await page.getByText('Bakeries').waitFor()
  expect(await page.getByRole('button', { name: /^Edit / }).count()).toBe(0)
  await expectAccessible(page, 'a record as on a day')
  await page.getByRole('link', { name: 'New bread oven' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'New bread oven' }).waitFor()

  await banner.getByRole('button', { name: 'Back to today' }).click()
  await page.getByRole('heading', { level: 1, name: 'Two bread ovens' }).waitFor()
  await banner.waitFor({ state: 'detached' })
  await page.goBack()
  await page.getByRole('heading', { level: 1, name: 'New bread oven' }).waitFor()

  const board = await company.open(`opportunities?view=board&asOf=${dayFromNow(-20)}`)
  await board.getByText('New bread oven').waitFor()
  await expectAccessible(board, 'a board as on a day')
  const absent = await company.open(`accounts/${late.id}?asOf=${dayFromNow(-20)}`)
  await absent.getByText('It was not there yet on that day.').waitFor()
  await absent.getByRole('button', { name: 'Back to today' }).last().click()
  await absent.getByRole('heading', { level: 1, name: 'Came Later' }).waitFor()
  expect(await company.api('GET', `/accounts/${account.id}`)).toMatchObject({ name: 'Forn Eulàlia' })
})

test('a field tells who changed it, through what; a won deal shows what was signed', async () => {
  const company = await tendero.found()
  const { deal, account } = await withPast(company)
  const page = await company.open(`accounts/${account.id}`)
  await page.getByRole('button', { name: 'History of Sector' }).click()
  const history = page.getByRole('dialog', { name: 'History of Sector' })
  await history.getByText('Alimentación').waitFor()
  expect(await history.getByText('Panadería').count()).toBe(0)
  await expectAccessible(page, 'the history of a field')

  const { items } = await company.api<{ items: readonly AnyRecord[] }>('GET', '/stages?sort=position')
  const won = items.find(({ category }) => category === 'won')
  await company.api('PATCH', `/opportunities/${deal.id}`, { stage: won?.id, closedOn: dayFromNow(-20) })
  const signed = await company.open(`opportunities/${deal.id}`)
  await signed.getByRole('button', { name: 'More actions', exact: true }).first().click()
  await signed.getByRole('menuitem', { name: 'As it was when we signed' }).click()
  await signed.getByRole('heading', { level: 1, name: 'New bread oven' }).waitFor()
  await signed.getByRole('link', { name: 'Panadería Santa Eulàlia' }).first().waitFor()
})

test.each([
  ['es', es],
  ['et', et],
] as const)('the past is told on a phone, in the dark, in %s', async (language, words) => {
  const company = await tendero.found()
  const { account, day } = await withPast(company)
  await company.api('PATCH', '/me', { language })
  const page = await company.open(`accounts/${account.id}?asOf=${day}`, { language, phone: true, scheme: 'dark' })
  await page.getByRole('region', { name: words.banner }).waitFor()
  await page.getByRole('heading', { name: words.since }).waitFor()
  await expectAccessible(page, `a record as on a day in ${language}`)
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(width).toBeLessThanOrEqual(390)
  await page.getByRole('button', { name: words.back }).click()
  await page.getByRole('heading', { level: 1, name: 'Forn Eulàlia' }).waitFor()
})

test('who comes back is told what others changed meanwhile, in a list and on a record', async () => {
  const company = await tendero.found()
  const { workspace } = await company.api<Session>('GET', '/session')
  const clock = (clockOffset: number) => company.api('PATCH', `/workspaces/${workspace.id}`, { clockOffset })
  await clock(-3 * dayLong)
  const { account } = await populate(company)
  const page = await company.openAs('Bruna', 'accounts')
  await page.getByRole('heading', { level: 1 }).waitFor()
  const noted = (path: string) => page.waitForResponse((answer) => answer.url().endsWith(`${path}/visit`))
  const list = noted('/accounts')
  await page.reload()
  await list
  const record = noted(`/accounts/${account.id}`)
  await page.getByRole('link', { name: 'Panadería Santa Eulàlia' }).click()
  await page.getByRole('heading', { level: 1, name: 'Panadería Santa Eulàlia' }).waitFor()
  await record
  await page.goBack()
  await clock(0)
  await company.api('PATCH', `/accounts/${account.id}`, { sector: 'Bakeries', website: 'https://eulalia.example' })
  await page.getByRole('link', { name: 'Panadería Santa Eulàlia' }).waitFor()
  await page.reload()
  const news = page.getByRole('button', { name: /1 changed since you were here/ })
  await news.click()
  await page.getByRole('button', { name: /1 changed since/, pressed: true }).waitFor()
  await expectAccessible(page, 'a list with news')
  await page.getByRole('link', { name: 'Panadería Santa Eulàlia' }).click()
  await page
    .getByRole('note')
    .getByText(/Website and Sector|Sector and Website/)
    .waitFor()
  await expectAccessible(page, 'a record with news')
})
