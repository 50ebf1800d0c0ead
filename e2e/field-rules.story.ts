import type { AnyRecord } from '@tendero/model'
import { expect, test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { startTendero } from './tendero.ts'
import { populate } from './world.ts'

const tendero = await startTendero()

test('a field appears, is required and is closed as other fields of its record say', async () => {
  const company = await tendero.found()
  const { account } = await populate(company)
  const choices = ['Gold', 'Plain'].map((label) => ({ value: label.toLowerCase(), label }))
  await company.api('POST', '/custom-fields', {
    object: 'account',
    label: 'Tier',
    kind: 'choice',
    options: { choices },
  })
  const employees = { field: 'employees', op: 'greater', value: 100 }
  await company.api('POST', '/custom-fields', {
    object: 'account',
    label: 'Discount',
    kind: 'integer',
    options: { readOnlyWhen: employees },
  })

  // The rules are built as filters are, over the record's own fields.
  const page = await company.open('settings/custom-fields?item=account')
  await page.getByRole('button', { name: 'Add a field' }).click()
  const form = page.getByRole('dialog')
  await form.getByRole('button', { name: /^Text / }).click()
  await form.getByRole('textbox', { name: 'Label', exact: true }).fill('Concierge')
  for (const rule of ['Shown only when …', 'Required when …']) {
    await form.getByRole('switch', { name: rule }).focus()
    await page.keyboard.press('Space')
    const panel = form.getByRole('region', { name: rule })
    const field = panel.getByRole('combobox', { name: 'Field' })
    await field.fill('Tier')
    expect(await page.getByRole('option', { name: /›/ }).count()).toBe(0)
    await page.getByRole('option', { name: 'Tier', exact: true }).click()
    await panel.getByRole('combobox', { name: 'Tier' }).click()
    await page.getByRole('option', { name: 'Gold' }).click()
  }
  await expectAccessible(page, 'the rules of a field')
  await form.getByRole('button', { name: 'Add a field' }).click()
  await page.getByText('Text · c_concierge').waitFor()

  // The form follows while it is filled in, and sends nothing that it does not show.
  await page.getByRole('link', { name: 'Accounts' }).click()
  await page.getByRole('button', { name: 'Create' }).click()
  const creation = page.getByRole('dialog')
  const concierge = creation.getByRole('textbox', { name: 'Concierge' })
  const choose = async (tier: string) => {
    await creation.getByRole('combobox', { name: 'Tier' }).click()
    await page.getByRole('option', { name: tier }).click()
  }
  await creation.getByRole('textbox', { name: 'Name', exact: true }).fill('Hotel Sóller')
  expect(await concierge.count()).toBe(0)
  await choose('Gold')
  await concierge.fill('Eva')
  await expectAccessible(page, 'a form that follows its rules')
  await choose('Plain')
  await concierge.waitFor({ state: 'detached' })
  await creation.getByRole('button', { name: 'Create', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Hotel Sóller' }).waitFor()

  // On the page, a change that makes a field required asks for it.
  await page.goto(`/w/${company.slug}/accounts/${account.id}`)
  const facts = page.getByRole('region', { name: 'Facts' })
  await facts.getByRole('button', { name: /empty field/ }).click()
  expect(await facts.getByText('Concierge').count()).toBe(0)
  await facts.getByRole('button', { name: 'Add… Tier' }).click()
  await page.getByRole('option', { name: 'Gold' }).click()
  const asking = page.getByRole('dialog', { name: 'This change asks for more' })
  await asking.getByRole('textbox', { name: 'Concierge' }).fill('Joan')
  await expectAccessible(page, 'what a change asks for')
  await asking.getByRole('button', { name: 'Save' }).click()
  await facts.getByText('Joan').waitFor()
  await facts.getByText('Gold').waitFor()

  // What is closed by another field can be changed as soon as that lets it.
  await facts.getByRole('button', { name: 'Add… Discount' }).waitFor()
  await company.api<AnyRecord>('PATCH', `/accounts/${account.id}`, { employees: 300 })
  await facts.getByText('300').waitFor()
  await facts.getByRole('button', { name: 'Add… Discount' }).waitFor({ state: 'detached' })

  // In a list a cell is closed as the page's field is, and a change asks before it is sent.
  await company.api('POST', '/accounts', { name: 'Small', employees: 3 })
  await page.goto(`/w/${company.slug}/accounts?columns=name,c_tier,c_discount&sort=name&view=list`)
  const row = (name: string) => page.getByRole('row', { name: new RegExp(name) })
  const cell = (name: string, column: number) => row(name).getByRole('gridcell').nth(column)
  await row('Small').getByRole('button', { name: 'Edit Discount' }).waitFor({ state: 'attached' })
  expect(await row(String(account.name)).getByRole('button', { name: 'Edit Discount' }).count()).toBe(0)
  await cell('Small', 2).dblclick()
  await page.getByRole('option', { name: 'Gold' }).click()
  await asking.getByRole('textbox', { name: 'Concierge' }).fill('Pau')
  await asking.getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => cell('Small', 2).innerText()).toBe('Gold')

  // On a board by that field too.
  await company.api('POST', '/accounts', { name: 'Bare', c_tier: 'plain' })
  await page.goto(`/w/${company.slug}/accounts?view=board&by=c_tier`)
  await page.getByRole('button', { name: 'More for Bare' }).click()
  await page.getByRole('menuitem', { name: 'Gold' }).click()
  await asking.getByRole('textbox', { name: 'Concierge' }).fill('Mar')
  await asking.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('region', { name: 'Gold' }).getByRole('link', { name: 'Bare' }).waitFor()
  const filter = encodeURIComponent(JSON.stringify({ field: 'name', op: 'is', value: 'Bare' }))
  expect(await company.api('GET', `/accounts?filter=${filter}`)).toMatchObject({
    items: [{ c_tier: 'gold', c_concierge: 'Mar', version: 2 }],
  })
})
