import { readFile } from 'node:fs/promises'
import type { Count } from '@tendero/model'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { textSheet, workbookOf } from '../server/test/workbook.ts'
import { expectAccessible } from './accessible.ts'
import { startTendero } from './tendero.ts'

const tendero = await startTendero()
const company = await tendero.found()
const patience = { timeout: 60_000 }

async function count(collection: string): Promise<number> {
  return (await company.api<Count>('GET', `/${collection}/count`)).value
}

async function give(page: Page, name: string, content: Uint8Array | string): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: '', buffer: Buffer.from(content) })
}

async function saved(page: Page, item: string): Promise<{ name: string; content: Buffer }> {
  await page.getByRole('button', { name: /^More( actions)?$/ }).click()
  const coming = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: item }).click()
  const download = await coming
  return { name: download.suggestedFilename(), content: await readFile(await download.path()) }
}

test(
  'the sheets of a workbook come in one go, a bad row mended in its cell, and are taken back in one',
  patience,
  async () => {
    const page = await company.open('import?object=account')
    await give(
      page,
      'Books.xlsx',
      await workbookOf(
        textSheet('Contacts', [
          ['First name', 'Last name', 'Account'],
          ['Ana', 'Tamm', 'Acme'],
        ]),
        textSheet('Accounts', [['Customers of this year'], ['Name', 'Employees'], ['Acme', '12'], ['Bosch', 'many']]),
      ),
    )
    await page.getByRole('heading', { name: 'Sheets of this spreadsheet' }).waitFor()
    await expectAccessible(page, 'sheets')
    await page.getByRole('button', { name: 'Import 2 sheets in one go' }).click()
    await page.getByRole('navigation', { name: 'Sheets of this spreadsheet' }).waitFor()
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByRole('button', { name: 'Next sheet: Contacts' }).click()
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByRole('button', { name: 'Check all sheets' }).click()
    await page.getByText('Every row fits').waitFor()

    await page.getByRole('navigation', { name: 'Sheets of this spreadsheet' }).getByText('1 left out').click()
    const cell = page.getByRole('textbox', { name: 'Employees, row 2' })
    expect(await cell.inputValue()).toBe('many')
    await page.getByText('Not a number.').waitFor()
    await expectAccessible(page, 'rejected rows')
    await cell.fill('7')
    await page.getByRole('button', { name: 'Check again with 1 repair' }).click()
    await page.getByText('Every row fits').waitFor()
    await page.getByRole('button', { name: 'Import 3 rows' }).click()
    await page.getByText('2 records are in').waitFor()
    expect([await count('accounts'), await count('contacts')]).toEqual([2, 1])

    await page.getByRole('button', { name: 'Take all sheets back' }).click()
    const dialog = page.getByRole('dialog', { name: 'Take back' })
    await dialog.getByText('Nobody has changed any of it since.').waitFor()
    await dialog.getByRole('button', { name: 'Take back', exact: true }).click()
    await page.getByText('Everything this import wrote was taken back').waitFor()
    expect([await count('accounts'), await count('contacts')]).toEqual([0, 0])
  },
)

test(
  'contact cards come in without being set up, and go out again from the list and the record',
  patience,
  async () => {
    const page = await company.open('import')
    const card = (...lines: readonly string[]) => ['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD', ''].join('\r\n')
    const kai = card(
      'UID:kai',
      'N:Saar;Kai;;;',
      'FN:Kai Saar',
      'ORG:Saar OÜ',
      'EMAIL;TYPE=work:kai@saar.example',
      'TEL;TYPE=cell:+372 5123 4567',
    )
    await give(page, 'people.vcf', `${kai}${card('KIND:group', 'FN:Friends')}`)
    await page.getByText('Contact cards need no setting up').waitFor()
    await page.getByText('Contact points: e-mail').waitFor()
    await expectAccessible(page, 'plan of cards')
    await page.getByRole('button', { name: 'Check the file' }).click()
    await page.getByText('This card is a list of people').waitFor()
    await page.getByRole('button', { name: 'Import 1 row' }).click()
    await page.getByText('1 record is in').waitFor()

    await page.goto(`/w/${company.slug}/contacts`)
    const all = await saved(page, 'Export as contact card (vCard 4.0)')
    expect([all.name, all.content.toString()]).toEqual(['Contacts.vcf', expect.stringContaining('VERSION:4.0')])
    const sheet = await saved(page, 'Export as spreadsheet (XLSX)')
    expect([sheet.name, sheet.content.subarray(0, 2).toString()]).toEqual(['Contacts.xlsx', 'PK'])
    await page.getByRole('link', { name: 'Kai Saar' }).first().click()
    await page.getByRole('heading', { level: 1, name: 'Kai Saar' }).waitFor()
    const one = await saved(page, 'Export as contact card (vCard 3.0)')
    expect(one.content.toString()).toContain('FN:Kai Saar\r\n')
    expect(one.content.toString()).toMatch(/TEL;TYPE=cell;TYPE=pref:\+37251234567/)
  },
)

test('a spreadsheet of another kind is refused by name, and a sample is one click away', patience, async () => {
  const page = await company.open('import?object=product')
  await give(page, 'old.xls', 'anything')
  await page.getByRole('alert').filter({ hasText: '.xls' }).waitFor()
  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Sample file for products: XLSX' }).click()
  expect((await coming).suggestedFilename()).toBe('products.xlsx')
})
