import type { AnyRecord, Page as Records } from '@tendero/model'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { expectAccessible } from './accessible.ts'
import { type Company, startTendero } from './tendero.ts'
import { populate } from './world.ts'

const tendero = await startTendero()
let company: Company

/** Two teams, and what each has won: the South in one quarter, the North in two. */
beforeAll(async () => {
  company = await tendero.found()
  const { stages, deal } = await populate(company)
  const create = (collection: string, values: object) => company.api<AnyRecord>('POST', `/${collection}`, values)
  const [north, south] = [await create('teams', { name: 'North' }), await create('teams', { name: 'South' })]
  const won = stages.find(({ category }) => category === 'won')
  const close = (name: string, closedOn: string, minor: number, team: AnyRecord) =>
    create('opportunities', {
      name,
      account: deal.account,
      pipeline: deal.pipeline,
      stage: won?.id,
      amount: { minor, currency: 'EUR' },
      openedOn: '2025-01-01',
      closedOn,
      team: team.id,
    })
  await close('Oven', '2025-02-01', 1_000_00, north)
  await close('Mixer', '2025-05-02', 200_50, north)
  await close('Counter', '2025-05-03', 30_25, south)
  await company.api('PATCH', `/users/${(await me()).id}`, { team: north.id })
})

async function me(): Promise<AnyRecord> {
  const { items } = await company.api<Records>('GET', '/users')
  const [first] = items
  if (!first) throw new Error('nobody is there')
  return first
}

const patience = { timeout: 10_000 }

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

async function chooseField(page: Page, label: string, field: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click()
  await page.getByRole('option', { name: field, exact: true }).first().click()
}

const texts = (page: Page, place: string) =>
  page
    .getByRole('region', { name: place })
    .getByRole('row')
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => (cell as HTMLElement).innerText.trim())))

