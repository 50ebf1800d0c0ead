import type { ReportDefinition, ReportResult } from '@tendero/model'
import { beforeAll, expect, test } from 'vitest'
import { type Browser, browserOf } from '../../test/http.ts'
import { openWorld } from '../../test/world.ts'
import { write } from '../kernel/action.ts'

const world = await openWorld()
const accounts = 8_000
let ines: Browser

/** All of one owner, each with a number of employees of its own. */
beforeAll(async () => {
  ines = await browserOf(world, 'ines')
  const rows = Array.from({ length: accounts }, (_, i) => ({
    name: `Account ${i}`,
    owner: world.ids.ana,
    employees: i,
    revenue: { minor: 100 + i, currency: 'EUR' },
  }))
  await write(world.kernel, await world.as('ines'), (ctx) => ctx.insertMany('account', rows, { strict: false }))
})

const owner = { field: 'owner' }
const employees = { field: 'employees' }

test.each<[string, Pick<ReportDefinition, 'rows' | 'across'>]>([
  ['of a group around thousands of others', { rows: [owner, employees] }],
  ['above thousands of rows', { rows: [employees], across: owner }],
])('the median %s is worked out once and not for each of them', { timeout: 10_000 }, async (_, groups) => {
  const measures = [{ name: 'middle', aggregate: 'median', field: 'revenue' }] as const
  const definition: ReportDefinition = { object: 'account', kind: 'grouped', ...groups, measures }
  const report = await ines.json<ReportResult>(
    'GET',
    `/report-results?definition=${encodeURIComponent(JSON.stringify(definition))}`,
  )
  // Of 100 to 8,099 cents, to the cent; and the first row, which is one account.
  expect(report.total.values).toEqual([4_100])
  expect(report.rows.find(({ level }) => level === 'group')?.values[0]).toBe(8_099)
})
