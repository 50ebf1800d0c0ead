import type { AnyRecord, Page } from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Browser, browserOf } from '../../test/http.ts'
import { countingKernel } from '../../test/statements.ts'
import { openWorld, type World } from '../../test/world.ts'
import { write } from '../kernel/action.ts'

let world: World
let ana: Browser
let stage: Readonly<Record<string, string>>
let reasons: Readonly<Record<string, string>>
let acme: string

const now = new Date('2026-03-10T09:30:00.000Z')

beforeAll(async () => {
  world = await openWorld({ now: () => now })
  ana = await browserOf(world, 'ana')
  const { model } = await world.as('ines')
  const named = (object: string) =>
    Object.fromEntries([...(model.catalogue.get(object)?.values() ?? [])].map((row) => [String(row.name), row.id]))
  stage = named('stage')
  reasons = named('loss_reason')
  acme = await world.add('ana', 'account', { name: 'Acme' })
})

const deal = (values: Record<string, unknown> = {}) =>
  ana.json<AnyRecord>('POST', '/opportunities', { name: 'Deal', account: acme, ...values })

const change = (id: string, patch: Record<string, unknown>) =>
  ana.json<AnyRecord>('PATCH', `/opportunities/${id}`, patch)

async function entries(id: string): Promise<readonly (readonly unknown[])[]> {
  const { rows } = await world.kernel.database.direct.query(
    'select s.name, e.entered_at, e.left_at from tendero.stage_entry e join tendero.stage s on s.id = e.stage_id where e.opportunity_id = $1 and e.deleted_at is null order by e.entered_at, e.left_at',
    [id],
  )
  return rows.map((row) => [row.name, row.entered_at.toISOString(), row.left_at?.toISOString() ?? null])
}

describe('an opportunity', () => {
  test('begins in the first stage of the default pipeline, opened today', async () => {
    const made = await deal({ amount: { minor: 100_05 } })
    expect(made).toMatchObject({
      status: 'open',
      stage: stage.Qualification,
      titles: { stage: 'Qualification', pipeline: 'Sales' },
      probability: 10,
      probabilitySet: false,
      forecastCategory: 'pipeline',
      expectedRevenue: { minor: 10_01, currency: 'EUR' },
      openedOn: '2026-03-10',
      closedOn: null,
      pushCount: 0,
    })
    expect(await entries(made.id)).toEqual([['Qualification', now.toISOString(), null]])
  })

  test('moves through its stages to won, and every entry is remembered', async () => {
    const { id } = await deal({ amount: { minor: 1_000_00 }, closeOn: '2026-04-01' })
    expect(await change(id, { stage: stage.Proposal })).toMatchObject({
      probability: 50,
      forecastCategory: 'best_case',
      expectedRevenue: { minor: 500_00 },
    })
    expect(await change(id, { probability: 80 })).toMatchObject({ probabilitySet: true })
    expect(await change(id, { stage: stage.Negotiation })).toMatchObject({ probability: 80, probabilitySet: true })
    expect(await change(id, { closeOn: '2026-05-01' })).toMatchObject({ pushCount: 1 })
    expect(await change(id, { stage: stage.Won })).toMatchObject({
      status: 'won',
      probability: 100,
      probabilitySet: false,
      closedOn: '2026-03-10',
      expectedRevenue: { minor: 1_000_00 },
    })
    expect((await entries(id)).map(([name]) => name)).toEqual(
      expect.arrayContaining(['Qualification', 'Proposal', 'Negotiation', 'Won']),
    )
    expect((await entries(id)).filter(([, , left]) => left === null)).toEqual([['Won', now.toISOString(), null]])
    expect(await change(id, { stage: stage.Proposal })).toMatchObject({
      status: 'open',
      closedOn: null,
      probability: 50,
    })
  })

  test('asks people for what a stage requires, and for the reason it was lost', async () => {
    const { id } = await deal()
    const refused = await ana.request('PATCH', `/opportunities/${id}`, { stage: stage.Proposal })
    expect(refused.status).toBe(422)
    expect(await refused.json()).toMatchObject({
      code: 'stage_requires_fields',
      details: { stage: stage.Proposal, fields: ['amount', 'closeOn'] },
      fields: { amount: { code: 'required' }, closeOn: { code: 'required' } },
    })
    expect(await change(id, { stage: stage.Lost })).toMatchObject({
      code: 'stage_requires_fields',
      details: { fields: ['lossReason'] },
    })
    expect(await change(id, { stage: stage.Lost, lossReason: reasons.Price, lossNote: 'Too dear' })).toMatchObject({
      status: 'lost',
      probability: 0,
      titles: { lossReason: 'Price' },
    })
    expect(await entries(id)).toHaveLength(2)
  })

  test('keeps to the stages of its pipeline', async () => {
    const ines = await browserOf(world, 'ines')
    const other = await ines.json<AnyRecord>('POST', '/pipelines', { name: 'Service' })
    const ask = await ines.json<AnyRecord>('POST', '/stages', { name: 'Ask', pipeline: other.id, probability: 30 })
    const made = await deal({ pipeline: other.id })
    expect(made).toMatchObject({ stage: ask.id, probability: 30 })
    expect(await change(made.id, { pipeline: (await deal()).pipeline })).toMatchObject({
      code: 'invalid_input',
      fields: { stage: { code: 'not_of_pipeline' } },
    })
    expect(await change(made.id, { stage: stage.Qualification })).toMatchObject({ titles: { pipeline: 'Sales' } })
  })
})

