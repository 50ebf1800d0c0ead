import type { AnyRecord, ContactMoved, MoveQuestions, Page } from '@tendero/model'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { browserOf } from '../../test/http.ts'
import { openWorld, type World } from '../../test/world.ts'
import { endAffiliations } from './end-affiliations.job.ts'

let world: World
let now = '2026-03-10T09:30:00.000Z'
let ana: Awaited<ReturnType<typeof browserOf>>
let bo: typeof ana
let person: AnyRecord
let acme: AnyRecord
let beta: AnyRecord
let n = 0

beforeAll(async () => {
  world = await openWorld({ now: () => new Date(now) })
  ana = await browserOf(world, 'ana')
  bo = await browserOf(world, 'bo')
})

const make = (collection: string, values: Record<string, unknown>, who = ana) =>
  who.json<AnyRecord>('POST', `/${collection}`, values)
const read = (path: string) => ana.json<AnyRecord>('GET', path)
const parts = async (collection: string, field: string, id: string) =>
  (
    await ana.json<Page>(
      'GET',
      `/${collection}?sort=createdAt&filter=${encodeURIComponent(JSON.stringify({ field, op: 'is', value: id }))}`,
    )
  ).items
const affiliations = async () =>
  (await parts('affiliations', 'contact', person.id)).map(({ account, from, to, primary, role }) => ({
    account,
    from,
    to,
    primary,
    role,
  }))
const move = (wish: object, who = ana, headers = {}) =>
  who.request('POST', `/contacts/${person.id}/move`, { from: '2026-03-10', ...wish }, headers)
const moved = async (wish: object): Promise<ContactMoved> => {
  const answer = await move(wish)
  expect(answer.status, await answer.clone().text()).toBe(200)
  return (await answer.json()) as ContactMoved
}
const problem = async (wish: object, who = ana) => {
  const answer = await move(wish, who)
  return { status: answer.status, ...((await answer.json()) as object) }
}
const questions = (who = ana) => who.json<MoveQuestions>('GET', `/contacts/${person.id}/move`)
const deal = async (values: object = {}, who = ana) => {
  const made = await make('opportunities', { name: `Deal ${n}`, account: acme.id, ...values }, who)
  const role = await make('opportunity-contacts', { opportunity: made.id, contact: person.id, primary: true }, who)
  return { id: made.id, title: String(made.name), role: role.id }
}

beforeEach(async () => {
  n += 1
  now = '2026-03-10T09:30:00.000Z'
  acme = await make('accounts', { name: `Acme ${n}` })
  beta = await make('accounts', { name: `Beta ${n}` })
  person = await make('contacts', {
    lastName: `Kask ${n}`,
    account: acme.id,
    jobTitle: 'Buyer',
    email: `kask@acme${n}.com`,
    phone: '612345678',
  })
})

