import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { settled } from './accessible.ts'
import { startTendero } from './tendero.ts'

const tendero = await startTendero()

test('the description of the API is read from the settings, with the custom fields of the company', async () => {
  const company = await tendero.found()
  const card = { object: 'account', label: 'Loyalty card', kind: 'text' }
  const { name } = await company.api<{ name: string }>('POST', '/custom-fields', card)
  await company.api('POST', '/accounts', { name: 'Acme' })
  const page = await company.open('settings/api-keys')
  const asked: string[] = []
  const complaints: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).origin))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  await page.getByRole('link', { name: 'Read and try out the API' }).click()
  await page.getByRole('heading', { level: 1, name: 'API description' }).waitFor()
  await settled(page)

  await page.getByText('account', { exact: true }).first().click()
  await page.getByText('Makes a record of Account').first().click()
  await page.getByText(name, { exact: true }).first().waitFor()

  // What was opened stays open when the day turns to night, and is as dark as the page.
  const grounds = () => groundsOf(page)
  const [ofPage, ofViewer] = await grounds()
  expect(ofViewer).toBe(ofPage)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(async () => (await grounds())[0]).not.toBe(ofPage)
  await expect.poll(async () => new Set(await grounds()).size).toBe(1)
  await page.getByText(name, { exact: true }).first().waitFor()

  // A key can be given; the session's cookie goes by itself.
  await page.getByText('Authentication').first().click()
  await page.getByPlaceholder('api-token').waitFor()
  expect(await page.locator('openapi-explorer').getByText('tendero_session').count()).toBe(0)

  // What is tried out is asked of the company that is described.
  await page.getByText('Counts Accounts').first().click()
  const answered = page.waitForResponse((answer) => answer.url().includes('/api/v1/accounts/count'))
  await page.getByRole('button', { name: 'Execute' }).click()
  expect(await (await answered).json()).toMatchObject({ value: 1 })
  expect(new Set(asked)).toEqual(new Set([tendero.address]))
  expect(complaints).toEqual([])
})

test('whoever is not signed in reads what every company has', async () => {
  const page = await tendero.visit()
  await page.goto('/api/docs')
  await page.getByText('account', { exact: true }).first().click()
  await page.getByText('Makes a record of Account').first().click()
  await page.getByText('sector', { exact: true }).first().waitFor()
  expect(await page.getByText('Loyalty card').count()).toBe(0)
})

/** The colours of the page and of the viewer on it, as their grounds are painted. */
function groundsOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [document.body, ...document.querySelectorAll('openapi-explorer')].map(
      (one) => getComputedStyle(one).backgroundColor,
    ),
  )
}
