import type {
  AnyRecord,
  BulkResult,
  ConversionCandidates,
  ConversionResult,
  Page,
  Problem,
  Timeline,
} from '@tendero/model'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Browser, browserOf } from '../../test/http.ts'
import { openWorld, type World } from '../../test/world.ts'
import { perform } from '../kernel/action.ts'
import { convertLead } from './convert-lead.action.ts'

let world: World
let ana: Browser
let bo: Browser
let ines: Browser
let lead: AnyRecord
let n = 0
let company: string

/** Names that no trigram has in common. */
const companies =
  'Quartz Yodel Fjord Bumpkin Waltz Grove Jackdaw Vixen Hymn Nougat Sphinx Tulip Lemon Picnic Zebra Opera Cocoa Igloo Kiosk Ember Umbra'.split(
    ' ',
  )

beforeAll(async () => {
  world = await openWorld()
  ana = await browserOf(world, 'ana')
  bo = await browserOf(world, 'bo')
  ines = await browserOf(world, 'ines')
})

const make = (collection: string, values: Record<string, unknown>, who = ana) =>
  who.json<AnyRecord>('POST', `/${collection}`, values)
const read = (path: string, who = ana) => who.json<AnyRecord>('GET', path)
const count = async (collection: string) => (await ines.json<{ value: number }>('GET', `/${collection}/count`)).value
const counts = async () => Promise.all(['accounts', 'contacts', 'opportunities'].map(count))
const convert = (id: string, wish: unknown, who = ana, headers = {}) =>
  who.request('POST', `/leads/${id}/conversion`, wish, headers)
const converted = async (id: string, wish: unknown, who = ana): Promise<ConversionResult> => {
  const answer = await convert(id, wish, who)
  expect(answer.status).toBe(200)
  return answer.json() as Promise<ConversionResult>
}
const everything = { account: 'new', contact: 'new', opportunity: 'new' }

beforeEach(async () => {
  n += 1
  company = companies[n] ?? ''
  lead = await make('leads', {
    firstName: 'Eva',
    lastName: `Kask${n}`,
    company,
    email: `eva@${company}.com`,
    phone: `6123456${String(n).padStart(2, '0')}`,
    interest: 'Saws',
    estimatedValue: { minor: 500_00 },
    source: 'website',
    tags: ['vip'],
  })
})

