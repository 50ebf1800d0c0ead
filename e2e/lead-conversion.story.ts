import type { AnyRecord } from '@tendero/model'
import { expect, test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { startTendero } from './tendero.ts'
import { populate } from './world.ts'

const tendero = await startTendero()

test('a lead becomes a deal of an account that exists already, and what was planned goes along', async () => {
  const company = await tendero.found()
  const { lead } = await populate(company)
  const known = await company.api<AnyRecord>('POST', '/accounts', {
    name: 'Tamm ja Pojad OÜ',
    email: 'info@tamm.example',
  })
  await company.api('POST', '/opportunities', {
    name: 'Oven service 2026',
    account: known.id,
    amount: { minor: 240_000 },
  })

  const page = await company.open(`leads/${lead.id}`)
  await page.getByRole('button', { name: 'Convert' }).click()
  const dialog = page.getByRole('dialog')
  // The account of the same name and domain is proposed, with its open deals; another account has others.
  const proposed = dialog.getByRole('radio', { name: /^Tamm ja Pojad OÜ.*same name.*same web domain/ })
  await expect.poll(() => proposed.isChecked()).toBe(true)
  const deals = dialog.getByRole('region', { name: 'Opportunity' })
  await deals.getByRole('radio', { name: /^Oven service 2026.*Qualification.*€2,400/ }).waitFor()
  await dialog.getByRole('radio', { name: 'New: Tamm ja Pojad' }).click()
  await deals.getByRole('radio', { name: /^Oven service 2026/ }).waitFor({ state: 'detached' })
  await proposed.click()
  await dialog.getByRole('textbox', { name: 'Name of the opportunity' }).fill('Yearly oven service')
  await expectAccessible(page, 'conversion')
  await dialog.getByRole('button', { name: 'Convert' }).click()
  await dialog.waitFor({ state: 'detached' })

  const converted = await company.api<AnyRecord>('GET', `/leads/${lead.id}`)
  expect(converted).toMatchObject({ status: 'converted', convertedAccount: known.id })
  const kept = await company.api<AnyRecord>('GET', `/accounts/${known.id}`)
  expect(kept).toMatchObject({ name: 'Tamm ja Pojad OÜ', email: 'info@tamm.example' })
  const person = await company.api<AnyRecord>('GET', `/contacts/${converted.convertedContact}`)
  expect(person).toMatchObject({ name: 'Toomas Tamm', phone: { e164: '+37255512345' }, account: known.id })

  // Found by name, a deal says whose it is and what it is worth.
  await page.keyboard.press('Control+k')
  await page.getByRole('textbox', { name: /Search/ }).fill('Oven service 2026')
  await page.getByRole('button', { name: /^Oven service 2026.*Tamm ja Pojad OÜ.*€2,400.*Qualification/s }).waitFor()
  await page.keyboard.press('Escape')

  await page.goto(`/w/${company.slug}/opportunities/${converted.convertedOpportunity}`)
  await page.getByRole('heading', { level: 1, name: 'Yearly oven service' }).waitFor()
  await page.getByRole('link', { name: 'Send the brochure' }).first().waitFor()
  await page.getByRole('region', { name: 'Facts' }).getByRole('link', { name: 'Tamm ja Pojad OÜ' }).waitFor()
})
