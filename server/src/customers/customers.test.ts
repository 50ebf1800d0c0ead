import type { AnyRecord, Page, Timeline } from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Browser, browserOf } from '../../test/http.ts'
import { countingKernel } from '../../test/statements.ts'
import { openWorld, type World } from '../../test/world.ts'
import { write } from '../kernel/action.ts'
import { endAffiliations } from './end-affiliations.job.ts'

let world: World
let ana: Browser

beforeAll(async () => {
  world = await openWorld({ now: () => new Date('2026-03-10T09:30:00.000Z') })
  ana = await browserOf(world, 'ana')
})

const make = (collection: string, values: Record<string, unknown>) =>
  ana.json<AnyRecord>('POST', `/${collection}`, values)
const change = (collection: string, id: string, patch: Record<string, unknown>) =>
  ana.json<AnyRecord>('PATCH', `/${collection}/${id}`, patch)
const read = (path: string) => ana.json<AnyRecord>('GET', path)

const parts = async (collection: string, field: string, id: string) =>
  (
    await ana.json<Page>(
      'GET',
      `/${collection}?sort=createdAt&filter=${encodeURIComponent(JSON.stringify({ field, op: 'is', value: id }))}`,
    )
  ).items
const points = async (id: string, field = 'contact') =>
  (await parts('contact-points', field, id)).map((one) => [one.value, one.primary])

describe('a name', () => {
  test('is made of its parts, and follows them', async () => {
    const contact = await make('contacts', { firstName: 'Ana', lastName: 'García' })
    expect(contact.name).toBe('Ana García')
    expect(await change('contacts', contact.id, { lastName: 'López' })).toMatchObject({ name: 'Ana López' })
    expect(await change('contacts', contact.id, { firstName: null, lastName: null })).toMatchObject({
      fields: { lastName: { code: 'required' } },
    })
    expect(await make('contacts', { email: 'a@example.com' })).toMatchObject({
      fields: { lastName: { code: 'required' } },
    })
  })

  test('of a lead without a person is its company', async () => {
    const lead = await make('leads', { company: 'Acme' })
    expect(lead.name).toBe('Acme')
    expect(await change('leads', lead.id, { firstName: 'Eva' })).toMatchObject({ name: 'Eva' })
    expect(await make('leads', { interest: 'x' })).toMatchObject({ fields: { lastName: { code: 'required' } } })
  })
})

