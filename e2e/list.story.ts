import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { startTendero } from './tendero.ts'

const tendero = await startTendero()
const company = await tendero.found()

const letters = [...'abcdefghijklmnopqrstuvwxyz']

/** Names in their order: aa 0, ab 0 … zz 0 */
const names = letters.flatMap((a) => letters.map((b) => `${a}${b} shop`))

test('a view goes to the disk as the browser’s own download, and a refusal is said on the page', async () => {
  await company.api('POST', '/accounts/bulk', {
    create: ['Ahjud OÜ', 'Forn Vell', 'Panadería'].map((name) => ({ name })),
  })
  const page = await company.open('accounts?columns=name&sort=-name')
  await page.getByRole('button', { name: 'More' }).click()
  const coming = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Export as CSV' }).click()
  const download = await coming
  expect(new URL(download.url()).searchParams.get('workspace')).toBe(company.slug)
  expect(download.suggestedFilename()).toBe('Accounts.csv')
  const lines = (await readFile(await download.path(), 'utf8')).split('\r\n')
  expect(lines.map((line) => line.replace('\ufeff', ''))).toEqual([
    'Name,Owner',
    'Panadería,Ana Ibarra',
    'Forn Vell,Ana Ibarra',
    'Ahjud OÜ,Ana Ibarra',
    '',
  ])

  // A filter by a field that is gone: the list cannot be shown, and neither be saved.
  const filter = encodeURIComponent(JSON.stringify({ field: 'c_gone', op: 'is_empty' }))
  await page.goto(`/w/${company.slug}/accounts?filter=${filter}`)
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Export as CSV' }).click()
  await page.getByRole('alert').filter({ hasText: 'This filter cannot be used' }).waitFor()
  expect(new URL(page.url()).pathname).toBe(`/w/${company.slug}/accounts`)
})

test('a long list is read from its end, from what is typed, and back', async () => {
  for (const part of [names.slice(0, 400), names.slice(400)])
    await company.api('POST', '/products/bulk', { create: part.map((name) => ({ name })) })
  const page = await company.open('products?columns=name,series,price&sort=name')
  const active = () => page.evaluate(() => document.activeElement?.textContent ?? '')
  await page.getByRole('gridcell', { name: /^aa shop/ }).click()

  await page.keyboard.press('Control+End')
  await expect.poll(active).toBe('zz shop')
  expect(await page.getByRole('row', { name: 'zz shop' }).getAttribute('aria-rowindex')).toBe('677')
  // Upwards the rows come as one goes, and none is left out.
  const seen: string[] = []
  for (let i = 0; i < 130; i += 1) {
    seen.unshift(await active())
    const before = seen[0]
    await page.keyboard.press('ArrowUp')
    await expect.poll(active).not.toBe(before)
  }
  expect(seen).toEqual(names.slice(-130))

  await page.keyboard.type('mo')
  await page.getByText('Name from “mo”').waitFor()
  await expect.poll(active).toBe('mo shop')
  await page.getByRole('gridcell', { name: /^mn shop/ }).waitFor()
  await page.keyboard.press('ArrowUp')
  await expect.poll(active).toBe('mn shop')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect.poll(active).toBe('mp shop')
  await expectAccessible(page, 'a list that was jumped in')
  // J walks, unless it is written large or goes on what was typed.
  await page.getByText('Name from “mo”').waitFor({ state: 'detached' })
  await page.keyboard.press('j')
  await expect.poll(active).toBe('mq shop')
  await page.keyboard.type('Jk')
  await expect.poll(active).toBe('jk shop')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'jk shop' }).waitFor()
  await page.keyboard.press('k')
  await page.getByRole('heading', { level: 1, name: 'jj shop' }).waitFor()
  await page.goBack()
  await page.getByRole('gridcell', { name: /^jk shop/ }).waitFor()

  await page.getByRole('gridcell', { name: /^jk shop/ }).click()
  await page.keyboard.press('Control+Home')
  await expect.poll(active).toBe('aa shop')

  // In the order of the last change letters name no day: they are looked for among the names.
  await page.goto(`/w/${company.slug}/products`)
  await page
    .getByRole('gridcell', { name: /^\w\w shop/ })
    .first()
    .click()
  await expect.poll(active).toMatch(/ shop$/)
  const later = await page
    .getByRole('gridcell', { name: /^\w\w shop/ })
    .nth(5)
    .textContent()
  await page.keyboard.type(later?.slice(0, 2).toUpperCase() ?? '')
  await expect.poll(active).toBe(later)

  // Chosen rows are exported by themselves.
  await page.getByText(/^Name from/).waitFor({ state: 'detached' })
  await page.keyboard.press('x')
  const coming = page.waitForEvent('download')
  const bar = page.getByRole('region', { name: '1 row selected' })
  await bar.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: 'Export as spreadsheet (XLSX)' }).waitFor()
  await page.getByRole('menuitem', { name: 'Export as CSV' }).click()
  const notice = await page.getByRole('alert').boundingBox()
  expect((notice?.y ?? 0) + (notice?.height ?? 0)).toBeLessThan((await bar.boundingBox())?.y ?? 0)
  const text = await readFile(await (await coming).path(), 'utf8')
  expect(text.trim().split('\r\n').slice(1)).toEqual([expect.stringMatching(`^${later}`)])
})

test('columns are made wider and narrower by hand and by key, and stay so', async () => {
  await company.api('POST', '/accounts', { name: 'Forn Vell' })
  const page = await company.open('accounts?columns=name,sector,owner')
  const width = async () =>
    Math.round((await page.getByRole('columnheader', { name: 'Sector' }).boundingBox())?.width ?? 0)
  const edge = page.getByRole('separator', { name: 'Width of Sector' })
  const box = await edge.boundingBox()
  const before = await width()
  if (!box) throw new Error('no edge')
  await page.mouse.move(box.x + box.width / 2, box.y + 10)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2 - 120, box.y + 10, { steps: 4 })
  await page.mouse.up()
  expect(await width()).toBe(before - 120)
  await edge.focus()
  await page.keyboard.press('ArrowRight')
  await expect.poll(width).toBe(before - 104)
  await expectAccessible(page, 'a list with its columns set')

  // The menu of columns is left by Escape, whatever was chosen in it.
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('checkbox', { name: 'Website' }).click()
  await page.getByRole('columnheader', { name: 'Website' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('checkbox', { name: 'Website' }).waitFor({ state: 'detached' })

  // In a group of a filter, a field is chosen by its name.
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Add a group' }).first().click()
  const field = page.getByRole('combobox', { name: 'Field' }).last()
  await field.fill('Sector')
  await page.keyboard.press('Enter')
  await expect.poll(() => field.inputValue()).toBe('Sector')

  // The person's own, without a view; and the view's, for whoever opens it.
  await page.goto(`/w/${company.slug}/accounts?columns=name,sector,owner`)
  await edge.waitFor()
  expect(await width()).toBe(before - 104)
  await edge.dblclick()
  await expect.poll(width).toBe(before)
})
