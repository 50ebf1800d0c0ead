import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { owner, startTendero } from './tendero.ts'

const tendero = await startTendero()
const company = await tendero.found()

const asked = (page: Page) => page.getByRole('dialog', { name: 'Is it you?' })
const setUp = (page: Page) => page.getByRole('button', { name: 'Set up' }).click()

test('who left a browser open is asked for the password before a second factor is set up, and once in a while only', async () => {
  const page = await company.open('settings/security', { phone: true, scheme: 'dark' })
  const codes = page.getByRole('dialog', { name: 'Codes from an app' })
  const secret = codes.locator('pre')
  await tendero.forgetProofs()
  await setUp(page)
  await asked(page).waitFor()
  await expectAccessible(page, 'who is there, asked again', '[role=dialog]')
  expect(await asked(page).getByRole('button', { name: 'Go on' }).isDisabled()).toBe(true)
  await asked(page).getByLabel('Your password', { exact: true }).fill('not the password of Ana')
  await asked(page).getByRole('button', { name: 'Go on' }).click()
  await asked(page).getByText('Not correct.').waitFor()

  // Whoever gives up gets nothing.
  await asked(page).getByRole('button', { name: 'Close' }).click()
  await asked(page).waitFor({ state: 'detached' })
  await codes.getByRole('alert').waitFor()
  expect(await secret.count()).toBe(0)
  await page.reload()

  await setUp(page)
  await asked(page).getByLabel('Your password', { exact: true }).fill(owner.password)
  await page.keyboard.press('Enter')
  await secret.waitFor()
  expect(await asked(page).count()).toBe(0)
  await page.reload()
  await setUp(page)
  await secret.waitFor()
  expect(await asked(page).count()).toBe(0)
})

test('a passkey answers as well, where the password is not at hand', async () => {
  await company.openAs('Mia', 'today')
  const page = await tendero.visit()
  const devices = await page.context().newCDPSession(page)
  await devices.send('WebAuthn.enable')
  await devices.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  const named = tendero.address.replace('127.0.0.1', 'localhost')
  await page.goto(`${named}/sign-in`)
  await page.getByRole('textbox', { name: 'E-mail' }).fill('mia@example.com')
  await page.getByLabel('Password', { exact: true }).fill(owner.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL('**/today')
  await page.goto(`${named}/w/${company.slug}/settings/security`)
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  const form = page.getByRole('dialog', { name: 'Add a passkey' })
  await form.getByRole('textbox', { name: 'Name' }).fill('Laptop')
  await form.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByRole('button', { name: 'I have kept them' }).click()

  await tendero.forgetProofs()
  await setUp(page)
  await asked(page).getByRole('button', { name: 'Use a passkey' }).click()
  await page.getByRole('dialog', { name: 'Codes from an app' }).locator('pre').waitFor()
  expect(await asked(page).count()).toBe(0)
})
