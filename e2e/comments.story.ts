import type { AnyRecord, Page as Records } from '@tendero/model'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { startTendero } from './tendero.ts'
import { populate } from './world.ts'

const tendero = await startTendero()
let company: Awaited<ReturnType<typeof tendero.found>>
let populated: Awaited<ReturnType<typeof populate>>
beforeAll(async () => {
  company = await tendero.found()
  populated = await populate(company)
})

const timeline = (page: Page) => page.getByRole('region', { name: 'Timeline' })
const comments = (page: Page) => timeline(page).getByRole('listitem').filter({ hasText: 'Reply' })
const bell = (page: Page, name: string) => page.getByRole('link', { name, exact: true })

test('a mention is chosen with the keyboard, rings within a second, and leads to the comment', async () => {
  const { deal } = populated
  const bo = await company.openAs('Bo Meister', 'today')
  await bell(bo, 'Notifications').waitFor()
  const rosa = await company.openAs('Rosa Puig', 'today', 'Representative')
  await rosa.getByRole('heading', { level: 1 }).waitFor()
  const ana = await company.open(`opportunities/${deal.id}`)

  // Written with the keyboard alone.
  await timeline(ana).getByRole('button', { name: 'Comment', exact: true }).click()
  const text = ana.getByRole('textbox', { name: 'Comment' })
  await text.click()
  await ana.keyboard.type('Which oven do they want, @')
  const people = ana.getByRole('listbox', { name: 'People to mention' })
  await people.getByRole('option', { name: 'Rosa Puig' }).waitFor()
  await expectAccessible(ana, 'people to mention')
  await ana.keyboard.press('ArrowDown')
  await ana.keyboard.press('Enter')
  await ana.keyboard.type('and @meis')
  await people.getByRole('option', { name: 'Bo Meister' }).waitFor()
  await ana.keyboard.press('Tab')

  // Who may not read it is said before it is sent.
  await ana.getByRole('alert').filter({ hasText: 'Rosa Puig may not see this record' }).waitFor()
  await expectAccessible(ana, 'a comment being written')
  await ana.keyboard.press('Control+Enter')
  await comments(ana).getByText('Which oven do they want, @Rosa Puig and @Bo Meister').waitFor()

  const rung = bell(bo, 'Notifications, 1 unread')
  await rung.waitFor({ timeout: 2_000 })
  await bo.keyboard.press('g')
  await bo.keyboard.press('n')
  const told = bo.getByRole('main').getByRole('listitem')
  await told.filter({ hasText: 'Ana Ibarra mentioned you' }).waitFor()
  await expectAccessible(bo, 'an unread notification')
  await told.getByRole('link', { name: String(deal.name) }).click()
  await bo.locator('[data-wanted]', { hasText: 'Which oven do they want' }).waitFor()
  await bell(bo, 'Notifications').waitFor()
  await expectAccessible(bo, 'a record at a comment')

  await rosa.goto(`/w/${company.slug}/notifications`)
  await rosa.getByText('Nothing yet').waitFor()
  await expectAccessible(rosa, 'no notifications')
})

test('a comment is answered, changed, deleted and brought back where others look on', async () => {
  const { account } = populated
  const bo = await company.openAs('Bo Segundo', `accounts/${account.id}`)
  const ana = await company.open(`accounts/${account.id}`)
  await timeline(ana).getByRole('button', { name: 'Comment', exact: true }).click()
  await ana.getByRole('textbox', { name: 'Comment' }).click()
  await ana.keyboard.type('They bake at night')
  await ana.keyboard.press('Control+Enter')

  await comments(bo).getByText('They bake at night').waitFor()
  await comments(bo).getByRole('button', { name: 'Reply to Ana Ibarra' }).click()
  await bo.getByRole('textbox', { name: 'Reply to Ana Ibarra' }).click()
  await bo.keyboard.type('Until when?')
  await bo.getByRole('button', { name: 'Reply', exact: true }).click()
  await comments(ana).getByRole('listitem').getByText('Until when?').waitFor()

  // Only one’s own can be changed.
  await comments(ana).getByRole('button', { name: 'What can be done with this comment' }).click()
  await ana.getByRole('menuitem', { name: 'Edit' }).click()
  await ana.getByRole('textbox', { name: 'Edit' }).press('End')
  await ana.keyboard.type(', until six')
  await ana.getByRole('button', { name: 'Save', exact: true }).click()
  await comments(bo).getByText('They bake at night, until six').waitFor()
  await comments(bo).getByText('(edited)').waitFor()
  await expectAccessible(bo, 'a comment with a reply')

  await comments(ana).getByRole('button', { name: 'What can be done with this comment' }).click()
  await ana.getByRole('menuitem', { name: 'Delete' }).click()
  await timeline(bo).getByText('This comment was deleted.').waitFor()
  await ana.getByRole('button', { name: 'Undo' }).click()
  await comments(bo).getByText('They bake at night, until six').waitFor()
})

