import type { AggregateResult, AnyRecord, Filter, Page, PipelineReport } from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Browser, browserOf } from '../../test/http.ts'
import { expectedOfSet as expected, openPipelineSet } from '../../test/pipeline-set.ts'
import type { World } from '../../test/world.ts'

let world: World
let ines: Browser

beforeAll(async () => {
  world = await openPipelineSet()
  ines = await browserOf(world, 'ines')
}, 120_000)

const aggregate = (path: string, filter?: Filter) =>
  ines.json<AggregateResult>('GET', `${path}${filter ? `&filter=${encodeURIComponent(JSON.stringify(filter))}` : ''}`)

describe('the pipeline of the demo', () => {
  test('has the stages of the set', async () => {
    const { groups } = await aggregate('/opportunities/aggregate?group=stage&measures=count')
    expect(Object.fromEntries(groups.map((one) => [one.titles[0], one.measures.count]))).toEqual(expected.stages)
  })

  test('has the won value of each quarter to the cent', async () => {
    const { groups } = await aggregate('/opportunities/aggregate?group=closedOn:quarter&measures=count,sum:amount', {
      field: 'status',
      op: 'is',
      value: 'won',
    })
    expect(groups.map((one) => [one.keys[0], one.measures.count, one.measures['sum:amount']])).toEqual(
      Object.entries(expected.won_value).map(([quarter, { deals, value }]) => [
        quarter.replace('Q', '-Q'),
        deals,
        value * 100,
      ]),
    )
  })

  test('has the lost deals of each quarter', async () => {
    const { groups } = await aggregate('/opportunities/aggregate?group=closedOn:quarter&measures=count', {
      field: 'status',
      op: 'is',
      value: 'lost',
    })
    expect(groups.map((one) => [one.keys[0], one.measures.count])).toEqual(
      Object.entries(expected.lost).map(([quarter, deals]) => [quarter.replace('Q', '-Q'), deals]),
    )
  })

  test('comes out of the pipeline report to the cent', async () => {
    const report = await ines.json<PipelineReport>('GET', '/reports/pipeline')
    const quarters = report.quarters.filter((one) => one.wonCount > 0 || one.lostCount > 0)
    expect(quarters).toEqual(
      Object.entries(expected.won_value).map(([quarter, { deals, value }]) =>
        expect.objectContaining({
          quarter: expect.stringMatching(quarter.replace('Q', '.?Q')),
          won: value * 100,
          wonCount: deals,
          lostCount: expected.lost[quarter],
        }),
      ),
    )
    expect(
      Object.fromEntries(report.funnel.filter((one) => one.count > 0).map((one) => [one.title, one.count])),
    ).toEqual(expected.stages)
    const owners = report.owners.reduce((sum, one) => sum + (one.won ?? 0), 0)
    const months = report.months.reduce((sum, one) => sum + (one.won ?? 0), 0)
    const won = Object.values(expected.won_value).reduce((sum, one) => sum + one.value * 100, 0)
    expect([owners, months]).toEqual([won, won])
  })

  test('repairs the flaws of the set', async () => {
    const find = async (name: string) =>
      (
        await ines.json<Page>(
          'GET',
          `/accounts?filter=${encodeURIComponent(JSON.stringify({ field: 'name', op: 'is', value: name }))}`,
        )
      ).items[0]
    expect(await find('Bioholding')).toMatchObject({ address: { country: 'PH' }, sector: 'medical' })
    expect(await find('Bluth Company')).toMatchObject({
      sector: 'technology',
      establishedIn: 1993,
      revenue: { minor: 124_232_000_000 },
      titles: { parent: 'Acme Corporation' },
    })
    const { groups } = await aggregate('/opportunity-lines/aggregate?group=product&measures=count')
    expect(groups.find((one) => one.titles[0] === 'GTX Pro')?.measures.count).toBe(1205)
    expect(groups.reduce((sum, one) => sum + Number(one.measures.count), 0)).toBe(expected.rows)
  })

  test('puts people in teams under their managers and regions', async () => {
    const teams = await ines.json<Page>('GET', '/teams?limit=200')
    const team = teams.items.find((one) => one.name === 'Central – Brinkmann')
    expect(team?.titles).toMatchObject({ parent: 'Central', manager: 'Dustin Brinkmann' })
    const users = await ines.json<Page<AnyRecord>>(
      'GET',
      `/users?count=true&limit=200&filter=${encodeURIComponent(JSON.stringify({ field: 'team', op: 'is', value: team?.id }))}`,
    )
    expect(users.items.map((one) => one.name).sort()).toEqual([
      'Anna Snelling',
      'Cecily Lampkin',
      'Dustin Brinkmann',
      'Lajuana Vencill',
      'Moses Frase',
      'Versie Hillebrand',
    ])
  })

  test('knows the past of a deal', async () => {
    const filter = { field: 'externalId', op: 'is', value: '1C1I7A6R' }
    const [deal] = (await ines.json<Page>('GET', `/opportunities?filter=${encodeURIComponent(JSON.stringify(filter))}`))
      .items
    expect(deal).toMatchObject({
      name: 'GTX Plus Basic – Cancity',
      openedOn: '2016-10-20',
      closedOn: '2017-03-01',
      amount: { minor: 1054_00 },
      titles: { owner: 'Moses Frase', account: 'Cancity', stage: 'Won' },
    })
  })
})