describe('a new stage', () => {
  test('stands before the closed ones, which move on, and goes with one undo', async () => {
    const ines = await browserOf(world, 'ines')
    const pipeline = (await deal()).pipeline
    const names = async () => {
      const query = new URLSearchParams({
        filter: JSON.stringify({ field: 'pipeline', op: 'any_of', value: [pipeline] }),
      })
      const { items } = await ines.json<Page>('GET', `/stages?sort=position&${query}`)
      return items.map(({ name, position }) => `${name} ${position}`)
    }
    const before = await names()
    const made = await ines.request('POST', '/stages', { name: 'Pilot', pipeline, probability: 60 })
    expect(made.status).toBe(201)
    expect(await names()).toEqual([...before.slice(0, 4), 'Pilot 4', 'Won 5', 'Lost 6'])
    const operation = made.headers.get('tendero-operation')
    expect((await ines.request('POST', `/operations/${operation}/reversal`)).status).toBe(200)
    expect(await names()).toEqual(before)
  })
})

describe('an imported opportunity', () => {
  test('brings its past with it and is bound by nothing', async () => {
    const ids = await write(world.kernel, await world.as('ana'), (ctx) =>
      ctx.insertMany(
        'opportunity',
        [
          {
            name: 'Won',
            stage: stage.Won,
            openedOn: '2017-01-02',
            closedOn: '2017-03-04',
            amount: { minor: 5, currency: 'EUR' },
          },
          { name: 'Lost', stage: stage.Lost, openedOn: '2017-01-02', closedOn: '2017-03-04' },
          { name: 'Open', stage: stage.Negotiation, openedOn: '2017-08-01' },
        ],
        { checked: true, strict: false },
      ),
    )
    const madrid = (day: string) => `${day}T23:00:00.000Z`
    expect(await entries(ids[0] ?? '')).toEqual([
      ['Qualification', madrid('2017-01-01'), madrid('2017-03-03')],
      ['Won', madrid('2017-03-03'), null],
    ])
    expect(await entries(ids[2] ?? '')).toEqual([['Negotiation', '2017-07-31T22:00:00.000Z', null]])
    const { items } = await ana.json<Page>(
      'GET',
      '/opportunities?sort=name&fields=name,status,closedOn,lossReason,probability,stageEnteredAt&filter={"field":"openedOn","op":"less","value":"2018-01-01"}',
    )
    expect(items).toMatchObject([
      { name: 'Lost', status: 'lost', closedOn: '2017-03-04', lossReason: reasons['Not stated'], probability: 0 },
      { name: 'Open', status: 'open', closedOn: null, probability: 75 },
      { name: 'Won', status: 'won', closedOn: '2017-03-04', probability: 100 },
    ])
  })

  test('of five hundred takes few statements', async () => {
    const { kernel, counts } = countingKernel(world.kernel)
    await write(kernel, await world.as('ana'), (ctx) =>
      ctx.insertMany(
        'opportunity',
        Array.from({ length: 500 }, (_, i) => ({
          name: `Deal ${i}`,
          stage: stage.Won,
          openedOn: '2017-01-02',
          closedOn: '2017-03-04',
        })),
        { strict: false },
      ),
    )
    expect(counts()[0]).toBeLessThanOrEqual(7)
  })
})

describe('an amount in another currency', () => {
  test('is worth today’s rate while open and that of the closing day afterwards, also when the closing is undone', async () => {
    const ines = await browserOf(world, 'ines')
    for (const [onDate, rate] of [
      ['2026-01-01', '0.5'],
      ['2026-03-01', '0.9'],
    ])
      await ines.json('POST', '/exchange-rates', { quote: 'USD', base: 'EUR', onDate, rate })
    const base = async (id: string) => {
      const row = await world.stored('opportunity', id)
      return [row.amount, row.amount_base, row.expected_revenue_base]
    }
    const { id } = await deal({ amount: { minor: 1_000, currency: 'USD' } })
    expect(await base(id)).toEqual([1_000, 900, 90])
    const closing = await ana.request('PATCH', `/opportunities/${id}`, { stage: stage.Won, closedOn: '2026-02-01' })
    expect(await base(id)).toEqual([1_000, 500, 500])
    expect((await ana.request('POST', `/operations/${closing.headers.get('tendero-operation')}/reversal`)).status).toBe(
      200,
    )
    expect(await base(id)).toEqual([1_000, 900, 90])
    expect(await entries(id)).toEqual([['Qualification', now.toISOString(), null]])
  })
})

