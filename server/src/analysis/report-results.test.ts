import type { Count, ReportDefinition, Rights } from '@tendero/model'
import { expect, test } from 'vitest'
import { type Browser, browserOf } from '../../test/http.ts'
import {
  amount,
  count,
  ofDeals,
  openReportedDeals,
  reportOf,
  titledRows,
  won,
  wonAmount,
} from '../../test/reported-deals.ts'
import { countingKernel } from '../../test/statements.ts'

const { world, ana, bo, ines, colour } = await openReportedDeals()

test('a report groups days by the fiscal year, and says which days a group is', async () => {
  const quarters = await reportOf(ines, {
    ...ofDeals,
    filter: won,
    rows: [{ field: 'closedOn', part: 'quarter' }],
    measures: [amount],
  })
  expect(quarters.rows.map(({ keys: [key], values }) => [key?.from, key?.to, ...values])).toEqual([
    ['2025-11-01', '2026-02-01', 100_01],
    ['2026-02-01', '2026-05-01', 43_33],
    ['2026-05-01', '2026-08-01', 1_00],
  ])
  const years = (part: 'year' | 'fiscal_year') =>
    reportOf(ines, { ...ofDeals, filter: won, rows: [{ field: 'closedOn', part }], measures: [count] })
  expect(titledRows(await years('fiscal_year'))).toEqual([
    ['group', '2025-02-01', [1]],
    ['group', '2026-02-01', [3]],
  ])
  expect(titledRows(await years('year'))).toEqual([['group', '2026-01-01', [4]]])
})

test('a report cuts instants where days begin in the zone of the workspace, whoever reads', async () => {
  // Half past eleven in Madrid on the last evening of January, and an hour later.
  const at = (doneAt: string) => ana.json('POST', '/tasks', { subject: 'Ring', dueAt: doneAt, doneAt })
  await at('2026-01-31T22:30:00.000Z')
  await at('2026-01-31T23:30:00.000Z')
  const months = (who: Browser) =>
    reportOf(who, {
      object: 'task',
      kind: 'bar',
      rows: [{ field: 'dueAt', part: 'month' }],
      measures: [count],
    })
  const report = await months(ana)
  expect(report.rows.map(({ keys: [key], values }) => [key?.value, key?.from, key?.to, ...values])).toEqual([
    ['2026-01-01', '2025-12-31T23:00:00.000Z', '2026-01-31T23:00:00.000Z', 1],
    ['2026-02-01', '2026-01-31T23:00:00.000Z', '2026-02-28T23:00:00.000Z', 1],
  ])
  await ines.json('PATCH', `/users/${world.ids.ana}`, { timeZone: 'Pacific/Auckland' })
  const away = await browserOf(world, 'ana')
  expect((await months(away)).rows).toEqual(report.rows)
  for (const { keys, values } of report.rows) {
    const within = (op: string, value: unknown) => ({ field: 'dueAt', op, value })
    const filter = { and: [within('at_least', keys[0]?.from), within('less', keys[0]?.to)] }
    const { value } = await away.json<Count>('GET', `/tasks/count?filter=${encodeURIComponent(JSON.stringify(filter))}`)
    expect(value).toBe(values[0])
  }
  await ines.json('PATCH', `/users/${world.ids.ana}`, { timeZone: 'Europe/Madrid' })
})

test('a report follows references, each under the rights of what it leads to', async () => {
  const bySector = (who: Browser) =>
    reportOf(who, {
      ...ofDeals,
      rows: [{ field: 'account.sector' }, { field: `account.${colour.name}` }],
      measures: [count],
    })
  expect(titledRows(await bySector(ines))).toEqual([
    ['subtotal', 'Tools', [3]],
    ['group', 'Tools', 'red', [3]],
    ['subtotal', 'Sea', [2]],
    ['group', 'Sea', 'red', [2]],
    ['subtotal', null, [1]],
    ['group', null, null, [1]],
  ])
  const role = await world.roleId('Representative')
  const { rights } = await ines.json<{ rights: Rights }>('GET', `/roles/${role}`)
  const account = { ...rights.objects.account, read: 'own' }
  await ines.json('PATCH', `/roles/${role}`, { rights: { ...rights, objects: { ...rights.objects, account } } })
  // Ana's deal with Bo's account is hers, and opens the account.
  expect(titledRows(await bySector(ana))).toEqual([
    ['subtotal', 'Tools', [3]],
    ['group', 'Tools', 'red', [3]],
    ['subtotal', 'Sea', [1]],
    ['group', 'Sea', 'red', [1]],
    ['subtotal', null, [1]],
    ['group', null, null, [1]],
  ])
  await ines.json('PATCH', `/roles/${role}`, { rights })
})

