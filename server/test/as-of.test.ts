import type { AnyRecord, Page, Problem, Timeline } from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { random as randomOf } from '../src/platform/random.ts'
import { type Browser, browserOf } from './http.ts'
import { openWorld, type World } from './world.ts'

const dayLong = 86_400_000
let now = Date.parse('2026-03-02T09:00:00Z')
let world: World
let ana: Browser
let bo: Browser
let ines: Browser
const today = () => new Date(now).toISOString().slice(0, 10)

const { next: random, pick } = randomOf(20260302)

beforeAll(async () => {
  world = await openWorld({ now: () => new Date(now) })
  ana = await browserOf(world, 'ana')
  bo = await browserOf(world, 'bo')
  ines = await browserOf(world, 'ines')
})

async function made(path: string, values: unknown, who = ines): Promise<AnyRecord> {
  const answer = await who.request('POST', path, values)
  expect([answer.status, answer.status < 300 ? '' : await answer.clone().text()]).toEqual([201, ''])
  return (await answer.json()) as AnyRecord
}

const filtered = (path: string, filter: unknown) => `${path}?filter=${encodeURIComponent(JSON.stringify(filter))}`
const definition = (values: object) =>
  `definition=${encodeURIComponent(JSON.stringify({ object: 'opportunity', ...values }))}`
const report = (values: object) => `/report-results?${definition(values)}`
const asOf = (path: string, day: string) => `${path}${path.includes('?') ? '&' : '?'}asOf=${day}`