test('a pivot of what was won is built, pinned and followed; another role sees only its own', async () => {
  const page = await company.open('opportunities')
  await button(page, 'More').first().click()
  await page.getByRole('menuitem', { name: 'Report of this view' }).click()
  await page.getByRole('heading', { name: 'New report', level: 1 }).waitFor()
  await page.getByRole('radio', { name: 'Pivot' }).click()
  await chooseField(page, 'Rows', 'Closed on')
  await page.getByRole('combobox', { name: 'Rows: By' }).selectOption('quarter')
  await chooseField(page, 'Columns across', 'Team')
  await page.getByRole('combobox', { name: 'What is worked out' }).selectOption('sum')
  await chooseField(page, 'Of the field', 'Amount')
  await page.getByRole('switch', { name: 'Only records where' }).check()
  await chooseField(page, 'Field', 'Status')
  await chooseField(page, 'Status', 'Won')
  await page.getByRole('columnheader', { name: 'South' }).waitFor()
  await expect
    .poll(() => texts(page, 'New report'), patience)
    .toEqual([
      ['Team', 'North', 'South', 'Total'],
      ['Closed on', 'Sum: Amount', 'Sum: Amount', 'Sum: Amount'],
      ['Q1 2025', '€1,000.00', '', '€1,000.00'],
      ['Q2 2025', '€200.50', '€30.25', '€230.75'],
      ['Total', '€1,200.50', '€30.25', '€1,230.75'],
    ])
  await button(page, /^Sum: Amount\. What/)
    .first()
    .hover()
  await page.getByRole('tooltip').filter({ hasText: 'where Status is Won' }).waitFor()
  await expectAccessible(page, 'a report that is built')

  // Every change can be taken back.
  await page.getByRole('radio', { name: 'Bars' }).click()
  await page.getByRole('img', { name: 'Chart: New report' }).waitFor()
  await button(page, 'Undo the last change').click()
  await expect.poll(() => page.getByRole('radio', { name: 'Pivot' }).isChecked(), patience).toBe(true)

  await button(page, 'Save').click()
  const form = page.getByRole('dialog')
  await form.getByRole('textbox', { name: 'Name' }).fill('Won by quarter')
  await form.getByRole('radio', { name: 'Everybody' }).check()
  await form.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: 'Won by quarter', level: 1 }).waitFor()

  // A figure leads to its deals.
  await page.getByRole('link', { name: '€200.50' }).first().click()
  await page.getByRole('grid', { name: 'Opportunities' }).getByText('Mixer').waitFor()
  expect(await page.getByRole('grid', { name: 'Opportunities' }).getByText('Oven').count()).toBe(0)
  await page.goBack()

  await button(page, 'More').click()
  await page.getByRole('menuitem', { name: 'Pin to a dashboard…' }).click()
  await form.getByRole('textbox', { name: 'Name' }).fill('Sales')
  await form.getByRole('button', { name: 'Save' }).click()
  await form.waitFor({ state: 'detached' })
  await page.getByRole('link', { name: 'Dashboards' }).first().click()
  await page.getByRole('heading', { name: 'Won by quarter', level: 2 }).waitFor()
  await page.getByRole('link', { name: '€1,230.75' }).waitFor()

  // Shared with everybody, it can be what representatives begin with.
  await button(page, 'Dashboards').click()
  await page.getByRole('menuitem', { name: 'Name and readers…' }).click()
  await form.getByRole('radio', { name: 'Everybody' }).check()
  await form.getByRole('button', { name: 'Save' }).click()
  await form.waitFor({ state: 'detached' })
  await button(page, 'Dashboards').click()
  await page.getByRole('menuitem', { name: 'Roles that begin with it…' }).click()
  await form.getByRole('checkbox', { name: 'Representative' }).check()
  await expectAccessible(page, 'roles that begin with a dashboard')
  await page.keyboard.press('Escape')

  const other = await company.openAs('Jordi', 'dashboards', 'Representative')
  await other.getByRole('heading', { name: 'Won by quarter', level: 2 }).waitFor()
  await other.getByText('No records for this report').waitFor()
  // Once its window hears of deals, it follows them.
  const hearing = other.waitForResponse(
    (answer) => answer.url().endsWith('/live') && answer.request().postData()?.includes('opportunity') === true,
  )
  await other.reload()
  await hearing
  const { items } = await company.api<Records>('GET', '/users')
  const { items: deals } = await company.api<Records>('GET', '/opportunities')
  const jordi = items.find(({ name }) => name === 'Jordi')
  await company.api('PATCH', `/opportunities/${deals.find(({ name }) => name === 'Counter')?.id}`, { owner: jordi?.id })
  await other.getByRole('link', { name: '€30.25' }).first().waitFor()
  expect(await other.getByText('€1,000.00').count()).toBe(0)
  await expectAccessible(other, 'a dashboard of another role')
  await other.close()
  await page.close()
})

test('a dashboard is arranged by keyboard and by drag', async () => {
  const count = { name: 'count', aggregate: 'count' }
  const of = (name: string, asked: object) =>
    company.api<AnyRecord>('POST', '/reports', {
      name,
      definition: { object: 'opportunity', measures: [count], ...asked },
    })
  const first = await of('Stages', { kind: 'bar', rows: [{ field: 'stage' }] })
  const second = await of('Closed last year', { kind: 'number', period: { field: 'closedOn', name: 'last_year' } })
  const tiles = [first, second].map((report, index) => ({ id: `t${index}`, report: report.id, width: 2, height: 1 }))
  const { id } = await company.api<AnyRecord>('POST', '/dashboards', { name: 'Two', layout: { tiles } })
  const page = await company.open(`dashboards/${id}`)
  const order = () => page.getByRole('heading', { level: 2 }).allInnerTexts()
  await expect.poll(order, patience).toEqual(['Stages', 'Closed last year'])
  await button(page, 'Arrange').click()
  await button(page, 'Move “Stages”').press('ArrowRight')
  await expect.poll(order, patience).toEqual(['Closed last year', 'Stages'])
  await button(page, 'Size and removal: Stages').click()
  await page.getByRole('menuitem', { name: 'Wider' }).click()
  await page.keyboard.press('Escape')
  const kept = async () => {
    const { layout } = await company.api<{ layout: { tiles: { id: string; width: number }[] } }>(
      'GET',
      `/dashboards/${id}`,
    )
    return layout.tiles.map(({ id, width }) => [id, width])
  }
  await expect.poll(kept, patience).toEqual([
    ['t1', 2],
    ['t0', 3],
  ])

  const from = await button(page, 'Move “Closed last year”').boundingBox()
  const to = await button(page, 'Move “Stages”').boundingBox()
  if (!from || !to) throw new Error('the handles are not there')
  await page.mouse.move(from.x + 5, from.y + 5)
  await page.mouse.down()
  await page.mouse.move(to.x + 20, to.y + 20, { steps: 12 })
  await page.mouse.move(to.x + 40, to.y + 60, { steps: 12 })
  await page.mouse.up()
  await expect.poll(kept, patience).toEqual([
    ['t0', 3],
    ['t1', 2],
  ])
  await button(page, 'Size and removal: Closed last year').click()
  await page.getByRole('menuitem', { name: 'Take off the dashboard' }).click()
  await expect.poll(order, patience).toEqual(['Stages'])
  await button(page, 'Undo').click()
  await expect.poll(order, patience).toEqual(['Stages', 'Closed last year'])
  await expect.poll(kept, patience).toHaveLength(2)

  await button(page, 'Full screen').click()
  const wall = page.locator(':fullscreen')
  await wall.getByRole('heading', { name: 'Stages' }).waitFor()
  await wall.getByRole('img', { name: /Stages/ }).waitFor()
  await page.evaluate(() => document.exitFullscreen())
  await wall.waitFor({ state: 'detached' })
  await page.close()
})

