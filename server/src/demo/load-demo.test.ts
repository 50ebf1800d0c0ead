import { join } from 'node:path'
import { sql } from '@tendero/model'
import { pino } from 'pino'
import { beforeAll, describe, expect, test } from 'vitest'
import { afterSuite } from '../../test/after-suite.ts'
import { testDatabase } from '../../test/database.ts'
import { suiteFolder } from '../../test/suite-folder.ts'
import { routes } from '../http/app.ts'
import { openDatabase } from '../kernel/database.ts'
import { type Kernel, makeKernel } from '../kernel/kernel.ts'
import { projectFolder } from '../platform/server-folder.ts'
import { slices } from '../slices.ts'
import { type DemoAccount, demoState } from '../workspace/index.ts'
import { loadDemo, shiftTo } from './load-demo.action.ts'

const folder = join(projectFolder, 'demo')
const dataDir = suiteFolder()
const now = new Date('2026-03-11T15:00:00Z')
let kernel: Kernel
let told: readonly DemoAccount[] = []

/** Loads until it is interrupted after a while, as by a restart; then to the end. */
beforeAll(async () => {
  const { ownerUrl } = await testDatabase()
  const database = openDatabase({ url: ownerUrl })
  afterSuite(() => database.close())
  const parts = { database, log: pino({ level: 'silent' }), dataDir, listensLocally: true, now: () => now }
  const stopping = new AbortController()
  kernel = makeKernel(parts, slices)
  const onAccounts = (accounts: readonly DemoAccount[]) => {
    told = accounts
    setTimeout(() => stopping.abort(), 1_500)
  }
  await loadDemo(makeKernel({ ...parts, stopping: stopping.signal }, slices), { folder, onAccounts })
  expect((await demoState(kernel))?.state).toBe('loading')
  await loadDemo(kernel, { folder, onAccounts: () => undefined })
}, 180_000)

async function rows<T>(of: string): Promise<T[]> {
  const { workspaceId = null } = (await demoState(kernel)) ?? {}
  return (await kernel.database.direct.query(of, [workspaceId])).rows
}

