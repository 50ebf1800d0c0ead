import type { AnyRecord } from '@tendero/model'
import { expect, test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { startTendero } from './tendero.ts'
import { populate } from './world.ts'

const tendero = await startTendero()

test('what was deleted is brought back from the trash, and what was done is taken back from the list', async () => {
  const company = await tendero.found()
  const { account, deal } = await populate(company)
  await company.api('DELETE', `/accounts/${account.id}`)

  const page = await company.open('settings/trash')
  await page.getByText(String(account.name)).waitFor()
  await expectAccessible(page, 'the trash')
  await page.getByRole('button', { name: `Restore: ${account.name}` }).click()
  await page.getByText(`“${account.name}” is back`).waitFor()
  await page.getByText('No deleted accounts').waitFor()
  expect(await company.api<AnyRecord>('GET', `/accounts/${account.id}`)).toMatchObject({ name: account.name })

  await company.api('PATCH', `/opportunities/${deal.id}`, { name: 'Another name' })
  await page.goto(`/w/${company.slug}/settings/operations`)
  const done = page.getByRole('listitem').filter({ hasText: 'Another name' }).first()
  await done.getByText('Changed opportunity').waitFor()
  await expectAccessible(page, 'the list of what was done')
  await done.getByRole('button', { name: 'Take back' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Take back', exact: true }).click()
  await expect.poll(() => company.api<AnyRecord>('GET', `/opportunities/${deal.id}`)).toMatchObject({ name: deal.name })
  await page.getByRole('list', { name: 'Mine' }).getByText('undo', { exact: true }).waitFor()
})
