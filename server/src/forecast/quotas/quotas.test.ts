import {
  type AnyRecord,
  type Forecast,
  type ForecastRollUp,
  type ForecastSubmission,
  type PipelineChanges,
  type Problem,
  type RollUpRow,
  rollUpCategories,
  type SubmittedForecast,
} from '@tendero/model'
import { expect, test } from 'vitest'
import { browserOf } from '../../../test/http.ts'
import { openWorld } from '../../../test/world.ts'
import { newId } from '../../kernel/identity.ts'

let now = '2026-03-10T09:30:00.000Z'
const world = await openWorld({ now: () => new Date(now) })
const [ana, bo, marta, ines, stranger] = [
  await browserOf(world, 'ana'),
  await browserOf(world, 'bo'),
  await browserOf(world, 'marta'),
  await browserOf(world, 'ines'),
  await browserOf(world, 'stranger'),
]
const { ids } = world
const eur = (major: number) => ({ minor: major * 100, currency: 'EUR' })
const [won, talks, proposal] = await Promise.all(
  ['Won', 'Negotiation', 'Proposal'].map((stage) => world.stageId(stage)),
)
for (const who of ['ana', 'bo'] as const)
  await world.addDeals(who, [
    { stage: won, openedOn: '2026-01-02', closedOn: '2026-02-10', amount: eur(who === 'ana' ? 100 : 40) },
    { stage: talks, openedOn: '2026-02-01', closeOn: '2026-03-20', amount: eur(300) },
    { stage: proposal, openedOn: '2026-02-01', closeOn: '2026-03-25', amount: eur(50) },
    { stage: talks, openedOn: '2026-02-01', closeOn: '2026-04-20', amount: eur(999) },
  ])

const quarter = { period: 'quarter', startsOn: '2026-01-01' } as const
const rollUp = (who = ines, query = '') => who.json<ForecastRollUp>('GET', `/forecast/roll-up${query}`)
const rowOf = ({ rows }: ForecastRollUp, id: string | null) =>
  rows.find((row) => row.id === id) ?? expect.fail(`no ${id}`)
const amounts = ({ figures }: Pick<ForecastRollUp['total'], 'figures'>) =>
  rollUpCategories.map((category) => figures[category].amount / 100)
const post = (who: typeof ana, path: string, body: unknown) => who.request('POST', path, body)
const problem = async (answer: Response) => [answer.status, ((await answer.json()) as Problem).code]

test('deals roll up by category along the tree of teams, as far as each sees them', async () => {
  const all = await rollUp()
  expect(all.period).toEqual({ kind: 'quarter', startsOn: '2026-01-01', endsOn: '2026-03-31' })
  expect(amounts(all.total)).toEqual([140, 600, 0, 100, 0])
  expect(amounts(rowOf(all, ids.ana))).toEqual([100, 300, 0, 50, 0])
  expect(amounts(rowOf(all, ids.north))).toEqual([140, 600, 0, 100, 0])
  expect(rowOf(all, ids.ana)).toMatchObject({ parent: ids.northEast, judges: 'managers', submission: null })
  const mine = await rollUp(ana)
  expect(amounts(mine.total)).toEqual([100, 300, 0, 50, 0])
  expect(mine.rows.map(({ id }) => id)).toEqual([ids.northEast, ids.ana])
  expect((await rollUp(stranger)).rows.every(({ id }) => !Object.values(ids).includes(id ?? ''))).toBe(true)
  expect((await ines.request('GET', '/forecast/roll-up?period=year&startsOn=9999-01-01')).status).toBe(200)
  const april = await rollUp(ines, '?period=month&startsOn=2026-04-01')
  expect(amounts(april.total)).toEqual([0, 1998, 0, 0, 0])
  for (const query of [
    '?period=week',
    '?startsOn=99999-01-01',
    '?period=year&startsOn=0000-01-01',
    '?period=quarter&startsOn=2026-02-01',
    '?startsOn=now',
  ])
    expect(await problem(await ines.request('GET', `/forecast/roll-up${query}`))).toEqual([422, 'invalid_query'])
})