test('a record is followed and no longer, and says by whom', async () => {
  const { contact } = populated
  const page = await company.open(`contacts/${contact.id}`)
  const follow = page.getByRole('button', { name: 'Follow', exact: true })
  await follow.waitFor()
  const { items } = await company.api<Records>('GET', '/users?sort=createdAt&limit=1')
  expect(contact.owner).toBe(items[0]?.id)
  expect(await follow.getAttribute('aria-pressed')).toBe('true')
  await follow.click()
  await page.locator('button[aria-pressed="false"][aria-label="Follow"]').waitFor()
  await follow.hover()
  await page.getByRole('tooltip').filter({ hasText: 'Follow. Nobody follows this.' }).waitFor()
})

test('products and custom objects are commented on too', async () => {
  const { product } = populated
  await company.api('POST', '/custom-objects', { label: 'Oven', plural: 'Ovens' })
  const oven = await company.api<AnyRecord>('POST', '/c-ovens', { name: 'Forn 3' })
  for (const path of [`products/${product.id}`, `c-ovens/${oven.id}`]) {
    const page = await company.open(path)
    await timeline(page).getByRole('button', { name: 'Comment', exact: true }).click()
    await page.getByRole('textbox', { name: 'Comment' }).click()
    await page.keyboard.type('Looks good')
    await page.keyboard.press('Control+Enter')
    await comments(page).getByText('Looks good').waitFor()
  }
})

test('notifications are read, kept and left out as somebody wants, on a phone and in other languages', async () => {
  const { deal } = populated
  const bo = await company.openAs('Bo Tercero', `opportunities/${deal.id}`)
  await timeline(bo).getByRole('button', { name: 'Comment', exact: true }).click()
  await bo.getByRole('textbox', { name: 'Comment' }).click()
  await bo.keyboard.type('One chamber is enough')
  await bo.keyboard.press('Control+Enter')
  await comments(bo).getByText('One chamber is enough').waitFor()

  const page = await company.open('notifications')
  const told = page.getByRole('main').getByRole('listitem')
  await told.filter({ hasText: 'Bo Tercero commented' }).waitFor()
  await page.getByRole('button', { name: 'Mark all as read' }).click()
  await bell(page, 'Notifications').waitFor()
  await told
    .first()
    .getByRole('button', { name: /Mark as unread/ })
    .click()
  await bell(page, 'Notifications, 1 unread').waitFor()
  await page.getByText('Unread', { exact: true }).click()
  await expect.poll(() => told.count()).toBe(1)
  await page.getByRole('button', { name: 'What I am told' }).click()
  const changes = page.getByRole('switch', { name: 'Changes of what I follow' })
  await changes.click()
  await expectAccessible(page, 'what somebody is told')
  await page.reload()
  await page.getByRole('button', { name: 'What I am told' }).click()
  await expect.poll(() => changes.isChecked()).toBe(false)

  for (const [language, title, scheme] of [
    ['es', 'Avisos', 'dark'],
    ['et', 'Teavitused', 'light'],
  ] as const) {
    await company.api('PATCH', '/me', { language })
    const phone = await company.open('notifications', { language, scheme, phone: true })
    await phone.getByRole('heading', { level: 1, name: title }).waitFor()
    await phone.getByRole('main').getByRole('listitem').first().waitFor()
    await expectAccessible(phone, `notifications on a phone in ${language}`)
    await phone.getByRole('main').getByRole('link').first().click()
    await phone.locator('[data-wanted]', { hasText: 'One chamber is enough' }).waitFor()
    await expectAccessible(phone, `a comment on a phone in ${language}`)
  }
})
