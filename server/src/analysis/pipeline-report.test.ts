import type { PipelineReport } from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Browser, browserOf } from '../../test/http.ts'
import { expectedOfSet as expected, openPipelineSet } from '../../test/pipeline-set.ts'
import { countingKernel } from '../../test/statements.ts'
import { openWorld, type World } from '../../test/world.ts'
import { readingFor } from '../kernel/read-records.ts'
import { pipelineReport } from './pipeline-report.sql.ts'

const total = (numbers: readonly (number | null)[]) => numbers.reduce<number>((sum, one) => sum + (one ?? 0), 0)

describe('the report of the pipeline set', () => {
  let report: PipelineReport
  let ines: Browser

  beforeAll(async () => {
    ines = await browserOf(await openPipelineSet(), 'ines')
    report = await ines.json('GET', '/reports/pipeline')
  }, 120_000)

  test('has its stages and quarters to the cent', () => {
    const counted = report.funnel.filter((one) => one.count > 0)
    expect(Object.fromEntries(counted.map((one) => [one.title, one.count]))).toEqual(expected.stages)
    expect(report.quarters).toEqual(
      Object.entries(expected.won_value).map(([quarter, { deals, value }]) => ({
        quarter: quarter.replace('Q', '-Q'),
        won: value * 100,
        wonCount: deals,
        lostCount: expected.lost[quarter],
      })),
    )
  })

  test('agrees with itself in every part', () => {
    const { funnel, months, teams, owners, reasons, cohorts } = report
    const won = total(Object.values(expected.won_value).map((one) => one.value * 100))
    expect(total(funnel.filter((one) => one.category === 'won').map((one) => one.value))).toBe(won)
    for (const part of [months, teams, owners]) {
      expect(total(part.map((one) => one.won))).toBe(won)
      expect(total(part.map((one) => one.wonCount))).toBe(expected.stages.Won)
      expect(total(part.map((one) => one.lostCount))).toBe(expected.stages.Lost)
    }
    expect(total(owners.map((one) => one.openCount))).toBe(expected.stages.Engaging)
    expect(total(cohorts.map((one) => one.opened))).toBe(expected.rows)
    expect(reasons).toEqual([
      { reason: expect.any(String), title: 'Not stated', count: expected.stages.Lost, value: 0 },
    ])
  })

  test('within days keeps to what was closed and opened in them, and to what is open', async () => {
    const second: PipelineReport = await ines.json('GET', '/reports/pipeline?from=2017-04-01&to=2017-06-30')
    expect(second.quarters).toEqual([report.quarters[1]])
    expect(second.months.map((one) => one.month)).toEqual(['2017-04', '2017-05', '2017-06'])
    expect(second.cohorts).toEqual(report.cohorts.filter(({ month }) => month >= '2017-04' && month <= '2017-06'))
    expect(second.funnel.find((one) => one.category === 'open' && one.count > 0)?.count).toBe(expected.stages.Engaging)
  })
})

