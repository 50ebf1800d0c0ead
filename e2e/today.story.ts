import type { AnyRecord, Page as Records, Today } from '@tendero/model'
import { expect, test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { startTendero } from './tendero.ts'
import { dayFromNow, populate } from './world.ts'

const tendero = await startTendero()
const company = await tendero.found()

test('a call is noted in one tap with what comes next, and a deal without a next step gets one', async () => {
  const { account, deal, stages } = await populate(company)
  await company.api('POST', '/opportunities', {
    name: 'Bread slicer',
    account: account.id,
    pipeline: deal.pipeline,
    stage: stages[0]?.id,
    closeOn: dayFromNow(20),
  })
  const page = await company.open('today')
  const overdue = page.getByRole('region', { name: 'Overdue' })
  await overdue.getByText('Was due 2 days ago').waitFor()
  await expectAccessible(page, 'today')

  await overdue.getByRole('button', { name: 'Spoke' }).click()
  await overdue.getByRole('textbox', { name: 'What was said' }).fill('The old oven fails on Mondays.')
  await overdue.getByRole('radio', { name: 'Content' }).focus()
  await page.keyboard.press('Space')
  await expectAccessible(page, 'today, noting a call')
  await overdue.getByRole('button', { name: /In 3 days/ }).click()
  await overdue.waitFor({ state: 'detached' })

  const without = page.getByRole('region', { name: 'No next step' })
  await without.getByRole('link', { name: 'Bread slicer', exact: true }).waitFor()
  await without.getByRole('button', { name: 'Set next step' }).click()
  await without.getByRole('button', { name: /Tomorrow/ }).click()
  await page.getByText(/^2 entries today/).waitFor()
  await page.getByRole('alert').filter({ hasText: 'Planned' }).getByRole('button', { name: 'Undo' }).click()
  await page.getByText(/^1 entry today/).waitFor()
  await without.getByRole('button', { name: 'Set next step' }).click()
  await without.getByRole('textbox', { name: 'What comes next' }).fill('Show the catalogue')
  await without.getByRole('button', { name: /Tomorrow/ }).click()
  await page.getByText('All done').waitFor()
  // A row leaves when it is sent; the entry counts once it is written.
  await page.getByText(/^2 entries today/).waitFor()

  const today = await company.api<Today>('GET', '/today')
  expect(today.items).toEqual([])
  const { items: calls } = await company.api<Records<AnyRecord>>('GET', '/calls?sort=createdAt')
  expect(calls.map(({ outcome, mood, doneAt }) => ({ outcome, mood, done: doneAt !== null }))).toEqual([
    { outcome: 'answered', mood: 1, done: true },
    { outcome: null, mood: null, done: false },
    { outcome: null, mood: null, done: false },
  ])

  // What is to be done stands first, the nearest before the farther.
  await company.api('POST', '/tasks', {
    subject: 'Ask again',
    opportunity: deal.id,
    dueAt: `${dayFromNow(90)}T09:00:00Z`,
  })
  await page.goto(`/w/${company.slug}/opportunities/${deal.id}`)
  await page.getByText('The old oven fails on Mondays.').waitFor()
  const upcoming = page.getByRole('region', { name: 'Coming up' }).getByRole('listitem')
  await expect.poll(() => upcoming.count()).toBe(2)
  expect(await upcoming.last().textContent()).toContain('Ask again')
})

test('a deal that an import brought without what its stage requires is completed where it stands', async () => {
  const file = 'Name,Stage,Next step\nImported oven,Proposal,\n'
  const run = await company.upload('opportunity', 'deals.csv', file)
  await company.api('POST', `/imports/${run.id}/run`)
  await expect
    .poll(async () => (await company.api<Records<AnyRecord>>('GET', '/opportunities?search=Imported')).items.length)
    .toBe(1)
  const page = await company.open('today')
  const missing = page.getByRole('region', { name: 'Required fields missing' })
  await missing.getByText('Its stage needs: amount and close date').waitFor()
  await missing.getByRole('button', { name: 'Fill in' }).click()
  await missing.getByRole('textbox', { name: 'Amount' }).fill('1200')
  await expectAccessible(page, 'today, filling in')
  await missing.getByRole('button', { name: 'Save' }).click()
  // What is still unknown is asked for again.
  await missing.getByText('Its stage needs: close date').waitFor()
  await missing.getByRole('button', { name: 'Fill in' }).click()
  await missing.getByRole('textbox', { name: 'Close date' }).fill('+30')
  await page.keyboard.press('Enter')
  await missing.waitFor({ state: 'detached' })
  // The row leaves as soon as it is sent.
  await expect
    .poll(async () => (await company.api<Records<AnyRecord>>('GET', '/opportunities?search=Imported')).items[0])
    .toMatchObject({ amount: { minor: 120_000, currency: 'EUR' }, closeOn: dayFromNow(30) })
})

test('a manager sees what the people of the team have to do, and whose it is', async () => {
  const team = await company.api<AnyRecord>('POST', '/teams', { name: 'North' })
  const { items: people } = await company.api<Records<AnyRecord>>('GET', '/users')
  const { items: roles } = await company.api<Records<AnyRecord>>('GET', '/roles')
  await company.api('PATCH', `/users/${people[0]?.id}`, { team: team.id })
  const bo = await company.api<AnyRecord>('POST', '/users', {
    name: 'Bo Sild',
    email: 'bo@example.com',
    team: team.id,
    role: roles.find(({ administrator }) => administrator !== true)?.id,
  })
  await company.api('POST', '/leads', { lastName: 'Kask', owner: bo.id })

  const page = await company.open('today')
  await page.getByRole('radio', { name: 'My team' }).focus()
  await page.keyboard.press('Space')
  await page.waitForURL('**/today?of=team')
  const lead = page.getByRole('listitem').filter({ hasText: 'Kask' })
  await lead.getByText('Bo Sild').waitFor()
  await expectAccessible(page, 'today of a team')
  await lead.getByRole('button', { name: 'Set next step' }).click()
  await lead.getByRole('button', { name: /Tomorrow/ }).click()
  await lead.waitFor({ state: 'detached' })
})

test('of a colleague’s deal nothing is offered that the role does not allow', async () => {
  const [team] = (await company.api<Records>('GET', '/teams')).items
  const place = team ?? (await company.api<AnyRecord>('POST', '/teams', { name: 'Shop' }))
  const { deal } = await populate(company)
  const rep = await company.openAs('Rosa Puig', 'today', 'Representative')
  const [rosa] = (await company.api<Records>('GET', '/users?filter={"field":"name","op":"is","value":"Rosa Puig"}'))
    .items
  await company.api('PATCH', `/users/${rosa?.id}`, { team: place.id })
  await company.api('PATCH', `/opportunities/${deal.id}`, { team: place.id })
  await rep.goto(`/w/${company.slug}/opportunities/${deal.id}`)
  await rep.getByRole('heading', { level: 1, name: 'New bread oven' }).waitFor()
  await rep.getByRole('region', { name: 'Facts' }).getByText('Amount').waitFor()
  expect(await rep.getByRole('button', { name: /^(Edit|Won|Lost)/ }).count()).toBe(0)
  await company.api('PATCH', `/opportunities/${deal.id}`, { owner: rosa?.id })
  await rep.getByRole('button', { name: /^Won/ }).waitFor()
  await rep.getByRole('button', { name: 'Edit Close date' }).waitFor()
})
