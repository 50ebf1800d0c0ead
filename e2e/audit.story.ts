import { readFileSync } from 'node:fs'
import type { AuditPage } from '@tendero/model'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { startTendero } from './tendero.ts'
import { populate } from './world.ts'

const tendero = await startTendero()
const company = await tendero.found()
const { account } = await populate(company)

test('the audit log is narrowed down to one record, shown with its values, and taken out as a file', async () => {
  await company.api('PATCH', `/accounts/${account.id}`, { sector: 'retail' })
  const page = await company.open('settings/audit')
  const entries = page.getByRole('list', { name: 'Entries of the audit log' })
  await entries.getByText('Changed account').first().waitFor()
  await expectAccessible(page, 'the audit log')

  await page.getByRole('combobox', { name: 'Object', exact: true }).fill('Accounts')
  await page.getByRole('option', { name: 'Accounts' }).click()
  await entries
    .getByRole('button', { name: /Changed account/ })
    .first()
    .click()
  const detail = page.getByRole('dialog')
  await detail.getByText('retail', { exact: false }).waitFor()
  await detail.getByText('127.0.0.1').waitFor()
  await expectAccessible(page, 'an entry of the audit log')
  await detail.getByRole('button', { name: 'Only this record' }).click()
  await expect.poll(() => entries.getByRole('listitem').count()).toBe(2)

  const file = await downloaded(page, 'As JSON lines, for programs')
  const lines = file
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines.map(({ parts }) => parts[0].verb)).toEqual(['update', 'create'])
  await page.getByRole('button', { name: 'All records' }).click()
  await entries.getByText('Export ended: the audit log').waitFor()
})

async function downloaded(page: Page, format: string): Promise<string> {
  await page.getByRole('button', { name: 'Export' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: format }).click(),
  ])
  return readFileSync(await download.path(), 'utf8')
}

test('an administrator sees the CRM as somebody else: read-only, under a banner, noted and told', async () => {
  const theirs = await company.openAs('Bruno', 'settings/security', 'Representative')
  const page = await company.open('settings/people')
  const other = await page.context().newPage()
  await other.goto(`/w/${company.slug}/accounts`)
  await other.getByText(String(account.name)).first().waitFor()
  await page.getByRole('button', { name: 'Actions for bruno', exact: false }).click()
  await page.getByRole('menuitem', { name: /^See the CRM as/ }).click()
  const banner = page.getByRole('region', { name: 'Seen as somebody else' })
  await banner.getByText('Nothing can be changed.').waitFor()
  await expectAccessible(page, 'the banner of who sees as somebody else')
  expect(await page.evaluate(() => localStorage.getItem('tendero.seen-by'))).toBeNull()

  await page.goto(`/w/${company.slug}/accounts/${account.id}`)
  await banner.waitFor()
  const refused = await page.evaluate(
    async ([slug, id]) => {
      const answer = await fetch(`/api/v1/accounts/${id}`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json', 'tendero-workspace': slug ?? '' },
        body: JSON.stringify({ name: 'Changed' }),
      })
      return (await answer.json()).code
    },
    [company.slug, String(account.id)],
  )
  expect(refused).toBe('viewing_as')
  // The session is that of every window: none goes on with other eyes unseen.
  await other.getByRole('region', { name: 'Seen as somebody else' }).waitFor()

  await banner.getByRole('button', { name: 'Stop' }).click()
  await page.waitForURL(/settings\/people/)
  await banner.waitFor({ state: 'detached' })
  const { items } = await company.api<AuditPage>('GET', '/audit-log?category=view_as')
  expect(items.map(({ action }) => action)).toEqual(expect.arrayContaining(['view_as.began', 'view_as.ended']))

  await theirs.reload()
  await theirs.getByRole('list', { name: 'Who saw the CRM as you' }).getByText('Ana Ibarra').waitFor()
})