describe('a pipeline report', () => {
  let world: World
  let ana: Browser
  let bo: Browser
  let ines: Browser
  const report = (query = '', who = ana) => who.json<PipelineReport>('GET', `/reports/pipeline${query}`)

  beforeAll(async () => {
    world = await openWorld({ now: () => new Date('2026-03-10T09:30:00.000Z') })
    ana = await browserOf(world, 'ana')
    bo = await browserOf(world, 'bo')
    ines = await browserOf(world, 'ines')
    await ines.json('POST', '/exchange-rates', { quote: 'USD', base: 'EUR', onDate: '2026-01-01', rate: '0.9' })
    await ines.json('PATCH', `/workspaces/${world.workspaceId}`, { fiscalYearStart: 4 })
    const [won, lost, negotiation] = [
      await world.stageId('Won'),
      await world.stageId('Lost'),
      await world.stageId('Negotiation'),
    ]
    const eur = (minor: number) => ({ minor, currency: 'EUR' })
    await world.addDeals('ana', [
      { stage: won, openedOn: '2026-01-31', closedOn: '2026-02-01', amount: eur(100_01) },
      { stage: won, openedOn: '2026-01-31', closedOn: '2026-04-01', amount: { minor: 10_00, currency: 'USD' } },
      { stage: lost, openedOn: '2026-02-01', closedOn: '2026-02-28', amount: eur(50_00) },
      { stage: negotiation, openedOn: '2026-02-01', closeOn: '2026-05-31', amount: eur(10_01) },
      { openedOn: '2026-03-01' },
    ])
    await world.addDeals('bo', [{ stage: won, openedOn: '2026-01-01', closedOn: '2026-02-01', amount: eur(1_00) }])
  })

  test('counts in the base currency, by months and quarters of the fiscal year', async () => {
    const { currency, funnel, months, quarters, cohorts } = await report()
    expect(currency).toBe('EUR')
    expect(funnel.map((one) => [one.title, one.count, one.value, one.weighted])).toEqual([
      ['Qualification', 1, 0, 0],
      ['Needs analysis', 0, 0, 0],
      ['Proposal', 0, 0, 0],
      ['Negotiation', 1, 10_01, 7_51],
      ['Won', 2, 109_01, 109_01],
      ['Lost', 1, 50_00, 0],
    ])
    expect(months).toEqual([
      { month: '2026-02', won: 100_01, wonCount: 1, lost: 50_00, lostCount: 1, open: 0, openCount: 0 },
      { month: '2026-04', won: 9_00, wonCount: 1, lost: 0, lostCount: 0, open: 0, openCount: 0 },
      { month: '2026-05', won: 0, wonCount: 0, lost: 0, lostCount: 0, open: 10_01, openCount: 1 },
    ])
    expect(quarters).toEqual([
      { quarter: '2025-Q4', won: 100_01, wonCount: 1, lostCount: 1 },
      { quarter: '2026-Q1', won: 9_00, wonCount: 1, lostCount: 0 },
    ])
    expect(cohorts).toEqual([
      { month: '2026-01', opened: 2, won: 2, lost: 0, open: 0 },
      { month: '2026-02', opened: 2, won: 0, lost: 1, open: 1 },
      { month: '2026-03', opened: 1, won: 0, lost: 0, open: 1 },
    ])
  })

  test('expects of the coming months what is open, when the period reaches today', async () => {
    const openMonths = async (query: string) =>
      (await report(query)).months.filter(({ openCount }) => openCount > 0).map(({ month }) => month)
    expect(await openMonths('?from=2026-01-01&to=2026-03-10')).toEqual(['2026-05'])
    expect(await openMonths('?from=2026-01-01&to=2026-03-09')).toEqual([])
    expect((await report('?to=2026-03-10')).expectedUntil).toBe('2027-03-31')
  })

  test('shows everybody what they may see, and no more', async () => {
    expect((await report('', bo)).owners).toEqual([
      { id: world.ids.bo, title: 'Bo', openCount: 0, open: 0, wonCount: 1, won: 1_00, lostCount: 0 },
    ])
    expect((await report('', ines)).teams.map((one) => [one.title, one.won])).toEqual([
      ['North East', 109_01],
      ['North West', 1_00],
    ])
    const role = await world.roleId('Representative')
    const { rights } = await ines.json<{ rights: Record<string, unknown> }>('GET', `/roles/${role}`)
    const fields = { opportunity: { amount: 'hidden', lossReason: 'hidden' } }
    await ines.json('PATCH', `/roles/${role}`, { rights: { ...rights, fields } })
    const hidden = await report()
    expect(hidden.funnel.map((one) => [one.count, one.value])).toEqual([1, 0, 0, 1, 2, 1].map((count) => [count, null]))
    expect(hidden.months.map(({ won, lost, open }) => [won, lost, open])).toEqual(Array(3).fill([null, null, null]))
    expect(hidden.quarters.map(({ won, wonCount }) => [won, wonCount])).toEqual([
      [null, 1],
      [null, 1],
    ])
    expect(hidden.owners).toMatchObject([{ title: 'Ana', won: null, open: null, wonCount: 2 }])
    expect(hidden.reasons).toEqual([])
    await ines.json('PATCH', `/roles/${role}`, { rights })
  })

  test('is narrowed by pipeline, team with those below, owner', async () => {
    const won = ({ owners }: PipelineReport) => total(owners.map((one) => one.wonCount))
    expect(won(await report(`?team=${world.ids.north}`, ines))).toBe(3)
    expect(won(await report(`?team=${world.ids.northWest}`, ines))).toBe(1)
    expect(won(await report(`?owner=${world.ids.ana}`, ines))).toBe(2)
    expect(won(await report('?owner=me', ines))).toBe(0)
    expect((await report(`?pipeline=${world.stranger.workspaceId}`, ines)).funnel).toEqual([])
    expect(won(await report('?from=2026-02-02&to=2026-03-31'))).toBe(0)
    const wrong = await ana.request('GET', '/reports/pipeline?from=yesterday')
    expect([wrong.status, await wrong.json()]).toMatchObject([
      422,
      { code: 'invalid_query', details: { parameter: 'from' } },
    ])
  })

  test('is empty in another workspace', async () => {
    const stranger = await world.as('stranger')
    const seen = await world.kernel.database.read(stranger.actor.workspaceId, (tx) =>
      pipelineReport(readingFor(world.kernel, stranger, tx), {}),
    )
    expect(total(seen.funnel.map((one) => one.count))).toBe(0)
    expect([seen.months, seen.teams, seen.owners, seen.reasons, seen.cohorts]).toEqual([[], [], [], [], []])
  })

  test('is one statement', async () => {
    const { kernel, counts } = countingKernel(world.kernel)
    await report('', await browserOf({ ...world, kernel }, 'ana'))
    expect(counts()).toEqual([1])
  })
})
