import type { AnyRecord, HealthReport, HealthRuleSetting, Page, RecordHealth, ViewHealth } from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { afterSuite } from '../../test/after-suite.ts'
import { eventsSettled } from '../../test/events-settled.ts'
import { browserOf } from '../../test/http.ts'
import { openWorld, type World } from '../../test/world.ts'
import { openDatabase } from '../kernel/database.ts'
import { makeKernel } from '../kernel/kernel.ts'
import { startWorker } from '../kernel/worker.ts'
import { slices } from '../slices.ts'
import { searchAll, searchWorkspace } from './search-all.job.ts'

let world: World
let now = '2026-03-10T09:30:00.000Z'
let ana: Awaited<ReturnType<typeof browserOf>>
let bo: typeof ana
let ines: typeof ana

beforeAll(async () => {
  world = await openWorld({ now: () => new Date(now) })
  const worker = await startWorker(
    makeKernel({ ...world.kernel, database: openDatabase({ url: world.ownerUrl }) }, slices),
  )
  afterSuite(() => worker.stop())
  ana = await browserOf(world, 'ana')
  bo = await browserOf(world, 'bo')
  ines = await browserOf(world, 'ines')
})

const make = async (collection: string, values: Record<string, unknown>, who = ana) => {
  const answer = await who.request('POST', `/${collection}`, values)
  expect(answer.status, await answer.clone().text()).toBe(201)
  return (await answer.json()) as AnyRecord
}
const health = (collection: string, id: string, who = ana) =>
  who.json<RecordHealth>('GET', `/${collection}/${id}/health`)
const found = async (collection: string, id: string, who = ana) =>
  (await health(collection, id, who)).findings.map(({ rule }) => rule).sort()
const report = (collection: string, who = ines) => who.json<HealthReport>('GET', `/data-health/${collection}`)
const view = (collection: string, filter: object, who = ines) =>
  who.json<ViewHealth>('GET', `/data-health/${collection}/view?filter=${encodeURIComponent(JSON.stringify(filter))}`)
const search = () => searchWorkspace(world.kernel, world.workspaceId)
const kept = async (id: string) => {
  const { rows } = await world.kernel.database.direct.query<{ findings: string[] }>(
    'select findings from tendero.data_health where record_id = $1',
    [id],
  )
  return rows[0]?.findings.sort()
}