test('quotas are of somebody and a period of the fiscal calendar, once; managers set those of their teams', async () => {
  const of = (values: Readonly<Record<string, unknown>>) => ({ ...quarter, amount: eur(400), ...values })
  const made = await post(marta, '/quotas', of({ owner: ids.ana }))
  expect(made.status).toBe(201)
  expect(((await made.json()) as AnyRecord).name).toBe('2026-Q1 Ana')
  expect(await problem(await post(marta, '/quotas', of({ owner: ids.ana })))).toEqual([409, 'unique_violation'])
  expect((await problem(await post(ana, '/quotas', of({ owner: ids.ana }))))[0]).toBe(403)
  expect(await problem(await post(marta, '/quotas', of({ owner: ids.ines })))).toEqual([403, 'forbidden'])
  expect(await problem(await post(marta, '/quotas', of({})))).toEqual([403, 'forbidden'])
  const wrong = (await (await post(marta, '/quotas', of({ owner: ids.bo, startsOn: '2026-02-01' }))).json()) as Problem
  expect(wrong.fields).toMatchObject({ startsOn: { code: 'no_period_begins' } })
  expect((await post(ines, '/quotas', of({ owner: ids.bo, period: 'month', amount: eur(30) }))).status).toBe(201)
  expect(
    (await post(ines, '/quotas', of({ owner: ids.bo, period: 'month', startsOn: '2026-03-01', amount: eur(10) })))
      .status,
  ).toBe(201)
  const all = await rollUp()
  expect(rowOf(all, ids.ana)).toMatchObject({ quota: { amount: 400_00, given: true }, attainment: 0.25 })
  expect(rowOf(all, ids.bo)).toMatchObject({ quota: { amount: 40_00, given: false }, attainment: 1, coverage: null })
  expect(rowOf(all, ids.ana).coverage).toBeCloseTo(350 / 300)
  expect(rowOf(all, ids.north).quota).toEqual({ amount: 440_00, given: false })
  expect(rowOf(await rollUp(ana), ids.ana).quota?.amount).toBe(400_00)
  expect(all.total.quota).toEqual({ amount: 440_00, given: false })
  expect((await post(ines, '/quotas', of({ owner: null, team: null, amount: eur(700) }))).status).toBe(201)
  expect((await rollUp()).total).toMatchObject({ quota: { amount: 700_00, given: true }, attainment: 0.2 })
})

test('quotas of a product are measured by the lines of deals', async () => {
  const product = await world.add('ines', 'product', { name: 'Drill', price: '10' })
  const deal = await world.add('ana', 'opportunity', { name: 'Drills', closeOn: '2026-02-28' })
  await world.add('ana', 'opportunity_line', { opportunity: deal, product, quantity: '3', unitPrice: '25' })
  await post(marta, '/quotas', { ...quarter, owner: ids.ana, product, amount: eur(150) })
  await post(ines, '/quotas', { ...quarter, team: ids.north, owner: null, product, amount: eur(300) })
  const { products } = await rollUp()
  expect(
    products.map(({ kind, productTitle, amount, closed, open }) => [kind, productTitle, amount, closed, open]).sort(),
  ).toEqual([
    ['person', 'Drill', 150_00, 0, 75_00],
    ['team', 'Drill', 300_00, 0, 75_00],
  ])
  await (await browserOf(world, 'ines')).request('DELETE', `/opportunities/${deal}`)
})