describe('converting a lead', () => {
  test('makes account, contact and opportunity, and takes its activities along', async () => {
    const task = await make('tasks', { subject: 'Ring', dueAt: '2030-01-01T10:00:00Z', lead: lead.id })
    const result = await converted(lead.id, { ...everything, details: { closeOn: '2030-06-01' } })
    expect(await read(`/accounts/${result.account}`)).toMatchObject({
      name: lead.company,
      kind: 'company',
      tags: ['vip'],
      owner: world.ids.ana,
    })
    expect(await read(`/contacts/${result.contact}`)).toMatchObject({
      name: lead.name,
      email: lead.email,
      account: result.account,
    })
    expect(await read(`/opportunities/${result.opportunity}`)).toMatchObject({
      name: 'Saws',
      account: result.account,
      amount: { minor: 500_00, currency: 'EUR' },
      closeOn: '2030-06-01',
      source: 'website',
      status: 'open',
      nextStep: task.id,
    })
    const roles = await ana.json<Page>(
      'GET',
      `/opportunity-contacts?filter={"field":"opportunity","op":"is","value":"${result.opportunity}"}`,
    )
    expect(roles.items).toMatchObject([{ contact: result.contact, primary: true }])
    expect(await read(`/leads/${lead.id}`)).toMatchObject({
      status: 'converted',
      convertedAt: expect.any(String),
      convertedAccount: result.account,
      convertedContact: result.contact,
      convertedOpportunity: result.opportunity,
    })
    const timeline = await ana.json<Timeline>('GET', `/accounts/${result.account}/timeline?kinds=task`)
    expect(timeline.items.map((one) => one.id)).toEqual([task.id])
    const { rows } = await world.kernel.database.direct.query(
      `select payload from tendero.outbox where topic = 'lead.convert' and payload ->> 'lead' = $1`,
      [lead.id],
    )
    expect(rows).toMatchObject([{ payload: { account: result.account } }])
  })

  test('of a person without a company makes a private customer; without a deal, none', async () => {
    const person = await make('leads', { firstName: 'Uku', email: `uku${n}@gmail.com` })
    const result = await converted(person.id, { account: 'new', contact: 'new', opportunity: null })
    expect(result.opportunity).toBeNull()
    expect(await read(`/accounts/${result.account}`)).toMatchObject({
      name: 'Uku',
      kind: 'person',
      email: person.email,
    })
  })

  test('of a company without a person makes no contact', async () => {
    const company = await make('leads', { company: `Firm ${n}` })
    expect(await converted(company.id, { account: 'new', contact: 'new', opportunity: null })).toMatchObject({
      contact: null,
    })
  })

  test('into existing records fills only what is empty', async () => {
    const account = await make('accounts', { name: 'Known', tags: ['old'], website: 'known.com' })
    const contact = await make('contacts', { lastName: 'Kask', email: 'old@known.com', account: account.id })
    const deal = await make('opportunities', { name: 'Known deal', amount: { minor: 1 }, account: account.id })
    await converted(lead.id, { account: account.id, contact: contact.id, opportunity: deal.id })
    expect(await read(`/accounts/${account.id}`)).toMatchObject({
      name: 'Known',
      website: 'https://known.com',
      tags: ['old', 'vip'],
    })
    expect(await read(`/contacts/${contact.id}`)).toMatchObject({
      firstName: 'Eva',
      lastName: 'Kask',
      email: 'old@known.com',
      phone: { e164: expect.any(String) },
    })
    expect(await read(`/opportunities/${deal.id}`)).toMatchObject({
      name: 'Known deal',
      amount: { minor: 1 },
      source: 'website',
    })
  })

  test('asks for a day that there is', async () => {
    const details = { closeOn: '0000-01-01' }
    const wrong = await convert(lead.id, { account: 'new', contact: 'new', opportunity: 'new', details })
    expect([wrong.status, await wrong.json()]).toMatchObject([
      422,
      { fields: { 'details.closeOn': { code: 'not_a_date' } } },
    ])
  })

  test('asks that contact and opportunity belong to the account', async () => {
    const [account, other] = [await make('accounts', { name: 'One' }), await make('accounts', { name: 'Other' })]
    const contact = await make('contacts', { lastName: 'Else', account: other.id })
    const deal = await make('opportunities', { name: 'Else', account: other.id })
    const wrong = await convert(lead.id, { account: account.id, contact: contact.id, opportunity: null })
    expect([wrong.status, await wrong.json()]).toMatchObject([422, { fields: { contact: { code: 'not_of_account' } } }])
    const alien = await convert(lead.id, { account: account.id, contact: 'new', opportunity: deal.id })
    expect(await alien.json()).toMatchObject({ fields: { opportunity: { code: 'not_of_account' } } })
    await make('affiliations', { contact: contact.id, account: account.id })
    await converted(lead.id, { account: account.id, contact: contact.id, opportunity: null })
    expect(await read(`/contacts/${contact.id}`)).toMatchObject({ account: other.id })
  })
})

