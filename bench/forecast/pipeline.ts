import { type Forecast, type ForecastAccuracy, type ForecastWay, fiscalPeriod } from '@tendero/model'
import type pg from 'pg'
import { loadPipelineDemo } from '../../server/src/demo/index.ts'
import { forecastFor } from '../../server/src/forecast/index.ts'
import { keepBeliefsOf } from '../../server/src/forecast/keep-beliefs.job.ts'
import { changesSince } from '../../server/src/forecast/quotas/changes-since.sql.ts'
import { readRollUp } from '../../server/src/forecast/quotas/read-roll-up.sql.ts'
import { callerAs } from '../../server/src/kernel/caller.ts'
import { readingFor } from '../../server/src/kernel/read-records.ts'
import { foundBench, onDatabase } from '../on-database.ts'
import { residentMb } from '../resident-memory.ts'

/** How well the forecast of deals did on a pipeline, and what it costs. Amounts in major units. */
export interface MeasuredPipeline {
  readonly deals: number
  /** What the quarter after the last day is expected to bring. */
  readonly expected: { readonly asOf: string; readonly mean: number; readonly p10: number; readonly p90: number }
  /** Trials at the ends of past months, by way of telling. */
  readonly accuracy: Readonly<Record<ForecastWay, ForecastAccuracy | null>>
  readonly coverage: number | null
  /** The night's trials, and a forecast after it, the first time. */
  readonly nightSeconds: number
  readonly seconds: number
}

export interface MeasuredLarge {
  readonly deals: number
  readonly open: number
  readonly nightSeconds: number
  readonly seconds: number
  /** What people commit to in a quarter, and what became of its deals in a week, in milliseconds. */
  readonly rollUpMs: number
  readonly changesMs: number
  readonly aboveIdleMb: number
}

/** The last day of the set. */
const lastDay = '2017-09-30'

export async function measurePipeline(folder: string): Promise<MeasuredPipeline> {
  return onDatabase('forecast', async (kernel, client) => {
    const { slug } = await loadPipelineDemo(kernel, folder, { progress() {}, note() {} })
    const { rows } = await client.query<{ id: string; administrator: string }>(
      `select w.id, (select u.id from tendero."user" u where u.workspace_id = w.id order by u.created_at limit 1) as administrator
       from tendero.workspace w where w.slug = $1`,
      [slug],
    )
    const { id = '', administrator = '' } = rows[0] ?? {}
    const nightSeconds = await secondsOf(() => keepBeliefsOf(kernel, id, lastDay))
    const caller = await callerAs(kernel, id, administrator, 'screen')
    let told: Forecast | undefined
    const seconds = await secondsOf(async () => {
      told = await forecastFor(kernel, caller, { asOf: lastDay, months: 3 })
    })
    if (!told) throw new Error('nothing was told')
    const { mean, p10, p90 } = told.total.whole
    const { rows: counts } = await client.query<{ deals: number }>(
      'select count(*)::int as deals from tendero.opportunity where workspace_id = $1',
      [id],
    )
    const major = (minor: number) => Math.round(minor / 100)
    return {
      deals: counts[0]?.deals ?? 0,
      expected: { asOf: lastDay, mean: major(mean), p10: major(p10), p90: major(p90) },
      accuracy: told.accuracy,
      coverage: told.coverage,
      nightSeconds,
      seconds,
    }
  })
}

/** Deals made up over three years, of forty people, the last of them open. */
export async function measureLarge(deals: number, open: number): Promise<MeasuredLarge> {
  return onDatabase('forecast', async (kernel, client) => {
    const { workspaceId, userId } = await foundBench(kernel)
    await makeDeals(client, { workspaceId, userId, deals, open })
    const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
    const idle = residentMb(process.pid)
    const nightSeconds = await secondsOf(() => keepBeliefsOf(kernel, workspaceId, day))
    const caller = await callerAs(kernel, workspaceId, userId, 'screen')
    const seconds = await secondsOf(() => forecastFor(kernel, caller, { asOf: day, months: 3 }))
    const aboveIdleMb = Math.round(residentMb(process.pid) - idle)
    const period = fiscalPeriod('quarter', day, 1)
    const rollUp = () => kernel.database.read(workspaceId, (tx) => readRollUp(readingFor(kernel, caller, tx), period))
    const rollUpMs = await msOf(rollUp)
    const changesMs = await msOf(() => changesSince(kernel, caller, { period: 'quarter', startsOn: period.startsOn }))
    return { deals, open, nightSeconds, seconds, rollUpMs, changesMs, aboveIdleMb }
  })
}

interface Wanted {
  readonly workspaceId: string
  readonly userId: string
  readonly deals: number
  readonly open: number
}

async function makeDeals(client: pg.Client, { workspaceId, userId, deals, open }: Wanted): Promise<void> {
  await client.query(
    `insert into tendero."user" (workspace_id, id, name, email, role_id, active, version, created_at, updated_at)
     select u.workspace_id, gen_random_uuid(), 'Person ' || n, 'person' || n || '@example.com', u.role_id, true, 1, now(), now()
     from tendero."user" u, generate_series(1, 40) n where u.workspace_id = $1 and u.id = $2`,
    [workspaceId, userId],
  )
  await client.query(
    `with people as (select array_agg(id order by email) as ids from tendero."user" where workspace_id = $1),
      stage as (select (array_agg(id order by position) filter (where category = 'open')) as open,
        (array_agg(id) filter (where category = 'won'))[1] as won, (array_agg(id) filter (where category = 'lost'))[1] as lost,
        (array_agg(pipeline_id))[1] as pipeline from tendero.stage where workspace_id = $1),
      deal as (select n, n > $2::int - $3::int as open, n % 5 < 3 as won,
        current_date - (1100 - (1000 * n / $2::int) + n % 60) as opened from generate_series(1, $2::int) n)
    insert into tendero.opportunity (workspace_id, id, name, pipeline_id, stage_id, status, amount, amount_currency, amount_base, opened_on,
      close_on, closed_on, forecast_category, owner_id, version, created_at, created_by_id, updated_at, updated_by_id, operation_id)
    select $1, gen_random_uuid(), 'Deal ' || n, stage.pipeline,
      case when deal.open then stage.open[1 + n % 4] when deal.won then stage.won else stage.lost end,
      case when deal.open then 'open' when deal.won then 'won' else 'lost' end,
      v.amount, 'EUR', v.amount, opened, case when deal.open then current_date + n % 120 else v.closed end, case when deal.open then null else v.closed end,
      case when deal.open then (array['commit', 'most_likely', 'best_case', 'pipeline'])[1 + n % 4] when deal.won then 'closed' else 'omitted' end,
      people.ids[1 + n % 40], 1, now(), $4, now(), $4, gen_random_uuid()
    from deal cross join stage cross join people cross join lateral (select 10000 + (n * 7919) % 900000 as amount, least(opened + 10 + (n * 31) % 90, current_date - 1) as closed) v`,
    [workspaceId, deals, open, userId],
  )
  await client.query('analyze tendero.opportunity')
}

/** The second time: what a process needs once is not counted. */
async function msOf(work: () => Promise<unknown>): Promise<number> {
  await work()
  const begun = performance.now()
  await work()
  return Math.round(performance.now() - begun)
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return Math.round((performance.now() - begun) / 100) / 10
}
