import type { Session } from '@tendero/model'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { totpCode } from '../server/test/totp-code.ts'
import { expectAccessible } from './accessible.ts'
import { type Company, owner, startTendero } from './tendero.ts'

const tendero = await startTendero({ TENDERO_SIGNUP: 'open' })
const company = await tendero.found()
const bottles = 'nine green bottles on a wall'

/** Follows the link of the newest mail with a subject, as the administrator finds it in the outbox. */
async function linkInOutbox({ open }: Company, subject: string, button: string): Promise<string> {
  const page = await open('settings/mail')
  await page
    .getByRole('button', { name: new RegExp(subject) })
    .first()
    .click()
  const message = page.getByRole('dialog', { name: subject }).frameLocator('iframe')
  const link = await message.getByRole('link', { name: button }).getAttribute('href')
  await page.close()
  return link ?? ''
}

/** The code in the newest mail with a subject, as an administrator finds it at the page of the outbox. */
async function codeInOutbox(page: Page, subject: string): Promise<string> {
  await page
    .getByRole('button', { name: new RegExp(subject) })
    .first()
    .click()
  const message = page.getByRole('dialog', { name: subject }).frameLocator('iframe')
  const [code = ''] = /(\w{4}-){3}\w{4}/.exec(await message.locator('body').innerText()) ?? []
  return code
}

