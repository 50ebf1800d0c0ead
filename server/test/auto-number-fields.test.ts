import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AnyRecord, defineObject, type Metadata, type Page, registry } from '@tendero/model'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { autoNumber } from '../../packages/model/src/fields/auto-number.ts'
import { text } from '../../packages/model/src/fields/text.ts'
import { missingStatements } from '../src/derive/drift.ts'
import { declaredTables } from '../src/derive/schema.ts'
import { importNow } from '../src/importing/index.ts'
import { asOwner } from '../src/platform/owner-connection.ts'
import { fillCustomFields } from '../src/workspace/fill-custom-fields.job.ts'
import { type Browser, browserOf } from './http.ts'
import { openWorld, type World } from './world.ts'

/** An object with a declared number, which only this test knows. */
const ticket = defineObject({
  name: 'ticket',
  collection: 'tickets',
  label: { en: ['Ticket', 'Tickets'], es: ['Tique', 'Tiques'], et: ['Pilet', 'Piletid', 'piletit'] },
  icon: 'ticket',
  fields: {
    name: text({ label: ['Name', 'Nombre', 'Nimi'], required: true, search: 'A' }),
    number: autoNumber({ label: ['Number', 'Número', 'Number'], required: true, search: 'B', pattern: 'T-{0}' }),
  },
  title: 'name',
  list: ['number', 'name'],
  owned: true,
  access: { create: 'all', read: 'all', edit: 'all', delete: 'all' },
  searchable: true,
})

const objects = new Map([...registry, [ticket.name, ticket]])
const dataDir = mkdtempSync(join(tmpdir(), 'tendero-number-'))
const year = new Intl.DateTimeFormat('en', { year: 'numeric', timeZone: 'Europe/Madrid' }).format(new Date())
let world: World
let ines: Browser
let ana: Browser

beforeAll(async () => {
  world = await openWorld({ objects, dataDir })
  await asOwner(world.ownerUrl, async (client) => {
    for (const statement of await missingStatements(client, declaredTables(objects))) await client.query(statement)
  })
  ines = await browserOf(world, 'ines')
  const role = await world.roleId('Representative')
  const { rights } = await ines.json<AnyRecord & { rights: Record<string, object> }>('GET', `/roles/${role}`)
  await ines.json('PATCH', `/roles/${role}`, {
    rights: { ...rights, objects: { ...rights.objects, ticket: ticket.access } },
  })
  ana = await browserOf(world, 'ana')
})
afterAll(() => rmSync(dataDir, { recursive: true }))

async function field(object: string, label: string, options: Record<string, unknown>): Promise<AnyRecord> {
  return ines.json('POST', '/custom-fields', { object, label, kind: 'autoNumber', options })
}

/** What the worker does when the field was made or changed. */
async function filled({ id }: AnyRecord): Promise<AnyRecord> {
  const payload = { ids: [id] }
  await fillCustomFields.run(world.kernel, {
    id,
    workspaceId: world.workspaceId,
    topic: 'custom_field.update',
    payload,
  })
  return ines.json('GET', `/custom-fields/${id}`)
}

const ticketNamed = (name: string) => ana.json<AnyRecord>('POST', '/tickets', { name })
const filtered = (filter: unknown) => `filter=${encodeURIComponent(JSON.stringify(filter))}`
const numbersOf = async (query: string) =>
  (await ana.json<Page>('GET', `/tickets?${query}`)).items.map(({ number }) => number)

/** Columns are called as the fields are. */
async function imported(csv: string, setup: { readonly updateBy?: string } = {}) {
  return importNow(world.kernel, await world.as('ines'), {
    object: 'ticket',
    name: 'tickets.csv',
    content: (async function* () {
      yield Buffer.from(csv)
    })(),
    setUp: (suggested) => ({ ...suggested.setup, ...setup }),
  })
}