describe('a record', () => {
  test('says what is missing and who gains from mending it, the heaviest first', async () => {
    const { id } = await make('contacts', { lastName: 'Bare' })
    expect(await health('contacts', id)).toEqual({
      score: 50,
      findings: [
        { rule: 'no_phone', weight: 2, gains: 'representative', field: 'phone' },
        { rule: 'no_email', weight: 2, gains: 'marketing', field: 'email' },
        { rule: 'no_account', weight: 2, gains: 'manager', field: 'account' },
        { rule: 'no_job_title', weight: 1, gains: 'representative', field: 'jobTitle' },
      ],
    })
  })

  test('with nothing to mend is whole', async () => {
    const account = await make('accounts', { name: 'Acme', email: 'a@acme.com' })
    const { id } = await make('contacts', {
      lastName: 'Whole',
      account: account.id,
      phone: '612345678',
      email: 'w@acme.com',
      jobTitle: 'Buyer',
    })
    expect(await health('contacts', id)).toEqual({ score: 100, findings: [] })
    expect(await found('accounts', account.id)).toEqual(['incomplete_address'])
  })

  test('of an account misses a way to reach it, people, a tax number once it bought, a city', async () => {
    const { id } = await make('accounts', { name: 'Beta', address: { street: 'Mayor 1', city: 'Madrid' } })
    expect(await found('accounts', id)).toEqual(['incomplete_address', 'no_people', 'no_way_to_reach'])
    await ana.json('PATCH', `/accounts/${id}`, { address: { street: 'Mayor 1', city: 'Madrid', postcode: '28001' } })
    await make('opportunities', {
      name: 'Won',
      account: id,
      stage: await world.stageId('Won'),
      amount: { minor: 100 },
      closeOn: '2026-03-01',
    })
    expect(await found('accounts', id)).toEqual(['no_people', 'no_tax_id', 'no_way_to_reach'])
  })

  test('of an open deal misses a step, an amount, a date to come, a contact who is still there; a closed one nothing', async () => {
    const { id } = await make('opportunities', { name: 'Open', closeOn: '2026-03-01' })
    expect(await found('opportunities', id)).toEqual([
      'close_date_past',
      'no_account',
      'no_amount',
      'no_contact',
      'no_next_step',
    ])
    const gone = await make('contacts', { lastName: 'Gone' })
    await make('opportunity-contacts', { opportunity: id, contact: gone.id })
    expect(await found('opportunities', id)).toContain('contact_left')
    await ana.json('PATCH', `/opportunities/${id}`, {
      stage: await world.stageId('Lost'),
      lossReason: (await ana.json<Page>('GET', '/loss-reasons')).items[0]?.id,
    })
    expect(await health('opportunities', id)).toEqual({ score: null, findings: [] })
  })

  test('that stands still, or was not touched for half a year, is stale', async () => {
    const account = await make('accounts', { name: 'Old', email: 'old@old.com' })
    const deal = await make('opportunities', {
      name: 'Old',
      account: account.id,
      amount: { minor: 1 },
      closeOn: '2027-03-01',
    })
    const lead = await make('leads', { lastName: 'Old', phone: '612345678' })
    expect(await found('opportunities', deal.id)).not.toContain('stale')
    now = '2026-10-10T09:30:00.000Z'
    expect(await found('opportunities', deal.id)).toContain('stale')
    expect(await found('leads', lead.id)).toEqual(['no_next_step', 'no_source', 'not_contacted'])
    expect(await found('accounts', account.id)).toContain('not_touched')
    await make('calls', { subject: 'Rang', account: account.id, doneAt: '2026-10-01T10:00:00Z' })
    expect(await found('accounts', account.id)).not.toContain('not_touched')
    now = '2026-03-10T09:30:00.000Z'
  })

  test('is mended, or left to somebody who is gone, and says so at once', async () => {
    const { id } = await make('contacts', { lastName: 'Mended', owner: world.ids.marta }, ines)
    await ines.json('PATCH', `/users/${world.ids.marta}`, { active: false })
    expect(await found('contacts', id, ines)).toContain('no_owner')
    await ines.json('PATCH', `/users/${world.ids.marta}`, { active: true })
    await ines.json('PATCH', `/contacts/${id}`, { phone: '612345678' })
    expect(await found('contacts', id, ines)).toEqual(['no_account', 'no_email', 'no_job_title'])
  })
})

