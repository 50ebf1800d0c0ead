import type { AggregateResult, AnyRecord, Metadata, Page as Records } from '@tendero/model'
import { expect, test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { startTendero } from './tendero.ts'
import { populate } from './world.ts'

const tendero = await startTendero()

test('a field made in the settings is at once everywhere, and undone it is gone', async () => {
  const company = await tendero.found()
  const { deal } = await populate(company)

  const page = await company.open('settings/custom-fields?item=opportunity')
  await page.getByRole('button', { name: 'Add a field' }).click()
  const form = page.getByRole('dialog')
  await form.getByRole('button', { name: /^Choice/ }).click()
  await form.getByRole('textbox', { name: 'Label', exact: true }).fill('Rival')
  await form.getByRole('button', { name: 'Add a choice' }).click()
  await form.getByRole('textbox', { name: 'Choice 1' }).fill('Forns Mallorca')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Ovens Ltd')
  await form.getByRole('switch', { name: 'Fast in long lists' }).focus()
  await page.keyboard.press('Space')
  await expectAccessible(page, 'the form of a field')
  await form.getByRole('button', { name: 'Add a field' }).click()
  await page.getByText('“Rival” is now everywhere').waitFor()
  await page.getByText('Choice · c_rival').waitFor()

  // In the form of a new record.
  await page.getByRole('link', { name: 'Opportunities' }).click()
  await page.getByRole('button', { name: 'Create' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Second oven')
  await dialog.getByRole('combobox', { name: 'Pipeline' }).click()
  await page.getByRole('option', { name: 'Sales' }).click()
  await dialog.getByRole('combobox', { name: 'Stage' }).click()
  await page.getByRole('option', { name: 'Qualification' }).click()
  await dialog.getByRole('combobox', { name: 'Rival' }).click()
  await page.getByRole('option', { name: 'Forns Mallorca' }).click()
  // The form asks for the next step at once.
  const step = dialog.getByRole('group', { name: 'Next step' })
  await step.getByRole('button', { name: 'Later' }).click()
  await step.getByText('It stands on Today').waitFor()
  await step.getByRole('button', { name: /^Tomorrow/ }).click()
  await step.getByRole('textbox', { name: 'What comes next' }).fill('Measure the kitchen')
  await expectAccessible(page, 'the form of a new deal')
  await dialog.getByRole('button', { name: 'Create', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Second oven' }).waitFor()
  await page.getByRole('link', { name: 'Measure the kitchen' }).first().waitFor()

  // On the page of the record.
  const facts = page.getByRole('region', { name: 'Facts' })
  await facts.getByText('Forns Mallorca').waitFor()

  // As a column, a filter, and the columns of a board.
  await page.goto(`/w/${company.slug}/opportunities?columns=name,c_rival`)
  await page.getByRole('columnheader', { name: 'Rival' }).waitFor()
  await page.getByRole('gridcell', { name: /Forns Mallorca/ }).waitFor()
  const filter = JSON.stringify({ field: 'c_rival', op: 'any_of', value: ['forns_mallorca'] })
  await page.goto(`/w/${company.slug}/opportunities?filter=${encodeURIComponent(filter)}`)
  await page.getByRole('link', { name: 'Second oven' }).waitFor()
  expect(await page.getByRole('link', { name: 'New bread oven' }).count()).toBe(0)
  await page.goto(`/w/${company.slug}/opportunities?view=board`)
  await page.getByRole('combobox', { name: 'Columns by' }).selectOption({ label: 'Columns by: Rival' })
  await page.getByRole('region', { name: 'Forns Mallorca' }).getByRole('link', { name: 'Second oven' }).waitFor()

  // In the import, by its label.
  await page.goto(`/w/${company.slug}/import?object=opportunity`)
  await page.locator('input[type=file]').setInputFiles({
    name: 'deals.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Name,Stage,Rival\nThird oven,Qualification,Ovens Ltd\n'),
  })
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect.poll(() => page.getByRole('combobox', { name: 'Column “Rival” fills' }).inputValue()).toBe('Rival')
  await page.getByRole('button', { name: 'Check the file' }).click()
  await page.getByText('Every row fits').waitFor()
  await page.getByRole('button', { name: 'Import 1 row' }).click()
  await page.getByText('1 record is in').waitFor()

  // In the API: metadata, records, sums, search and the OpenAPI document.
  const { objects } = await company.api<Metadata>('GET', '/metadata')
  const field = objects.find(({ name }) => name === 'opportunity')?.fields.find(({ name }) => name === 'c_rival')
  expect(field).toMatchObject({ kind: 'choice', label: 'Rival', custom: true, sortable: true, groupable: true })
  const { items } = await company.api<Records<AnyRecord>>('GET', '/opportunities?sort=c_rival,name&fields=name,c_rival')
  expect(items.map(({ name, c_rival }) => [name, c_rival])).toEqual([
    ['Second oven', 'forns_mallorca'],
    ['Third oven', 'ovens_ltd'],
    ['New bread oven', null],
  ])
  const sums = await company.api<AggregateResult>('GET', '/opportunities/aggregate?group=c_rival&measures=count')
  expect(sums.groups).toHaveLength(3)
  expect(JSON.stringify(await company.api('GET', '/openapi.json'))).toContain('"c_rival"')
  await expect(company.api('PATCH', `/opportunities/${deal.id}`, { c_rival: 'nobody' })).rejects.toThrow('not_a_choice')

  // Deleted it is gone, and taken back it is there again with its values.
  await page.goto(`/w/${company.slug}/settings/custom-fields?item=opportunity`)
  await page.getByRole('button', { name: 'Delete: Rival' }).click()
  await page.getByText('No custom fields on opportunities yet').waitFor()
  expect(JSON.stringify(await company.api('GET', '/openapi.json'))).not.toContain('"c_rival"')
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Choice · c_rival').waitFor()
  const again = await company.api<Records<AnyRecord>>('GET', '/opportunities?sort=c_rival&fields=c_rival&limit=1')
  expect(again.items[0]).toMatchObject({ c_rival: 'forns_mallorca' })
})