describe('an automatic number', () => {
  test('is given to each new record, rising, and written by nobody', async () => {
    const first = await ticketNamed('first')
    const second = await ticketNamed('second')
    expect([first.number, second.number]).toEqual(['T-1', 'T-2'])
    expect(await ana.json('POST', '/tickets', { name: 'own', number: 'T-9' })).toMatchObject({
      status: 422,
      fields: { number: { code: 'read_only' } },
    })
    expect(await ana.json('PATCH', `/tickets/${first.id}`, { number: 'T-9' })).toMatchObject({ status: 422 })
    const { objects: known } = await ana.json<Metadata>('GET', '/metadata')
    const described = known.find(({ name }) => name === 'ticket')
    expect(described?.fields.find(({ name }) => name === 'number')).toMatchObject({
      kind: 'autoNumber',
      readOnly: true,
      sortable: true,
    })
    expect(described?.form).not.toContain('number')
  })

  test('is never given twice, fifty at once', async () => {
    const made = await Promise.all(Array.from({ length: 50 }, () => ticketNamed('at once')))
    const numbers = made.map(({ number }) => Number(String(number).slice(2)))
    expect(new Set(numbers).size).toBe(50)
    const inOrder = await ana.json<Page>('GET', '/tickets?sort=createdAt&limit=100')
    expect(inOrder.items).toHaveLength(52)
    expect(Math.max(...numbers)).toBe(52)
  })

  test('sorts by what it amounts to, is filtered, sought and found', async () => {
    expect(await numbersOf('sort=number&limit=3')).toEqual(['T-1', 'T-2', 'T-3'])
    expect(await numbersOf('sort=-number&limit=2')).toEqual(['T-52', 'T-51'])
    const page = await ana.json<Page>('GET', '/tickets?sort=number&limit=9')
    expect(await numbersOf(`sort=number&limit=2&cursor=${page.next}`)).toEqual(['T-10', 'T-11'])
    expect(await numbersOf('sort=number&limit=1&from=T-12')).toEqual(['T-12'])
    expect(await numbersOf(filtered({ field: 'number', op: 'is', value: 't-7' }))).toEqual(['T-7'])
    expect((await numbersOf(filtered({ field: 'number', op: 'starts_with', value: 'T-5' }))).length).toBe(4)
    const { items } = await ana.json<Page>('GET', '/search?q=T-41')
    expect(items).toHaveLength(1)
    const csv = await (await ana.request('GET', '/tickets/export?format=csv&fields=number,name&sort=number')).text()
    expect(csv.split('\r\n').slice(0, 3)).toEqual(['Number,Name', 'T-1,first', 'T-2,second'])
  })

  test('of a record that was not made in the end is given to the next', async () => {
    const refused = await ana.request('POST', '/tickets', { name: 'without owner', owner: crypto.randomUUID() })
    expect(refused.status).toBe(422)
    expect((await ticketNamed('the next')).number).toBe('T-53')
  })

  test('may be brought by an import, once', async () => {
    const run = await imported('Name,Number\nold,OLD-17\nagain,OLD-17\nahead,T-100\ngiven,T-1\nwithout,\n')
    expect(run).toMatchObject({ state: 'done', rows: { read: 5, created: 3, bad: 2 } })
    expect(run.problems).toMatchObject([
      { row: 2, field: 'number', code: 'number_taken', details: { number: 'OLD-17' } },
      { row: 4, field: 'number', code: 'number_taken', details: { number: 'T-1' } },
    ])
    expect(await numbersOf(filtered({ field: 'name', op: 'is', value: 'old' }))).toEqual(['OLD-17'])
    const [numbered] = await numbersOf(filtered({ field: 'name', op: 'is', value: 'without' }))
    expect(numbered).toMatch(/^T-(5\d|101)$/)
    expect(Number(String((await ticketNamed('behind')).number).slice(2))).toBeGreaterThan(100)
  })

  test('stays when an import changes its record', async () => {
    const run = await imported('Number,Name\nOLD-17,renamed\n', { updateBy: 'number' })
    expect(run).toMatchObject({ state: 'done', rows: { updated: 1 } })
    expect(await numbersOf(filtered({ field: 'name', op: 'is', value: 'renamed' }))).toEqual(['OLD-17'])
  })

  test('of a deleted record may be brought again; then that one cannot come back', async () => {
    const [{ id } = { id: '' }] = (
      await ana.json<Page>('GET', `/tickets?${filtered({ field: 'number', op: 'is', value: 'OLD-17' })}`)
    ).items
    await ines.request('DELETE', `/tickets/${id}`)
    await ines.json('POST', `/tickets/${id}/restoration`)
    expect(await numbersOf(filtered({ field: 'number', op: 'is', value: 'OLD-17' }))).toEqual(['OLD-17'])
    await ines.request('DELETE', `/tickets/${id}`)
    expect(await imported('Name,Number\nnew,OLD-17\n')).toMatchObject({ rows: { created: 1 } })
    expect(await ines.json('POST', `/tickets/${id}/restoration`)).toMatchObject({
      status: 422,
      fields: { number: { code: 'number_taken', details: { number: 'OLD-17' } } },
    })
  })
})

