import type { Forecast, ForecastBeliefs, ForecastCalibrations, ForecastDeals, Rights } from '@tendero/model'
import { expect, test } from 'vitest'
import { type Browser, browserOf } from '../../test/http.ts'
import { openWorld } from '../../test/world.ts'
import { write } from '../kernel/action.ts'
import { keepBeliefs } from './keep-beliefs.job.ts'

let now = '2026-03-10T09:30:00.000Z'
const world = await openWorld({ now: () => new Date(now) })
const [ana, bo, marta, ines, stranger] = await Promise.all(
  (['ana', 'bo', 'marta', 'ines', 'stranger'] as const).map((who) => browserOf(world, who)),
)
const eur = (minor: number) => ({ minor, currency: 'EUR' })
const [won, lost, talks] = await Promise.all(['Won', 'Lost', 'Negotiation'].map((stage) => world.stageId(stage)))
for (const who of ['ana', 'bo'] as const) {
  const day = (month: number, place: number) => `2026-0${month}-${String(place + 10).padStart(2, '0')}`
  await world.addDeals(who, [
    ...[1, 2].flatMap((month) =>
      [0, 1, 2].map((place) => ({
        stage: place === 2 ? lost : won,
        openedOn: `2025-12-0${place + 1}`,
        closedOn: day(month, place),
        amount: eur(who === 'ana' ? 100_00 : 300_00),
      })),
    ),
    { stage: talks, openedOn: '2026-03-01', closeOn: '2026-04-10', amount: eur(who === 'ana' ? 111_00 : 333_00) },
  ])
}
const forecast = (who: Browser | undefined, query = '') =>
  (who ?? expect.fail('nobody')).json<Forecast>('GET', `/forecast${query}`)
/** An import of deals that has ended, as far as it shows. */
async function ended(name: string, deals: readonly Readonly<Record<string, unknown>>[]): Promise<void> {
  await world.addDeals('ana', deals)
  await world.kernel.database.direct.query(
    `insert into tendero.import (workspace_id, id, name, object, state, setup, columns, header_key, created_at, created_by_id, updated_at)
     values ($1, gen_random_uuid(), $2, 'opportunity', 'done', '{}', '[]', '', now(), $3, now())`,
    [world.workspaceId, name, world.ids.ana],
  )
}
const titles = ({ people }: Forecast) => people.map(({ title }) => title).sort()

test('who reads their own deals is told of these, learned from all', async () => {
  const mine = await forecast(ana)
  expect(titles(mine)).toEqual(['Ana'])
  expect(mine.total.deals).toBe(1)
  expect(mine.total.whole.mean).toBeGreaterThan(0)
  expect(mine.trials).toEqual([])
  const all = await forecast(ines)
  expect(titles(all)).toEqual(['Ana', 'Bo'])
  expect(titles(await forecast(marta))).toEqual(['Ana', 'Bo'])
  expect(mine.total.whole.mean).toBeCloseTo(all.people.find(({ title }) => title === 'Ana')?.whole.mean ?? 0, 4)
  expect(mine.learning.months).toBe(all.learning.months)
  const deals = await ana?.json<ForecastDeals>('GET', `/forecast/deals?person=${world.ids.bo}`)
  expect(deals?.total).toBe(0)
  const how = await ana?.json<ForecastCalibrations>('GET', '/forecast/calibrations')
  expect(how?.people.map(({ title }) => title)).toEqual(['Ana'])
  expect(how?.all.wins.closed).toBe(12)
})

test('it says how much it knows', async () => {
  expect((await forecast(ines)).learning).toMatchObject({ months: 2, needed: 6 })
})

test('what was believed of others is for who sees all their deals', async () => {
  await keepBeliefs.run(world.kernel)
  const beliefs = async (who: Browser | undefined, query: string) => {
    const answer = await (who ?? expect.fail('nobody')).request('GET', `/forecast/beliefs${query}`)
    return [answer.status, ((await answer.json()) as ForecastBeliefs).months?.flatMap((month) => month.beliefs).length]
  }
  const [status, many] = await beliefs(ana, `?person=${world.ids.ana}`)
  expect([status, Number(many) > 0]).toEqual([200, true])
  expect((await beliefs(ana, `?person=${world.ids.bo}`))[0]).toBe(403)
  expect((await beliefs(ana, ''))[0]).toBe(403)
  expect((await beliefs(marta, `?person=${world.ids.bo}`))[0]).toBe(200)
  expect(await beliefs(stranger, '')).toEqual([200, 0])
  expect((await forecast(stranger)).people).toEqual([])
})