describe('records as on a day', () => {
  /** What each day's end said, asked then. */
  const said = new Map<string, readonly (readonly [path: string, answer: unknown])[]>()
  const ids = {
    accounts: [] as string[],
    contacts: [] as string[],
    opportunities: [] as string[],
    lots: [] as string[],
  }

  const paths = () => [
    '/accounts?limit=200&count=true',
    '/accounts?limit=200&sort=-name&search=sol',
    '/contacts?limit=200',
    '/opportunities?limit=200&sort=amount',
    '/opportunities?limit=7&sort=-updatedAt',
    '/c-lots?limit=200',
    '/opportunities/aggregate?group=stage&measures=count,sum:amount',
    '/opportunities/aggregate?group=account&measures=count,sum:amount',
    filtered('/accounts', { field: 'tags', op: 'has_any', value: ['gold'] }),
    filtered('/opportunities', { field: 'account.sector', op: 'is', value: 'retail' }),
    filtered('/accounts', { some: 'opportunity.account', where: { field: 'amount', op: 'greater', value: 100_000 } }),
    filtered('/opportunities', { field: 'closeOn', op: 'in', value: 'this_month' }),
    report({ kind: 'grouped', rows: [{ field: 'account.sector' }], measures: [{ name: 'n', aggregate: 'count' }] }),
    report({
      kind: 'pivot',
      rows: [{ field: 'closeOn', part: 'month' }],
      across: { field: 'stage' },
      measures: [{ name: 's', aggregate: 'sum', field: 'amount' }],
    }),
    `/report-records?${definition({ kind: 'table', columns: ['name', 'account.name', 'amount'] })}`,
    '/opportunities/export?format=csv&fields=name,account,amount&sort=name',
    ...ids.accounts.slice(0, 4).map((id) => `/accounts/${id}`),
    ...ids.lots.slice(0, 2).map((id) => `/c-lots/${id}`),
  ]

  const answered = async (path: string) => {
    const answer = await ines.request('GET', path)
    const text = await answer.text()
    const told = text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text
    expect([path, answer.status, answer.status < 500 ? '' : told]).toEqual([path, expect.toBeOneOf([200, 404]), ''])
    return answer.status === 404 ? 'not found' : told
  }

  const value = {
    accounts: () => ({
      name: `${pick(['Sol', 'Luna', 'Mar'])} ${Math.floor(random() * 1_000)}`,
      ...(random() < 0.5 ? { website: pick(['https://a.example', 'https://b.example']) } : { website: null }),
      ...(random() < 0.5 ? { sector: pick(['retail', 'technology']) } : {}),
      ...(random() < 0.5 ? { tags: pick([['gold'], ['gold', 'south'], []]) } : {}),
      ...(random() < 0.4 ? { phone: pick(['+34 911 222 333', '+372 5123 4567', null]) } : {}),
      ...(random() < 0.3 ? { owner: pick([world.ids.ana, world.ids.bo]) } : {}),
      ...(random() < 0.3 ? { revenue: { minor: Math.floor(random() * 1e7), currency: 'EUR' } } : {}),
    }),
    contacts: () => ({
      firstName: pick(['Eva', 'Luis', 'Mia']),
      lastName: pick(['Roca', 'Soler', 'Tamm']),
      account: pick([...ids.accounts, null]),
    }),
    opportunities: () => ({
      name: `Deal ${Math.floor(random() * 1_000)}`,
      account: pick(ids.accounts),
      amount: { minor: Math.floor(random() * 200_000), currency: 'EUR' },
      closeOn: pick(['2026-03-20', '2026-04-11', '2026-05-01']),
    }),
    lots: () => ({
      name: `Lot ${Math.floor(random() * 1_000)}`,
      c_account: pick([...ids.accounts, null]),
      c_price: pick([{ minor: 1_200, currency: 'EUR' }, { minor: 99, currency: 'EUR' }, null]),
      c_weight: pick(['1.5', '20.25', null]),
      c_checked: random() < 0.5,
      c_seenAt: pick(['2026-01-01T10:00:00Z', null]),
      c_notes: pick(['plain', null]),
      c_call: pick(['+34 600 111 222', null]),
      c_accounts: pick([ids.accounts.slice(0, 2), []]),
    }),
  }

  const addresses = { accounts: '/accounts', contacts: '/contacts', opportunities: '/opportunities', lots: '/c-lots' }
  type Kind = keyof typeof addresses
  let wrote = 0

  const deeds = {
    async create(kind: Kind) {
      const answer = await ines.request('POST', addresses[kind], value[kind]())
      if (answer.status === 201) ids[kind].push(((await answer.json()) as AnyRecord).id)
      return answer
    },
    update: (kind: Kind) => ines.request('PATCH', `${addresses[kind]}/${pick(ids[kind])}`, value[kind]()),
    remove: (kind: Kind) => ines.request('DELETE', `${addresses[kind]}/${pick(ids[kind])}`),
    restore: (kind: Kind) => ines.request('POST', `${addresses[kind]}/${pick(ids[kind])}/restoration`),
    async move(_kind: Kind) {
      const stage = await world.stageId(pick(['Qualification', 'Proposal', 'Negotiation']))
      return ines.request('PATCH', `/opportunities/${pick(ids.opportunities)}`, { stage })
    },
  }

  const step = async () => {
    now += Math.floor(random() * 3_600_000)
    const early = ids.accounts.length < 3
    const kind = early ? 'accounts' : pick(['accounts', 'contacts', 'opportunities', 'lots'] as const)
    const deed =
      early || ids[kind].length === 0
        ? 'create'
        : pick(['create', 'update', 'update', 'remove', 'restore', 'move'] as const)
    const answer = await deeds[deed](kind)
    if (answer.status < 300) wrote += 1
  }

  beforeAll(async () => {
    await made('/custom-objects', { label: 'Lot', plural: 'Lots' })
    const fields = [
      ['Account', 'reference', { object: 'account' }],
      ['Price', 'money', {}],
      ['Weight', 'decimal', { scale: 2 }],
      ['Checked', 'boolean', {}],
      ['Seen at', 'dateTime', {}],
      ['Notes', 'richText', {}],
      ['Accounts', 'references', { object: 'account' }],
      ['Call', 'phone', {}],
      ['Heavy', 'formula', { formula: 'c_weight > 2' }],
    ] as const
    for (const [label, kind, options] of fields) await made('/custom-fields', { object: 'c_lot', label, kind, options })
    await made('/custom-fields', {
      object: 'account',
      label: 'Deals kept',
      kind: 'rollUp',
      options: { rollUp: { of: 'opportunity.account', measure: 'count', kept: true } },
    })
    await made('/custom-fields', {
      object: 'account',
      label: 'Deals worth',
      kind: 'rollUp',
      options: { rollUp: { of: 'opportunity.account', measure: 'sum', field: 'amount' } },
    })
  })

  test('say what they said when that day ended', async () => {
    for (let day = 0; day < 12; day += 1) {
      for (let one = 0; one < 9; one += 1) await step()
      now = Date.parse(`${today()}T22:30:00Z`)
      said.set(today(), await Promise.all(paths().map(async (path) => [path, await answered(path)] as const)))
      now = Date.parse(`${today()}T07:00:00Z`) + dayLong
    }
    expect(wrote).toBeGreaterThan(70)
    for (const [day, answers] of said) {
      if (day >= today()) continue
      for (const [path, answer] of answers)
        expect({ day, path, answer: await answered(asOf(path, day)) }).toEqual({ day, path, answer })
    }
  }, 120_000)
})