describe('contact points', () => {
  test('follow what is written on the record', async () => {
    const { id } = await make('contacts', { lastName: 'A', email: 'A@Example.com', phone: '612 34 56 78' })
    expect(await points(id)).toEqual([
      ['A@Example.com', true],
      ['612 34 56 78', true],
    ])
    await change('contacts', id, { email: 'b@example.com' })
    expect(await points(id)).toContainEqual(['b@example.com', true])
    expect(await points(id)).toHaveLength(2)
    await change('contacts', id, { phone: null })
    expect(await points(id)).toEqual([['b@example.com', true]])
  })

  test('write the record when the primary one changes', async () => {
    const { id } = await make('accounts', { name: 'Acme' })
    const first = await make('contact-points', { account: id, kind: 'email', value: 'info@acme.com' })
    expect(first).toMatchObject({ primary: true, valid: true })
    const second = await make('contact-points', { account: id, kind: 'email', value: 'sales@acme.com' })
    expect(second.primary).toBe(false)
    expect(await read(`/accounts/${id}`)).toMatchObject({ email: 'info@acme.com', version: 2 })
    await change('contact-points', second.id, { primary: true })
    expect(await read(`/accounts/${id}`)).toMatchObject({ email: 'sales@acme.com' })
    expect(await points(id, 'account')).toEqual([
      ['info@acme.com', false],
      ['sales@acme.com', true],
    ])
    await change('contact-points', second.id, { primary: false })
    expect(await read(`/accounts/${id}`)).toMatchObject({ email: 'info@acme.com' })
    await change('contact-points', first.id, { value: 'hello@acme.com' })
    expect(await read(`/accounts/${id}`)).toMatchObject({ email: 'hello@acme.com' })
    await ana.json('DELETE', `/contact-points/${first.id}`)
    expect(await read(`/accounts/${id}`)).toMatchObject({ email: 'sales@acme.com' })
    await ana.json('DELETE', `/contact-points/${second.id}`)
    expect(await read(`/accounts/${id}`)).toMatchObject({ email: null })
    await ana.json('POST', `/contact-points/${second.id}/restoration`)
    expect(await read(`/accounts/${id}`)).toMatchObject({ email: 'sales@acme.com' })
  })

  test('of which one is written on the record make that one primary; emptied, the next follows', async () => {
    const { id } = await make('contacts', { lastName: 'A', phone: '612345678' })
    await make('contact-points', { contact: id, kind: 'phone', value: '+34 698 76 54 32' })
    expect(await change('contacts', id, { phone: '698765432' })).toMatchObject({ phone: { e164: '+34698765432' } })
    expect(await points(id)).toEqual([
      ['612345678', false],
      ['698765432', true],
    ])
    expect(await change('contacts', id, { phone: null })).toMatchObject({
      phone: { e164: '+34612345678', valid: true },
    })
    expect(await points(id)).toEqual([['612345678', true]])
  })

  test('are of one record, and an e-mail address is one', async () => {
    const { id } = await make('contacts', { lastName: 'A' })
    expect(await make('contact-points', { kind: 'email', value: 'a@example.com' })).toMatchObject({
      fields: { contact: { code: 'required' } },
    })
    expect(await make('contact-points', { contact: id, kind: 'email', value: 'nobody' })).toMatchObject({
      fields: { value: { code: 'not_an_email' } },
    })
    expect(await make('contact-points', { contact: id, kind: 'phone', value: '123' })).toMatchObject({ valid: false })
  })

  test('cost nothing where there is neither, and little for five hundred', async () => {
    const { kernel, counts } = countingKernel(world.kernel)
    const counted = await browserOf({ ...world, kernel }, 'ana')
    const account = await make('accounts', { name: 'Acme' })
    counts()
    const { id } = await counted.json<AnyRecord>('POST', '/contacts', { lastName: 'Plain' })
    expect(counts()).toEqual([1])
    await counted.json('PATCH', `/contacts/${id}`, { jobTitle: 'Buyer' })
    expect(counts()).toEqual([2])
    await counted.json('POST', '/contacts', {
      lastName: 'Full',
      email: 'f@example.com',
      phone: '612345678',
      account: account.id,
    })
    expect(counts()).toEqual([1])
    await write(kernel, await world.as('ana'), (ctx) =>
      ctx.insertMany(
        'contact',
        Array.from({ length: 500 }, (_, i) => ({ lastName: `P${i}`, email: `p${i}@example.com` })),
        { strict: false },
      ),
    )
    expect(counts()[0]).toBeLessThanOrEqual(5)
  })

  test('that two people add at once leave one primary', async () => {
    const { id } = await make('contacts', { lastName: 'A' })
    await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        make('contact-points', { contact: id, kind: 'email', value: `a${i}@example.com`, primary: true }),
      ),
    )
    const all = await parts('contact-points', 'contact', id)
    const primary = all.filter((one) => one.primary)
    expect(all).toHaveLength(8)
    expect(primary).toHaveLength(1)
    expect(await read(`/contacts/${id}`)).toMatchObject({ email: primary[0]?.value })
  })

  test('come back with the operation that changed them', async () => {
    const { id } = await make('contacts', { lastName: 'A', email: 'a@example.com' })
    const changed = await ana.request('PATCH', `/contacts/${id}`, { email: null })
    expect(await points(id)).toEqual([])
    await ana.request('POST', `/operations/${changed.headers.get('tendero-operation')}/reversal`)
    expect(await points(id)).toEqual([['a@example.com', true]])
    expect(await read(`/contacts/${id}`)).toMatchObject({ email: 'a@example.com' })
  })
})

