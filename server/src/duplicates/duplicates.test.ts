import type {
  AnyRecord,
  BulkResult,
  DuplicateChecked,
  DuplicatePairs,
  DuplicateRule,
  DuplicateScan,
  DuplicateTrialResult,
  PossibleDuplicate,
  Problem,
} from '@tendero/model'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Browser, browserOf } from '../../test/http.ts'
import { openWorld, type World } from '../../test/world.ts'
import type { Event } from '../kernel/events.ts'

let world: World
let ana: Browser
let bo: Browser
let ines: Browser

const asks = { 'tendero-allow-duplicates': 'false' }
const insists = { 'tendero-allow-duplicates': 'true' }

beforeAll(async () => {
  world = await openWorld()
  ana = await browserOf(world, 'ana')
  bo = await browserOf(world, 'bo')
  ines = await browserOf(world, 'ines')
})

const people = {
  firstName: 'Leocadia',
  lastName: 'Zubizarreta Quiñones',
  phone: '+34 600 123 123',
  email: 'leocadia@example.com',
}

async function held(
  path: string,
  values: unknown,
  who = ana,
  method = 'POST',
): Promise<PossibleDuplicate['candidates']> {
  const answer = await who.request(method, path, values, asks)
  expect(answer.status).toBe(409)
  const { code, details } = (await answer.json()) as Problem & { details: PossibleDuplicate }
  expect(code).toBe('possible_duplicate')
  return details.candidates
}

async function made(
  path: string,
  values: unknown,
  headers: Readonly<Record<string, string>> = asks,
): Promise<AnyRecord> {
  const answer = await ana.request('POST', path, values, headers)
  expect([answer.status, answer.status < 300 ? '' : await answer.clone().text()]).toEqual([201, ''])
  return (await answer.json()) as AnyRecord
}

/** Does what the worker would: hands the events of scans to their jobs. */
async function work(): Promise<void> {
  const { rows } = await world.kernel.database.direct.query<Event & { workspace_id: string }>(
    `delete from tendero.outbox where topic = 'duplicates.scan' returning id, workspace_id, topic, payload`,
  )
  const [job] = world.kernel.subscribers.filter(({ name }) => name === 'duplicates.scan')
  for (const { workspace_id, ...event } of rows) await job?.run(world.kernel, { ...event, workspaceId: workspace_id })
}

async function scan(object = 'contact'): Promise<DuplicateScan | undefined> {
  expect((await ines.request('POST', '/duplicates/scans', { object })).status).toBe(202)
  await work()
  const { items } = await ines.json<{ items: DuplicateScan[] }>('GET', '/duplicates/scans')
  return items.find((one) => one.object === object)
}

const pairs = (who = ines, query = 'object=contact') => who.json<DuplicatePairs>('GET', `/duplicates?${query}`)