test('only a day that has passed is known', async () => {
  for (const day of ['2026-13-01', 'yesterday', today(), '2999-01-01', '1066-10-14']) {
    const answer = await ines.request('GET', asOf('/accounts', day))
    expect([day, answer.status, ((await answer.json()) as Problem).code]).toEqual([day, 422, 'not_past'])
  }
})

describe('who sees the past', () => {
  test('those who may see the record today, and of it what they may see today', async () => {
    now = Date.parse('2026-04-01T09:00:00Z')
    const lead = await made('/leads', { lastName: 'Handed over', company: 'Before', owner: world.ids.ana })
    now += dayLong
    await ines.json('PATCH', `/leads/${lead.id}`, { owner: world.ids.bo, team: world.ids.northWest, company: 'After' })
    now += dayLong
    const path = asOf(`/leads/${lead.id}`, '2026-04-01')
    expect(await bo.json('GET', path)).toMatchObject({ company: 'Before', owner: world.ids.ana })
    expect((await ana.request('GET', path)).status).toBe(404)
    const named = asOf(filtered('/leads', { field: 'name', op: 'is', value: 'Handed over' }), '2026-04-01')
    expect((await ana.json<Page<AnyRecord>>('GET', named)).items).toEqual([])
    expect((await bo.json<Page<AnyRecord>>('GET', named)).items).toHaveLength(1)
  })

  test('nobody elsewhere', async () => {
    const { id } = await made('/accounts', { name: 'Ours' })
    now += dayLong
    const olaf = await browserOf(world, 'stranger')
    expect(
      (await olaf.request('GET', asOf(`/accounts/${id}`, new Date(now - dayLong).toISOString().slice(0, 10)))).status,
    ).toBe(404)
  })
})

describe('what the past is not for', () => {
  test('nothing is written there, and what does not know it says so', async () => {
    const { id } = await made('/accounts', { name: 'Present' })
    now += dayLong
    const day = new Date(now - dayLong).toISOString().slice(0, 10)
    for (const [method, path] of [
      ['PATCH', `/accounts/${id}`],
      ['DELETE', `/accounts/${id}`],
      ['POST', '/accounts'],
      ['GET', `/accounts/${id}/timeline`],
      ['GET', `/accounts/${id}?timeline=10`],
      ['GET', '/metadata'],
    ] as const) {
      const answer = await ines.request(method, asOf(path, day), method === 'GET' ? undefined : { name: 'Changed' })
      expect([method, path, answer.status, ((await answer.json()) as Problem).code]).toEqual([
        method,
        path,
        422,
        'no_past',
      ])
    }
    expect(await ines.json('GET', `/accounts/${id}`)).toMatchObject({ name: 'Present' })
  })
})