async function giveCredentials(page: Page, email: string, password: string): Promise<void> {
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

test('somebody is invited by mail, comes in by the link of the outbox, and later chooses a new password by mail', async () => {
  const page = await company.open('settings/people')
  await page.getByRole('button', { name: 'Invite' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Bo Sild')
  await page.getByRole('textbox', { name: 'E-mail' }).fill('bo@example.com')
  await expectAccessible(page, 'the form of an invitation')
  await page.getByRole('button', { name: 'Make the link' }).click()
  await page.getByText('It also goes to bo@example.com').waitFor()
  await page.getByRole('button', { name: 'Done' }).click()
  const open = page.getByRole('list', { name: 'Invitations not accepted yet' })
  await open.getByText('Bo Sild').waitFor()
  await expectAccessible(page, 'people with an open invitation')
  await open.getByRole('button', { name: 'Send the invitation of Bo Sild again' }).click()
  await page.getByText('A new link goes to bo@example.com').waitFor()

  const invitation = await linkInOutbox(company, 'Ana Ibarra invites you to Ibarra Workshop', 'Accept the invitation')
  const bo = await tendero.visit()
  await bo.goto(invitation)
  await bo.getByLabel('Password', { exact: true }).fill('ibarraworkshop')
  await bo.getByText('Easy to guess: it has your name, address or company in it.').waitFor()
  await expectAccessible(bo, 'a weak password')
  await bo.getByRole('button', { name: 'Join' }).click()
  await bo.getByLabel('Password', { exact: true }).fill(owner.password)
  await bo.getByRole('button', { name: 'Join' }).click()
  await bo.waitForURL('**/today')
  await page.reload()
  await page.getByText('bo@example.com').waitFor()
  expect(await open.count()).toBe(0)

  const forgetful = await tendero.visit({ phone: true })
  await forgetful.goto('/sign-in')
  await forgetful.getByRole('link', { name: 'Forgot your password?' }).click()
  await forgetful.getByRole('heading', { name: 'A new password' }).waitFor()
  await forgetful.getByRole('textbox', { name: 'E-mail' }).fill('bo@example.com')
  await expectAccessible(forgetful, 'a forgotten password')
  await forgetful.getByRole('button', { name: 'Send the link' }).click()
  await forgetful.getByText('If bo@example.com is known here').waitFor()
  await forgetful.goto(await linkInOutbox(company, 'Set a new password', 'Set a new password'))
  await forgetful.getByLabel('New password', { exact: true }).fill(bottles)
  await expectAccessible(forgetful, 'a new password')
  await forgetful.getByRole('button', { name: 'Set password and sign in' }).click()
  await forgetful.waitForURL('**/today')
  await bo.reload()
  await bo.waitForURL('**/sign-in**')
  await giveCredentials(bo, 'bo@example.com', bottles)
  await bo.waitForURL('**/today')

  await bo.goto(`/w/${company.slug}/settings/security`)
  await bo.getByRole('textbox', { name: 'New address' }).fill('bo@example.org')
  await bo.getByRole('button', { name: 'Send a link there' }).click()
  await bo.getByText('A link is on its way to bo@example.org.').waitFor()
  await expectAccessible(bo, 'another sign-in address asked for')
  const link = await linkInOutbox(company, 'Confirm your new sign-in address', 'Confirm the address')
  // On another device one signs in first, as before.
  const phone = await tendero.visit({ phone: true, scheme: 'dark' })
  await phone.goto(link)
  await phone.waitForURL('**/sign-in**')
  await giveCredentials(phone, 'bo@example.com', bottles)
  await phone.getByRole('heading', { name: 'Your new sign-in address' }).waitFor()
  await expectAccessible(phone, 'a new sign-in address')
  await phone.getByRole('button', { name: 'Use this address from now on' }).click()
  await phone.getByText('From now on you sign in with bo@example.org.').waitFor()
  await phone.getByRole('button', { name: 'Go on to work' }).click()
  await phone.waitForURL('**/today')
  await bo.reload()
  await bo.getByText('You sign in with bo@example.org').waitFor()
})

test('somebody who works in two companies forgets the password, gets a code from each, and needs both', async () => {
  const kim = await company.openAs('Kim', 'today')
  const user = { name: 'Kim', email: 'kim@example.com', password: owner.password }
  const founding = {
    name: 'Kim Bakery',
    country: 'ES',
    currency: 'EUR',
    language: 'en',
    timeZone: 'Europe/Madrid',
    user,
  }
  const headers = { origin: tendero.address }
  const founded = await kim.request.post(`${tendero.address}/api/v1/workspaces`, { headers, data: founding })
  const { workspace }: Session = await founded.json()

  const page = await tendero.visit({ phone: true })
  await page.goto('/forgotten-password')
  await page.getByRole('textbox', { name: 'E-mail' }).fill(user.email)
  await page.getByRole('button', { name: 'Send the link' }).click()
  await page.getByText('gets a code from each instead').waitFor()
  await page.getByRole('link', { name: 'I have codes by mail' }).click()
  const workshop = await company.open('settings/mail')
  const one = await codeInOutbox(workshop, 'Your code from Ibarra Workshop for a new password')
  await kim.goto(`${tendero.address}/w/${workspace.slug}/settings/mail`)
  const other = await codeInOutbox(kim, 'Your code from Kim Bakery for a new password')

  await page.getByLabel('Code 1').fill(one)
  await page.getByLabel('Code 2').fill(one)
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByText('These codes do not belong together', { exact: false }).waitFor()
  await expectAccessible(page, 'codes that do not belong together')
  await page.getByLabel('Code 2').fill(other.toUpperCase())
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByLabel('New password', { exact: true }).fill(bottles)
  await page.getByRole('button', { name: 'Set password and sign in' }).click()
  await page.waitForURL('**/today')
})

test('somebody sets up codes from an app, signs in with one and with a recovery code, and ends another session', async () => {
  const eva = await company.openAs('Eva', 'settings/security')
  await eva.getByRole('heading', { name: 'Two factors' }).waitFor()
  await expectAccessible(eva, 'security')
  await eva.getByRole('button', { name: 'Set up' }).click()
  const dialog = eva.getByRole('dialog', { name: 'Codes from an app' })
  const key = await dialog.locator('pre').innerText()
  const secret = key.replaceAll(' ', '')
  await expectAccessible(eva, 'the setting up of codes')
  await dialog.getByRole('textbox').fill('000000')
  await dialog.getByRole('button', { name: 'Turn on' }).click()
  await dialog.getByText('Not right, or used already.', { exact: false }).waitFor()
  await dialog.getByRole('textbox').fill(totpCode(secret))
  await dialog.getByRole('button', { name: 'Turn on' }).click()
  const kept = eva.getByRole('dialog', { name: 'Keep these codes' })
  const codes = (await kept.getByLabel('Recovery codes').innerText()).split('\n')
  expect(codes).toHaveLength(10)
  await expectAccessible(eva, 'recovery codes')
  await kept.getByRole('button', { name: 'I have kept them' }).click()
  await eva.getByText('10 codes left', { exact: false }).waitFor()

  const phone = await tendero.visit({ phone: true, scheme: 'dark' })
  await phone.goto('/sign-in')
  await giveCredentials(phone, 'eva@example.com', owner.password)
  await phone.getByRole('heading', { name: 'One more step' }).waitFor()
  await expectAccessible(phone, 'the second step')
  // The code of the next half minute: this one's was given when the app was set up.
  await phone.getByRole('textbox', { name: 'Code' }).fill(totpCode(secret, 30))
  await phone.getByRole('button', { name: 'Sign in' }).click()
  await phone.waitForURL('**/today')

  const other = await tendero.visit()
  await other.goto('/sign-in')
  await giveCredentials(other, 'eva@example.com', owner.password)
  await other.getByRole('button', { name: 'Use a recovery code' }).click()
  await other.getByRole('textbox', { name: 'Recovery code' }).fill('0000-0000-0000-0000')
  await other.getByRole('button', { name: 'Sign in' }).click()
  await other.getByRole('alert').waitFor()
  await other.getByRole('textbox', { name: 'Recovery code' }).fill(codes[0] ?? '')
  await other.keyboard.press('Enter')
  await other.waitForURL('**/today')

  await eva.reload()
  await eva.getByText('9 codes left', { exact: false }).waitFor()
  const sessions = eva.getByRole('list', { name: 'Where you are signed in' })
  await expect.poll(() => sessions.getByRole('listitem').count()).toBe(3)
  await sessions
    .getByRole('button', { name: /End the session/ })
    .first()
    .click()
  await expect.poll(() => sessions.getByRole('listitem').count()).toBe(2)
  await eva.getByRole('button', { name: 'End all others' }).click()
  await expect.poll(() => sessions.getByRole('listitem').count()).toBe(1)
  await phone.reload()
  await phone.waitForURL('**/sign-in**')
})

test('somebody makes a passkey, signs in with it alone, and is asked for two factors where the company wants them', async () => {
  await company.openAs('Mia', 'today')
  const page = await tendero.visit()
  const named = tendero.address.replace('127.0.0.1', 'localhost')
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
  await page.goto(`${named}/sign-in`)
  await giveCredentials(page, 'mia@example.com', owner.password)
  await page.waitForURL('**/today')

  const administrator = await company.open('settings/workspace')
  await administrator.getByRole('switch', { name: 'Require two factors' }).check({ force: true })
  await administrator.getByRole('button', { name: 'Save' }).click()
  await page.reload()
  await page.getByRole('heading', { name: 'Set up a second factor' }).waitFor()
  await expectAccessible(page, 'a second factor that is required')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  const form = page.getByRole('dialog', { name: 'Add a passkey' })
  await form.getByRole('textbox', { name: 'Name' }).fill('Laptop')
  await form.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await page.getByRole('button', { name: 'Go on to work' }).click()
  await page.waitForURL('**/today')

  await page.goto(`${named}/w/${company.slug}/settings/security`)
  await page.getByRole('list', { name: 'Passkeys' }).getByText('Laptop').waitFor()
  await expectAccessible(page, 'security with a passkey')
  await page.getByRole('button', { name: 'Your menu' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await page.waitForURL('**/today')
  await page.getByRole('heading', { level: 1, name: /Mia/ }).waitFor()
})
