import type { AnyRecord, Page as Records } from '@tendero/model'
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { startTendero } from './tendero.ts'
import { populate } from './world.ts'

const tendero = await startTendero()
const company = await tendero.found()

async function middleOf(locator: Locator): Promise<readonly [x: number, y: number]> {
  const box = await locator.boundingBox()
  if (!box) throw new Error('it must be on the screen')
  return [box.x + box.width / 2, box.y + Math.min(box.height / 2, 160)]
}

/** Takes a card by the mouse and lets it go over something; near the edge the board scrolls meanwhile. */
async function drag(page: Page, card: Locator, onto: Locator): Promise<void> {
  await onto.scrollIntoViewIfNeeded()
  const [x, y] = await middleOf(card)
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 12, y + 12, { steps: 4 })
  for (const steps of [25, 5]) {
    await page.mouse.move(...(await middleOf(onto)), { steps })
    await page.waitForTimeout(500)
  }
  await page.mouse.up()
}

test('a deal is dragged through the board to won, giving what its stages ask for', async () => {
  const { deal, stages } = await populate(company)
  await company.api('PATCH', `/opportunities/${deal.id}`, { closeOn: null })
  const stageOf = async () => (await company.api<AnyRecord>('GET', `/opportunities/${deal.id}`)).stage

  const page = await company.open('opportunities?view=board')
  const column = (name: string) => page.getByRole('region', { name, exact: true })
  const card = page.getByRole('listitem').filter({ hasText: 'New bread oven' })
  await column('Qualification').getByRole('link', { name: 'New bread oven' }).waitFor()
  await expectAccessible(page, 'board')

  await drag(page, card, column('Needs analysis'))
  await column('Needs analysis').getByRole('link', { name: 'New bread oven' }).waitFor()
  await expect.poll(stageOf).toBe(stages[1]?.id)

  await drag(page, card, column('Proposal'))
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Close date' }).fill('+14')
  await expectAccessible(page, 'what a stage asks for')
  await dialog.getByRole('button', { name: /Proposal/ }).click()
  await column('Proposal').getByRole('link', { name: 'New bread oven' }).waitFor()
  await expect.poll(stageOf).toBe(stages[2]?.id)

  await drag(page, card, page.getByRole('button', { name: /^Won/ }))
  await page.getByRole('button', { name: /^Won 1/ }).waitFor()
  await expect
    .poll(() => company.api<AnyRecord>('GET', `/opportunities/${deal.id}`))
    .toMatchObject({ status: 'won', probability: 100, stage: stages[4]?.id })

  // Its next step is left over: cancelled on offer, and taken back.
  const step = async () => {
    const { items } = await company.api<Records>('GET', '/calls?fields=subject,outcome,doneAt')
    return items.find(({ subject }) => subject === 'Ask how the old oven is doing')
  }
  await page.getByText('“Ask how the old oven is doing” is still to be done.').waitFor()
  await page.getByRole('button', { name: 'Cancel it' }).click()
  const cancelled = page.getByRole('alert').filter({ hasText: 'Cancelled: Ask how the old oven is doing' })
  await cancelled.waitFor()
  expect(await step()).toMatchObject({ outcome: 'cancelled' })
  await cancelled.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(step).toMatchObject({ outcome: null, doneAt: null })

  // Of a closed deal its card tells the day it closed.
  await page.getByRole('button', { name: /^Won 1/ }).click()
  await column('Won').getByText('Closed on:').waitFor()
  expect(await column('Won').getByText('Close date:').count()).toBe(0)
})

