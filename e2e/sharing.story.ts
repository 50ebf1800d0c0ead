import type { AnyRecord, Page as RecordPage } from '@tendero/model'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { startTendero } from './tendero.ts'
import { populate } from './world.ts'

const tendero = await startTendero()
let company: Awaited<ReturnType<typeof tendero.found>>
let populated: Awaited<ReturnType<typeof populate>>
let rosa: Page
beforeAll(async () => {
  company = await tendero.found()
  populated = await populate(company)
  rosa = await company.openAs('Rosa Puig', 'opportunities', 'Representative')
})

const drawer = (page: Page) => page.getByRole('dialog', { name: 'Sharing and access' })
const open = (page: Page) => page.getByRole('button', { name: 'Share, and who has access' }).click()

const told = (page: Page, what: RegExp) => page.getByRole('listitem').filter({ hasText: what }).first().waitFor()

async function choose(page: Page, label: string, name: string): Promise<void> {
  await drawer(page).getByRole('combobox', { name: label, exact: true }).fill(name)
  await page.getByRole('option', { name }).filter({ visible: true }).click()
}

async function idOfRosa(): Promise<string | undefined> {
  const { items } = await company.api<RecordPage>('GET', '/users')
  return items.find(({ name }) => name === 'Rosa Puig')?.id
}

test('a record is shared until a day, edited by whom it is shared with, explained, and taken back while they look', async () => {
  const deal = String(populated.deal.name)
  await rosa.getByRole('heading', { level: 1 }).waitFor()
  expect(await rosa.getByRole('link', { name: deal }).count()).toBe(0)

  const ana = await company.open(`opportunities/${populated.deal.id}`)
  await open(ana)
  await drawer(ana).getByText('With nobody in particular').waitFor()
  await choose(ana, 'A person', 'Rosa')
  await drawer(ana).getByText('Edit', { exact: true }).click()
  await drawer(ana).getByRole('textbox', { name: 'Date' }).fill('31/12/2099')
  await ana.keyboard.press('Tab')
  await drawer(ana).getByRole('button', { name: 'Share', exact: true }).click()
  await drawer(ana).getByRole('button', { name: 'Stop sharing with Rosa Puig' }).waitFor()
  await choose(ana, 'Person', 'Rosa')
  await drawer(ana)
    .getByText(/Ana Ibarra shared it with them, until .*2099/)
    .first()
    .waitFor()
  await drawer(ana).getByRole('heading', { name: 'Cannot delete it' }).waitFor()
  await expectAccessible(ana, 'who has access to a record, and why')
  await ana.keyboard.press('Escape')
  await ana.getByRole('region', { name: 'Collaborators' }).getByText('Rosa Puig').waitFor()
  await told(ana, /shared this with\s+Rosa Puig · May edit · until .*2099/)

  await rosa.getByRole('link', { name: 'Notifications, 1 unread' }).click()
  await rosa.getByRole('main').getByText('Ana Ibarra shared this with you').waitFor()
  await rosa.getByRole('main').getByRole('link', { name: deal }).click()
  await rosa.getByRole('button', { name: 'Edit Name' }).click()
  await rosa.getByRole('region', { name: 'Facts' }).getByRole('textbox', { name: 'Name' }).fill('Two bread ovens')
  await rosa.keyboard.press('Enter')
  await ana.getByRole('heading', { level: 1, name: 'Two bread ovens' }).waitFor()
  await open(rosa)
  await drawer(rosa).getByRole('heading', { name: 'Can edit it' }).waitFor()
  await rosa.keyboard.press('Escape')

  await ana
    .getByRole('region', { name: 'Collaborators' })
    .getByRole('button', { name: 'Stop sharing with Rosa Puig' })
    .click()
  await ana.getByText('No longer shared with Rosa Puig').waitFor()
  await told(ana, /stopped sharing this with\s+Rosa Puig/)
  await rosa.getByRole('heading', { name: 'There is nothing here' }).waitFor()
})

