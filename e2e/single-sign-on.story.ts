import type { AnyRecord, Page as RecordPage } from '@tendero/model'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { startIdentityProvider } from '../server/test/identity-provider.ts'
import { expectAccessible } from './accessible.ts'
import { type Company, startTendero } from './tendero.ts'

const tendero = await startTendero({ TENDERO_PRIVATE_SSO: 'allow' })

test('an account is set up and tried out, people come in with it, and their groups give role and teams', async () => {
  const directory = await startIdentityProvider()
  const company = await tendero.found()
  const team = await company.api<AnyRecord>('POST', '/teams', { name: 'North' })
  const page = await company.open('settings/single-sign-on')
  await page.getByText('People sign in with a password').waitFor()
  await expectAccessible(page, 'no accounts to sign in with')

  await page.getByRole('button', { name: 'Add an account' }).click()
  const form = page.getByRole('dialog', { name: 'Add an account' })
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Workshop')
  await form.getByRole('textbox', { name: 'Address of the provider' }).fill(`${directory.issuer}/wrong`)
  await form.getByRole('button', { name: 'Check' }).click()
  await form.getByText('There is no description of an OpenID provider').waitFor()
  await form.getByRole('textbox', { name: 'Address of the provider' }).fill(directory.issuer)
  await form.getByRole('button', { name: 'Check' }).click()
  await form.getByText('It shows the keys that it signs with').waitFor()
  directory.allow(await form.getByRole('textbox', { name: 'Redirect URI' }).inputValue())
  await form.getByRole('textbox', { name: 'Client ID' }).fill(directory.clientId)
  await form.getByLabel('Client secret').fill(directory.clientSecret)
  await form.getByRole('switch', { name: 'Let newcomers in' }).check({ force: true })
  await choose(page, 'Role of everybody else', 'Representative')
  const roles = form.getByRole('group', { name: /^Roles/ })
  await roles.getByRole('button', { name: 'Add a group' }).click()
  await roles.getByRole('textbox', { name: 'Group 1' }).fill('chiefs')
  await choose(page, 'Role 1', 'Manager')
  const teams = form.getByRole('group', { name: /^Teams/ })
  await teams.getByRole('button', { name: 'Add a group' }).click()
  await teams.getByRole('textbox', { name: 'Group 1' }).fill('north')
  await form.getByRole('combobox', { name: 'Scopes' }).fill('groups')
  await page.keyboard.press('Enter')
  await expectAccessible(page, 'the form of an account to sign in with')
  await form.getByRole('button', { name: 'Save' }).click()

  directory.people.set('clara', {
    email: 'clara@example.com',
    email_verified: true,
    name: 'Clara Soler',
    groups: ['north'],
  })
  await page.getByRole('button', { name: /Workshop/ }).click()
  await page.getByRole('link', { name: 'Try it out' }).click()
  await nameOneself(page, 'clara')
  await page.getByText('The last trial went well').waitFor()
  await page.getByText('They would be in: North.').waitFor()
  await expectAccessible(page, 'what a trial brought')

  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  await page.getByRole('button', { name: 'Let a directory in' }).click()
  await page.getByRole('textbox', { name: 'Which directory' }).fill('Our directory')
  await choose(page, 'Role of newcomers', 'Representative')
  await page.getByRole('button', { name: 'Make the token' }).click()
  const token = await page.getByRole('textbox', { name: 'The token' }).inputValue()
  await expectAccessible(page, 'the token of a directory')
  const told = await page.request.get(`${tendero.address}/api/scim/v2/Users`, {
    headers: { authorization: `Bearer ${token}` },
  })
  expect(await told.json()).toMatchObject({ totalResults: 1 })
  await page.getByRole('button', { name: 'Done' }).click()

  const clara = await tendero.visit()
  await clara.goto(`${tendero.address}/w/${company.slug}/leads`)
  await clara.getByRole('link', { name: 'Sign in with Workshop' }).waitFor()
  await expectAccessible(clara, 'signing in with an account')
  await clara.getByRole('link', { name: 'Sign in with Workshop' }).click()
  await nameOneself(clara, 'clara')
  await clara.waitForURL(/\/leads/)
  expect(await claraOf(company)).toMatchObject({ team: team.id, titles: { role: 'Representative' } })

  directory.people.set('clara', { ...directory.people.get('clara'), groups: ['chiefs'] })
  await clara.getByRole('button', { name: /Your menu/ }).click()
  await clara.getByRole('menuitem', { name: 'Sign out' }).click()
  await clara.getByRole('link', { name: 'Sign out there too' }).waitFor()
  await expectAccessible(clara, 'signed out of Tendero but not of the account')
  await clara.getByRole('textbox', { name: 'E-mail' }).fill('clara@example.com')
  await clara.getByRole('button', { name: 'Sign in with your company’s account' }).click()
  await clara.waitForURL(/\/today/)
  expect(await claraOf(company)).toMatchObject({ team: null, titles: { role: 'Manager' } })

  const stranger = await tendero.visit({ language: 'es', phone: true, scheme: 'dark' })
  await stranger.goto(`${tendero.address}/w/${company.slug}`)
  await stranger.getByRole('link', { name: 'Entrar con Workshop' }).click()
  await nameOneself(stranger, 'nobody')
  await stranger.getByText('La cuenta de tu empresa no indica tu correo.').waitFor()
  await expectAccessible(stranger, 'somebody who is not let in, on a phone')
})

/** Types a name on the page of the directory. */
async function nameOneself(page: Page, name: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Name' }).fill(name)
  await page.getByRole('button', { name: 'Go on' }).click()
}

async function choose(page: Page, field: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: field }).click()
  await page.getByRole('option', { name: option }).click()
}

async function claraOf(company: Company): Promise<AnyRecord | undefined> {
  const { items } = await company.api<RecordPage>('GET', '/users')
  return items.find(({ email }) => email === 'clara@example.com')
}