describe('the demo company of the first start', () => {
  test('is complete, whatever interrupted it, and counts nothing twice', async () => {
    expect(await demoState(kernel)).toMatchObject({ state: 'ready', progress: 1 })
    expect(
      await rows(`select status, count(*) as n from tendero.opportunity where workspace_id = $1 group by 1 order by 1`),
    ).toEqual([
      { status: 'lost', n: 1684 },
      { status: 'open', n: 2409 },
      { status: 'won', n: 3042 },
    ])
    expect(await rows(`select count(*) as n from tendero.opportunity_line where workspace_id = $1`)).toEqual([
      { n: 7135 },
    ])
  })

  test('has its last deals closed in the week before today, on the weekdays they had', async () => {
    const [{ last } = { last: '' }] = await rows<{ last: string }>(
      `select max(closed_on) as last from tendero.opportunity where workspace_id = $1`,
    )
    expect(last).toBe('2026-03-07')
    expect(new Date(`${last}T00:00:00Z`).getUTCDay()).toBe(new Date('2017-09-30T00:00:00Z').getUTCDay())
  })

  test('gives about two in three open deals a next step, some overdue and some due today', async () => {
    const [found] = await rows<Record<string, number>>(`
      select count(*) filter (where next_step_at is not null) as stepped,
        count(*) filter (where next_step_at < '2026-03-11T04:00:00Z') as overdue,
        count(*) filter (where next_step_at >= '2026-03-11T04:00:00Z' and next_step_at < '2026-03-12T04:00:00Z') as today
      from tendero.opportunity where workspace_id = $1 and status = 'open'`)
    expect(Number(found?.stepped) / 2409).toBeGreaterThan(0.62)
    expect(Number(found?.stepped) / 2409).toBeLessThan(0.71)
    expect(found?.overdue).toBeGreaterThan(50)
    expect(found?.today).toBeGreaterThan(20)
  })

  test('has people, leads, talks and moods', async () => {
    const [found] = await rows<Record<string, number>>(`
      select (select count(*) from tendero.contact where workspace_id = $1) as contacts,
        (select count(*) from tendero.lead where workspace_id = $1) as leads,
        (select count(*) from tendero.activity where workspace_id = $1 and kind = 'note') as notes,
        (select count(*) from tendero.activity where workspace_id = $1 and mood is not null) as moods`)
    expect(found?.contacts).toBeGreaterThan(100)
    expect(found).toMatchObject({ leads: 60 })
    expect(found?.notes).toBeGreaterThan(30)
    expect(found?.moods).toBeGreaterThan(100)
  })

  test('has a quota for each who sells, of this quarter and the one before', async () => {
    const [found] = await rows<Record<string, number>>(`
      select count(*) as quotas, count(distinct owner_id) as people, count(distinct starts_on) as quarters, min(amount) as least,
        count(*) filter (where team_id is null) as teamless from tendero.quota where workspace_id = $1 and territory_id is null`)
    expect(found).toMatchObject({ quotas: 60, people: 30, quarters: 2, teamless: 0, least: 20_000_00 })
  })

  test('has territories, each account in one, and a quota for each that has accounts', async () => {
    const [found] = await rows<Record<string, number>>(`
      select (select count(*) from tendero.territory where workspace_id = $1) as territories,
        (select count(*) from tendero.account where workspace_id = $1 and territory_id is null) as homeless,
        (select count(distinct territory_id) from tendero.account where workspace_id = $1) as homes,
        (select count(*) from tendero.quota where workspace_id = $1 and territory_id is not null) as quotas`)
    expect(found).toEqual({ territories: 6, homeless: 0, homes: 5, quotas: 5 })
  })

  test('has what people said of their deals before, made up, and the deals as they were', async () => {
    const found = await rows<Record<string, number>>(`
      select o.status, count(distinct h.record_id) as deals, count(*) - 2 * count(distinct h.record_id) as more,
        count(*) filter (where h.effective_at::date > coalesce(o.closed_on, '2026-03-11') or h.effective_at::date < o.opened_on - 1) as apart
      from tendero.history h join tendero.opportunity o on o.workspace_id = h.workspace_id and o.id = h.record_id
      where h.workspace_id = $1 and h.object = 'opportunity' and h.verb = 'update' and h.patch ? 'amount' group by 1 order by 1`)
    expect(found).toMatchObject([
      { status: 'lost', deals: 1684, more: 0, apart: 0 },
      { status: 'open', apart: 0 },
      { status: 'won', deals: 3042, apart: 0 },
    ])
    expect(Number(found[1]?.deals)).toBeGreaterThan(1_000)
    // Interrupted or not, it is one thing that was done, or two.
    const [done] = await rows<Record<string, number>>(
      `select count(distinct operation_id) as operations from tendero.history where workspace_id = $1 and object = 'opportunity' and verb = 'update' and patch ? 'closeOn'`,
    )
    expect(Number(done?.operations)).toBeLessThanOrEqual(2)
    const [sum] = await rows<Record<string, number>>(
      `select sum(amount) as won, count(*) filter (where close_on <> closed_on) as moved,
        (select count(*) from tendero.opportunity l where l.workspace_id = $1 and l.status = 'lost' and l.amount <> 0) as worth from tendero.opportunity where workspace_id = $1 and status = 'won'`,
    )
    expect([Number(sum?.won), sum?.moved, sum?.worth]).toEqual([7_203_038_00, 0, 0])
  })

  test('has what each team submitted of the months, and what managers say of this one', async () => {
    const [found] = await rows<Record<string, number>>(`
      select count(distinct subject_id) as teams, count(distinct starts_on) as months, count(*) as submissions,
        min((figures ->> 'commit')::bigint) as least,
        (select count(*) from tendero.forecast_adjustment where workspace_id = $1) as adjustments,
        (select count(*) from tendero.opportunity where workspace_id = $1 and status = 'open' and forecast_category = 'commit') as commits
      from tendero.forecast_submission where workspace_id = $1`)
    expect(found).toMatchObject({ teams: 6, months: 7, submissions: 42, adjustments: 3 })
    expect(Number(found?.least)).toBeGreaterThan(0)
    expect(Number(found?.commits)).toBeGreaterThan(150)
    const [apart] = await rows<Record<string, number>>(`
      select count(*) filter (where s.made_at::date <> s.starts_on - 1) as late,
        count(*) filter (where (s.figures ->> 'commit')::bigint <> (
          select sum((d ->> 'amount')::bigint) from jsonb_array_elements(s.deals -> 'listed') d where d ->> 'category' = 'commit')) as wrong
      from tendero.forecast_submission s where s.workspace_id = $1`)
    expect(apart).toEqual({ late: 0, wrong: 0 })
  })

  test('lets three people sign in, and shows how only to a browser on this machine', async () => {
    const app = routes(kernel, '/nowhere')
    const setup = async (url: string, headers = {}) => (await app.request(url, { headers })).json()
    expect(told.map((one) => one.role)).toEqual(['representative', 'manager', 'administrator'])
    expect(await setup('http://127.0.0.1:3000/api/v1/setup')).toMatchObject({
      signUpOpen: false,
      demo: { state: 'ready', progress: 1, accounts: told },
    })
    for (const elsewhere of [
      await setup('http://tendero.example.com/api/v1/setup'),
      await setup('http://127.0.0.1:3000/api/v1/setup', { 'x-forwarded-for': '192.0.2.1' }),
    ]) {
      expect(JSON.stringify(elsewhere)).toContain('darcel.schlecht@example.com')
      expect(JSON.stringify(elsewhere)).not.toContain('password')
    }
    for (const { email, password } of told) {
      const answer = await app.request('http://127.0.0.1:3000/api/v1/session', {
        method: 'POST',
        body: JSON.stringify({ email, password }),
        headers: { 'content-type': 'application/json' },
      })
      expect(answer.status).toBe(200)
    }
  })

  test('is not made where there is a company already', async () => {
    await kernel.database.control(sql`delete from control.demo`)
    await loadDemo(kernel, { folder, onAccounts: () => expect.unreachable() })
    expect(await demoState(kernel)).toBeUndefined()
  })
})

test.each([
  ['2026-03-11', '2026-03-07'],
  ['2026-03-07', '2026-02-28'],
  ['2026-03-08', '2026-03-07'],
  ['2017-10-01', '2017-09-30'],
])('dates told on %s end on %s', (today, last) => {
  const deals = [{ close_date: '2017-09-30', engage_date: '2017-01-01' }]
  const shift = shiftTo({ accounts: [], products: [], teams: [], deals }, today)
  expect(shift % 7).toBe(0)
  expect(new Date(Date.UTC(2017, 8, 30 + shift)).toISOString().slice(0, 10)).toBe(last)
})