describe('converting twice', () => {
  test('is refused and creates nothing', async () => {
    const first = await converted(lead.id, everything)
    const before = await counts()
    const again = await convert(lead.id, everything)
    expect([again.status, await again.json()]).toMatchObject([
      409,
      { code: 'lead_already_converted', details: { account: first.account } },
    ])
    expect(await counts()).toEqual(before)
  })

  test('at once by two people: exactly one wins', async () => {
    const [a, b] = [await world.as('ana'), await world.as('ines')]
    const before = await counts()
    const outcomes = await Promise.allSettled(
      [a, b, a, b].map((caller) => perform(world.kernel, caller, convertLead, { lead: lead.id, ...everything })),
    )
    expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    for (const one of outcomes)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ status: 409, code: 'lead_already_converted' })
    expect(await counts()).toEqual(before.map((one) => one + 1))
  })

  test('with one idempotency key gives the first answer again', async () => {
    const key = { 'idempotency-key': `convert-${lead.id}` }
    const answers = await Promise.all([1, 2, 3].map(() => convert(lead.id, everything, ana, key)))
    const results = await Promise.all(answers.map((one) => one.json() as Promise<ConversionResult>))
    expect(new Set(results.map((one) => one.account)).size).toBe(1)
  })
})

describe('converting many leads', () => {
  const many = (leads: unknown, headers = {}, who = ines) =>
    who.request('POST', '/leads/bulk-conversion', { leads }, headers)

  test('says of each what became of it, under one operation, and one that fails does not hold up the others', async () => {
    const other = await make('leads', { firstName: 'Bea', lastName: `Oja${n}`, company: `${company} Two` })
    const answer = await many([
      { lead: lead.id, ...everything },
      { lead: lead.id, ...everything },
      { lead: world.ids.ana, ...everything },
      { lead: other.id, ...everything, opportunity: null },
      'x',
    ])
    expect(answer.status).toBe(200)
    const { operationId, results } = (await answer.json()) as BulkResult
    expect(results.map((one) => one.id ?? one.problem?.code)).toEqual([
      lead.id,
      'lead_already_converted',
      'not_found',
      other.id,
      'invalid_input',
    ])
    const [first, second] = await Promise.all([lead, other].map((one) => read(`/leads/${one.id}`, ines)))
    expect(first).toMatchObject({ status: 'converted' })
    expect(second).toMatchObject({ status: 'converted', convertedOpportunity: null })

    expect((await ines.request('POST', `/operations/${operationId}/reversal`)).status).toBe(200)
    expect(await read(`/leads/${lead.id}`)).toMatchObject({ status: 'new', convertedAccount: null })
    for (const path of [`/accounts/${first?.convertedAccount}`, `/contacts/${second?.convertedContact}`])
      expect([path, (await ines.request('GET', path)).status]).toEqual([path, 404])
  })

  test('repeated with its key converts nothing twice, and goes on where it was interrupted', async () => {
    const others = await Promise.all(
      ['Uno', 'Dos'].map((lastName) => make('leads', { lastName, company: `${company} ${lastName}` })),
    )
    const wishes = [lead, ...others].map((one) => ({ lead: one.id, ...everything }))
    const headers = { 'idempotency-key': `many-${lead.id}` }
    const first = (await (await many(wishes, headers)).json()) as BulkResult
    const before = await counts()
    // As if the process had died before the last one was kept.
    await world.kernel.database.direct.query(`delete from tendero.idempotency where key = $1`, [`many-${lead.id} 2`])
    const again = (await (await many(wishes, headers)).json()) as BulkResult
    expect(again.operationId).toBe(first.operationId)
    expect(again.results.map((one) => one.id ?? one.problem?.code)).toEqual([
      lead.id,
      others[0]?.id,
      'lead_already_converted',
    ])
    expect(await counts()).toEqual(before)
    expect(await (await many([], headers)).json()).toMatchObject({ code: 'idempotency_mismatch' })
  })

  test('wants the right to change many, and a list of at most 500', async () => {
    expect((await many([{ lead: lead.id, ...everything }], {}, ana)).status).toBe(403)
    expect((await many('x')).status).toBe(422)
    expect((await many(Array.from({ length: 501 }, () => ({})))).status).toBe(422)
  })
})