describe('the nightly search', () => {
  test('keeps what it finds, and follows what is written', async () => {
    const { id } = await make('contacts', { lastName: 'Kept' })
    await search()
    expect(await kept(id)).toEqual(['no_account', 'no_email', 'no_job_title', 'no_phone'])
    await ana.json('PATCH', `/contacts/${id}`, { phone: '612345678' })
    await eventsSettled(world, 'data_health.written')
    expect(await kept(id)).toEqual(['no_account', 'no_email', 'no_job_title'])
    await make('contact-points', { contact: id, kind: 'phone', value: '123' })
    await eventsSettled(world, 'data_health.written')
    expect(await kept(id)).toContain('bad_contact_point')
    await ana.json('DELETE', `/contacts/${id}`)
    await eventsSettled(world, 'data_health.written')
    expect(await kept(id)).toBeUndefined()
  })

  test('forgets what is over', async () => {
    const lead = await make('leads', { lastName: 'Over' })
    await search()
    expect(await kept(lead.id)).toContain('no_way_to_reach')
    await ana.json('PATCH', `/leads/${lead.id}`, { status: 'unqualified', unqualifiedReason: 'x' })
    await search()
    expect(await kept(lead.id)).toBeUndefined()
  })

  test('that was broken off goes on where it was', async () => {
    await make('contacts', { lastName: 'After' })
    await search()
    const { direct } = world.kernel.database
    const ids = (
      await direct.query<{ id: string }>(
        'select id from tendero.contact where workspace_id = $1 and deleted_at is null order by id',
        [world.workspaceId],
      )
    ).rows.map((row) => row.id)
    await direct.query('delete from tendero.data_health where workspace_id = $1 and object = $2', [
      world.workspaceId,
      'contact',
    ])
    await direct.query(
      'update tendero.data_health_run set finished_at = null, after_id = $3 where workspace_id = $1 and object = $2',
      [world.workspaceId, 'contact', ids.at(-2)],
    )
    expect((await report('contacts')).running).not.toBeNull()
    await search()
    expect(await kept(ids.at(-1) ?? '')).toBeDefined()
    expect(await kept(ids.at(-2) ?? '')).toBeUndefined()
    await search()
    expect(await kept(ids.at(-2) ?? '')).toBeDefined()
  })
})

describe('the hour', () => {
  const startedAt = async () =>
    (
      await world.kernel.database.direct.query<{ at: Date }>(
        'select max(started_at) as at from tendero.data_health_run where workspace_id = $1',
        [world.workspaceId],
      )
    ).rows[0]?.at.toISOString()

  test('of the search is two at night where the company is, once, and made up for later', async () => {
    now = '2026-04-01T10:00:00.000Z'
    await searchAll.run(world.kernel)
    expect(await startedAt()).toBe('2026-04-01T10:00:00.000Z')
    for (now of ['2026-04-01T20:00:00.000Z', '2026-04-01T23:30:00.000Z']) await searchAll.run(world.kernel)
    expect(await startedAt()).toBe('2026-04-01T10:00:00.000Z')
    // Two o'clock in Madrid's summer.
    now = '2026-04-02T00:00:00.000Z'
    await searchAll.run(world.kernel)
    expect(await startedAt()).toBe('2026-04-02T00:00:00.000Z')
    now = '2026-03-10T09:30:00.000Z'
    const { direct } = world.kernel.database
    for (const table of ['data_health_run', 'data_health_week'])
      await direct.query(`delete from tendero.${table} where workspace_id = $1`, [world.workspaceId])
  })
})

