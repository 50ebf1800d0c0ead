import type { Page, Route } from 'playwright-core'
import { expect, test } from 'vitest'
import { startTendero } from './tendero.ts'
import { populate } from './world.ts'

const tendero = await startTendero()
const company = await tendero.found()
const { lead } = await populate(company)

/** By how many pixels what is found reaches beyond the box around it. */
async function excess(page: Page, selector: string): Promise<number> {
  const found = page.locator(selector).first()
  await found.waitFor()
  return found.evaluate((element) => {
    const box = element.parentElement?.getBoundingClientRect()
    const beyond = element.getBoundingClientRect().right - (box?.right ?? 0)
    return Math.max(beyond, element.scrollWidth - element.clientWidth)
  })
}

test('on a window of 1280 pixels the kinds of activity and the matrix of rights fit, in every language', async () => {
  for (const language of ['es', 'et', 'en']) {
    await company.api('PATCH', '/me', { language })
    const page = await company.open(`leads/${lead.id}`)
    await page.setViewportSize({ width: 1280, height: 800 })
    expect(await excess(page, 'fieldset:has(button[aria-pressed])'), language).toBeLessThanOrEqual(0)
    expect(await page.locator('html').getAttribute('lang')).toBe(language)
    await page.goto(`/w/${company.slug}/settings/roles`)
    await page.getByRole('button', { name: /^(Representative|Comercial|Müügiesindaja)/ }).click()
    expect(await excess(page, 'table:has(select)'), language).toBeLessThanOrEqual(0)
  }
})

test('the buttons of a form stand over whatever is scrolled beneath them', async () => {
  const page = await company.open('leads')
  await page.setViewportSize({ width: 390, height: 700 })
  await page
    .getByRole('button', { name: /^Create/ })
    .first()
    .click()
  const form = page.getByRole('dialog')
  const cancel = form.getByRole('button', { name: 'Cancel' })
  const [step, over] = [form.getByText('Next step').first(), await cancel.boundingBox()]
  await step.waitFor()
  const { x = 0, y = 0, width = 0, height = 0 } = over ?? {}
  for (let scrolled = 0; scrolled < 12; scrolled += 1) {
    await page.mouse.move(x, y - 200)
    await page.mouse.wheel(0, 30)
    const atButton = await page.evaluate(
      ([left, top]) => document.elementFromPoint(left, top)?.closest('button')?.textContent,
      [x + width / 2, y + height / 2] as const,
    )
    expect(atButton).toBe('Cancel')
  }
})

test('the search opens empty, and finds what creates by “new” as well', async () => {
  const page = await company.open('today')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page
    .getByRole('banner')
    .getByRole('button', { name: /Search/ })
    .first()
    .click()
  const search = page.getByRole('dialog').getByRole('textbox')
  await search.fill('new task')
  await page.getByRole('button', { name: 'Create task' }).waitFor()
  await page.keyboard.press('Escape')
  await search.waitFor({ state: 'detached' })
  await page.keyboard.press('Control+k')
  await search.waitFor()
  expect(await search.inputValue()).toBe('')
})

test('the search is open when the page stands, for whoever asked for it while it was loading', async () => {
  const page = await company.open('today')
  await page.getByRole('heading', { level: 1 }).waitFor()
  const held: Route[] = []
  await page.route('**/api/v1/metadata', (route) => void held.push(route))
  const asked = page.waitForRequest('**/api/v1/metadata')
  await page.reload({ waitUntil: 'commit' })
  await asked
  await page.keyboard.press('Control+k')
  await page.keyboard.type('bread')
  for (const route of held) await route.continue()
  const search = page.getByRole('dialog').getByRole('textbox')
  await search.waitFor()
  expect(await search.inputValue()).toBe('bread')
  await page.getByRole('dialog').getByText('New bread oven').waitFor()
})

test('a repair that is not checked yet is still there for whoever comes back', async () => {
  const run = await company.upload('account', 'accounts.csv', 'Name,Founded\nTahona Ruiz,20011\n')
  const page = await company.open(`import/${run.id}`)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('combobox', { name: 'Column “Founded” fills' }).click()
  await page.getByRole('option', { name: 'Established in', exact: true }).click()
  await page.getByRole('button', { name: 'Check the file' }).click()
  await page.getByText(/^At most \d+\.$/).waitFor()
  await page.getByText('By problem', { exact: true }).click()
  await page.getByRole('button', { name: 'Mend' }).click()
  await page.keyboard.type('2001')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Check again with 1 repair' }).waitFor()

  await page.getByRole('link', { name: 'Today' }).click()
  await page.waitForURL('**/today')
  await page.goBack()
  await page.getByRole('button', { name: 'Check again with 1 repair' }).click()
  await page.getByText('Every row fits').waitFor()
})