describe('a converted lead', () => {
  test('is read only, and in no named filter', async () => {
    await converted(lead.id, everything)
    const refused = await ana.request('PATCH', `/leads/${lead.id}`, { company: 'x' })
    expect([refused.status, await refused.json()]).toMatchObject([409, { code: 'lead_converted' }])
    const { model } = await world.as('ana')
    for (const { filter } of model.objects.get('lead')?.filters ?? []) {
      const { items } = await ana.json<Page>(
        'GET',
        `/leads?limit=200&filter=${encodeURIComponent(JSON.stringify(filter))}`,
      )
      expect(items.map((one) => one.id)).not.toContain(lead.id)
    }
  })

  test('comes about by conversion alone', async () => {
    const refused = await ana.request('PATCH', `/leads/${lead.id}`, { status: 'converted' })
    expect((await refused.json()) as Problem).toMatchObject({ fields: { status: { code: 'by_conversion' } } })
  })

  test('is taken back whole by the reversal of its operation', async () => {
    const account = await make('accounts', { name: 'Known' })
    const task = await make('tasks', { subject: 'Ring', dueAt: '2030-01-01T10:00:00Z', lead: lead.id })
    const known = await read(`/accounts/${account.id}`)
    const result = await converted(lead.id, { account: account.id, contact: 'new', opportunity: 'new' })
    expect((await ana.request('POST', `/operations/${result.operationId}/reversal`)).status).toBe(200)
    const again = await read(`/leads/${lead.id}`)
    expect(again).toMatchObject({ status: 'new', convertedAt: null, convertedAccount: null, nextStep: task.id })
    const { version: _, updatedAt: __, ...facts } = known
    expect(await read(`/accounts/${account.id}`)).toMatchObject(facts)
    expect((await ana.request('GET', `/contacts/${result.contact}`)).status).toBe(404)
    expect((await ana.request('GET', `/opportunities/${result.opportunity}`)).status).toBe(404)
    expect(await read(`/tasks/${task.id}`)).toMatchObject({
      lead: lead.id,
      account: null,
      contact: null,
      opportunity: null,
    })
    const { items } = await ana.json<Timeline>('GET', `/accounts/${account.id}/timeline?kinds=task`)
    expect(items).toEqual([])
    await converted(lead.id, everything)
  })
})

describe('rights', () => {
  test("another team's lead does not exist, and an unseen target neither", async () => {
    expect((await convert(lead.id, everything, bo)).status).toBe(404)
    expect((await bo.request('GET', `/leads/${lead.id}/conversion`)).status).toBe(404)
    const secret = await make('opportunities', { name: "Bo's" }, bo)
    expect((await convert(lead.id, { account: 'new', contact: 'new', opportunity: secret.id })).status).toBe(404)
    expect((await convert(lead.id, { ...everything, account: world.stranger.userId })).status).toBe(404)
    const stranger = await world.as('stranger')
    await expect(perform(world.kernel, stranger, convertLead, { lead: lead.id, ...everything })).rejects.toMatchObject({
      status: 404,
    })
  })

  test('a role that may create no account converts only into existing ones', async () => {
    const role = await world.roleId('Representative')
    const { rights } = await ines.json<{ rights: { objects: Record<string, Record<string, string>> } }>(
      'GET',
      `/roles/${role}`,
    )
    const objects = { ...rights.objects, account: { ...rights.objects.account, create: 'none' } }
    await ines.json('PATCH', `/roles/${role}`, {
      rights: { ...rights, objects, fields: { contact: { phone: 'read_only' } } },
    })
    const account = await make('accounts', { name: 'Given' }, ines)
    expect((await convert(lead.id, everything)).status).toBe(403)
    const result = await converted(lead.id, { account: account.id, contact: 'new', opportunity: null })
    expect(await read(`/contacts/${result.contact}`)).toMatchObject({ phone: null, email: lead.email })
    await ines.json('PATCH', `/roles/${role}`, { rights })
  })
})

