import type { AnyRecord, Page as Records } from '@tendero/model'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { type Company, owner, startTendero } from './tendero.ts'
import { populate, type World } from './world.ts'

const tendero = await startTendero()
let company: Company
let world: World

beforeAll(async () => {
  company = await tendero.found()
  world = await populate(company)
})

const timeline = (page: Page) => page.getByRole('region', { name: 'Timeline' })
const waiting = (page: Page) => timeline(page).getByRole('region', { name: 'Not sent yet' }).getByRole('listitem')
const status = (page: Page, text: string | RegExp) => page.getByRole('banner').getByRole('button', { name: text })

/** The device has the whole program and what the page shows. */
async function isKept(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
}

/** What the server has of a kind with a subject, by the collection of the kind. */
async function onServer(collection: string, subject: string): Promise<readonly AnyRecord[]> {
  const filter = encodeURIComponent(JSON.stringify({ field: 'subject', op: 'is', value: subject }))
  return (await company.api<Records>('GET', `/${collection}?filter=${filter}`)).items
}

async function write(page: Page, kind: 'Note' | 'Call' | 'Visit', text: string): Promise<void> {
  const form = timeline(page)
  await form.getByRole('button', { name: kind, exact: true }).click()
  if (kind === 'Note') await form.getByRole('textbox').last().fill(text)
  else await form.getByRole('textbox').first().fill(text)
  await page.keyboard.press('Control+Enter')
  await waiting(page).filter({ hasText: text }).waitFor()
}

test('a page that was seen opens without a network, and what is written there is sent once when it is back', async () => {
  const page = await company.open(`accounts/${world.account.id}`, { keeping: true })
  const context = page.context()
  await timeline(page).getByText('Opens at five in the morning').waitFor()
  await isKept(page)

  await context.setOffline(true)
  await page.reload()
  await timeline(page).getByText('Opens at five in the morning').waitFor()
  await status(page, /^No network, as of \d/).waitFor()
  await expectAccessible(page, 'a record without a network')

  await write(page, 'Note', 'They want the oven in May')
  await write(page, 'Call', 'Asked for the price list')
  await write(page, 'Visit', 'Measured the bakery')
  expect(await waiting(page).count()).toBe(3)
  await status(page, /3 entries to be sent/).click()
  const panel = page.getByRole('dialog', { name: 'Not sent yet' })
  expect(await panel.getByRole('listitem').count()).toBe(3)
  await panel.getByRole('link', { name: String(world.account.name) }).first().waitFor()
  await expectAccessible(page, 'what is not sent')
  await page.keyboard.press('Escape')

  // What cannot wait stays in its form.
  await timeline(page).getByRole('button', { name: 'Task', exact: true }).click()
  await timeline(page).getByRole('textbox').first().fill('Order the oven')
  await page.keyboard.press('Control+Enter')
  await timeline(page).getByRole('alert').filter({ hasText: 'cannot be saved now' }).waitFor()
  expect(await timeline(page).getByRole('textbox').first().inputValue()).toBe('Order the oven')

  await page.reload()
  await waiting(page).filter({ hasText: 'Measured the bakery' }).waitFor()
  expect(await waiting(page).count()).toBe(3)
  const other = await context.newPage()
  await other.goto(`/w/${company.slug}/accounts/${world.account.id}`)
  await waiting(other).filter({ hasText: 'Measured the bakery' }).waitFor()

  await context.setOffline(false)
  for (const window of [page, other]) {
    await window.waitForFunction(() => !document.body.innerText.includes('Not sent yet'))
    await timeline(window).getByText('Measured the bakery').waitFor()
    expect(await timeline(window).getByText('They want the oven in May').count()).toBe(1)
  }
  const made = await Promise.all([
    onServer('notes', 'They want the oven in May'),
    onServer('calls', 'Asked for the price list'),
    onServer('visits', 'Measured the bakery'),
  ])
  expect(made.map(({ length }) => length)).toEqual([1, 1, 1])
  expect(made[1]?.[0]).toMatchObject({ account: world.account.id, doneAt: expect.any(String) })
})
