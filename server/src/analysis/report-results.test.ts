import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AnyRecord, Count, ReportDefinition, ReportRecords, ReportResult, Rights } from '@tendero/model'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, browserOf } from '../../test/http.ts'
import { countingKernel } from '../../test/statements.ts'
import { openWorld, type World } from '../../test/world.ts'
import { loadPipeline, readPipelineFiles } from '../demo/load-pipeline.action.ts'
import { openWorkbook } from '../formats/workbook/read-workbook.ts'
import { write } from '../kernel/action.ts'
import { readingFor } from '../kernel/read-records.ts'
import { projectFolder } from '../platform/server-folder.ts'
import { runReport } from './run-report.sql.ts'

const path = (definition: unknown) => `/report-results?definition=${encodeURIComponent(JSON.stringify(definition))}`
const run = (who: Browser, definition: ReportDefinition) => who.json<ReportResult>('GET', path(definition))

const sheets = mkdtempSync(join(tmpdir(), 'tendero-report-sheets-'))
afterAll(() => rmSync(sheets, { recursive: true }))

async function sheetOf(answer: Response): Promise<readonly (readonly string[])[]> {
  const file = join(sheets, 'report.xlsx')
  writeFileSync(file, new Uint8Array(await answer.arrayBuffer()))
  const workbook = await openWorkbook(file)
  const rows: (readonly string[])[] = []
  for await (const batch of workbook.rows(workbook.sheets[0] ?? '')) rows.push(...batch.map(({ cells }) => cells))
  workbook.close()
  return rows
}

/** The rows of a report by what their keys are called. */
const table = ({ rows }: ReportResult) =>
  rows.map(({ level, keys, values }) => [level, ...keys.map(({ title, value }) => title ?? value), values])

const won = { field: 'status', op: 'is', value: 'won' } as const
const count = { name: 'count', aggregate: 'count' } as const
const amount = { name: 'amount', aggregate: 'sum', field: 'amount' } as const
const wonValue = { name: 'won', aggregate: 'sum', field: 'amount', filter: won } as const
const ofDeals = { object: 'opportunity', kind: 'grouped' } as const