describe('lines', () => {
  test('take the price of their product, and their sum is the amount', async () => {
    const product = await world.add('ines', 'product', { name: 'GTX Pro', price: '4821.5' })
    const { id } = await deal({ amount: { minor: 1 } })
    const line = await ana.json<AnyRecord>('POST', '/opportunity-lines', {
      opportunity: id,
      product,
      quantity: '2',
      discount: 10,
    })
    expect(line).toMatchObject({ unitPrice: '4821.5', amount: { minor: 8_678_70, currency: 'EUR' } })
    const second = await ana.json<AnyRecord>('POST', '/opportunity-lines', { opportunity: id, unitPrice: '0.005' })
    expect(await ana.json('GET', `/opportunities/${id}`)).toMatchObject({
      amount: { minor: 8_678_71 },
      amountFromLines: true,
      expectedRevenue: { minor: 867_87 },
    })
    const refused = await ana.request('PATCH', `/opportunities/${id}`, { amount: { minor: 5 } })
    expect([refused.status, await refused.json()]).toMatchObject([422, { code: 'amount_is_sum_of_lines' }])
    await ana.json('PATCH', `/opportunity-lines/${line.id}`, { quantity: '1', discount: null })
    expect(await ana.json('GET', `/opportunities/${id}`)).toMatchObject({ amount: { minor: 4_821_51 } })
    await ana.json('DELETE', `/opportunity-lines/${line.id}`)
    expect(await ana.json('GET', `/opportunities/${id}`)).toMatchObject({ amount: { minor: 1 }, amountFromLines: true })
    await ana.json('DELETE', `/opportunity-lines/${second.id}`)
    expect(await change(id, { amount: { minor: 7 } })).toMatchObject({ amount: { minor: 7 }, amountFromLines: false })
  })

  test('that two people add at once are both in the sum', async () => {
    const { id } = await deal()
    await Promise.all(
      Array.from({ length: 8 }, () => ana.json('POST', '/opportunity-lines', { opportunity: id, unitPrice: '1' })),
    )
    expect(await ana.json('GET', `/opportunities/${id}`)).toMatchObject({ amount: { minor: 8_00 } })
  })

  test('go with their opportunity and come back with the operation', async () => {
    const { id } = await deal()
    await ana.json('POST', '/opportunity-lines', { opportunity: id, unitPrice: '3' })
    const ines = await browserOf(world, 'ines')
    const gone = await ines.json<{ operationId: string }>('DELETE', `/opportunities/${id}`)
    expect((await ines.request('POST', `/operations/${gone.operationId}/reversal`)).status).toBe(200)
    expect(await ana.json('GET', `/opportunities/${id}`)).toMatchObject({
      amount: { minor: 3_00 },
      amountFromLines: true,
    })
    expect(
      await ana.json('GET', `/opportunity-lines?filter={"field":"opportunity","op":"is","value":"${id}"}`),
    ).toMatchObject({ items: [{ amount: { minor: 3_00 } }] })
  })
})

test('a deal whose making is undone takes its stage entries along, and brings them back', async () => {
  const made = await ana.request('POST', '/opportunities', { name: 'Mistaken', account: acme })
  const { id } = (await made.json()) as AnyRecord
  const before = await entries(id)
  expect(before).toHaveLength(1)
  const undo = async (operation: string | null) => {
    const answer = await ana.request('POST', `/operations/${operation}/reversal`)
    expect(answer.status).toBe(200)
    return ((await answer.json()) as { operationId: string }).operationId
  }
  const undone = await undo(made.headers.get('tendero-operation'))
  expect(await entries(id)).toEqual([])
  await undo(undone)
  expect(await entries(id)).toEqual(before)
})

describe('two people who move the same deal at once', () => {
  test('leave one present entry, and one of them is told', async () => {
    const { id } = await deal({ amount: { minor: 1 }, closeOn: '2026-04-01' })
    const answers = await Promise.all(
      [stage.Proposal, stage['Needs analysis']].map((wanted) =>
        ana.request('PATCH', `/opportunities/${id}`, { stage: wanted }, { 'if-match': '"1"' }),
      ),
    )
    expect(answers.map((one) => one.status).sort()).toEqual([200, 412])
    expect((await entries(id)).filter(([, , left]) => left === null)).toHaveLength(1)
    expect(await entries(id)).toHaveLength(2)
  })
})

describe('the budget', () => {
  test('is six statements to create and to update', async () => {
    const { kernel, counts } = countingKernel(world.kernel)
    const counted = await browserOf({ ...world, kernel }, 'ana')
    const made = await counted.json<AnyRecord>('POST', '/opportunities', {
      name: 'Deal',
      account: acme,
      amount: { minor: 5 },
    })
    expect(counts().at(-1)).toBeLessThanOrEqual(6)
    const other = await world.add('ana', 'account', { name: 'Other' })
    const patch = { stage: stage.Proposal, account: other, amount: { minor: 6 }, closeOn: '2026-04-01' }
    expect((await counted.request('PATCH', `/opportunities/${made.id}`, patch, { 'if-match': '"1"' })).status).toBe(200)
    expect(counts().at(-1)).toBeLessThanOrEqual(6)
  })
})