describe('the account of a contact', () => {
  const affiliations = async (id: string) =>
    (await parts('affiliations', 'contact', id)).map((one) => [one.titles?.account, one.primary, one.from, one.to])

  test('is that of the main affiliation, whichever side is written', async () => {
    const [acme, other] = [await make('accounts', { name: 'Acme' }), await make('accounts', { name: 'Other' })]
    const { id } = await make('contacts', { lastName: 'A', account: acme.id })
    expect(await affiliations(id)).toEqual([['Acme', true, null, null]])
    await change('contacts', id, { account: other.id })
    expect(await affiliations(id)).toEqual([
      ['Acme', false, null, '2026-03-10'],
      ['Other', true, '2026-03-10', null],
    ])
    const third = await make('accounts', { name: 'Third' })
    const added = await make('affiliations', { contact: id, account: third.id, role: 'Adviser' })
    expect(added.primary).toBe(false)
    expect(await read(`/contacts/${id}`)).toMatchObject({ account: other.id })
    await change('affiliations', added.id, { primary: true })
    expect(await read(`/contacts/${id}`)).toMatchObject({ account: third.id })
    await change('affiliations', added.id, { to: '2026-03-01' })
    expect(await read(`/contacts/${id}`)).toMatchObject({ account: null })
    expect((await affiliations(id)).map(([, primary]) => primary)).toEqual([false, false, false])
    expect(await change('affiliations', added.id, { from: '2026-03-02' })).toMatchObject({
      fields: { to: { code: 'before_beginning' } },
    })
  })

  test('goes on the day after the last one, once, as a change of the program', async () => {
    const at = (instant: string) => endAffiliations.run({ ...world.kernel, now: () => new Date(instant) })
    const account = await make('accounts', { name: 'Left' })
    const { id } = await make('contacts', { lastName: 'Leaver', account: account.id })
    const [main] = await parts('affiliations', 'contact', id)
    await change('affiliations', main?.id ?? '', { to: '2026-03-12' })
    // Still the 12th in Madrid, then the 13th there.
    await at('2026-03-12T22:59:00Z')
    expect(await read(`/contacts/${id}`)).toMatchObject({ account: account.id, version: 1 })
    await at('2026-03-12T23:01:00Z')
    expect(await read(`/contacts/${id}`)).toMatchObject({ account: null, version: 2, updatedBy: null })
    expect(await affiliations(id)).toEqual([['Left', false, null, '2026-03-12']])
    await at('2026-03-13T23:01:00Z')
    expect(await read(`/contacts/${id}`)).toMatchObject({ version: 2 })
    const { items } = await ana.json<Timeline>('GET', `/contacts/${id}/timeline?kinds=change`)
    expect(items[0]?.change).toMatchObject({ patch: { account: [account.id, null] }, by: null, through: 'system' })
  })

  test('comes with a first affiliation and goes with the last', async () => {
    const acme = await make('accounts', { name: 'Acme' })
    const { id } = await make('contacts', { lastName: 'A' })
    const first = await make('affiliations', { contact: id, account: acme.id })
    expect(first.primary).toBe(true)
    expect(await read(`/contacts/${id}`)).toMatchObject({ account: acme.id })
    await ana.json('DELETE', `/affiliations/${first.id}`)
    expect(await read(`/contacts/${id}`)).toMatchObject({ account: null })
  })
})

describe('an account', () => {
  const circular = { fields: { parent: { code: 'circular' } } }

  test('stands above nothing that stands above it', async () => {
    const top = await make('accounts', { name: 'Top' })
    const middle = await make('accounts', { name: 'Middle', parent: top.id })
    const bottom = await make('accounts', { name: 'Bottom', parent: middle.id })
    for (const parent of [top.id, middle.id, bottom.id])
      expect(await change('accounts', top.id, { parent })).toMatchObject(circular)
    expect(await change('accounts', bottom.id, { parent: top.id })).toMatchObject({ parent: top.id })
  })

  test('nor when two are put under each other at once', async () => {
    const pair = await Promise.all(['Left', 'Right'].map((name) => make('accounts', { name })))
    const [left, right] = pair.map(({ id }) => id)
    const answers = await Promise.all([
      change('accounts', String(left), { parent: right }),
      change('accounts', String(right), { parent: left }),
    ])
    expect(answers.filter((answer) => 'parent' in answer && answer.parent)).toHaveLength(1)
    expect(answers).toContainEqual(expect.objectContaining(circular))
  })
})