describe('a report on the pipeline set', () => {
  const folder = join(projectFolder, 'demo', 'pipeline')
  const expected: {
    rows: number
    stages: Record<string, number>
    won_value: Record<string, { deals: number; value: number }>
  } = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'))
  const dataDir = mkdtempSync(join(tmpdir(), 'tendero-report-'))
  let ines: Browser

  beforeAll(async () => {
    const world = await openWorld({ dataDir })
    const { workspaceId, ids } = world
    await loadPipeline(world.kernel, { workspaceId, userId: ids.ines, files: readPipelineFiles(folder) })
    ines = await browserOf(world, 'ines')
  }, 120_000)
  afterAll(() => rmSync(dataDir, { recursive: true }))

  test('has what was won by quarter to the cent, and its totals agree', async () => {
    const report = await run(ines, {
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

  test('counts the same however few of its groups are shown', async () => {
    const report = await run(ines, { ...ofDeals, rows: [{ field: 'account' }], measures: [count, amount], limit: 5 })
    const all = await run(ines, { ...ofDeals, rows: [{ field: 'account' }], measures: [count, amount], limit: 1000 })
    expect(report.rows.slice(0, 5)).toEqual(all.rows.slice(0, 5))
    expect(report.rows[5]).toMatchObject({ level: 'others', groups: all.rows.length - 5 })
    expect(report.total.values[0]).toBe(expected.rows)
    for (const { rows, total } of [report, all])
      for (const index of [0, 1])
        expect(rows.reduce((sum, { values }) => sum + Number(values[index]), 0)).toBe(total.values[index])
  })
})

describe('a report', () => {
  let world: World
  let ana: Browser
  let bo: Browser
  let ines: Browser
  let colour: AnyRecord

  const stage = async (name: string) =>
    [...((await world.as('ines')).model.catalogue.get('stage')?.values() ?? [])].find((row) => row.name === name)?.id

  beforeAll(async () => {
    world = await openWorld({ now: () => new Date('2026-03-10T09:30:00.000Z') })
    ana = await browserOf(world, 'ana')
    bo = await browserOf(world, 'bo')
    ines = await browserOf(world, 'ines')
    await ines.json('PATCH', `/workspaces/${world.workspaceId}`, { fiscalYearStart: 2 })
    colour = await ines.json('POST', '/custom-fields', { object: 'account', label: 'Colour', kind: 'text' })
    const made = { kind: 'company', sector: 'Tools', [String(colour.name)]: 'red' }
    const [sol, mar] = [
      await ana.json<AnyRecord>('POST', '/accounts', { ...made, name: 'Sol' }),
      await bo.json<AnyRecord>('POST', '/accounts', { ...made, name: 'Mar', sector: 'Sea' }),
    ]
    const [wonStage, lost, negotiation] = [await stage('Won'), await stage('Lost'), await stage('Negotiation')]
    const eur = (minor: number) => ({ minor, currency: 'EUR' })
    const closed = (closedOn: string, minor: number, stage = wonStage) => ({ stage, closedOn, amount: eur(minor) })
    const deals = {
      ana: [
        { ...closed('2026-01-31', 100_01), account: sol.id },
        { ...closed('2026-02-01', 10_00), account: sol.id },
        { ...closed('2026-04-30', 33_33), account: mar.id },
        { ...closed('2026-02-28', 50_00, lost), account: sol.id },
        { stage: negotiation, closeOn: '2026-05-31', amount: eur(10_01) },
      ],
      bo: [{ ...closed('2026-05-01', 1_00), account: mar.id }],
    }
    for (const [who, own] of [
      ['ana', deals.ana],
      ['bo', deals.bo],
    ] as const)
      await write(world.kernel, await world.as(who), (ctx) =>
        ctx.insertMany(
          'opportunity',
          own.map((deal, i) => ({ name: `Deal ${i}`, ...deal })),
          { strict: false },
        ),
      )
  })

  test('groups days by the fiscal year, and says which days a group is', async () => {
    const quarters = await run(ines, {
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
      run(ines, { ...ofDeals, filter: won, rows: [{ field: 'closedOn', part }], measures: [count] })
    expect(table(await years('fiscal_year'))).toEqual([
      ['group', '2025-02-01', [1]],
      ['group', '2026-02-01', [3]],
    ])
    expect(table(await years('year'))).toEqual([['group', '2026-01-01', [4]]])
  })

  test('cuts instants where days begin in the zone of the workspace, whoever reads', async () => {
    // Half past eleven in Madrid on the last evening of January, and an hour later.
    const at = (doneAt: string) => ana.json('POST', '/tasks', { subject: 'Ring', dueAt: doneAt, doneAt })
    await at('2026-01-31T22:30:00.000Z')
    await at('2026-01-31T23:30:00.000Z')
    const months = (who: Browser) =>
      run(who, {
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
      const { value } = await away.json<Count>(
        'GET',
        `/tasks/count?filter=${encodeURIComponent(JSON.stringify(filter))}`,
      )
      expect(value).toBe(values[0])
    }
    await ines.json('PATCH', `/users/${world.ids.ana}`, { timeZone: 'Europe/Madrid' })
  })

  test('follows references, each under the rights of what it leads to', async () => {
    const bySector = (who: Browser) =>
      run(who, {
        ...ofDeals,
        rows: [{ field: 'account.sector' }, { field: `account.${colour.name}` }],
        measures: [count],
      })
    expect(table(await bySector(ines))).toEqual([
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
    // Ana's deal with Bo's account is hers; the account is not.
    expect(table(await bySector(ana))).toEqual([
      ['subtotal', 'Tools', [3]],
      ['group', 'Tools', 'red', [3]],
      ['subtotal', null, [2]],
      ['group', null, null, [2]],
    ])
    await ines.json('PATCH', `/roles/${role}`, { rights })
  })

  test('works out measures of its measures exactly', async () => {
    const report = await run(ines, {
      ...ofDeals,
      rows: [{ field: 'status' }],
      measures: [
        wonValue,
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
    expect(table(report)).toEqual([
      ['group', 'open', [0, 1, 0, '0.333333', 0, 10_01, null]],
      ['group', 'won', [144_34, 4, 36_09, '1.333333', 99.312, 36_09, '2026-05-01']],
      ['group', 'lost', [0, 1, 0, '0.333333', 0, 50_00, '2026-02-28']],
    ])
    expect(report.total.values).toEqual([144_34, 6, 24_06, '2', 99.312, 34_06, '2026-05-01'])
  })

  test('keeps choices and stages in their order, others from the greatest, or as asked for', async () => {
    const stages = await run(ines, { ...ofDeals, kind: 'funnel', rows: [{ field: 'stage' }], measures: [count] })
    expect(table(stages).map(([, title]) => title)).toEqual(['Negotiation', 'Won', 'Lost'])
    const owners = (order?: ReportDefinition['order']) =>
      run(ines, { ...ofDeals, rows: [{ field: 'owner' }], measures: [count, amount], ...(order ? { order } : {}) })
    expect(table(await owners()).map(([, title]) => title)).toEqual(['Ana', 'Bo'])
    expect(table(await owners({ by: null, descending: true })).map(([, title]) => title)).toEqual(['Bo', 'Ana'])
    expect(table(await owners({ by: 'amount', descending: false })).map(([, title]) => title)).toEqual(['Bo', 'Ana'])
  })

  test('compares a number with the period before', async () => {
    const report = await run(ines, {
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
    const empty = await run(bo, {
      ...ofDeals,
      kind: 'number',
      measures: [amount],
      period: { field: 'closedOn', name: 'last_7_days' },
    })
    expect([empty.total.values, empty.previous?.values]).toEqual([[0], [0]])
  })

  test('tells everybody of what they may see, and of nothing else', async () => {
    const owners = (who: Browser) => run(who, { ...ofDeals, rows: [{ field: 'owner' }], measures: [count, amount] })
    expect(table(await owners(bo))).toEqual([['group', 'Bo', [1, 1_00]]])
    expect(table(await owners(ines))).toHaveLength(2)
    const role = await world.roleId('Representative')
    const { rights } = await ines.json<{ rights: Rights }>('GET', `/roles/${role}`)
    await ines.json('PATCH', `/roles/${role}`, { rights: { ...rights, fields: { opportunity: { amount: 'hidden' } } } })
    const hidden = await run(bo, {
      ...ofDeals,
      rows: [{ field: 'owner' }],
      measures: [amount, count, wonValue, { name: 'each', formula: 'amount / count' }],
    })
    expect([hidden.measures.map(({ name }) => name), hidden.leftOut]).toEqual([['count'], ['amount', 'won', 'each']])
    expect(table(hidden)).toEqual([['group', 'Bo', [1]]])
    const filtered = await bo.request('GET', path({ ...ofDeals, filter: { field: 'amount', op: 'greater', value: 1 } }))
    expect([filtered.status, await filtered.json()]).toMatchObject([422, { details: { reason: 'unknown_field' } }])
    await ines.json('PATCH', `/roles/${role}`, { rights: { ...rights, fields: { account: { sector: 'hidden' } } } })
    expect((await bo.request('GET', path({ ...ofDeals, rows: [{ field: 'account.sector' }] }))).status).toBe(422)
    const { objects } = rights
    await ines.json('PATCH', `/roles/${role}`, {
      rights: { ...rights, objects: { ...objects, opportunity: { ...objects.opportunity, read: 'none' } } },
    })
    expect((await bo.request('GET', path({ ...ofDeals, measures: [count] }))).status).toBe(403)
    await ines.json('PATCH', `/roles/${role}`, { rights })
  })

  test('is of custom objects too', async () => {
    await ines.json('POST', '/custom-objects', { label: 'Machine', plural: 'Machines' })
    const again = await browserOf(world, 'ines')
    const { objects } = await again.json<{ objects: { name: string; collection: string; label: { one: string } }[] }>(
      'GET',
      '/metadata',
    )
    const machine = objects.find(({ label }) => label.one === 'Machine')
    await again.json('POST', `/${machine?.collection}`, { name: 'Drill' })
    const report = await run(again, {
      object: machine?.name ?? '',
      kind: 'bar',
      rows: [{ field: 'createdBy' }],
      measures: [count],
    })
    expect(table(report)).toEqual([['group', 'Ines', [1]]])
  })

  test('lists records with fields of those that they refer to, page by page', async () => {
    const records = (who: Browser) =>
      who.json<ReportRecords>(
        'GET',
        `/report-records?definition=${encodeURIComponent(
          JSON.stringify({
            object: 'opportunity',
            kind: 'table',
            filter: { field: 'status', op: 'is', value: 'won' },
            columns: ['name', 'account', 'account.sector', 'stage', 'amount', 'nothing'],
            sort: '-closedOn',
          }),
        )}`,
      )
    const { columns, leftOut, items, next } = await records(ines)
    expect([columns.length, leftOut, next]).toEqual([5, ['nothing'], null])
    expect(items.map(({ values, titles }) => [values[0], titles[1], values[2], titles[3], values[4]])).toEqual([
      ['Deal 0', 'Mar', 'Sea', 'Won', { minor: 1_00, currency: 'EUR' }],
      ['Deal 2', 'Mar', 'Sea', 'Won', { minor: 33_33, currency: 'EUR' }],
      ['Deal 1', 'Sol', 'Tools', 'Won', { minor: 10_00, currency: 'EUR' }],
      ['Deal 0', 'Sol', 'Tools', 'Won', { minor: 100_01, currency: 'EUR' }],
    ])
    expect((await records(bo)).items).toHaveLength(1)
    await ines.json('POST', '/tags/bulk', { create: Array.from({ length: 101 }, (_, i) => ({ name: `Tag ${i}` })) })
    const tags = (cursor = '') =>
      ines.json<ReportRecords>(
        'GET',
        `/report-records?${cursor && `cursor=${cursor}&`}definition=${encodeURIComponent('{"object":"tag","kind":"table","columns":["name"]}')}`,
      )
    const first = await tags()
    const second = await tags(first.next ?? '')
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(101)
  })

  test('leaves as a file of the reader', async () => {
    const file = (who: Browser, definition: ReportDefinition, format: string) =>
      who.request(
        'GET',
        `/report-results/file?name=Deals&format=${format}&definition=${encodeURIComponent(JSON.stringify(definition))}`,
      )
    const pivot: ReportDefinition = {
      ...ofDeals,
      kind: 'pivot',
      filter: won,
      rows: [{ field: 'closedOn', part: 'quarter' }],
      across: { field: 'owner' },
      measures: [amount],
    }
    const answer = await file(ines, pivot, 'csv')
    expect(answer.headers.get('content-disposition')).toContain('Deals.csv')
    expect((await answer.text()).replace('\ufeff', '').split('\r\n')).toEqual([
      'Closed on,Ana: Sum: Amount (EUR),Bo: Sum: Amount (EUR),Total: Sum: Amount (EUR)',
      '2025-11-01,100.01,,100.01',
      '2026-02-01,43.33,,43.33',
      '2026-05-01,,1.00,1.00',
      'Total,143.34,1.00,144.34',
      '',
    ])
    const table: ReportDefinition = {
      object: 'opportunity',
      kind: 'table',
      columns: ['account.name', 'amount'],
      sort: 'amount',
    }
    expect((await (await file(bo, table, 'csv')).text()).replace('\ufeff', '').split('\r\n')).toEqual([
      'Account › Name,Amount,Amount (currency)',
      'Mar,1.00,EUR',
      '',
    ])
    expect((await sheetOf(await file(ines, pivot, 'xlsx'))).slice(1)).toEqual([
      ['2025-11-01', '100.01', '', '100.01'],
      ['2026-02-01', '43.33', '', '43.33'],
      ['2026-05-01', '', '1', '1'],
      ['Total', '143.34', '1', '144.34'],
    ])
    expect((await file(ines, pivot, 'pdf')).status).toBe(422)
    const role = await world.roleId('Representative')
    const { rights } = await ines.json<{ rights: Rights }>('GET', `/roles/${role}`)
    await ines.json('PATCH', `/roles/${role}`, { rights: { ...rights, actions: [] } })
    expect((await file(bo, table, 'csv')).status).toBe(403)
    await ines.json('PATCH', `/roles/${role}`, { rights })
  })

  test.each([
    ['no object', { object: 'nothing', kind: 'bar' }, 'invalid_report'],
    ['no kind', { object: 'opportunity', kind: 'cake' }, 'invalid_report'],
    ['two measures of one name', { ...ofDeals, measures: [count, count] }, 'invalid_report'],
    ['a sum of words', { ...ofDeals, measures: [{ name: 'a', aggregate: 'sum', field: 'name' }] }, 'invalid_aggregate'],
    ['months of words', { ...ofDeals, rows: [{ field: 'name', part: 'month' }] }, 'invalid_aggregate'],
    ['instants that are not cut', { ...ofDeals, rows: [{ field: 'createdAt' }] }, 'invalid_aggregate'],
    ['no such field', { ...ofDeals, rows: [{ field: 'account.nothing' }] }, 'invalid_filter'],
    ['a path through no reference', { ...ofDeals, rows: [{ field: 'name.account' }] }, 'invalid_filter'],
    [
      'a formula that does not end',
      { ...ofDeals, measures: [{ name: 'a', formula: '1 +' }] },
      'invalid_report_formula',
    ],
    [
      'a period of words',
      { ...ofDeals, kind: 'number', period: { field: 'name', name: 'this_month' } },
      'invalid_report',
    ],
    [
      'no such period',
      { ...ofDeals, kind: 'number', period: { field: 'closedOn', name: 'some_time' } },
      'invalid_report',
    ],
  ])('is refused with %s', async (_what, definition, code) => {
    const answer = await ines.request('GET', path(definition))
    expect([answer.status, await answer.json()]).toMatchObject([422, { code }])
  })

  test('is empty in another workspace', async () => {
    const stranger = await world.as('stranger')
    const seen = await world.kernel.database.read(stranger.actor.workspaceId, (tx) =>
      runReport(readingFor(world.kernel, stranger, tx), { ...ofDeals, rows: [{ field: 'owner' }], measures: [count] }),
    )
    expect([seen.rows, seen.total.values]).toEqual([[], [0]])
  })

  test('is one statement, with everything at once', async () => {
    const { kernel, counts } = countingKernel(world.kernel)
    const counted = await browserOf({ ...world, kernel }, 'ana')
    counts()
    const report = await run(counted, {
      ...ofDeals,
      kind: 'pivot',
      rows: [{ field: 'account' }, { field: 'account.owner' }],
      across: { field: 'closedOn', part: 'month' },
      measures: [wonValue, count, { name: 'each', formula: 'won / count' }],
    })
    expect(report.rows.length).toBeGreaterThan(0)
    expect(counts()).toEqual([1])
  })
})
