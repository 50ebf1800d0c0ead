import type { AnyRecord, Today } from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Browser, browserOf } from '../../test/http.ts'
import { countingKernel } from '../../test/statements.ts'
import { openWorld, type World } from '../../test/world.ts'
import { write } from '../kernel/action.ts'
import { readingFor } from '../kernel/read-records.ts'
import { today } from './today.sql.ts'

let world: World
let ana: Browser
let bo: Browser
let ines: Browser

// Half past midnight in Madrid: in UTC it is still the day before.
const now = new Date('2026-03-09T23:30:00.000Z')

beforeAll(async () => {
  world = await openWorld({ now: () => now })
  ana = await browserOf(world, 'ana')
  bo = await browserOf(world, 'bo')
  ines = await browserOf(world, 'ines')
})

const make = (collection: string, values: Record<string, unknown>, who = ana) =>
  who.json<AnyRecord>('POST', `/${collection}`, values)
const todayOf = (who = ana) => who.json<Today>('GET', '/today')

describe('Today', () => {
  test('is empty for who has nothing to do', async () => {
    expect(await todayOf(bo)).toEqual({
      items: [],
      counts: { overdue: 0, due: 0, close_date_past: 0, no_next_step: 0, missing_fields: 0, stale: 0 },
    })
  })

  test('has everything with its reason, the most urgent first, then the dearest', async () => {
    const account = await make('accounts', { name: 'Acme', phone: '612 34 56 78' })
    const contact = await make('contacts', { lastName: 'Eva', phone: '698765432', account: account.id })
    const step = { dueAt: '2030-01-01T10:00:00Z' }
    const small = await make('opportunities', { name: 'Small', account: account.id, amount: { minor: 1_00 } })
    const large = await make('opportunities', {
      name: 'Large',
      account: account.id,
      amount: { minor: 9_00 },
      closeOn: '2026-03-09',
    })
    const stale = await make('opportunities', { name: 'Stale', openedOn: '2026-01-01', amount: { minor: 5_00 } })
    await make('tasks', { subject: 'Step', opportunity: stale.id, ...step })
    const lead = await make('leads', { lastName: 'Lead', phone: '+372 5123 4567', estimatedValue: { minor: 3_00 } })
    const cheap = await make('calls', { subject: 'Cheap', dueAt: '2026-03-08T10:00:00Z', account: account.id })
    const dear = await make('visits', {
      subject: 'Dear',
      dueAt: '2026-03-09T22:59:59Z',
      contact: contact.id,
      opportunity: small.id,
    })
    const due = await make('tasks', { subject: 'Due', dueAt: '2026-03-10T22:59:59Z' })
    await make('tasks', { subject: 'Tomorrow', dueAt: '2026-03-10T23:00:00Z' })
    const { items, counts } = await todayOf()
    expect(items.map((one) => [one.reason, one.object, one.title])).toEqual([
      ['overdue', 'visit', 'Dear'],
      ['overdue', 'call', 'Cheap'],
      ['due', 'task', 'Due'],
      ['close_date_past', 'opportunity', 'Large'],
      ['no_next_step', 'opportunity', 'Large'],
      ['no_next_step', 'lead', 'Lead'],
      ['stale', 'opportunity', 'Stale'],
    ])
    expect(counts).toEqual({ overdue: 2, due: 1, close_date_past: 1, no_next_step: 2, missing_fields: 0, stale: 1 })
    expect(items[0]).toEqual({
      reason: 'overdue',
      object: 'visit',
      id: dear.id,
      title: 'Dear',
      about: { object: 'contact', id: contact.id, title: 'Eva' },
      at: expect.stringMatching(/^2026-03-09T22:59:59/),
      amount: { minor: 1_00, currency: 'EUR' },
      phone: '+34698765432',
      version: 1,
      missing: null,
      owner: { id: world.ids.ana, title: 'Ana' },
    })
    expect(items[1]).toMatchObject({
      id: cheap.id,
      about: { object: 'account', title: 'Acme' },
      amount: null,
      phone: '+34612345678',
    })
    expect(items[2]).toMatchObject({ id: due.id, about: null, phone: null })
    expect(items[3]).toMatchObject({ id: large.id, at: '2026-03-09', about: { object: 'account', title: 'Acme' } })
    expect(items[5]).toMatchObject({
      id: lead.id,
      at: null,
      about: null,
      phone: '+37251234567',
      amount: { minor: 3_00 },
    })
    expect(items[6]).toMatchObject({ at: expect.stringMatching(/^2025-12-31T23:00:00/) })
  })

  test('forgets what is done, closed, unqualified or deleted', async () => {
    const won = await world.stageId('Won')
    for (const { object, id, reason } of (await todayOf()).items)
      if (object === 'opportunity' && reason !== 'close_date_past')
        await ana.json('PATCH', `/opportunities/${id}`, {
          stage: won,
          account: (await make('accounts', { name: 'A' })).id,
        })
      else if (object === 'lead') await ana.json('PATCH', `/leads/${id}`, { status: 'unqualified' })
      else if (object === 'call') await ana.json('DELETE', `/calls/${id}`)
      else if (object !== 'opportunity') await ana.json('POST', `/activities/${id}/completion`, { outcome: 'done' })
    const { items, counts } = await todayOf()
    expect(items.map((one) => one.title)).toEqual(['Small'])
    expect(counts).toEqual({ overdue: 0, due: 0, close_date_past: 0, no_next_step: 1, missing_fields: 0, stale: 0 })
  })

  test("leaves out other people's, and what a role hides", async () => {
    await make('leads', { lastName: 'Mine' }, bo)
    expect((await todayOf(bo)).items).toMatchObject([{ title: 'Mine' }])
    const role = await world.roleId('Representative')
    const { rights } = await ines.json<{ rights: { objects: Record<string, unknown> } }>('GET', `/roles/${role}`)
    const fields = { opportunity: { closeOn: 'hidden', amount: 'hidden' }, lead: { phone: 'hidden' } }
    await make('opportunities', { name: 'Past', closeOn: '2026-01-01', amount: { minor: 7 } }, bo)
    const objects = { ...rights.objects, activity: { create: 'none', read: 'none', edit: 'none', delete: 'none' } }
    await ines.json('PATCH', `/roles/${role}`, { rights: { ...rights, objects, fields } })
    await world.add('bo', 'lead', {
      lastName: 'Second',
      phone: { raw: '1', e164: null, extension: null, valid: false },
    })
    const seen = await todayOf(bo)
    expect(seen.items.map((one) => [one.reason, one.title, one.amount, one.phone])).toEqual([
      ['no_next_step', 'Mine', null, null],
      ['no_next_step', 'Past', null, null],
      ['no_next_step', 'Second', null, null],
    ])
    await ines.json('PATCH', `/roles/${role}`, { rights })
  })

  test("shows a manager what the team's people have to do, and a representative only their own team's", async () => {
    const marta = await browserOf(world, 'marta')
    const teamOf = async (who: Browser) =>
      (await who.json<Today>('GET', '/today?of=team')).items.map(({ title, owner }) => [title, owner?.title ?? null])
    await make('leads', { lastName: 'Nobody’s', owner: null, team: world.ids.northWest }, ines)
    await make('leads', { lastName: 'Of Ines' }, ines)
    expect((await todayOf(marta)).items).toEqual([])
    const all = await teamOf(marta)
    expect(all).toEqual(
      expect.arrayContaining([
        ['Small', 'Ana'],
        ['Mine', 'Bo'],
        ['Nobody’s', null],
      ]),
    )
    expect(all.map(([title]) => title)).not.toContain('Of Ines')
    expect(await teamOf(ana)).toEqual([['Small', 'Ana']])
    expect((await ana.request('GET', '/today?of=all')).status).toBe(422)
  })

  test('asks for what a stage requires and an import left out, of whom may fill it in', async () => {
    const stage = await world.stageId('Proposal')
    await ines.json('POST', '/custom-fields', { object: 'opportunity', label: 'Budget holder', kind: 'text' })
    const requiredFields = ['amount', 'closeOn', 'tags', 'c_budgetHolder']
    expect((await ines.request('PATCH', `/stages/${stage}`, { requiredFields })).status).toBe(200)
    const caller = await world.as('bo')
    const deal = { stage }
    const whole = { ...deal, amount: { minor: 1_00, currency: 'EUR' }, tags: ['x'], c_budgetHolder: 'Eva' }
    // As an import writes, which is not bound by what a stage requires.
    await write(world.kernel, caller, (ctx) =>
      ctx.insertMany(
        'opportunity',
        [
          { ...deal, name: 'Bare' },
          { ...whole, name: 'Half' },
          { ...whole, name: 'Whole', closeOn: '2027-01-01' },
        ],
        { strict: false },
      ),
    )
    const asked = async () => {
      const { items, counts } = await todayOf(bo)
      const found = items.filter((one) => one.reason === 'missing_fields')
      expect(counts.missing_fields).toBe(found.length)
      return found.map((one) => [one.title, one.missing])
    }
    expect(await asked()).toEqual([
      ['Half', ['closeOn']],
      ['Bare', ['amount', 'closeOn', 'tags', 'c_budgetHolder']],
    ])
    const half = (await todayOf(bo)).items.find((one) => one.title === 'Half' && one.reason === 'missing_fields')
    await bo.json(
      'PATCH',
      `/opportunities/${half?.id}`,
      { closeOn: '2027-02-01' },
      { 'if-match': `"${half?.version}"` },
    )
    expect(await asked()).toEqual([['Bare', requiredFields]])

    // What a role may not fill in is not asked of it.
    const role = await world.roleId('Representative')
    const { rights } = await ines.json<{ rights: { objects: object } }>('GET', `/roles/${role}`)
    const fields = { opportunity: { amount: 'hidden', c_budgetHolder: 'read_only', tags: 'read_only' } }
    await ines.json('PATCH', `/roles/${role}`, { rights: { ...rights, fields } })
    expect(await asked()).toEqual([['Bare', ['closeOn']]])
    await ines.json('PATCH', `/roles/${role}`, { rights })
    await ines.json('PATCH', `/stages/${stage}`, { requiredFields: [] })
    expect(await asked()).toEqual([])
  })

  test('knows nothing of another workspace', async () => {
    const stranger = await world.as('stranger')
    const seen = await world.kernel.database.read(stranger.actor.workspaceId, (tx) =>
      today(readingFor(world.kernel, stranger, tx)),
    )
    expect(seen.items).toEqual([])
  })

  test('counts everything exactly and shows two hundred, in two statements', async () => {
    await write(world.kernel, await world.as('marta'), (ctx) =>
      ctx.insertMany(
        'opportunity',
        Array.from({ length: 450 }, (_, i) => ({ name: `D${i}`, amount: { minor: i, currency: 'EUR' } })),
      ),
    )
    const { kernel, counts } = countingKernel(world.kernel)
    const marta = await browserOf({ ...world, kernel }, 'marta')
    const seen = await todayOf(marta)
    expect(counts()).toEqual([2])
    expect(seen.items).toHaveLength(200)
    expect(seen.counts.no_next_step).toBe(450)
    expect(seen.items[0]?.title).toBe('D449')
  })
})