test('territories are told of by the accounts of deals, along their tree', async () => {
  const made = async (path: string, values: unknown, who = marta) => {
    const answer = await post(who, path, values)
    expect([answer.status, answer.ok ? '' : await answer.clone().text()]).toEqual([201, ''])
    return (await answer.json()) as AnyRecord
  }
  expect((await rollUp()).territories).toEqual([])
  expect((await post(ana, '/territories', { name: 'Mine' })).status).toBe(403)
  const iberia = await made('/territories', { name: 'Iberia' })
  const lugo = await made('/territories', { name: 'Lugo', parent: iberia.id })
  const account = await made('/accounts', { name: 'Forno Lugo', territory: lugo.id }, ana)
  await world.addDeals('ana', [
    {
      name: 'In Lugo',
      account: account.id,
      stage: talks,
      openedOn: '2026-02-01',
      closeOn: '2026-03-22',
      amount: eur(70),
    },
  ])
  // One for everybody, of whatever, is set by who sets all of them.
  const ofIberia = { ...quarter, territory: iberia.id, amount: eur(280) }
  expect((await post(marta, '/quotas', ofIberia)).status).toBe(403)
  expect(await made('/quotas', ofIberia, ines)).toMatchObject({ name: '2026-Q1 Iberia', owner: null, team: null })
  const { territories, total } = await rollUp()
  expect(territories.map(({ title, depth, quota }) => [title, depth, quota?.amount ?? null])).toEqual([
    ['Iberia', 0, 280_00],
    ['Lugo', 1, null],
    [null, 0, null],
  ])
  expect(territories.map((row) => amounts(row)[1])).toEqual([70, 70, 600])
  expect(territories[0]).toMatchObject({ attainment: 0, coverage: 0.25 })
  expect(total.quota?.amount).toBe(700_00)
  expect((await rollUp(bo)).territories.map((row) => amounts(row)[1])).toEqual([0, 0, 300])
  const [deal] = (await ines.json<{ items: AnyRecord[] }>('GET', '/opportunities?search=Lugo')).items
  await ines.request('DELETE', `/opportunities/${deal?.id}`)
})

test('one’s own and managers’ adjustments are rows with reasons, and never change a deal', async () => {
  const wish = {
    ...quarter,
    kind: 'person',
    subject: ids.ana,
    category: 'commit',
    amount: -50_00,
    reason: 'One will slip',
  }
  const mine = await ana.json<ForecastRollUp>('POST', '/forecast/adjustments', wish)
  expect(rowOf(mine, ids.ana).figures.commit).toMatchObject({
    deals: 300_00,
    amount: 250_00,
    own: { reason: 'One will slip', byTitle: 'Ana' },
  })
  now = '2026-03-11T09:30:00.000Z'
  const hers = await marta.json<ForecastRollUp>('POST', '/forecast/adjustments', {
    ...wish,
    amount: 20_00,
    reason: 'I rang them',
  })
  expect(rowOf(hers, ids.ana).figures.commit).toMatchObject({
    amount: 270_00,
    own: { amount: -50_00 },
    managers: { amount: 20_00, byTitle: 'Marta' },
  })
  const team = { ...wish, kind: 'team', subject: ids.north, amount: 5_00, reason: 'A feeling' }
  expect(amounts(rowOf(await marta.json<ForecastRollUp>('POST', '/forecast/adjustments', team), ids.north))[1]).toBe(
    575,
  )
  expect(await problem(await post(bo, '/forecast/adjustments', wish))).toEqual([404, 'not_found'])
  expect(
    await problem(await post(ana, '/forecast/adjustments', { ...wish, kind: 'team', subject: ids.northEast })),
  ).toEqual([403, 'forbidden'])
  for (const bad of [
    { reason: ' ' },
    { category: 'closed' },
    { amount: 1.5 },
    { startsOn: '2026-02-01' },
    { extra: 1 },
  ])
    expect((await problem(await post(ana, '/forecast/adjustments', { ...wish, ...bad })))[0]).toBe(422)
  await marta.json('POST', '/forecast/adjustments', { ...wish, amount: 0, reason: 'They rang back' })
  expect(rowOf(await rollUp(), ids.ana).figures.commit.managers).toBeNull()
  const told = await ana.json<readonly { reason: string }[]>(
    'GET',
    `/forecast/adjustments?person=${ids.ana}&period=quarter&startsOn=2026-01-01`,
  )
  expect(told.map(({ reason }) => reason)).toEqual(['They rang back', 'I rang them', 'One will slip'])
  // What was said yesterday is what is told of yesterday.
  const before = await rollUp(ines, '?asOf=2026-03-10')
  expect(rowOf(before, ids.ana).figures.commit).toMatchObject({ amount: 250_00, managers: null })
  expect(before.asOf).toBe('2026-03-10')
})