describe('writing what is there already', () => {
  test('is held up with the candidates and why, and goes through for whoever insists', async () => {
    const first = await made('/contacts', people)
    const [candidate, ...more] = await held('/contacts', {
      firstName: 'Leocádia',
      lastName: 'Zubizareta',
      phone: '600123123',
    })
    expect(more).toEqual([])
    expect(candidate).toMatchObject({ object: 'contact', id: first.id, title: 'Leocadia Zubizarreta Quiñones' })
    expect(candidate?.score).toBeGreaterThan(90)
    expect(candidate?.reasons.map(({ trait, agreement }) => `${trait} ${agreement}`).sort()).toEqual([
      'family alike',
      'given same',
      'phone same',
    ])
    await made('/contacts', { firstName: 'Leocádia', lastName: 'Zubizareta', phone: '600123123' }, insists)
  })

  test('is repeated with its idempotency key without being held up', async () => {
    const key = { ...asks, 'idempotency-key': 'once-and-again' }
    const values = { firstName: 'Ubaldo', lastName: 'Quintanilla Ruiz' }
    const one = await made('/contacts', values, key)
    expect((await made('/contacts', values, key)).id).toBe(one.id)
    await held('/contacts', values)
  })

  test('is held up in each way in: change, bulk, accounts by tax number, leads', async () => {
    const other = await made('/contacts', { firstName: 'Wenceslao', lastName: 'Orbaneja' })
    await held(`/contacts/${other.id}`, people, ana, 'PATCH')
    const calm = await ana.request('PATCH', `/contacts/${other.id}`, { jobTitle: 'Buyer' }, asks)
    expect(calm.status).toBe(200)
    const bulk = await ines.json<BulkResult>(
      'POST',
      '/contacts/bulk',
      { create: [people, { firstName: 'Xerxes', lastName: 'Alcaudete' }] },
      asks,
    )
    expect(bulk.results.map(({ ok, problem }) => problem?.code ?? ok)).toEqual(['possible_duplicate', true])
    await made('/accounts', { name: 'Ferretería Zabala, S.L.', taxId: 'B-12345674' })
    await held('/accounts', { name: 'FERRETERIA ZABALA' })
    await held('/accounts', { name: 'Suministros Goya', taxId: 'b12345674' })
    await made('/accounts', { name: 'Ferretería Goya, S.L.' })
    await made('/leads', { lastName: 'Xifré', firstName: 'Montserrat', email: 'mxifre@gmail.com' })
    await held('/leads', { lastName: 'Xifre', email: 'm.xifre+web@gmail.com' })
  })

  test('tells nothing of what one may not see, and nothing by fields that one may not read', async () => {
    const values = { firstName: 'Hermenegildo', lastName: 'Pascual', email: 'hermene@example.com' }
    await made('/leads', values)
    expect((await bo.request('POST', '/leads', values, asks)).status).toBe(201)
    const [candidate] = await held('/leads', values)
    expect(candidate?.title).toBe('Hermenegildo Pascual')
  })

  test('asks while typing, with what can be read so far', async () => {
    const checked = await ana.json<DuplicateChecked>('POST', '/duplicates/check', {
      object: 'contact',
      values: { firstName: 'Leocadia', lastName: 'Zubizarreta', email: 'half@' },
    })
    expect(checked.holds).toBe(true)
    expect(checked.candidates[0]?.title).toContain('Zubizar')
    const nobody = await ana.json<DuplicateChecked>('POST', '/duplicates/check', {
      object: 'contact',
      values: { lastName: 'Q' },
    })
    expect(nobody).toEqual({ holds: false, candidates: [], kindred: [] })
  })

  test('says of a lead which contact is the same person, and of a contact which open lead; neither holds it up', async () => {
    const person = {
      firstName: 'Eufrasia',
      lastName: 'Goikoetxea',
      email: 'eufrasia@example.com',
      phone: '+34 600 777 001',
    }
    const contact = await made('/contacts', person)
    const lead = await made('/leads', { ...person, company: 'Goiko Harinas' })
    const kindred = async (object: string, values: object, who = ana) => {
      const { kindred: found, holds } = await who.json<DuplicateChecked>('POST', '/duplicates/check', {
        object,
        values,
      })
      return [holds, ...found.map((one) => `${one.object} ${one.id}`)]
    }
    const typed = { firstName: 'Eufrasia', lastName: 'Goikoetxea', email: 'eufrasia@example.com' }
    expect((await kindred('lead', typed)).slice(1)).toEqual([`contact ${contact.id}`])
    expect((await kindred('contact', typed)).slice(1)).toEqual([`lead ${lead.id}`])
    expect(await kindred('lead', { firstName: 'Eufrasia', lastName: 'Somebody' })).toEqual([false])
    // A contact is told of the leads alone that its reader may see, and of none that is given up or converted.
    expect((await kindred('contact', typed, bo)).slice(1)).toEqual([])
    await ana
      .json('PATCH', `/leads/${lead.id}`, { status: 'unqualified', unqualifiedReason: 'No budget' })
      .catch(() => {})
    const { status } = await ana.json<AnyRecord>('GET', `/leads/${lead.id}`)
    expect(status).toBe('unqualified')
    expect((await kindred('contact', typed)).slice(1)).toEqual([])
  })

  test('finds somebody by a further address, and no more when it is gone', async () => {
    const one = await made('/contacts', { firstName: 'Práxedes', lastName: 'Urrutia' })
    const point = await made('/contact-points', { contact: one.id, kind: 'email', value: 'praxedes@work.example' })
    const sought = { firstName: 'P.', lastName: 'Urrutia', email: 'praxedes@work.example' }
    expect((await held('/contacts', sought)).map(({ id }) => id)).toEqual([one.id])
    await ana.request('DELETE', `/contact-points/${point.id}`)
    const rows = await world.kernel.database.direct.query(`select 1 from tendero.match_key where part_id = $1`, [
      point.id,
    ])
    expect(rows.rows).toEqual([])
  })
})

