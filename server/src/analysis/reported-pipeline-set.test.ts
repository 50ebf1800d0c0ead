import { beforeAll, expect, test } from 'vitest'
import { type Browser, browserOf } from '../../test/http.ts'
import { expectedOfSet as expected, openPipelineSet } from '../../test/pipeline-set.ts'
import { amount, count, ofDeals, reportOf, won } from '../../test/reported-deals.ts'

let ines: Browser

beforeAll(async () => {
  ines = await browserOf(await openPipelineSet(), 'ines')
}, 120_000)

test('a report on the pipeline set has what was won by quarter to the cent, and its totals agree', async () => {
  const report = await reportOf(ines, {
    ...ofDeals,
    kind: 'pivot',
    filter: won,
    rows: [{ field: 'closedOn', part: 'quarter' }],
    across: { field: 'team' },
    measures: [amount, count],
  })
  expect(report.rows.map(({ keys, values }) => [keys[0]?.value, values])).toEqual(
    Object.entries(expected.won_value).map(([quarter, { deals, value }]) => [
      `${quarter.slice(0, 4)}-${String(Number(quarter.at(-1)) * 3 - 2).padStart(2, '0')}-01`,
      [value * 100, deals],
    ]),
  )
  for (const { cells, values } of [...report.rows, report.total])
    expect(cells.reduce((sum, cell) => sum + Number(cell?.[0] ?? 0), 0)).toBe(values[0])
  const teams = report.across.map((_, column) =>
    report.rows.reduce((sum, { cells }) => sum + Number(cells[column]?.[0] ?? 0), 0),
  )
  expect(report.total.cells.map((cell) => cell?.[0])).toEqual(teams)
  expect(report.total.values[1]).toBe(expected.stages.Won)
})

test('a report on the pipeline set counts the same however few of its groups are shown', async () => {
  const report = await reportOf(ines, { ...ofDeals, rows: [{ field: 'account' }], measures: [count, amount], limit: 5 })
  const all = await reportOf(ines, { ...ofDeals, rows: [{ field: 'account' }], measures: [count, amount], limit: 1000 })
  expect(report.rows.slice(0, 5)).toEqual(all.rows.slice(0, 5))
  expect(report.rows[5]).toMatchObject({ level: 'others', groups: all.rows.length - 5 })
  expect(report.total.values[0]).toBe(expected.rows)
  for (const { rows, total } of [report, all])
    for (const index of [0, 1])
      expect(rows.reduce((sum, { values }) => sum + Number(values[index]), 0)).toBe(total.values[index])
})
