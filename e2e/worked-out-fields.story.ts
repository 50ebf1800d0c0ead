import type { AnyRecord } from '@tendero/model'
import { expect, test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { startTendero } from './tendero.ts'
import { populate } from './world.ts'

const tendero = await startTendero()

test('an administrator makes a formula and a roll-up, and both are everywhere at once', async () => {
  const company = await tendero.found()
  const { account, deal, stages } = await populate(company)
  await company.api('PATCH', `/accounts/${account.id}`, { employees: 25 })
  const { pipeline } = await company.api<AnyRecord>('GET', `/opportunities/${deal.id}`)
  const page = await company.open('settings/custom-fields?item=opportunity')

  // The formula is checked while it is written, and shown on a record.
  await page.getByRole('button', { name: 'Add a field' }).click()
  const form = page.getByRole('dialog')
  await form.getByRole('button', { name: /^Formula/ }).click()
  await form.getByRole('textbox', { name: 'Label', exact: true }).fill('Per head')
  const formula = form.getByRole('textbox', { name: 'Formula' })
  await formula.fill('round(amount / account.heads, 0)')
  await form.getByText('There is no field “account.heads”.').waitFor()
  await expectAccessible(page, 'a formula with a mistake')
  await formula.fill((await formula.getAttribute('placeholder')) ?? '')
  await form.getByText('Gives an amount of money.').waitFor()
  await formula.fill('')
  await form.getByText('Fields and functions that can be used').click()
  await form.getByRole('button', { name: 'abs(', exact: true }).click()
  await form.getByRole('button', { name: /^probability / }).click()
  expect(await formula.inputValue()).toBe('abs(probability')
  await expectAccessible(page, 'the names that a formula may use')
  await formula.fill('')
  await formula.pressSequentially('amount / account.emp')
  await page.getByRole('option', { name: /account\.employees/ }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  expect(await formula.inputValue()).toBe('amount / account.employees')
  await form.getByText('Gives an amount of money.').waitFor()
  const preview = form.getByRole('group', { name: 'On “New bread oven”' })
  await preview.getByText('€440.00').waitFor()
  await expectAccessible(page, 'a formula')
  await form.getByRole('button', { name: 'Add a field' }).click()
  await page.getByText('Formula · c_perHead').waitFor()

  // What the server does not take is told until it is mended.
  await page.getByRole('button', { name: /^Per head/ }).click()
  await formula.fill('c_perHead + amount')
  await form.getByRole('button', { name: 'Save' }).click()
  const refusal = form.getByRole('alert').filter({ hasText: 'worked out with this field itself' })
  await refusal.waitFor()
  await formula.fill('amount / account.employees')
  await refusal.waitFor({ state: 'detached' })
  await page.keyboard.press('Escape')

  // The roll-up tells of the deals of an account, and is kept.
  await page.goto(`/w/${company.slug}/settings/custom-fields?item=account`)
  await page.getByRole('button', { name: 'Add a field' }).click()
  await form.getByRole('button', { name: /^Roll-up/ }).click()
  await form.getByRole('textbox', { name: 'Label', exact: true }).fill('Deals worth')
  await form.getByRole('combobox', { name: 'Of which records' }).selectOption({ label: 'Opportunities (Account)' })
  await form.getByRole('combobox', { name: 'What it tells' }).selectOption({ label: 'Sum' })
  await form.getByRole('combobox', { name: 'Of the field' }).selectOption({ label: 'Amount' })
  await form.getByRole('switch', { name: /^Keep/ }).focus()
  await page.keyboard.press('Space')
  await form.getByText('It tells of all records.').waitFor()
  await expectAccessible(page, 'a roll-up')
  await form.getByRole('button', { name: 'Add a field' }).click()
  await page.getByText('Roll-up · c_dealsWorth').waitFor()
  await expect
    .poll(async () =>
      (await company.api<{ items: AnyRecord[] }>('GET', '/custom-fields')).items.map((one) => one.filled),
    )
    .toContain(100)
  await company.api('POST', '/opportunities', {
    name: 'Second oven',
    account: account.id,
    pipeline,
    stage: stages[0]?.id,
    amount: { minor: 250_000, currency: 'EUR' },
  })

  // On the pages of the records.
  await page.goto(`/w/${company.slug}/opportunities/${deal.id}`)
  await page.getByRole('region', { name: 'Facts' }).getByText('€440.00').waitFor()
  await page.goto(`/w/${company.slug}/accounts/${account.id}`)
  await page.getByRole('region', { name: 'Facts' }).getByText('€13,500.00').waitFor()

  // As columns that sort and filter.
  await page.goto(`/w/${company.slug}/opportunities?columns=name,c_perHead&sort=-c_perHead`)
  await page.getByRole('columnheader', { name: 'Per head' }).waitFor()
  await expect
    .poll(() => page.getByRole('link', { name: /oven$/ }).allTextContents())
    .toEqual(['New bread oven', 'Second oven'])
  const filter = JSON.stringify({ field: 'c_perHead', op: 'less', value: 20_000 })
  await page.goto(`/w/${company.slug}/opportunities?filter=${encodeURIComponent(filter)}`)
  await page.getByRole('link', { name: 'Second oven' }).waitFor()
  expect(await page.getByRole('link', { name: 'New bread oven' }).count()).toBe(0)
  const rich = JSON.stringify({ field: 'c_dealsWorth', op: 'greater', value: 1_300_000 })
  await page.goto(`/w/${company.slug}/accounts?columns=name,c_dealsWorth&filter=${encodeURIComponent(rich)}`)
  await page.getByRole('gridcell', { name: '€13,500.00' }).waitFor()

  // In a file.
  const answer = await page.request.get(
    `/api/v1/opportunities/export?format=csv&sort=name&fields=name,c_perHead&workspace=${company.slug}`,
  )
  expect((await answer.text()).split('\r\n').slice(1, 3)).toEqual([
    'New bread oven,440.00,EUR',
    'Second oven,100.00,EUR',
  ])

  // What uses a field is told before the field goes.
  await company.api('POST', '/custom-fields', {
    object: 'opportunity',
    label: 'Rounded',
    kind: 'formula',
    options: { formula: 'round(c_perHead)' },
  })
  await page.goto(`/w/${company.slug}/settings/custom-fields?item=opportunity`)
  await page.getByRole('button', { name: 'Delete: Per head' }).click()
  await page.getByText('These fields are worked out with this one: Rounded.').waitFor()
})