test('a report works out measures of its measures exactly', async () => {
  const report = await reportOf(ines, {
    ...ofDeals,
    rows: [{ field: 'status' }],
    measures: [
      wonAmount,
      count,
      { name: 'each', formula: 'won / count' },
      { name: 'third', formula: 'count / 3' },
      { name: 'share', formula: 'percent(won / (won + 1))' },
      { name: 'mean', aggregate: 'average', field: 'amount' },
      { name: 'last', aggregate: 'max', field: 'closedOn' },
    ],
  })
  expect(report.measures.map(({ kind }) => kind)).toEqual([
    'money',
    'integer',
    'money',
    'decimal',
    'percent',
    'money',
    'date',
  ])
  expect(titledRows(report)).toEqual([
    ['group', 'open', [0, 1, 0, '0.333333', 0, 10_01, null]],
    ['group', 'won', [144_34, 4, 36_09, '1.333333', 99.312, 36_09, '2026-05-01']],
    ['group', 'lost', [0, 1, 0, '0.333333', 0, 50_00, '2026-02-28']],
  ])
  expect(report.total.values).toEqual([144_34, 6, 24_06, '2', 99.312, 34_06, '2026-05-01'])
})

test('a report keeps choices and stages in their order, others from the greatest, or as asked for', async () => {
  const stages = await reportOf(ines, { ...ofDeals, kind: 'funnel', rows: [{ field: 'stage' }], measures: [count] })
  expect(titledRows(stages).map(([, title]) => title)).toEqual(['Negotiation', 'Won', 'Lost'])
  const owners = (order?: ReportDefinition['order']) =>
    reportOf(ines, { ...ofDeals, rows: [{ field: 'owner' }], measures: [count, amount], ...(order ? { order } : {}) })
  expect(titledRows(await owners()).map(([, title]) => title)).toEqual(['Ana', 'Bo'])
  expect(titledRows(await owners({ by: null, descending: true })).map(([, title]) => title)).toEqual(['Bo', 'Ana'])
  expect(titledRows(await owners({ by: 'amount', descending: false })).map(([, title]) => title)).toEqual(['Bo', 'Ana'])
})

test('a report compares a number with the period before', async () => {
  const report = await reportOf(ines, {
    ...ofDeals,
    kind: 'number',
    filter: won,
    measures: [amount, { name: 'each', formula: 'amount / count' }, count],
    period: { field: 'closedOn', name: 'this_quarter' },
  })
  expect(report).toMatchObject({
    period: { from: '2026-02-01', to: '2026-05-01' },
    previous: { from: '2025-11-01', to: '2026-02-01', values: [100_01, 100_01, 1] },
    total: { values: [43_33, 21_67, 2] },
  })
  const empty = await reportOf(bo, {
    ...ofDeals,
    kind: 'number',
    measures: [amount],
    period: { field: 'closedOn', name: 'last_7_days' },
  })
  expect([empty.total.values, empty.previous?.values]).toEqual([[0], [0]])
})

test('a report is of custom objects too', async () => {
  await ines.json('POST', '/custom-objects', { label: 'Machine', plural: 'Machines' })
  const again = await browserOf(world, 'ines')
  const { objects } = await again.json<{ objects: { name: string; collection: string; label: { one: string } }[] }>(
    'GET',
    '/metadata',
  )
  const machine = objects.find(({ label }) => label.one === 'Machine')
  await again.json('POST', `/${machine?.collection}`, { name: 'Drill' })
  const report = await reportOf(again, {
    object: machine?.name ?? '',
    kind: 'bar',
    rows: [{ field: 'createdBy' }],
    measures: [count],
  })
  expect(titledRows(report)).toEqual([['group', 'Ines', [1]]])
})

test('a report is one statement, with everything at once', async () => {
  const { kernel, counts } = countingKernel(world.kernel)
  const counted = await browserOf({ ...world, kernel }, 'ana')
  counts()
  const report = await reportOf(counted, {
    ...ofDeals,
    kind: 'pivot',
    rows: [{ field: 'account' }, { field: 'account.owner' }],
    across: { field: 'closedOn', part: 'month' },
    measures: [wonAmount, count, { name: 'each', formula: 'won / count' }],
  })
  expect(report.rows.length).toBeGreaterThan(0)
  expect(counts()).toEqual([1])
})