test('nobody replaces unseen what another said meanwhile', async () => {
  await ines.json('PATCH', `/teams/${ids.north}`, { manager: ids.marta })
  const wish = { ...quarter, kind: 'team', subject: ids.north, category: 'pipeline', amount: 1_00, reason: 'I hear so' }
  const said = async (who: typeof ana, more: object) => {
    const answer = await post(who, '/forecast/adjustments', { ...wish, ...more })
    return answer.ok ? rowOf((await answer.json()) as ForecastRollUp, ids.north) : problem(answer)
  }
  const row = await said(ines, { instead: null })
  expect(row).toMatchObject({ judges: 'managers', figures: { pipeline: { managers: { amount: 1_00 } } } })
  const first = (row as RollUpRow).figures.pipeline.managers?.id
  const meanwhile = [409, 'adjusted_meanwhile']
  expect(await said(ines, { instead: null, amount: 2_00 })).toEqual(meanwhile)
  expect(await said(ines, { instead: newId(), amount: 2_00 })).toEqual(meanwhile)
  // The manager's own is another place than that of who is above.
  const own = await said(marta, { instead: null, amount: 7_00 })
  const both = { managers: { amount: 1_00 }, own: { amount: 7_00 }, amount: 8_00 }
  expect(own).toMatchObject({ judges: 'own', figures: { pipeline: both } })
  const at = await Promise.all([3, 4, 5].map((amount) => said(ines, { instead: first, amount: amount * 100 })))
  expect(at.filter((one) => Array.isArray(one))).toEqual([meanwhile, meanwhile])
  const told = await ines.json<readonly { category: string; own: boolean }[]>(
    'GET',
    `/forecast/adjustments?team=${ids.north}&period=quarter&startsOn=2026-01-01`,
  )
  expect(told.filter(({ category, own }) => category === 'pipeline' && !own)).toHaveLength(2)
  // At the same moment of the clock, the later one counts.
  await said(ines, { amount: 0 })
  expect(rowOf(await rollUp(), ids.north).figures.pipeline).toMatchObject({ managers: null, amount: 7_00 })
  expect(await said(marta, { instead: (own as RollUpRow).figures.pipeline.own?.id, amount: 0 })).toMatchObject({
    figures: { pipeline: { own: null } },
  })
  // What was taken back stands in nobody's way.
  await said(marta, { instead: null, amount: 1_00 })
  await said(marta, { amount: 0 })
  expect(rowOf(await rollUp(), ids.north).figures.pipeline).toMatchObject({ own: null, managers: null })
  await ines.json('PATCH', `/teams/${ids.north}`, { manager: null })
})