test('what was said on a day stays, and is not said twice', async () => {
  const said = async () => {
    const { months } = await (ines ?? expect.fail('nobody')).json<ForecastBeliefs>('GET', '/forecast/beliefs')
    return months.flatMap(({ month, beliefs }) =>
      beliefs.filter((one) => !one.replayed).map((one) => ({ month, ...one })),
    )
  }
  const first = await said()
  expect(new Set(first.map(({ asOf }) => asOf))).toEqual(new Set(['2026-03-09']))
  await world.addDeals('ana', [{ stage: talks, openedOn: '2026-03-02', closeOn: '2026-04-20', amount: eur(9_000_00) }])
  await keepBeliefs.run(world.kernel)
  expect(await said()).toEqual(first)
  const replayed = async () => {
    const { rows } = await world.kernel.database.direct.query<{ sum: string }>(
      'select sum(mean) from tendero.forecast_figure where workspace_id = $1 and replayed',
      [world.workspaceId],
    )
    return rows[0]?.sum
  }
  const before = await replayed()
  await ended('Past deals.csv', [{ stage: won, openedOn: '2025-11-20', closedOn: '2026-01-20', amount: eur(5_000_00) }])
  await keepBeliefs.run(world.kernel)
  expect(await said()).toEqual(first)
  expect(await replayed()).not.toBe(before)
  now = '2026-03-11T09:30:00.000Z'
  await keepBeliefs.run(world.kernel)
  const second = await said()
  expect(second.filter(({ asOf }) => asOf === '2026-03-09')).toEqual(first)
  const april = (asOf: string) => second.find((one) => one.asOf === asOf && one.month === '2026-04')?.mean ?? 0
  expect(april('2026-03-10')).toBeGreaterThan(april('2026-03-09') * 1.2)
})

test('what a deal was thought to bring is known of each day since it was written', async () => {
  const { id } = await (ana ?? expect.fail('nobody')).json<{ id: string }>('POST', '/opportunities', {
    name: 'Grows',
    stage: talks,
    amount: eur(1_000_00),
    closeOn: '2026-04-30',
  })
  now = '2026-03-20T09:30:00.000Z'
  await write(world.kernel, await world.as('ana'), (ctx) =>
    ctx.update('opportunity', id, { amount: eur(7_000_00), closeOn: '2026-05-31' }),
  )
  const of = async (asOf: string) => {
    const { deals } = await (ana ?? expect.fail('nobody')).json<ForecastDeals>('GET', `/forecast/deals?asOf=${asOf}`)
    const found = deals.find((deal) => deal.id === id)
    return [found?.stated, found?.closeOn]
  }
  expect(await of('2026-03-20')).toEqual([7_000_00, '2026-05-31'])
  expect(await of('2026-03-19')).toEqual([1_000_00, '2026-04-30'])
})

test.each([
  ['/forecast?asOf=2026-03-32', 'asOf'],
  ['/forecast?asOf=2026-12-01', 'asOf'],
  ['/forecast?months=13', 'months'],
  ['/forecast?months=1e1', 'months'],
  ['/forecast/deals?person=nobody', 'person'],
  ['/forecast/deals?person=none&team=none', 'team'],
  ['/forecast/deals?month=2026-12', 'month'],
  ['/forecast/deals?from=-1', 'from'],
  ['/forecast/beliefs?from=2026-13', 'from'],
  ['/forecast/beliefs?from=2020-01&to=2026-01', 'to'],
])('%s is refused', async (path, parameter) => {
  const answer = await (ines ?? expect.fail('nobody')).request('GET', path)
  expect([answer.status, await answer.json()]).toMatchObject([422, { code: 'invalid_query', details: { parameter } }])
})

test('who may not see amounts is told nothing', async () => {
  const role = await world.roleId('Representative')
  const admin = ines ?? expect.fail('nobody')
  const { rights } = await admin.json<{ rights: Rights }>('GET', `/roles/${role}`)
  await admin.json('PATCH', `/roles/${role}`, { rights: { ...rights, fields: { opportunity: { amount: 'hidden' } } } })
  for (const path of [
    '/forecast',
    '/forecast/deals',
    '/forecast/calibrations',
    `/forecast/beliefs?person=${world.ids.bo}`,
  ])
    expect((await (bo ?? expect.fail('nobody')).request('GET', path)).status).toBe(403)
})
