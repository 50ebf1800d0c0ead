import type { AnyRecord } from '@tendero/model'
import { addDays, startOfMonth } from '@tendero/model/calendar'
import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { type Company, startTendero } from './tendero.ts'
import { dayFromNow, populate, type World } from './world.ts'

const tendero = await startTendero()
let company: Company
let world: World

/** A Wednesday in the middle of next month: its week and the weeks around are on the screen. */
const middle = startOfMonth(dayFromNow(0), 1).slice(0, 8).concat('14')

beforeAll(async () => {
  company = await tendero.found()
  world = await populate(company)
})

const cell = (page: Page, day: string): Locator => page.locator(`[data-day="${day}"]`)
const storedDay = async (id: string) => (await company.api<AnyRecord>('GET', `/opportunities/${id}`)).closeOn

async function dragTo(page: Page, from: Locator, to: Locator): Promise<void> {
  const middleOf = async (locator: Locator): Promise<readonly [number, number]> => {
    const box = await locator.boundingBox()
    if (!box) throw new Error('it must be on the screen')
    return [box.x + box.width / 2, box.y + box.height / 2]
  }
  const [x, y] = await middleOf(from)
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 8, y + 8, { steps: 3 })
  await page.mouse.move(...(await middleOf(to)), { steps: 12 })
  await page.waitForTimeout(200)
  await page.mouse.up()
}

test('deals stand on the day they are expected, and are put on another by mouse and by keyboard', async () => {
  const { id } = world.deal
  await company.api('PATCH', `/opportunities/${id}`, { closeOn: middle })
  const page = await company.open('opportunities?view=calendar')
  await page.getByRole('button', { name: 'Next month' }).click()
  const link = page.getByRole('link', { name: 'New bread oven' })
  await cell(page, middle).getByRole('link', { name: 'New bread oven' }).waitFor()
  await expectAccessible(page, 'calendar')

  const later = addDays(middle, 2)
  await dragTo(page, link, cell(page, later))
  await cell(page, later).getByRole('link', { name: 'New bread oven' }).waitFor()
  await expect.poll(() => storedDay(id)).toBe(later)
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect.poll(() => storedDay(id)).toBe(middle)
  await cell(page, middle).getByRole('link', { name: 'New bread oven' }).waitFor()

  await link.focus()
  await page.keyboard.press('Alt+ArrowDown')
  await expect.poll(() => storedDay(id)).toBe(addDays(middle, 7))
  await cell(page, addDays(middle, 7)).getByRole('link', { name: 'New bread oven' }).waitFor()

  // Days are walked by arrows, months by Page Up and Page Down; a press opens the deal.
  await cell(page, middle).focus()
  await page.keyboard.press('ArrowDown')
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-day')))
    .toBe(addDays(middle, 7))
  await page.keyboard.press('PageDown')
  await page.waitForURL((url) => url.search.includes(startOfMonth(middle, 1).slice(0, 7)))
  await page.keyboard.press('PageUp')
  await link.click()
  await page.waitForURL(`**/opportunities/${id}`)
  await page.close()
})

test('a new deal begins on the day one chose', async () => {
  const page = await company.open(`opportunities?view=calendar&month=${middle.slice(0, 7)}`)
  await cell(page, middle).hover()
  await cell(page, middle)
    .getByRole('button', { name: /^Create on/ })
    .click()
  const form = page.getByRole('dialog')
  await form.getByRole('textbox', { name: 'Name' }).fill('Proofing cabinet')
  await form.getByRole('button', { name: 'Create', exact: true }).click()
  const made = async () =>
    (await company.api<{ items: AnyRecord[] }>('GET', '/opportunities?search=proofing')).items.map((one) => one.closeOn)
  await expect.poll(made).toEqual([middle])
  await page.close()
})