describe('a person who moves', () => {
  test('ends one affiliation and begins another, with a job title, an address and a number', async () => {
    const result = await moved({
      account: beta.id,
      from: '2026-03-01',
      jobTitle: 'Director',
      email: `kask@beta${n}.com`,
      phone: '698765432',
    })
    expect(result).toMatchObject({ contact: person.id, account: beta.id })
    expect(await affiliations()).toEqual([
      { account: acme.id, from: null, to: '2026-03-01', primary: false, role: null },
      { account: beta.id, from: '2026-03-01', to: null, primary: true, role: 'Director' },
    ])
    expect(await read(`/contacts/${person.id}`)).toMatchObject({
      account: beta.id,
      jobTitle: 'Director',
      email: `kask@beta${n}.com`,
      phone: { e164: '+34698765432' },
    })
    expect(await parts('contact-points', 'contact', person.id)).toHaveLength(4)
  })

  test('to a company that is made with it is held up where that is likely there already, until somebody insists', async () => {
    const there = await make('accounts', { name: `Zubizarreta Kohvik ${n}` })
    const wish = { account: { name: `Zubizarreta Kohvik ${n} OÜ` } }
    const held = await move(wish, ana, { 'tendero-allow-duplicates': 'false' })
    expect([held.status, await held.json()]).toMatchObject([
      409,
      { code: 'possible_duplicate', details: { candidates: [{ object: 'account', id: there.id }] } },
    ])
    expect(await read(`/contacts/${person.id}`)).toMatchObject({ account: acme.id })
    const { account } = await moved(wish)
    expect(account).not.toBe(there.id)
  })

  test('may go to a company that is made with it, or to none', async () => {
    const { account } = await moved({ account: { name: `Gamma ${n}` } })
    expect(await read(`/accounts/${account}`)).toMatchObject({ name: `Gamma ${n}`, kind: 'company' })
    expect(await read(`/contacts/${person.id}`)).toMatchObject({ account })
    await moved({ account: null })
    expect(await read(`/contacts/${person.id}`)).toMatchObject({ account: null })
    expect((await affiliations()).map(({ to }) => to)).toEqual(['2026-03-10', '2026-03-10'])
  })

  test('is taken back as a whole, with what was decided and the company that was made', async () => {
    const open = await deal()
    const other = await make('contacts', { lastName: 'Other', account: acme.id })
    const gone = await deal()
    const before = await affiliations()
    const points = await parts('contact-points', 'contact', person.id)
    const { operationId, account } = await moved({
      account: { name: `Delta ${n}` },
      jobTitle: 'CEO',
      email: `kask@delta${n}.com`,
      points: points.map(({ id, kind }) => ({ id, becomes: kind === 'email' ? 'invalid' : 'hand_over' })),
      opportunities: [
        { id: open.id, becomes: 'stay', contact: other.id },
        { id: gone.id, becomes: 'go' },
      ],
    })
    expect(await read(`/opportunities/${gone.id}`)).toMatchObject({ account })
    expect((await ana.request('POST', `/operations/${operationId}/reversal`, {})).status).toBe(200)
    expect(await affiliations()).toEqual(before)
    expect(await read(`/contacts/${person.id}`)).toMatchObject({
      account: acme.id,
      jobTitle: 'Buyer',
      email: `kask@acme${n}.com`,
      phone: { e164: '+34612345678' },
    })
    const restored = await parts('contact-points', 'contact', person.id)
    expect(restored.map(({ value, valid, primary, fault }) => ({ value, valid, primary, fault }))).toEqual([
      { value: `kask@acme${n}.com`, valid: true, primary: true, fault: null },
      { value: '612345678', valid: true, primary: true, fault: null },
    ])
    expect(await read(`/opportunities/${gone.id}`)).toMatchObject({ account: acme.id })
    expect(await read(`/opportunity-contacts/${open.role}`)).toMatchObject({ contact: person.id })
    expect((await ana.request('GET', `/accounts/${account}`)).status).toBe(404)
  })

  test('once, however often the request comes', async () => {
    const headers = { 'idempotency-key': crypto.randomUUID() }
    const [first, second] = [
      await move({ account: { name: `Once ${n}` } }, ana, headers),
      await move({ account: { name: `Once ${n}` } }, ana, headers),
    ]
    expect(await second.json()).toEqual(await first.json())
    expect(await affiliations()).toHaveLength(2)
  })

  test('leaves the old company what happened there, and the move stands on the own timeline', async () => {
    const call = await make('calls', {
      subject: 'Rang',
      contact: person.id,
      account: acme.id,
      doneAt: '2026-03-01T10:00:00Z',
    })
    await moved({ account: beta.id })
    expect(await read(`/calls/${call.id}`)).toMatchObject({ account: acme.id, contact: person.id })
    expect(JSON.stringify(await ana.json('GET', `/accounts/${acme.id}/timeline`))).toContain(call.id)
    expect(JSON.stringify(await ana.json('GET', `/contacts/${person.id}/timeline`))).toContain(beta.id)
  })
})