describe('the report', () => {
  test('counts by rule, owner, team and week, and names the worst', async () => {
    const worst = await make('leads', { lastName: 'Worst' }, bo)
    await search()
    const told = await report('leads')
    expect(told).toMatchObject({ object: 'lead', running: null, checkedAt: expect.any(String) })
    const total = told.owners.reduce((sum, { records }) => sum + records, 0)
    expect(total).toBe(told.records)
    expect(told.teams.reduce((sum, { records }) => sum + records, 0)).toBe(told.records)
    expect(told.owners.find(({ of }) => of?.id === world.ids.bo)).toMatchObject({ of: { title: 'Bo' }, records: 1 })
    expect(told.weeks).toEqual([{ week: '2026-03-09', records: told.records, score: told.score }])
    const step = told.rules.find(({ rule }) => rule === 'no_next_step')
    const { items } = await ines.json<Page>('GET', `/leads?filter=${encodeURIComponent(JSON.stringify(step?.filter))}`)
    expect(items).toHaveLength(step?.count ?? -1)
    expect(told.worst[0]).toMatchObject({ id: worst.id, rules: ['no_way_to_reach', 'no_next_step', 'no_source'] })
    now = '2026-03-17T09:30:00.000Z'
    await search()
    expect((await report('leads')).weeks.map(({ week }) => week)).toEqual(['2026-03-09', '2026-03-16'])
    now = '2026-03-10T09:30:00.000Z'
  })

  test('counts for a list what it shows, and one’s own of it', async () => {
    await make('contacts', { lastName: 'Listed', jobTitle: 'Tester' })
    await make('contacts', { lastName: 'Listed', jobTitle: 'Tester', phone: '612345678' }, bo)
    await search()
    const told = await view('contacts', { field: 'jobTitle', op: 'is', value: 'Tester' }, ana)
    expect(told).toMatchObject({ records: 2, more: false })
    expect(told.rules.find(({ rule }) => rule === 'no_phone')).toMatchObject({ count: 1, mine: 1 })
    expect(told.rules.find(({ rule }) => rule === 'no_email')).toMatchObject({ count: 2, mine: 1 })
  })

  test('tells of nothing that somebody may not see', async () => {
    await make('opportunities', { name: 'Of Ana' })
    await make('opportunities', { name: 'Of Bo' }, bo)
    await search()
    const told = await report('opportunities', bo)
    expect(told.owners.map(({ of }) => of?.id)).toEqual([world.ids.bo])
    expect(told.worst.map(({ title }) => title)).toEqual(['Of Bo'])
    expect(told.weeks[0]?.records).toBe(1)
    // Of accounts they see all, and not all deals: whether one bought is not told by what the program saw.
    expect((await report('accounts', bo)).rules.map(({ rule }) => rule)).not.toContain('no_tax_id')
  })

  test('has no rule over a field that is hidden', async () => {
    const { id } = await make('contacts', { lastName: 'Hidden' })
    const role = await world.roleId('Representative')
    const { rights, version } = await ines.json<AnyRecord & { rights: object }>('GET', `/roles/${role}`)
    const hidden = { ...rights, fields: { contact: { phone: 'hidden' } } }
    expect(
      (await ines.request('PATCH', `/roles/${role}`, { rights: hidden }, { 'if-match': `"${version}"` })).status,
    ).toBe(200)
    await search()
    expect(await found('contacts', id)).toEqual(['no_account', 'no_email', 'no_job_title'])
    for (const told of [
      await report('contacts', ana),
      await view('contacts', { field: 'lastName', op: 'is', value: 'Hidden' }, ana),
    ])
      expect(JSON.stringify(told)).not.toMatch(/no_phone|bad_contact_point/)
    await ines.json('PATCH', `/roles/${role}`, { rights })
  })
})

describe('the rules', () => {
  test('are weighed and switched by administrators alone', async () => {
    const { id } = await make('contacts', { lastName: 'Ruled' })
    const rule = { object: 'contact', rule: 'no_job_title', weight: 9, active: true }
    expect((await ana.request('POST', '/health-rules', rule)).status).toBe(403)
    const made = await make('health-rules', rule, ines)
    expect((await health('contacts', id)).findings[0]).toMatchObject({ rule: 'no_job_title', weight: 9 })
    const { items } = await ana.json<{ items: HealthRuleSetting[] }>('GET', '/data-health/rules')
    expect(items.find(({ object, rule: name }) => object === 'contact' && name === 'no_job_title')).toMatchObject({
      id: made.id,
      weight: 9,
      active: true,
    })
    await ines.json('PATCH', `/health-rules/${made.id}`, { active: false })
    expect(await found('contacts', id)).not.toContain('no_job_title')
    await search()
    await ines.json('PATCH', `/health-rules/${made.id}`, { active: true })
    expect((await report('contacts')).rules.find(({ rule: name }) => name === 'no_job_title')?.count).toBeGreaterThan(0)
  })

  test('that are none are not made', async () => {
    expect(
      await ines.json('POST', '/health-rules', { object: 'contact', rule: 'no_such', weight: 1, active: true }),
    ).toMatchObject({ fields: { rule: { code: 'not_found' } } })
    expect((await ana.request('GET', '/data-health/products')).status).toBe(404)
  })
})
