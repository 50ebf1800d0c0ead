import type { AnyRecord } from '@tendero/model'
import { expect, test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { startTendero } from './tendero.ts'
import { populate } from './world.ts'

const tendero = await startTendero()

test('an administrator numbers the accounts that are there and those to come', async () => {
  const company = await tendero.found()
  const { account } = await populate(company)
  const page = await company.open('settings/custom-fields?item=account')
  await page.getByRole('button', { name: 'Add a field' }).click()
  const form = page.getByRole('dialog')
  await form.getByRole('button', { name: /^Auto-number/ }).click()
  await form.getByRole('textbox', { name: 'Label', exact: true }).fill('Customer number')

  // The pattern is checked while it is written, and shown as it will be.
  const pattern = form.getByRole('textbox', { name: 'Pattern' })
  await pattern.fill('K-{YYYY}')
  await form.getByText(/^One place of zeros/).waitFor()
  expect(await form.getByRole('button', { name: 'Add a field' }).isDisabled()).toBe(true)
  await pattern.fill('K-{0000}')
  await form.getByRole('textbox', { name: 'Begin at' }).fill('17')
  await form.getByText('K-0017, then K-0018 …').waitFor()
  await expectAccessible(page, 'an automatic number')
  await form.getByRole('button', { name: 'Add a field' }).click()
  await page.getByText('Auto-number · c_customerNumber').waitFor()
  await expect
    .poll(async () => (await company.api<AnyRecord>('GET', `/accounts/${account.id}`)).c_customerNumber)
    .toBe('K-0017')

  // The record shows it, and nobody writes it; a new one gets the next without being asked.
  await page.goto(`/w/${company.slug}/accounts/${account.id}`)
  await page.getByText('K-0017').waitFor()
  expect(await page.getByRole('button', { name: /Customer number/ }).count()).toBe(0)
  const next = await company.api<AnyRecord>('POST', '/accounts', { name: 'Forn de Sóller' })
  await page.goto(`/w/${company.slug}/accounts/${next.id}`)
  await page.getByText('K-0018').waitFor()
})