describe('a scan', () => {
  beforeEach(() => work())

  test('finds pairs; what is said to be none stays so; the next scan forgets what is none any more', async () => {
    const [one, two] = [
      await made('/contacts', { firstName: 'Eustaquio', lastName: 'Ferrándiz', phone: '+34 699 000 111' }, insists),
      await made('/contacts', { firstName: 'Eustaqio', lastName: 'Ferrandiz', phone: '699000111' }, insists),
    ]
    expect(await scan()).toMatchObject({ state: 'done', stage: null })
    const ofThese = async () =>
      (await pairs()).items.filter(({ records }) => records.some(({ id }) => id === one.id || id === two.id))
    const [pair, ...more] = await ofThese()
    expect(more).toEqual([])
    expect(pair?.score).toBeGreaterThan(50)
    expect(pair?.records.map(({ title }) => title).sort()).toEqual(['Eustaqio Ferrandiz', 'Eustaquio Ferrándiz'])
    expect(
      (await ines.request('POST', '/duplicates/dismissals', { object: 'contact', records: [two.id, one.id] })).status,
    ).toBe(200)
    await scan()
    expect(await ofThese()).toEqual([])
    const dismissed = await pairs(ines, 'object=contact&state=dismissed')
    expect(dismissed.items[0]).toMatchObject({ state: 'dismissed', decidedBy: world.ids.ines })
    expect(
      (await ines.request('DELETE', '/duplicates/dismissals', { object: 'contact', records: [one.id, two.id] })).status,
    ).toBe(200)
    expect(await ofThese()).toHaveLength(1)
    await ana.request('PATCH', `/contacts/${two.id}`, { firstName: 'Timoteo', lastName: 'Bru', phone: '611222333' })
    await scan()
    expect(await ofThese()).toEqual([])
  })

  test('is taken up again where a process that died left it', async () => {
    await ines.request('POST', '/duplicates/scans', { object: 'account' })
    const stopping = AbortSignal.abort()
    const { rows } = await world.kernel.database.direct.query<Event & { workspace_id: string }>(
      `delete from tendero.outbox where topic = 'duplicates.scan' returning id, workspace_id, topic, payload`,
    )
    const [job] = world.kernel.subscribers.filter(({ name }) => name === 'duplicates.scan')
    for (const { workspace_id, ...event } of rows) {
      const again = { ...event, workspaceId: workspace_id }
      await expect(job?.run({ ...world.kernel, stopping }, again)).rejects.toThrow('stops')
      await job?.run(world.kernel, again)
    }
    const { items } = await ines.json<{ items: DuplicateScan[] }>('GET', '/duplicates/scans')
    expect(items.find(({ object }) => object === 'account')?.state).toBe('done')
  })

  test('stops when it is asked to', async () => {
    await ines.request('POST', '/duplicates/scans', { object: 'lead' })
    const stopped = await ines.json<DuplicateScan>('DELETE', '/duplicates/scans/lead')
    expect(stopped.state).toBe('cancelled')
  })

  test('shows a pair only to who may see both', async () => {
    const values = { firstName: 'Sisebuto', lastName: 'Larrañaga', email: 'sise@example.com' }
    await made('/leads', values)
    await bo.json('POST', '/leads', values, insists)
    await scan('lead')
    const named = (found: DuplicatePairs) =>
      found.items.filter(({ records }) => records[0].title.startsWith('Sisebuto'))
    expect(named(await pairs(ines, 'object=lead'))).toHaveLength(1)
    expect(named(await pairs(ana, 'object=lead'))).toHaveLength(0)
  })
})

describe('rules', () => {
  test('are seen and changed by administrators, tried on real records, and obeyed', async () => {
    expect((await ana.request('GET', '/duplicates/rules')).status).toBe(403)
    const { items } = await ines.json<{ items: DuplicateRule[] }>('GET', '/duplicates/rules')
    expect(items.map(({ object, mode }) => `${object} ${mode}`)).toEqual(['contact hold', 'account hold', 'lead hold'])
    const one = await made('/contacts', { firstName: 'Tiburcio', lastName: 'Anglada', phone: '+34 677 888 999' })
    const two = await made(
      '/contacts',
      { firstName: 'Tiburcio', lastName: 'Anglada', phone: '+34 677 888 999' },
      insists,
    )
    const trial = await ines.json<DuplicateTrialResult>('POST', '/duplicates/rules/contact/trial', {
      record: one.id,
      other: two.id,
    })
    const without = await ines.json<DuplicateTrialResult>('POST', '/duplicates/rules/contact/trial', {
      record: one.id,
      other: two.id,
      change: { unused: ['phone'] },
    })
    expect(without.candidates[0]?.reasons.map(({ trait }) => trait)).not.toContain('phone')
    expect(without.candidates[0]?.score ?? 0).toBeLessThanOrEqual(trial.candidates[0]?.score ?? 0)
    const alone = await ines.json<DuplicateTrialResult>('POST', '/duplicates/rules/contact/trial', { record: one.id })
    expect(alone.candidates.map(({ id }) => id)).toContain(two.id)
    expect((await ines.json<DuplicateRule>('PATCH', '/duplicates/rules/contact', { mode: 'off' })).mode).toBe('off')
    await made('/contacts', { firstName: 'Tiburcio', lastName: 'Anglada', phone: '+34 677 888 999' })
    await ines.json('PATCH', '/duplicates/rules/contact', { mode: 'hold' })
    await held('/contacts', { firstName: 'Tiburcio', lastName: 'Anglada', phone: '+34 677 888 999' })
    const all = { unused: ['family', 'given', 'birthday', 'taxId', 'email', 'phone', 'street', 'city', 'postcode'] }
    expect((await ines.request('PATCH', '/duplicates/rules/contact', all)).status).toBe(422)
  })
})
