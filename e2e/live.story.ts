import type { AnyRecord } from '@tendero/model'
import { beforeAll, test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { startTendero } from './tendero.ts'
import { populate } from './world.ts'

const tendero = await startTendero()
let company: Awaited<ReturnType<typeof tendero.found>>
let populated: Awaited<ReturnType<typeof populate>>
beforeAll(async () => {
  company = await tendero.found()
  populated = await populate(company)
})

test('what one person does another sees at once, through another process, and after an absence', async () => {
  const { account, deal } = populated
  const beside = await tendero.serveBeside()
  const page = await company.open(`accounts/${account.id}`, undefined, beside)
  await page.getByRole('heading', { level: 1, name: String(account.name) }).waitFor()

  // A record, its timeline, and a list with its count.
  await company.api('PATCH', `/accounts/${account.id}`, { sector: 'Bakeries and cafés' })
  await page.getByRole('region', { name: 'Facts' }).getByText('Bakeries and cafés').waitFor()
  await company.api('POST', '/notes', { subject: 'Called about flour', account: account.id })
  await page.getByRole('region', { name: 'Timeline' }).getByText('Called about flour').waitFor()
  const list = await company.open('accounts', undefined, beside)
  await list.getByRole('link', { name: String(account.name) }).waitFor()
  const made = await company.api<AnyRecord>('POST', '/accounts', { name: 'Aceites Belmonte' })
  await list.getByRole('link', { name: 'Aceites Belmonte' }).waitFor()
  await company.api('DELETE', `/accounts/${made.id}`)
  await list.getByRole('link', { name: 'Aceites Belmonte' }).waitFor({ state: 'detached' })

  // A board: the card goes to the column that somebody else put it in.
  const board = await company.open('opportunities?view=board', undefined, beside)
  await board.getByRole('link', { name: String(deal.name) }).waitFor()
  const { items } = await company.api<{ items: readonly AnyRecord[] }>('GET', '/stages?sort=position')
  const next = items.find(({ id, pipeline }) => pipeline === deal.pipeline && id !== deal.stage)
  await company.api('PATCH', `/opportunities/${deal.id}`, { stage: next?.id })
  const column = board.getByRole('region', { name: String(next?.name) })
  await column.getByRole('link', { name: String(deal.name) }).waitFor()

  // Somebody else at the same record is seen, and no more when they have gone.
  const bo = await company.openAs('Bo Meister', `accounts/${account.id}`)
  await page.getByText('Also here: Bo Meister').waitFor()
  await bo.getByText('Also here: Ana Ibarra').waitFor()
  await expectAccessible(page, 'a record that two people look at')
  await bo.goto(`/w/${company.slug}/accounts`)
  await page.getByText('Also here: Bo Meister').waitFor({ state: 'detached' })

  // Without a network for a while: what happened meanwhile is there afterwards.
  await page.context().setOffline(true)
  await company.api('PATCH', `/accounts/${account.id}`, { sector: 'Meanwhile' })
  await page.context().setOffline(false)
  await page.getByRole('region', { name: 'Facts' }).getByText('Meanwhile').waitFor()
})

test('what changes before the first stream is open is shown once it is', async () => {
  const { account } = populated
  const page = await company.open('accounts')
  let opens = () => {}
  const held = new Promise<void>((resolve) => {
    opens = resolve
  })
  await page.route('**/api/v1/live', async (route) => {
    await held
    await route.continue()
  })
  await page.goto(`/w/${company.slug}/accounts/${account.id}`)
  const facts = page.getByRole('region', { name: 'Facts' })
  await facts.waitFor()
  await company.api('PATCH', `/accounts/${account.id}`, { sector: 'Before the stream' })
  opens()
  await facts.getByText('Before the stream').waitFor()
})

test('what changes while a list is read for the first time is shown, though the stream moved on meanwhile', async () => {
  const { account, deal } = populated
  const page = await company.open('opportunities')
  await page.getByRole('link', { name: String(deal.name) }).waitFor()
  const name = 'Read a moment ago'
  await page.route(
    '**/api/v1/accounts?*',
    async (route) => {
      const answer = await route.fetch()
      await company.api('PATCH', `/accounts/${account.id}`, { name })
      // The stream that is open shows deals: it tells of this one, and comes to a position behind the account's.
      await company.api('PATCH', `/opportunities/${deal.id}`, { description: 'Moves the stream on' })
      await page.waitForTimeout(1_000)
      await route.fulfill({ response: answer })
    },
    { times: 1 },
  )
  await page.getByRole('link', { name: 'Accounts' }).first().click()
  await page.getByRole('grid', { name: 'Accounts' }).getByRole('link', { name }).waitFor({ timeout: 8_000 })
  await page.close()
})
