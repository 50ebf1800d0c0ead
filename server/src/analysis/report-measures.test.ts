import type { AnyRecord, ReportDefinition, ReportResult } from '@tendero/model'
import { beforeAll, expect, test } from 'vitest'
import { type Browser, browserOf } from '../../test/http.ts'
import { askedOf, reportOf } from '../../test/reported-deals.ts'
import { openWorld } from '../../test/world.ts'

const world = await openWorld()
let ines: Browser

const run = (definition: ReportDefinition) => reportOf(ines, definition)

const median = { name: 'middle', aggregate: 'median', field: 'revenue' } as const
const owners = { name: 'owners', aggregate: 'distinct', field: 'owner' } as const
const bySector: ReportDefinition = {
  object: 'account',
  kind: 'grouped',
  rows: [{ field: 'employees' }],
  measures: [
    median,
    owners,
    { name: 'sectors', aggregate: 'distinct', field: 'sector' },
    { name: 'founded', aggregate: 'median', field: 'establishedIn' },
    { name: 'twice', formula: 'middle * 2' },
    { name: 'each', formula: 'owners * 10' },
  ],
}
const valuesOf = ({ rows }: ReportResult) => rows.map(({ level, values }) => [level, ...values])

/** Of five, twenty and no employees: an odd number of amounts, an even one, and none. */
beforeAll(async () => {
  ines = await browserOf(world, 'ines')
  const { ana, bo } = world.ids
  const make = (
    employees: number,
    owner: string,
    minor: number | null,
    sector: string | null,
    establishedIn?: number,
  ) =>
    ines.json<AnyRecord>('POST', '/accounts', {
      name: `Account of ${employees}`,
      employees,
      owner,
      sector,
      establishedIn,
      revenue: minor === null ? null : { minor, currency: 'EUR' },
    })
  await make(5, ana, 1_00, 'Tools, hammers', 1990)
  await make(5, ana, 9_00, 'Tools', 1991)
  await make(5, bo, 2_00, 'Tools', 2001)
  await make(20, bo, 10_00, 'Tools', 1990)
  await make(20, bo, 4_01, null, 1991)
  await make(0, bo, null, null)
})

test('a median is exact and a number of different values counts each once, in groups and in their total', async () => {
  const report = await run({ ...bySector, order: { by: null, descending: false } })
  expect(valuesOf(report)).toEqual([
    ['group', null, 1, 0, null, null, 10],
    ['group', 2_00, 2, 2, '1991', 4_00, 20],
    ['group', 7_01, 1, 1, '1990.5', 14_02, 10],
  ])
  // Of all records, not of their groups: 1, 2, 4.01, 9 and 10; two owners, two sectors.
  expect(report.total.values).toEqual([4_01, 2, 2, '1991', 8_02, 20])
})

test('what is not shown is the others, by all of their values', async () => {
  const report = await run({
    ...bySector,
    measures: [median, owners],
    limit: 1,
    order: { by: 'middle', descending: true },
  })
  expect(valuesOf(report)).toEqual([
    ['group', 7_01, 1],
    ['others', 2_00, 2],
  ])
})

test('they are of some records only where a measure says so, and before a period as in it', async () => {
  const filter = { field: 'employees', op: 'is', value: 5 } as const
  const { total, measures } = await run({
    object: 'account',
    kind: 'number',
    measures: [{ ...median, filter }, owners],
  })
  expect([total.values, measures.map(({ kind }) => kind)]).toEqual([
    [2_00, 2],
    ['money', 'integer'],
  ])
  const now = await run({
    object: 'account',
    kind: 'number',
    measures: [owners],
    period: { field: 'createdAt', name: 'this_month' },
  })
  expect([now.total.values, now.previous?.values]).toEqual([[2], [0]])
})

test.each([
  ['median', 'sector'],
  ['median', 'createdAt'],
  ['distinct', 'tags'],
] as const)('there is no %s of %s', async (aggregate, field) => {
  const definition = { object: 'account', kind: 'number', measures: [{ name: 'wrong', aggregate, field }] }
  const answer = await ines.request('GET', askedOf('/report-results', definition))
  expect([answer.status, await answer.json()]).toMatchObject([422, { code: 'invalid_aggregate' }])
})
