import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { startTendero } from './tendero.ts'

const tendero = await startTendero()

test('a view goes to the disk as the browser’s own download, and a refusal is said on the page', async () => {
  const company = await tendero.found()
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
