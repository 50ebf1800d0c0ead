import { expect, test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { startTendero } from './tendero.ts'

const tendero = await startTendero()
const company = await tendero.found()

interface Counted {
  readonly groups: readonly { readonly keys: readonly unknown[]; readonly measures: { readonly count: number } }[]
}

test('all that a list finds is changed after a look at what it would do, and undone from the notice', async () => {
  for (const part of [0, 1, 2])
    await company.api('POST', '/accounts/bulk', {
      create: Array.from({ length: 400 }, (_, index) => ({
        name: `Shop ${part} ${index}`,
        establishedIn: index < 10 ? 2900 : 1000,
      })),
    })
  const founded = () => company.api<Counted>('GET', '/accounts/aggregate?group=establishedIn&measures=count')
  const page = await company.open('accounts?columns=name,establishedIn&sort=name')
  await page.getByRole('checkbox', { name: 'Select Shop 0 0', exact: true }).click()
  await page.getByRole('button', { name: 'Change…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Change many records' })
  await dialog.getByRole('radio', { name: 'All accounts that this list finds' }).click()
  await dialog.getByRole('combobox', { name: 'Field' }).fill('Established')
  await page.getByRole('option', { name: 'Established in' }).click()
  await dialog.getByRole('combobox', { name: 'What becomes of Established in' }).selectOption('is raised by')
  await dialog.getByRole('textbox', { name: 'Percent' }).fill('10')
  await expectAccessible(page, 'a change of many records')
  await dialog.getByRole('button', { name: 'Check' }).click()

  // 2900 would become 3190, which is beyond what a year may be.
  await dialog.getByRole('button', { name: 'Change 1,170 records' }).waitFor()
  await dialog.getByText('30 records: Established in').waitFor()
  await expectAccessible(page, 'what a change of many records would do')
  expect((await founded()).groups.map(({ keys }) => keys[0])).toEqual([1000, 2900])
  const coming = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Refused records as a file' }).click()
  expect((await coming).suggestedFilename()).toBe('Refused records.csv')

  await dialog.getByRole('button', { name: 'Change 1,170 records' }).click()
  const notice = page.getByRole('alert').filter({ hasText: '1,170 records were changed' })
  await notice.waitFor()
  expect((await founded()).groups.map(({ keys, measures }) => [keys[0], measures.count])).toEqual([
    [1100, 1170],
    [2900, 30],
  ])
  await page
    .getByRole('gridcell', { name: '1,100' })
    .or(page.getByRole('gridcell', { name: '1100' }))
    .first()
    .waitFor()
  await notice.getByRole('button', { name: 'Undo' }).click()
  await expect
    .poll(async () => (await founded()).groups.map(({ keys }) => keys[0]), { timeout: 20_000 })
    .toEqual([1000, 2900])
})

test.each(['es', 'et'] as const)('in %s and in the dark a choice is emptied', async (language) => {
  await company.api('PATCH', '/me', { language })
  const page = await company.open('leads?columns=name,source&sort=name', { language, scheme: 'dark' })
  await company.api('POST', '/leads', { lastName: `Puig ${language}`, source: 'event' })
  await page.getByRole('checkbox', { name: new RegExp(`Puig ${language}`) }).click()
  await page.getByRole('button', { name: { es: 'Cambiar…', et: 'Muuda…' }[language] }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox').first().fill({ es: 'Origen', et: 'Allikas' }[language])
  await page.getByRole('option').first().click()
  await dialog.getByRole('combobox').nth(1).selectOption('empty')
  await expectAccessible(page, `a change of many records in ${language}`)
  await dialog.getByRole('button', { name: { es: 'Comprobar', et: 'Kontrolli' }[language] }).click()
  await dialog.getByRole('button', { name: { es: /Cambiar 1 registro/, et: /Muuda 1 kirje/ }[language] }).click()
  await page
    .getByRole('alert')
    .filter({ hasText: { es: 'Se cambió 1', et: 'Muudetud 1' }[language] })
    .waitFor()
})
