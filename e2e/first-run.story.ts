import { expect, test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { owner, startTendero } from './tendero.ts'

const tendero = await startTendero()

test('the first visitor sets up the company and stands before the day', async () => {
  const page = await tendero.visit()
  await page.goto('/')
  await page.waitForURL('**/welcome')
  await expectAccessible(page, 'welcome')

  await page.getByRole('textbox', { name: 'Company name' }).fill('Ibarra Workshop')
  await page.getByRole('textbox', { name: 'Your name' }).fill(owner.name)
  await page.getByRole('textbox', { name: 'E-mail' }).fill('ana@ibarra')
  await page.getByRole('button', { name: 'Start working' }).click()
  await page.getByText('Please fill this in.').waitFor()
  await page.getByLabel('Password', { exact: true }).fill('short')
  await page.getByRole('button', { name: 'Start working' }).click()
  await page.getByText('Not an e-mail address. Write it whole, like ana@company.com.').waitFor()
  await page.getByRole('textbox', { name: 'E-mail' }).fill(owner.email)
  await page.getByRole('button', { name: 'Start working' }).click()
  await page.getByText('Too short.').waitFor()

  await page.getByLabel('Password', { exact: true }).fill(owner.password)
  await page.getByRole('button', { name: 'Start working' }).click()
  await page.waitForURL('**/w/ibarra-workshop/today')
  await page.getByRole('heading', { level: 1, name: /Ana/ }).waitFor()
  await page.getByRole('heading', { name: 'Let’s begin' }).waitFor()
  await page.getByRole('link', { name: 'Import your customers' }).waitFor()
  await page.getByRole('link', { name: 'Invite people' }).waitFor()
  await page.getByRole('link', { name: 'See the sales pipelines' }).waitFor()
  await expectAccessible(page, 'today')
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name', exact: true }).waitFor()
})

test('a second visitor finds the sign-up closed and signs in', async () => {
  const page = await tendero.visit()
  await page.goto('/')
  await page.waitForURL('**/sign-in')
  expect(await page.getByRole('link', { name: 'Set up your company' }).count()).toBe(0)
  await expectAccessible(page, 'sign-in')

  await page.getByRole('textbox', { name: 'E-mail' }).fill(owner.email)
  await page.getByLabel('Password', { exact: true }).fill('something else entirely')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('alert').getByText('do not belong together').waitFor()

  await page.getByLabel('Password', { exact: true }).fill(owner.password)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/today')
})

test('an invited person follows the link, chooses a password and is in', async () => {
  const page = await tendero.visit()
  await page.goto('/sign-in?next=/w/ibarra-workshop/settings/people')
  await page.getByRole('textbox', { name: 'E-mail' }).fill(owner.email)
  await page.getByLabel('Password', { exact: true }).fill(owner.password)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Invite' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Bo Sild')
  await page.getByRole('textbox', { name: 'E-mail' }).fill('bo@example.com')
  await page.getByRole('button', { name: 'Make the link' }).click()
  const link = await page.getByRole('textbox', { name: 'Invitation link' }).inputValue()

  const other = await tendero.visit()
  await other.goto(link)
  await other.getByText('Join Ibarra Workshop').waitFor()
  await expectAccessible(other, 'invitation')
  await other.getByLabel('Password', { exact: true }).fill('something long enough')
  await other.getByRole('button', { name: 'Join' }).click()
  await other.waitForURL('**/today')
  await other.goto('/w/ibarra-workshop/settings/roles')
  await other.getByText('“Roles” is not open to your role').waitFor()
})