test('a full day says how many more there are and shows them all; activities keep their time of day', async () => {
  const { account } = world
  const at = (hour: number) => `${middle}T${String(hour).padStart(2, '0')}:30:00Z`
  for (const hour of [8, 9, 10, 11, 12])
    await company.api('POST', '/calls', { subject: `Call ${hour}`, account: account.id, dueAt: at(hour) })
  const page = await company.open(`calls?view=calendar&month=${middle.slice(0, 7)}`)
  await cell(page, middle).getByRole('button', { name: '2 more' }).click()
  const whole = page.getByRole('dialog')
  await expect.poll(() => whole.getByRole('link').count()).toBe(5)
  await expectAccessible(page, 'a full day')
  await page.keyboard.press('Escape')

  await cell(page, middle).getByRole('link', { name: 'Call 8' }).focus()
  await page.keyboard.press('Alt+ArrowRight')
  const due = async () =>
    (await company.api<{ items: AnyRecord[] }>('GET', '/calls?search=call+8')).items.map((one) =>
      Date.parse(String(one.dueAt)),
    )
  await expect.poll(due).toEqual([Date.parse(at(8).replace(middle, addDays(middle, 1)))])
  await page.close()
})

test('what others enter appears on its day', async () => {
  const page = await company.open('opportunities?view=calendar')
  await company.api('POST', '/opportunities', {
    name: 'Sudden oven',
    account: world.account.id,
    closeOn: dayFromNow(0),
  })
  await cell(page, dayFromNow(0)).getByRole('link', { name: 'Sudden oven' }).waitFor()
  await page.close()
})

test('a date that a rule keeps where it is cannot be put on another day', async () => {
  const { deal } = world
  const values = { object: 'opportunity', label: 'Delivery', kind: 'date' }
  const { id, name } = await company.api<AnyRecord>('POST', '/custom-fields', values)
  const field = String(name)
  const dated = { account: deal.account, [field]: middle }
  const second = await company.api<AnyRecord>('POST', '/opportunities', { name: 'Free to move', ...dated })
  await company.api('PATCH', `/opportunities/${deal.id}`, { [field]: middle })
  const readOnlyWhen = { field: 'name', op: 'is', value: 'New bread oven' }
  await company.api('PATCH', `/custom-fields/${id}`, { options: { readOnlyWhen } })
  const page = await company.open(`opportunities?view=calendar&by=${field}&month=${middle.slice(0, 7)}`)
  const day = async (id: unknown) => (await company.api<AnyRecord>('GET', `/opportunities/${id}`))[field]
  const kept = page.getByRole('link', { name: 'New bread oven' })
  const free = page.getByRole('link', { name: 'Free to move' })
  const later = addDays(middle, 1)
  await dragTo(page, kept, cell(page, later))
  await kept.press('Alt+ArrowRight')
  await dragTo(page, free, cell(page, later))
  await cell(page, later).getByRole('link', { name: 'Free to move' }).waitFor()
  await expect.poll(() => day(second.id)).toBe(later)
  await cell(page, middle).getByRole('link', { name: 'New bread oven' }).waitFor()
  expect([await kept.getAttribute('aria-keyshortcuts'), await day(deal.id)]).toEqual([null, middle])
  await page.close()
})

test('on the phone each day of a very full month shows some of its own, and more when asked', async () => {
  const crowd = addDays(middle, -7)
  const dueAt = (day: string, minute: number) => `${day}T08:${String(minute % 60).padStart(2, '0')}:00Z`
  const task = (day: string, name: string) => (_: unknown, index: number) => ({
    subject: `${name} ${index}`,
    account: world.account.id,
    dueAt: dueAt(day, index),
  })
  for (const name of ['First', 'Second'])
    await company.api('POST', '/tasks/bulk', { create: Array.from({ length: 330 }, task(crowd, name)) })
  const full = addDays(middle, 7)
  await company.api('POST', '/tasks/bulk', { create: Array.from({ length: 34 }, task(full, 'Last')) })
  const page = await company.open(`tasks?view=calendar&month=${middle.slice(0, 7)}`, { phone: true })
  const entries = (day: string) => cell(page, day).getByRole('link').count()
  await expect.poll(() => entries(crowd), { timeout: 15_000 }).toBe(10)
  await cell(page, crowd).getByRole('button', { name: '650 more' }).waitFor()
  await cell(page, full).scrollIntoViewIfNeeded()
  await expect.poll(() => entries(full), { timeout: 15_000 }).toBe(10)
  await expectAccessible(page, 'an agenda of a very full month')
  await cell(page, full).getByRole('button', { name: '24 more' }).click()
  await expect.poll(() => entries(full)).toBe(34)
  await page.close()
})
