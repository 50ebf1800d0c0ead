import type { AggregateResult, Page } from '@tendero/model'
import { beforeAll, expect, test } from 'vitest'
import { type Browser, browserOf } from '../../test/http.ts'
import { suiteFolder } from '../../test/suite-folder.ts'
import { openWorld, type World } from '../../test/world.ts'
import { loadPipeline } from './load-pipeline.action.ts'
import type { PipelineFiles } from './pipeline-files.ts'
import { stagesNamed } from './pipeline-stages.ts'

/** A set like that of the demo with other stages, slips of the pen, and people and customers that no list knows. */
const deal = (id: string, stage: string, more: Readonly<Record<string, string>> = {}) => ({
  opportunity_id: id,
  sales_agent: 'Moses Frase',
  product: 'GTX Pro',
  account: 'Cancity',
  deal_stage: stage,
  engage_date: '2017-01-02',
  close_date: '',
  close_value: '',
  ...more,
})

const files: PipelineFiles = {
  accounts: [
    { account: 'Cancity', sector: 'retail', year_established: '2001', revenue: '718.62', employees: '2448' },
    { account: 'Isdom', sector: 'medical', office_location: 'Norwey', subsidiary_of: 'Cancitty' },
  ],
  products: [{ product: 'GTX Pro', series: 'GTX', sales_price: '4821' }],
  teams: [
    { sales_agent: 'Moses Frase', manager: 'Dustin Brinkmann', regional_office: 'Central' },
    { sales_agent: 'Anna Snelling', manager: 'Dustin Brinkmann', regional_office: 'Central' },
  ],
  deals: [
    deal('A1', 'Prospecting', { account: '', engage_date: '' }),
    deal('A2', 'Engaging', { account: 'Newtown Mills' }),
    deal('A3', 'Won', { close_date: '2017-11-30', close_value: '1054.35', product: 'GTXPro' }),
    deal('A4', 'Won', { close_date: '2017-12-31', close_value: '0.65', sales_agent: 'Moses Fraser' }),
    deal('A5', 'Lost', { close_date: '2018-01-01', sales_agent: 'Rita Robin' }),
    deal('A6', 'On trial', { product: 'MG Special' }),
  ],
}

const dataDir = suiteFolder()
const notes: string[] = []
let world: World
let ines: Browser

beforeAll(async () => {
  world = await openWorld({ dataDir })
  const load = { workspaceId: world.workspaceId, userId: world.ids.ines, note: (line: string) => notes.push(line) }
  await loadPipeline(world.kernel, { ...load, files })
  ines = await browserOf(world, 'ines')
}, 60_000)

test('every stage of the file is a stage of the pipeline', async () => {
  const { groups } = await ines.json<AggregateResult>('GET', '/opportunities/aggregate?group=stage&measures=count')
  expect(Object.fromEntries(groups.map((one) => [one.titles[0], one.measures.count]))).toEqual({
    Prospecting: 1,
    'On trial': 1,
    Engaging: 1,
    Won: 2,
    Lost: 1,
  })
})

test('the value of a quarter is right to the cent', async () => {
  const won = encodeURIComponent(JSON.stringify({ field: 'status', op: 'is', value: 'won' }))
  const { groups } = await ines.json<AggregateResult>(
    'GET',
    `/opportunities/aggregate?group=closedOn:quarter&measures=count,sum:amount&filter=${won}`,
  )
  expect(groups).toMatchObject([{ keys: ['2017-Q4'], measures: { count: 2, 'sum:amount': 105_500 } }])
})

test('slips are read as what was meant, and told; what nothing resembles is made', async () => {
  const { items: deals } = await ines.json<Page>('GET', '/opportunities?limit=50')
  const titles = (id: string) => deals.find((one) => one.externalId === id)?.titles
  expect(titles('A4')).toMatchObject({ owner: 'Moses Frase' })
  expect(titles('A5')).toMatchObject({ owner: 'Rita Robin' })
  expect(titles('A2')).toMatchObject({ account: 'Newtown Mills' })
  const { items: accounts } = await ines.json<Page>('GET', '/accounts?limit=50')
  expect(accounts.find((one) => one.name === 'Isdom')).toMatchObject({
    address: { country: 'NO' },
    titles: { parent: 'Cancity' },
  })
  const { items: products } = await ines.json<Page>('GET', '/products')
  expect(products.map((one) => one.name).sort()).toEqual(['GTX Pro', 'MG Special'])
  expect(notes.join('\n')).toContain('“Moses Fraser” is read as “Moses Frase” (1 rows)')
  expect(notes.filter((line) => line.includes('left out'))).toEqual([])
})

test.each([
  [
    ['Won', 'Engaging'],
    ['Engaging', 'Won', 'Lost'],
  ],
  [
    ['closed won', 'Offer', 'Closed lost', 'prospecting', ''],
    ['prospecting', 'Offer', 'closed won', 'Closed lost'],
  ],
  [[], ['Won', 'Lost']],
])('the stages %j make the pipeline %j', (names, stages) => {
  expect(stagesNamed(names).map(({ name }) => name)).toEqual(stages)
})