test('an administrator who reads why somebody cannot see a record sees it as they do, and comes back to it', async () => {
  const record = `opportunities/${populated.deal.id}`
  const ana = await company.open(record)
  const banner = ana.getByRole('region', { name: 'Seen as somebody else' })
  await open(ana)
  await drawer(ana).getByRole('heading', { name: 'Can see it' }).waitFor()
  expect(
    await drawer(ana)
      .getByRole('button', { name: /^See the CRM as/ })
      .count(),
  ).toBe(0)
  await choose(ana, 'Person', 'Rosa')
  await drawer(ana).getByRole('heading', { name: 'Cannot see it' }).waitFor()
  await expectAccessible(ana, 'why somebody cannot see a record, and the way to look')
  await drawer(ana).getByRole('button', { name: 'See the CRM as Rosa Puig' }).click()
  await ana.waitForURL('**/today')
  await banner.getByText('You see the CRM as Rosa Puig.').waitFor()
  await ana.goto(`/w/${company.slug}/${record}`)
  await ana.getByRole('heading', { name: 'There is nothing here' }).waitFor()
  await banner.getByRole('button', { name: 'Stop' }).click()
  await ana.waitForURL(`**/${record}`)
  await banner.waitFor({ state: 'detached' })

  const { id } = await company.api<AnyRecord>('POST', '/shares', {
    object: 'opportunity',
    record: populated.deal.id,
    user: await idOfRosa(),
  })
  await rosa.goto(`/w/${company.slug}/opportunities`)
  await rosa.getByRole('button', { name: /Views$/ }).click()
  await rosa.getByRole('menuitemradio', { name: 'Shared with me' }).click()
  await rosa.getByRole('heading', { level: 1, name: 'Shared with me' }).waitFor()
  await rosa.getByRole('link', { name: /oven/ }).first().waitFor()
  await open(ana)
  await choose(ana, 'Person', 'Rosa')
  await drawer(ana).getByText('Ana Ibarra shared it with them.').waitFor()
  await drawer(ana).getByRole('button', { name: 'See the CRM as Rosa Puig' }).click()
  await banner.waitFor()
  await ana.waitForURL(`**/${record}`)
  await ana.getByRole('heading', { level: 1, name: /oven/ }).waitFor()
  expect(await ana.getByRole('button', { name: 'Edit Name' }).count()).toBe(0)
  await banner.getByRole('button', { name: 'Stop' }).click()
  await banner.waitFor({ state: 'detached' })
  await company.api('DELETE', `/shares/${id}`)
})

test('why somebody sees a record is asked from its menu as well, and stands first then', async () => {
  const ana = await company.open(`opportunities/${populated.deal.id}`)
  await ana.getByRole('button', { name: 'More actions' }).click()
  await ana.getByRole('menuitem', { name: 'Why can they see this?' }).click()
  await drawer(ana).getByRole('heading', { name: 'Can delete it' }).waitFor()
  const headings = await drawer(ana).getByRole('heading', { level: 3 }).allTextContents()
  expect(headings).toEqual(['Why can they see this?', 'Shared with'])
  await ana.keyboard.press('Escape')
  await drawer(ana).waitFor({ state: 'detached' })
})

test('a role says before it is saved who would gain how many records', async () => {
  const ana = await company.open('settings/roles')
  await ana.getByRole('button', { name: 'Representative' }).click()
  await ana.getByRole('combobox', { name: 'Opportunities: See' }).selectOption('all')
  await ana.getByRole('button', { name: 'Review and save' }).click()
  const review = ana.getByRole('dialog', { name: 'What changes' })
  const row = review.getByRole('row').filter({ hasText: 'Opportunities' })
  await row.getByRole('cell', { name: 'gains 1' }).waitFor()
  expect(await review.getByRole('columnheader', { name: 'Rosa Puig' }).count()).toBe(1)
  await expectAccessible(ana, 'what a changed role would do')
  await review.getByRole('button', { name: 'Save' }).click()
  await rosa.goto(`/w/${company.slug}/opportunities/${populated.deal.id}`)
  await rosa.getByRole('heading', { level: 1, name: /oven/ }).waitFor()
})