describe('deals that come with their past', () => {
  test('are as their stages tell, from the day on which they were opened', async () => {
    now = Date.parse('2026-06-10T09:00:00Z')
    const won = await world.stageId('Won')
    await world.addDeals('ana', [
      {
        name: 'Brought along',
        stage: won,
        openedOn: '2026-01-10',
        closedOn: '2026-03-05',
        amount: { minor: 70_000, currency: 'EUR' },
      },
    ])
    now += dayLong
    const named = filtered('/opportunities', { field: 'name', op: 'is', value: 'Brought along' })
    const on = async (day: string) => (await ines.json<Page<AnyRecord>>('GET', asOf(named, day))).items
    expect(await on('2026-01-09')).toEqual([])
    const first = await world.stageId('Qualification')
    expect(await on('2026-02-01')).toMatchObject([{ status: 'open', stage: first, closedOn: null }])
    expect(await on('2026-03-05')).toMatchObject([{ status: 'won', stage: won, closedOn: '2026-03-05' }])
    expect(await on('2026-06-09')).toMatchObject([{ status: 'won', stage: won, amount: { minor: 70_000 } }])
    const sums = asOf('/opportunities/aggregate?group=status&measures=sum:amount', '2026-02-01')
    expect(JSON.stringify(await ines.json('GET', sums))).toContain('open')
  })

  test('and with them their companies', async () => {
    const { id } = await made('/accounts', { name: 'Came with its deals' })
    const deal = { name: 'Old deal', account: id, openedOn: '2026-01-10' }
    await world.addDeals('ana', [deal])
    now += dayLong
    expect((await ines.request('GET', asOf(`/accounts/${id}`, '2026-01-09'))).status).toBe(404)
    expect(await ines.json('GET', asOf(`/accounts/${id}`, '2026-01-10'))).toMatchObject({ name: 'Came with its deals' })
    const filter = { field: 'account.name', op: 'is', value: 'Came with its deals' }
    const { items } = await ines.json<Page<AnyRecord>>('GET', asOf(filtered('/opportunities', filter), '2026-02-01'))
    expect(items).toMatchObject([{ name: 'Old deal', account: id }])
  })
})

describe('the past that was put together', () => {
  test('follows what is written later, and two may ask for it at once', async () => {
    now = Date.parse('2026-07-01T09:00:00Z')
    const { id } = await made('/accounts', { name: 'Before', sector: 'one' })
    now += dayLong
    const on = () => ines.json<AnyRecord>('GET', asOf(`/accounts/${id}`, '2026-07-01'))
    expect((await on()).sector).toBe('one')
    await ines.json('PATCH', `/accounts/${id}`, { sector: 'two' })
    expect((await Promise.all([on(), on(), on(), on()])).map(({ sector }) => sector)).toEqual([
      'one',
      'one',
      'one',
      'one',
    ])
    await ines.json('PATCH', `/accounts/${id}`, { sector: 'three', name: 'After' })
    expect(await on()).toMatchObject({ sector: 'one', name: 'Before', version: 1 })
  })

  test('stays true while others write', async () => {
    const { id } = await made('/accounts', { name: 'Busy', sector: '0' })
    now += dayLong
    const day = new Date(now - dayLong).toISOString().slice(0, 10)
    let n = 0
    const writing = (async () => {
      for (; n < 40; n += 1) {
        await ines.json('PATCH', `/accounts/${id}`, { sector: String(n + 1) })
        await new Promise((done) => setTimeout(done, 15))
      }
    })()
    const seen = new Set<unknown>()
    while (n < 40) seen.add((await ines.json<AnyRecord>('GET', asOf(`/accounts/${id}`, day))).sector)
    await writing
    expect([...seen]).toEqual(['0'])
  })
})

describe('the history of a field', () => {
  test('tells who changed it and through what, and nothing of other fields', async () => {
    const { id } = await made('/accounts', { name: 'Told', sector: 'one', website: 'https://a.example' }, ana)
    await ines.json('PATCH', `/accounts/${id}`, { sector: 'two', website: 'https://b.example' })
    await ines.json('PATCH', `/accounts/${id}`, { website: 'https://c.example' })
    const path = `/accounts/${id}/timeline?kinds=change&field=sector`
    const { items } = await ines.json<Timeline>('GET', path)
    expect(items.map(({ change }) => [change?.verb, change?.by?.name, change?.through, change?.patch])).toEqual([
      ['update', 'Ines', 'screen', { sector: ['one', 'two'] }],
      ['create', 'Ana', 'screen', { sector: [null, 'one'] }],
    ])
    expect((await ines.request('GET', `/accounts/${id}/timeline?kinds=change&field=nothing`)).status).toBe(422)
  })
})