describe('old addresses', () => {
  test('stop being valid, saying why, and the next one is the main one', async () => {
    const own = await make('contact-points', { contact: person.id, kind: 'email', value: 'kask@example.com' })
    const [work] = await parts('contact-points', 'contact', person.id)
    await moved({ account: null, points: [{ id: work?.id, becomes: 'invalid' }] })
    expect(await read(`/contact-points/${work?.id}`)).toMatchObject({
      valid: false,
      fault: 'left',
      primary: false,
      judgedAt: '2026-03-10T09:30:00.000Z',
    })
    expect(await read(`/contacts/${person.id}`)).toMatchObject({ email: own.value })
  })

  test('may stay with the company, as its own', async () => {
    const phone = (await parts('contact-points', 'contact', person.id)).find(({ kind }) => kind === 'phone')
    await moved({ account: beta.id, points: [{ id: phone?.id, becomes: 'hand_over' }] })
    expect(await read(`/contacts/${person.id}`)).toMatchObject({ phone: null })
    expect(await read(`/accounts/${acme.id}`)).toMatchObject({ phone: { e164: '+34612345678' } })
  })

  test('are those of the person alone', async () => {
    const [foreign] = await parts(
      'contact-points',
      'contact',
      (await make('contacts', { lastName: 'X', email: 'x@example.com' })).id,
    )
    expect(await problem({ account: null, points: [{ id: foreign?.id, becomes: 'invalid' }] })).toMatchObject({
      status: 422,
      fields: { points: { code: 'not_found' } },
    })
  })
})

describe('open work', () => {
  test('is asked about, of deals and of what is planned besides', async () => {
    const open = await deal()
    await make('tasks', {
      subject: 'Of the deal',
      opportunity: open.id,
      contact: person.id,
      dueAt: '2026-04-01T10:00:00Z',
    })
    const task = await make('tasks', {
      subject: 'Alone',
      contact: person.id,
      account: acme.id,
      dueAt: '2026-04-01T10:00:00Z',
    })
    await make('tasks', { subject: 'Done', contact: person.id, doneAt: '2026-03-01T10:00:00Z' })
    const account = { id: acme.id, title: acme.name }
    const may = ['leave', 'stay', 'go']
    expect(await questions()).toMatchObject({
      points: [
        { kind: 'email', becomes: 'invalid' },
        { kind: 'phone', becomes: 'keep' },
      ],
      account,
      opportunities: [{ id: open.id, title: open.title, account, may }],
      activities: [{ id: task.id, title: 'Alone', account, may }],
      more: false,
    })
  })

  test('stays with the old company, where another takes over or nobody', async () => {
    const [first, second, third] = [await deal(), await deal(), await deal()]
    const task = await make('tasks', {
      subject: 'T',
      opportunity: first.id,
      contact: person.id,
      dueAt: '2026-04-01T10:00:00Z',
    })
    const alone = await make('tasks', {
      subject: 'T',
      contact: person.id,
      account: acme.id,
      dueAt: '2026-04-01T10:00:00Z',
    })
    const other = await make('contacts', { lastName: 'Other', account: acme.id })
    await make('opportunity-contacts', { opportunity: third.id, contact: other.id })
    await moved({
      account: beta.id,
      opportunities: [
        { id: first.id, becomes: 'stay', contact: other.id },
        { id: second.id, becomes: 'stay', contact: null },
        { id: third.id, becomes: 'stay', contact: other.id },
      ],
      activities: [{ id: alone.id, becomes: 'stay', contact: null }],
    })
    const people = async (id: string) =>
      (await parts('opportunity-contacts', 'opportunity', id)).map((one) => one.contact)
    expect(await people(first.id)).toEqual([other.id])
    expect(await people(second.id)).toEqual([])
    expect(await people(third.id)).toEqual([other.id])
    expect(await read(`/opportunities/${first.id}`)).toMatchObject({ account: acme.id })
    expect(await read(`/tasks/${task.id}`)).toMatchObject({ contact: other.id, opportunity: first.id })
    expect(await read(`/tasks/${alone.id}`)).toMatchObject({ contact: null, account: acme.id })
  })

  test('goes with the person, or is left as it is', async () => {
    const [gone, left] = [await deal(), await deal()]
    const task = await make('tasks', {
      subject: 'T',
      opportunity: gone.id,
      contact: person.id,
      account: acme.id,
      dueAt: '2026-04-01T10:00:00Z',
    })
    await moved({
      account: beta.id,
      opportunities: [
        { id: gone.id, becomes: 'go' },
        { id: left.id, becomes: 'leave' },
      ],
    })
    expect(await read(`/opportunities/${gone.id}`)).toMatchObject({ account: beta.id })
    expect(await read(`/tasks/${task.id}`)).toMatchObject({ account: beta.id, contact: person.id })
    expect(await read(`/opportunities/${left.id}`)).toMatchObject({ account: acme.id })
  })

  test('goes nowhere without a company, and nothing that is over or another’s is decided', async () => {
    const open = await deal()
    expect(await problem({ account: null, opportunities: [{ id: open.id, becomes: 'go' }] })).toMatchObject({
      fields: { account: { code: 'required' } },
    })
    const foreign = await make('opportunities', { name: 'X', account: acme.id })
    expect(await problem({ account: beta.id, opportunities: [{ id: foreign.id, becomes: 'go' }] })).toMatchObject({
      fields: { opportunities: { code: 'not_of_contact' } },
    })
    expect(await affiliations()).toHaveLength(1)
  })

  test('of another team is neither told nor decided', async () => {
    const open = await deal()
    expect(await questions(bo)).toMatchObject({ opportunities: [], more: false })
    expect(await problem({ account: beta.id, opportunities: [{ id: open.id, becomes: 'go' }] }, bo)).toMatchObject({
      status: 404,
    })
    expect(await affiliations()).toHaveLength(1)
  })
})

