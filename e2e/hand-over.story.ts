import type { AnyRecord, Page as RecordPage } from '@tendero/model'
import { expect, test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { startTendero } from './tendero.ts'
import { populate } from './world.ts'

const tendero = await startTendero()

test('somebody is deactivated, their records go to another, and all of it is taken back', async () => {
  const company = await tendero.found()
  const { account, deal } = await populate(company)
  await company.openAs('Bo Ruiz', 'today', 'Representative')
  await company.openAs('Marta Soler', 'today', 'Manager')
  const { items } = await company.api<RecordPage>('GET', '/users')
  const idOf = (name: string) => items.find((one) => one.name === name)?.id
  for (const path of [`accounts/${account.id}`, `opportunities/${deal.id}`])
    await company.api('PATCH', `/${path}`, { owner: idOf('Bo Ruiz') })

  const team = await company.api<AnyRecord>('POST', '/teams', { name: 'North', manager: idOf('Bo Ruiz') })

  const page = await company.open('settings/people')
  await page.getByRole('button', { name: 'Actions for Bo Ruiz' }).click()
  await page.getByRole('menuitem', { name: 'Deactivate' }).click()
  const sheet = page.getByRole('dialog', { name: 'Deactivate Bo Ruiz' })
  await sheet.getByRole('region', { name: 'What Bo Ruiz holds' }).getByText('Teams', { exact: true }).waitFor()
  await sheet.getByRole('combobox', { name: 'Who takes over' }).click()
  await page.getByRole('option', { name: 'Marta Soler' }).click()
  await sheet.getByRole('switch', { name: 'Not everything to the same person' }).check({ force: true })
  await sheet.getByRole('combobox', { name: 'Accounts go to' }).click()
  await page.getByRole('option', { name: 'Nobody: it stays as it is' }).click()
  await expectAccessible(page, 'who takes over what somebody leaves')
  await sheet.getByRole('button', { name: 'Deactivate and hand over 2 records' }).click()

  await page.getByText('2 records have a new owner').waitFor()
  await expectAccessible(page, 'what came of a hand-over')
  const manager = async () => (await company.api<AnyRecord>('GET', `/teams/${team.id}`)).manager
  expect(await manager()).toBe(idOf('Marta Soler'))
  const owners = async () => [
    (await company.api<AnyRecord>('GET', `/opportunities/${deal.id}`)).owner,
    (await company.api<AnyRecord>('GET', `/accounts/${account.id}`)).owner,
  ]
  expect(await owners()).toEqual([idOf('Marta Soler'), idOf('Bo Ruiz')])
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Undone').waitFor()
  expect(await owners()).toEqual([idOf('Bo Ruiz'), idOf('Bo Ruiz')])
  expect(await manager()).toBe(idOf('Bo Ruiz'))
  expect(await company.api<AnyRecord>('GET', `/users/${idOf('Bo Ruiz')}`)).toMatchObject({ active: true })

  // Deactivated without a successor: the same sheet later, by the address that the notice to administrators leads to.
  await company.api('PATCH', `/users/${idOf('Bo Ruiz')}`, { active: false })
  const phone = await company.open(`settings/people?item=${idOf('Bo Ruiz')}`, {
    language: 'es',
    phone: true,
    scheme: 'dark',
  })
  const later = phone.getByRole('dialog', { name: /Bo Ruiz/ })
  await later.getByRole('combobox').first().waitFor()
  await expectAccessible(phone, 'handing over later, on a phone')
})