test('a submission keeps figures and deals as they were', async () => {
  const wish = { ...quarter, kind: 'team', subject: ids.north, note: 'Of March' }
  const said = await marta.json<ForecastSubmission>('POST', '/forecast/submissions', wish)
  expect(said).toMatchObject({ byTitle: 'Marta', note: 'Of March', quota: 440_00 })
  expect(said.figures.commit).toBe(555_00)
  expect(await problem(await post(ana, '/forecast/submissions', wish))).toEqual([404, 'not_found'])
  const [deal] = (await ana.json<{ items: AnyRecord[] }>('GET', '/opportunities?limit=50')).items.filter(
    ({ closeOn }) => closeOn === '2026-03-20',
  )
  await ana.json('PATCH', `/opportunities/${deal?.id}`, { amount: eur(1), closeOn: '2026-05-05' })
  const kept = await ines.json<SubmittedForecast>('GET', `/forecast/submissions/${said.id}`)
  expect(kept.figures).toEqual(said.figures)
  expect(kept.deals).toHaveLength(6)
  expect(kept.deals.find(({ id }) => id === deal?.id)).toMatchObject({
    amount: 300_00,
    category: 'commit',
    closeOn: '2026-03-20',
    today: { amount: 1_00, category: 'commit', closeOn: '2026-05-05' },
  })
  expect(rowOf(await rollUp(), ids.north).submission).toMatchObject({ id: said.id })
  expect((await ana.request('GET', `/forecast/submissions/${said.id}`)).status).toBe(404)
  expect((await stranger.request('GET', `/forecast/submissions/${said.id}`)).status).toBe(404)
  const mine = await ana.json<ForecastSubmission>('POST', '/forecast/submissions', {
    ...wish,
    kind: 'person',
    subject: ids.ana,
  })
  expect((await bo.request('GET', `/forecast/submissions/${mine.id}`)).status).toBe(404)
  const list = await marta.json<readonly ForecastSubmission[]>('GET', `/forecast/submissions?team=${ids.north}`)
  expect(list.map(({ id }) => id)).toEqual([said.id])
})

test('what changed since a day makes of what was what is', async () => {
  const told = await ines.json<PipelineChanges>('GET', '/forecast/changes?since=2026-03-10')
  expect([told.before, told.after]).toEqual([840_00, 540_00])
  expect(told.steps.filter(({ count }) => count > 0)).toEqual([{ step: 'moved_out', amount: -300_00, count: 1 }])
  expect(told.deals).toMatchObject([{ step: 'moved_out', amount: -300_00, person: 'Ana' }])
  expect((await bo.json<PipelineChanges>('GET', '/forecast/changes?since=2026-03-10')).deals).toEqual([])
  const before = await ines.json<PipelineChanges>('GET', '/forecast/changes?since=2026-03-01&until=2026-03-10')
  expect(before.steps.filter(({ count }) => count > 0).map(({ step, count }) => [step, count])).toEqual([
    ['moved_in', 4],
  ])
  expect(await problem(await ines.request('GET', '/forecast/changes?until=2026-03-12'))).toEqual([422, 'invalid_query'])
  expect(await problem(await ines.request('GET', '/forecast/changes?since=2026-03-11'))).toEqual([422, 'invalid_query'])
})

test('what the team at the top submitted of months is tried beside the forecast', async () => {
  now = '2026-03-31T09:30:00.000Z'
  const april = { period: 'month', startsOn: '2026-04-01', kind: 'team', subject: ids.north }
  const said = await marta.json<ForecastSubmission>('POST', '/forecast/submissions', april)
  now = '2026-05-20T09:30:00.000Z'
  await world.addDeals('bo', [{ stage: won, openedOn: '2026-02-01', closedOn: '2026-04-10', amount: eur(500) }])
  const { trials, accuracy } = await ines.json<Forecast>('GET', '/forecast')
  const trial = trials.find(({ madeOn, month }) => madeOn === '2026-03-31' && month === '2026-04')
  expect(trial).toMatchObject({ actual: 500_00, committed: said.figures.closed + said.figures.commit })
  expect(trials.filter(({ committed }) => committed !== null)).toHaveLength(1)
  expect(accuracy.committed?.trials).toBe(1)
})