describe('the day', () => {
  test('may be to come: until then all is as it was, and on it the move takes effect', async () => {
    await moved({ account: beta.id, from: '2026-04-01', jobTitle: 'Director' })
    expect(await read(`/contacts/${person.id}`)).toMatchObject({ account: acme.id, jobTitle: 'Buyer' })
    await endAffiliations.run(world.kernel)
    expect(await read(`/contacts/${person.id}`)).toMatchObject({ account: acme.id })
    now = '2026-04-01T01:00:00.000Z'
    await endAffiliations.run(world.kernel)
    expect(await read(`/contacts/${person.id}`)).toMatchObject({ account: beta.id, jobTitle: 'Director' })
    expect((await affiliations()).map(({ primary }) => primary)).toEqual([false, true])
    await endAffiliations.run(world.kernel)
    expect(await read(`/contacts/${person.id}`)).toMatchObject({ account: beta.id })
  })

  test('to come decides nothing that is open now', async () => {
    const open = await deal()
    expect(
      await problem({ account: beta.id, from: '2026-04-01', opportunities: [{ id: open.id, becomes: 'go' }] }),
    ).toMatchObject({ fields: { from: { code: 'not_yet' } } })
  })

  test('is not before the old affiliation began, and nobody moves to where they are', async () => {
    await moved({ account: beta.id, from: '2026-03-05' })
    expect(await problem({ account: acme.id, from: '2026-03-04' })).toMatchObject({
      fields: { from: { code: 'before_beginning' } },
    })
    expect(await problem({ account: beta.id })).toMatchObject({ status: 409, code: 'already_there' })
  })
})

test('an account that is written on the contact ends one affiliation and begins another too', async () => {
  await ana.json('PATCH', `/contacts/${person.id}`, { account: beta.id })
  expect(await affiliations()).toMatchObject([
    { account: acme.id, to: '2026-03-10', primary: false },
    { account: beta.id, from: '2026-03-10', to: null, primary: true },
  ])
})