describe('an automatic number of a custom field', () => {
  test('numbers what is there in the order in which it was made, with progress, without a change of it', async () => {
    const before = await Promise.all(
      ['Alfa', 'Beta', 'Gama'].map((name) => ines.json<AnyRecord>('POST', '/accounts', { name })),
    )
    const gone = await ines.json<AnyRecord>('POST', '/accounts', { name: 'Gone' })
    await ines.request('DELETE', `/accounts/${gone.id}`)
    const made = await field('account', 'Customer number', { pattern: 'C-{YYYY}-{0000}', numberExisting: true })
    expect(made).toMatchObject({ filled: 0, required: false })
    const meanwhile = await ines.json<AnyRecord>('POST', '/accounts', { name: 'Meanwhile' })
    expect(meanwhile[String(made.name)]).toBe(`C-${year}-0001`)
    expect(await filled(made)).toMatchObject({ filled: 100 })
    const { items } = await ines.json<Page>('GET', `/accounts?sort=id&limit=10`)
    const numbers = items.map((account) => account[String(made.name)])
    expect(numbers).toEqual([2, 3, 4, 1].map((number) => `C-${year}-000${number}`))
    for (const account of before)
      expect(await ines.json('GET', `/accounts/${account.id}`)).toMatchObject({
        version: account.version,
        updatedAt: account.updatedAt,
      })
    const found = await ines.json<Page>('GET', `/search?q=C-${year}-0003`)
    expect(found.items).toHaveLength(1)
    await filled(made)
    expect((await ines.json<AnyRecord>('GET', `/accounts/${before[0]?.id}`))[String(made.name)]).toMatch(/000[234]$/)
    const back = await ines.json<AnyRecord>('POST', `/accounts/${gone.id}/restoration`)
    expect(back[String(made.name)]).toBe(`C-${year}-0005`)
  })

  test('leaves what is there without, when it is to', async () => {
    const product = await ines.json<AnyRecord>('POST', '/products', { name: 'Nail' })
    const made = await field('product', 'Article', { pattern: 'A{000}', startAt: 500 })
    await filled(made)
    expect((await ines.json<AnyRecord>('GET', `/products/${product.id}`))[String(made.name)] ?? null).toBeNull()
    const next = await ines.json<AnyRecord>('POST', '/products', { name: 'Screw' })
    expect(next[String(made.name)]).toBe('A500')
  })

  test('goes on from a later number, and behind what looks like its new pattern', async () => {
    const made = await field('contact', 'Card', { pattern: '{00}/K' })
    const contact = async (lastName: string) =>
      (await ines.json<AnyRecord>('POST', '/contacts', { lastName }))[String(made.name)]
    expect([await contact('A'), await contact('B')]).toEqual(['01/K', '02/K'])
    await ines.json('PATCH', `/custom-fields/${made.id}`, { options: { pattern: '{00}/K', startAt: 40 } })
    expect(await contact('C')).toBe('40/K')
    await ines.json('PATCH', `/custom-fields/${made.id}`, { options: { pattern: 'K{00}' } })
    expect(await contact('D')).toBe('K41')
    await ines.json('PATCH', `/custom-fields/${made.id}`, { options: { pattern: '{00}/K' } })
    expect(await contact('E')).toBe('42/K')
  })

  test.each([
    ['a pattern without a place for the number', { pattern: 'C-{YYYY}' }, 'invalid_pattern'],
    ['a beginning below one', { startAt: 0 }, 'invalid_options'],
  ])('is refused with %s', async (_why, options, code) => {
    const answer = await ines.json('POST', '/custom-fields', {
      object: 'account',
      label: 'Wrong',
      kind: 'autoNumber',
      options,
    })
    expect(answer).toMatchObject({ status: 422, fields: { options: { code } } })
  })

  test('ends where numbers end', async () => {
    const made = await field('lead', 'Last', { pattern: '{0}', startAt: 999_999_999_999 })
    const lead = () => ines.json<AnyRecord>('POST', '/leads', { lastName: 'Last' })
    expect((await lead())[String(made.name)]).toBe('999999999999')
    expect(await lead()).toMatchObject({ status: 409, code: 'series_ended' })
    await ines.request('DELETE', `/custom-fields/${made.id}`)
    expect(await lead()).toHaveProperty('id')
  })

  test('of one workspace has nothing to do with another', async () => {
    const { rows } = await world.kernel.database.direct.query(
      'select distinct workspace_id from tendero.number_series union select distinct workspace_id from tendero.record_number',
    )
    expect(rows).toEqual([{ workspace_id: world.workspaceId }])
  })
})