test('the amount that somebody typed gives way to the products with a word, and comes back', async () => {
  const { deal } = await populate(company)
  const [line] = (await company.api<Records>('GET', '/opportunity-lines')).items
  await company.api('DELETE', `/opportunity-lines/${line?.id}`)
  await company.api('PATCH', `/opportunities/${deal.id}`, { amount: { minor: 1_200_000, currency: 'EUR' } })

  const page = await company.open(`opportunities/${deal.id}`)
  const facts = page.getByRole('region', { name: 'Facts' })
  await facts.getByRole('button', { name: 'Edit Amount' }).waitFor()
  await page.getByRole('button', { name: 'Edit products' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('combobox').first().fill('Deck')
  await page
    .getByRole('option', { name: /Deck oven/ })
    .first()
    .click()
  await page.keyboard.press('Escape')
  await page.getByText('The amount now comes from the products: €12,000.00 → €11,000.00.').waitFor()
  await facts.getByText('from the products').waitFor()
  expect(await facts.getByRole('button', { name: 'Edit Amount' }).count()).toBe(0)

  await page.getByRole('button', { name: 'Undo' }).click()
  await facts.getByText('from the products').waitFor({ state: 'detached' })
  expect(await company.api<AnyRecord>('GET', `/opportunities/${deal.id}`)).toMatchObject({
    amount: { minor: 1_200_000 },
    amountFromLines: false,
  })
})

test('a board has lanes: cards go across by hand and by key, and a full column asks first', async () => {
  const { items: stages } = await company.api<Records>('GET', '/stages?sort=position')
  const [first, second] = stages
  await company.api('PATCH', `/stages/${second?.id}`, { workInProgressLimit: 1 })
  const { items: accounts } = await company.api<Records>('GET', '/accounts?limit=1')
  const account = accounts[0]?.id
  const tagged = async (name: string, stage: unknown, source: string | null) =>
    company.api<AnyRecord>('POST', '/opportunities', { name, account, stage, source })
  const oven = await tagged('Lane oven', first?.id, 'event')
  await tagged('Lane mixer', first?.id, 'referral')
  await tagged('Lane scales', second?.id, 'referral')
  const stored = async () => {
    const { stage, source } = await company.api<AnyRecord>('GET', `/opportunities/${oven.id}`)
    return [stage, source]
  }

  const filter = encodeURIComponent(JSON.stringify({ field: 'name', op: 'starts_with', value: 'Lane ' }))
  const page = await company.open(`opportunities?view=board&filter=${filter}`)
  await page.getByRole('combobox', { name: 'Lanes by' }).selectOption({ label: 'Lanes by: Source' })
  const lane = (name: string) => page.getByRole('button', { name: new RegExp(`^${name} \\d`) })
  await lane('Referral').waitFor()
  expect(await lane('Referral').innerText()).toMatch(/Referral\s+2/)
  await expectAccessible(page, 'a board with lanes')
  await lane('Event').scrollIntoViewIfNeeded()

  // By key: down into the lane below or above, then put down.
  const card = page.getByRole('listitem').filter({ hasText: 'Lane oven' })
  await card.getByRole('button', { name: 'More for Lane oven' }).click()
  await page.getByRole('menuitem', { name: 'Referral' }).click()
  await expect.poll(stored).toEqual([first?.id, 'referral'])
  await expect.poll(() => lane('Referral').innerText()).toMatch(/Referral\s+3/)

  // Into the full column: it asks, and nothing is written before.
  await page.getByText('1 of at most 1').first().waitFor({ state: 'attached' })
  const scales = page.getByRole('listitem').filter({ hasText: 'Lane scales' })
  await drag(page, card, scales)
  const asking = page.getByRole('alert').filter({ hasText: 'is full: 1 of at most 1 stand there.' })
  await asking.waitFor()
  expect(await stored()).toEqual([first?.id, 'referral'])
  await asking.getByRole('button', { name: 'Move anyway' }).click()
  await expect.poll(stored).toEqual([second?.id, 'referral'])
  await page.getByText('2 of at most 1').first().waitFor({ state: 'attached' })
  await expectAccessible(page, 'a column that holds too many')

  // Both values at once, by the keyboard: back a column and into another lane.
  const grip = page.getByRole('button', { name: 'Move Lane oven', exact: true })
  await grip.focus()
  for (const key of ['Enter', 'ArrowLeft', 'ArrowUp', 'Enter']) {
    await page.keyboard.press(key)
    await page.waitForTimeout(400)
  }
  await expect.poll(async () => (await stored())[0]).toBe(first?.id)
  expect((await stored())[1]).not.toBe('referral')

  await lane('Referral').click()
  await page.getByRole('link', { name: 'Lane mixer' }).waitFor({ state: 'detached' })
  expect(await lane('Referral').getAttribute('aria-expanded')).toBe('false')
})

test('on a phone the lanes of a column stand under each other', async () => {
  const filter = encodeURIComponent(JSON.stringify({ field: 'name', op: 'starts_with', value: 'Lane ' }))
  const page = await company.open(`opportunities?view=board&filter=${filter}&lanes=source`, { phone: true })
  await page.getByRole('button', { name: /^Referral/ }).waitFor()
  await page.getByRole('link', { name: 'Lane mixer' }).waitFor()
  await expectAccessible(page, 'a board with lanes on a phone')
})
