import type { AnyRecord } from '@tendero/model'
import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { type Company, startTendero } from './tendero.ts'
import { dayFromNow, populate } from './world.ts'

const tendero = await startTendero()
let company: Company

beforeAll(async () => {
  company = await tendero.found()
})

/** Drags by so many pixels to the side. */
async function dragBy(page: Page, what: Locator, x: number): Promise<void> {
  const box = await what.boundingBox()
  if (!box) throw new Error('there is nothing to drag')
  const [left, top] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(left, top)
  await page.mouse.down()
  await page.mouse.move(left + x / 2, top, { steps: 4 })
  await page.mouse.move(left + x, top, { steps: 4 })
  await page.mouse.up()
}

test('deals stand from their opening to their close, and are moved by mouse and by keyboard', async () => {
  const { deal } = await populate(company)
  await company.api('PATCH', `/opportunities/${deal.id}`, { openedOn: dayFromNow(5), closeOn: dayFromNow(20) })
  const dates = async () => {
    const { openedOn, closeOn } = await company.api<AnyRecord>('GET', `/opportunities/${deal.id}`)
    return [openedOn, closeOn]
  }
  const page = await company.open('opportunities')
  await page.getByRole('radiogroup', { name: 'Shown as' }).getByText('Timeline').click()
  const rows = page.getByRole('list', { name: 'Opportunities' })
  const name = rows.getByRole('link', { name: /^New bread oven/ })
  await name.waitFor()
  await expectAccessible(page, 'a timeline')

  // The keys move it, its end alone, one press right after the other, and the notice takes it back.
  await name.focus()
  await page.keyboard.press('Alt+ArrowRight')
  await page.keyboard.press('Alt+Shift+ArrowRight')
  await expect.poll(dates).toEqual([dayFromNow(6), dayFromNow(22)])
  const undo = page.getByRole('button', { name: 'Undo' })
  await expect.poll(() => undo.count()).toBe(2)
  await undo.last().click()
  await page.getByText('Undone').waitFor()
  await expect.poll(dates).toEqual([dayFromNow(6), dayFromNow(21)])

  // The mouse moves the bar by whole days, and its end.
  const bar = rows.locator('li a[aria-hidden]')
  const trackWidth = (await bar.locator('xpath=..').boundingBox())?.width ?? 0
  await dragBy(page, bar, trackWidth / 12)
  await expect.poll(async () => String((await dates())[0]) > dayFromNow(6)).toBe(true)
  const [opened, closed] = (await dates()).map(String)
  await dragBy(page, bar.locator('[data-edge=end]'), trackWidth / 12)
  await expect.poll(async () => String((await dates())[1]) > String(closed)).toBe(true)
  expect((await dates())[0]).toBe(opened)
  expect(page.url()).toContain('view=timeline')

  // By other dates, and of another time.
  await page.getByRole('radiogroup', { name: 'How much is shown' }).getByText('Year').click()
  await page.getByRole('combobox', { name: 'Until' }).selectOption({ label: 'Until: Created' })
  await expect.poll(() => new URL(page.url()).searchParams.get('by')).toBe('openedOn,createdAt')
  await page.getByRole('combobox', { name: 'Until' }).selectOption({ label: 'Until: Close date' })
  for (let turn = 0; turn < 3; turn += 1) await page.getByRole('button', { name: 'Earlier' }).click()
  await page.getByText('Nothing in this time').waitFor()
  await page.getByRole('button', { name: 'Today' }).click()
  await name.click()
  await page.getByRole('heading', { level: 1, name: 'New bread oven' }).waitFor()
})

test('objects of one’s own stand in it by their first two dates, in a view that is kept', async () => {
  const made = await company.api<AnyRecord>('POST', '/custom-objects', { label: 'Fair', plural: 'Fairs', icon: 'box' })
  for (const label of ['Begins', 'Ends'])
    await company.api('POST', '/custom-fields', { object: made.name, label, kind: 'date' })
  await company.api('POST', '/c-fairs', { name: 'Bread and more', c_begins: dayFromNow(1), c_ends: dayFromNow(3) })
  await company.api('POST', '/c-fairs', { name: 'Goes on', c_begins: dayFromNow(-400) })
  const page = await company.open('c-fairs?view=timeline&scale=month', { phone: true, scheme: 'dark' })
  const rows = page.getByRole('list', { name: 'Fairs' })
  await rows.getByRole('link', { name: /^Goes on since / }).waitFor()
  await expectAccessible(page, 'a timeline on the phone')
  const view = { name: 'Fairs by year', object: made.name, kind: 'timeline', definition: { scale: 'year' } }
  await company.api('POST', '/views', view)
  await page.reload()
  await page.getByRole('button', { name: /Views$/ }).click()
  await page.getByRole('menuitemradio', { name: /Fairs by year/ }).click()
  await expect.poll(() => new URL(page.url()).searchParams.get('scale')).toBe('year')
  await rows.getByRole('link', { name: /^Bread and more/ }).waitFor()
})
