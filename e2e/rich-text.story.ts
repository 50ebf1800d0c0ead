import type { AnyRecord } from '@tendero/model'
import { expect, test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { startTendero } from './tendero.ts'
import { populate } from './world.ts'

const tendero = await startTendero()

test('a formatted text is written in its place, read as it was formatted, and its changes are told by words', async () => {
  const company = await tendero.found()
  const { account } = await populate(company)
  await company.api('POST', '/custom-fields', { object: 'account', label: 'Briefing', kind: 'richText' })
  const page = await company.open(`accounts/${account.id}`)
  const facts = page.getByRole('region', { name: 'Facts' })
  await facts.getByRole('button', { name: /empty field/ }).click()
  await facts.getByRole('button', { name: 'Add… Briefing' }).click()

  // Written with the keyboard alone: signs make lists, keys make words bold.
  const editor = facts.getByRole('textbox', { name: 'Briefing' })
  await editor.click()
  await page.keyboard.type('Bakes ')
  await page.keyboard.press('Control+b')
  await page.keyboard.type('every night')
  await page.keyboard.press('Control+b')
  await page.keyboard.press('Enter')
  await page.keyboard.type('- rye bread')
  await page.keyboard.press('Enter')
  await page.keyboard.type('ensaimades')
  await facts.getByRole('button', { name: 'Bulleted list' }).waitFor()
  await expectAccessible(page, 'the editor of a formatted text')
  await page.keyboard.press('Control+Enter')
  await facts.getByRole('listitem').filter({ hasText: 'ensaimades' }).waitFor()
  await facts.locator('strong', { hasText: 'every night' }).waitFor()
  await expectAccessible(page, 'a formatted text')
  await expect
    .poll(async () => JSON.stringify((await company.api<AnyRecord>('GET', `/accounts/${account.id}`)).c_briefing))
    .toContain('bulletList')

  // History says which words went and which came.
  await company.api('PATCH', `/accounts/${account.id}`, { c_briefing: 'Bakes every morning' })
  const timeline = page.getByRole('region', { name: 'Timeline' })
  await timeline.locator('ins', { hasText: 'morning' }).waitFor()
  await timeline.locator('del', { hasText: 'rye bread' }).waitFor()
})