test('a median is built, and says what it is', async () => {
  const page = await company.open('reports')
  await button(page, 'New report')
    .or(page.getByRole('link', { name: 'New report' }))
    .first()
    .click()
  await page.getByRole('radio', { name: 'Number' }).click()
  await page.getByRole('combobox', { name: 'Records of' }).selectOption('Opportunities')
  await page.getByRole('combobox', { name: 'What is worked out' }).selectOption('median')
  await chooseField(page, 'Of the field', 'Amount')
  // Between 200.50 and 1,000.
  await page.getByText('€600.25').waitFor()
  await button(page, /^Median: Amount\. What/)
    .first()
    .hover()
  await page.getByRole('tooltip').filter({ hasText: 'The value in the middle of Amount' }).waitFor()
  await page.getByRole('combobox', { name: 'What is worked out' }).selectOption('distinct')
  await chooseField(page, 'Of the field', 'Stage')
  await button(page, /^Different values: Stage\. What/)
    .first()
    .waitFor()
  await page.getByText('2', { exact: true }).waitFor()
  await page.close()
})

test('a column is chosen through one reference after another, or sought at any depth', async () => {
  const definition = { object: 'opportunity', kind: 'table', columns: ['name'] }
  const { id } = await company.api<AnyRecord>('POST', '/reports', { name: 'Deals', definition })
  const page = await company.open(`reports/${id}`)
  await button(page, 'Change the report').click()
  const column = page.getByRole('combobox', { name: 'Add a column' })
  await column.click()
  for (const reference of ['Account …', 'Parent account …', 'Owner …', 'Main team …'])
    await page.getByRole('option', { name: reference, exact: true }).click()
  await page.getByRole('option', { name: 'Back to Owner' }).waitFor()
  await expectAccessible(page, 'a field that is chosen through references')
  await page.getByRole('option', { name: 'Name', exact: true }).click()
  await page.getByRole('columnheader', { name: 'Account › Parent account › Owner › Main team › Name' }).waitFor()

  await column.fill('parent sector')
  await page.getByRole('option', { name: 'Account › Parent account › Sector', exact: true }).waitFor()
  await column.press('Enter')
  await page.getByRole('columnheader', { name: 'Account › Parent account › Sector' }).waitFor()
  await page.close()
})

test('what is changed of a report is saved over it', async () => {
  const definition = {
    object: 'opportunity',
    kind: 'bar',
    rows: [{ field: 'status' }],
    measures: [{ name: 'count', aggregate: 'count' }],
  }
  const { id } = await company.api<AnyRecord>('POST', '/reports', { name: 'By status', definition })
  const page = await company.open(`reports/${id}`)
  await button(page, 'Change the report').click()
  await page.getByRole('radio', { name: 'Groups' }).click()
  await button(page, 'Save').click()
  await page.getByText('“By status” was saved').waitFor()
  await button(page, 'Save').waitFor({ state: 'detached' })
  expect(await company.api('GET', `/reports/${id}`)).toMatchObject({ definition: { kind: 'grouped' } })
})