describe('candidates', () => {
  const candidates = (id: string, who = ana) => who.json<ConversionCandidates>('GET', `/leads/${id}/conversion`)

  test('are ranked by what they have in common with the lead', async () => {
    const [mail, domain, name, none] = [
      await make('accounts', { name: 'Wood & Co', email: lead.email }),
      await make('accounts', { name: 'Timber', website: `https://www.${company.toLowerCase()}.com/shop` }),
      await make('accounts', { name: `${company} Ltd` }),
      await make('accounts', { name: 'Bakery', website: 'https://bakery.com' }),
    ]
    const contact = await make('contacts', { firstName: 'Eva', lastName: `Kask${n}`, account: mail?.id })
    const byPhone = await make('contacts', { lastName: 'Other' })
    await make('contact-points', {
      contact: byPhone.id,
      kind: 'phone',
      value: lead.phone && `+34 6123456${String(n).padStart(2, '0')}`,
    })
    const deal = await make('opportunities', { name: 'Open one', account: mail?.id })
    const found = await candidates(lead.id)
    expect(found.accounts[0]).toMatchObject({ id: mail?.id, score: 90, reasons: ['email'] })
    expect(found.accounts.find((one) => one.id === domain?.id)).toMatchObject({ reasons: ['domain'], score: 80 })
    expect(found.accounts.find((one) => one.id === name?.id)?.reasons).toEqual(['same_name'])
    expect(found.accounts.map((one) => one.id)).not.toContain(none?.id)
    expect(found.contacts.find((one) => one.id === byPhone.id)).toMatchObject({ reasons: ['phone'] })
    expect(found.contacts.find((one) => one.id === contact.id)).toMatchObject({ reasons: ['name', 'account'] })
    expect(found.opportunities).toEqual([{ id: deal.id, title: 'Open one', score: 90, reasons: ['account'] }])
  })

  test('know a company by the address of a colleague, but not by a public domain', async () => {
    const account = await make('accounts', { name: 'Quite different' })
    await make('contacts', { lastName: 'Colleague', email: `max@${company}.com`, account: account.id })
    expect((await candidates(lead.id)).accounts).toMatchObject([{ id: account.id, reasons: ['domain'] }])
    const a = await make('leads', { firstName: 'Zoe', email: `zoe${n}@gmail.com` })
    const other = await make('accounts', { name: 'Somebody', email: `somebody${n}@gmail.com` })
    expect((await candidates(a.id)).accounts.map((one) => one.id)).not.toContain(other.id)
  })

  test('are only what the actor may see, found by what they may read', async () => {
    const account = await make('accounts', { name: 'Wood & Co', email: lead.email })
    await make('opportunities', { name: "Bo's deal", account: account.id }, bo)
    expect((await candidates(lead.id)).opportunities).toEqual([])
    const role = await world.roleId('Representative')
    const { rights } = await ines.json<{ rights: Record<string, unknown> }>('GET', `/roles/${role}`)
    await ines.json('PATCH', `/roles/${role}`, { rights: { ...rights, fields: { account: { email: 'hidden' } } } })
    expect((await candidates(lead.id)).accounts).toEqual([])
    await ines.json('PATCH', `/roles/${role}`, { rights })
  })

  test('do not tell of a web site that is hidden, nor leave out an address that is not', async () => {
    const site = await make('accounts', { name: 'Other', website: 'https://www.hidden-site.example' })
    const post = await make('accounts', { name: 'Further', email: 'post@hidden-post.example' })
    const role = await world.roleId('Representative')
    const { rights } = await ines.json<{ rights: Record<string, unknown> }>('GET', `/roles/${role}`)
    const found = async (domain: string) => {
      const one = await make('leads', { firstName: 'Ada', email: `ada@${domain}` })
      return (await candidates(one.id)).accounts.map(({ id }) => id)
    }
    const seen: unknown[] = []
    for (const hidden of [{}, { website: 'hidden' }, { email: 'hidden' }]) {
      await ines.json('PATCH', `/roles/${role}`, { rights: { ...rights, fields: { account: hidden } } })
      seen.push([await found('hidden-site.example'), await found('hidden-post.example')])
    }
    await ines.json('PATCH', `/roles/${role}`, { rights })
    expect(seen).toEqual([
      [[site.id], [post.id]],
      [[], [post.id]],
      [[site.id], []],
    ])
  })
})