test('what was said of a team is told to nobody who sees a part of its deals alone', async () => {
  const wish = { ...quarter, kind: 'team', subject: ids.northEast }
  await marta.json('POST', '/forecast/adjustments', { ...wish, category: 'best_case', amount: 7_00, reason: 'Secret' })
  const said = await marta.json<ForecastSubmission>('POST', '/forecast/submissions', wish)
  const query = `/forecast/roll-up?period=quarter&startsOn=2026-01-01`
  const before = await ana.json<ForecastRollUp>('GET', query)
  expect(rowOf(before, ids.northEast)).toMatchObject({ submission: { id: said.id }, judges: null })
  const rights = {
    objects: { opportunity: { create: 'own', read: 'own', edit: 'own', delete: 'none' } },
    fields: {},
    actions: [],
  }
  const role = await ines.json<AnyRecord>('POST', '/roles', { name: 'Alone', rights, administrator: false })
  await ines.json('PATCH', `/users/${ids.ana}`, { role: role.id })
  const after = await ana.json<ForecastRollUp>('GET', query)
  expect(rowOf(after, ids.northEast)).toMatchObject({ submission: null, judges: null })
  expect(rowOf(after, ids.northEast).figures.best_case).toMatchObject({ own: null, managers: null })
  expect(rowOf(after, ids.ana).judges).toBe('own')
  expect(JSON.stringify(after)).not.toContain('Secret')
  expect((await ana.request('GET', `/forecast/submissions/${said.id}`)).status).toBe(404)
  expect((await ana.request('GET', `/forecast/adjustments?team=${ids.northEast}&startsOn=2026-01-01`)).status).toBe(404)
})

test('quotas are told of with all that they are for, or not', async () => {
  const rights = (fields: object) => ({
    objects: { opportunity: { create: 'all', read: 'all', edit: 'all', delete: 'none' }, quota: { read: 'all' } },
    fields: { quota: fields },
    actions: [],
  })
  const role = await ines.json<AnyRecord>('POST', '/roles', {
    name: 'Reader',
    rights: rights({}),
    administrator: false,
  })
  await ines.json('PATCH', `/users/${ids.bo}`, { role: role.id })
  const first = '?period=quarter&startsOn=2026-01-01'
  const submission = rowOf(await rollUp(ines, first), ids.north).submission ?? expect.fail('nothing was submitted')
  const seen = await rollUp(bo, first)
  expect(rowOf(seen, ids.ana).quota).toEqual({ amount: 400_00, given: true })
  expect(rowOf(seen, ids.north).submission?.quota).toBe(submission.quota)
  expect(seen.products).toHaveLength(2)
  for (const hidden of ['amount', 'product', 'territory', 'startsOn']) {
    await ines.json('PATCH', `/roles/${role.id}`, { rights: rights({ [hidden]: 'hidden' }) })
    const told = await rollUp(bo, first)
    expect(rowOf(told, ids.ana)).toMatchObject({ quota: null, attainment: null, coverage: null })
    expect(rowOf(told, ids.north).submission).toMatchObject({ id: submission.id, quota: null })
    expect([told.total.quota, told.products]).toEqual([null, []])
  }
})

test('where there are no teams, everybody has a line', async () => {
  const alone = await openWorld({ now: () => new Date(now) })
  const founder = await browserOf(alone, 'ines')
  for (const { id } of (await founder.json<{ items: AnyRecord[] }>('GET', '/teams?limit=50')).items)
    await founder.request('DELETE', `/teams/${id}`)
  const people = (await founder.json<{ items: AnyRecord[] }>('GET', '/users?limit=50')).items
  for (const { id } of people) await founder.json('PATCH', `/users/${id}`, { team: null })
  const { rows } = await founder.json<ForecastRollUp>('GET', '/forecast/roll-up')
  expect(rows.map(({ id }) => id).sort()).toEqual(
    people
      .filter(({ active }) => active)
      .map(({ id }) => id)
      .sort(),
  )
  expect(rows.every(({ kind, parent, depth }) => kind === 'person' && parent === null && depth === 0)).toBe(true)
})
