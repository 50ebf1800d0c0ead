import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { AnyRecord, Page, Problem } from '@tendero/model'
import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { importNow } from '../src/importing/index.ts'
import { queryWords } from '../src/kernel/search-index.ts'
import { deep, eachOf, query, refusedOrFine, wrongs } from './hostile.ts'
import { browserOf } from './http.ts'
import { suiteFolder } from './suite-folder.ts'
import { openWorld } from './world.ts'

const dataDir = suiteFolder()
const world = await openWorld({ dataDir })
const ines = await browserOf(world, 'ines')
const ana = await browserOf(world, 'ana')
const account = await ines.json<AnyRecord>('POST', '/accounts', { name: 'Sound' })

const folder = process.env.TENDERO_REFERENCE_DATA ? join(process.env.TENDERO_REFERENCE_DATA, '13-hostile') : ''
if (!existsSync(folder)) console.log('Left out: the big list of naughty strings (TENDERO_REFERENCE_DATA is not set).')

describe.skipIf(!existsSync(folder))('every naughty string as a name', () => {
  /** What is kept of a line of text: without spaces at the ends, line breaks as spaces. */
  const kept = (text: string) => text.replace(/\s*[\r\n]+\s*/g, ' ').trim()
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what is refused
  const refused = (text: string) => /[\u0000-\u0008\u000B\u000C\u000E-\u001F]/.test(kept(text)) || kept(text) === ''
  const names = new Map<string, string>()

  test('is made, read, found by filter and search, or refused with a field error', { timeout: 120_000 }, async () => {
    const strings: readonly string[] = JSON.parse(readFileSync(join(folder, 'blns.json'), 'utf8'))
    expect(strings.length).toBeGreaterThan(500)
    await eachOf(strings, async (name, index) => {
      const externalId = `blns-${String(index).padStart(3, '0')}`
      const answer = await ines.request('POST', '/accounts', { name, externalId })
      if (refused(name)) {
        expect([name, answer.status]).toEqual([name, 422])
        expect(((await answer.json()) as Problem).fields).toHaveProperty('name')
        return
      }
      const { id } = (await answer.json()) as AnyRecord
      names.set(externalId, kept(name))
      expect((await ines.json<AnyRecord>('GET', `/accounts/${id}`)).name).toBe(kept(name))
      const found = async (path: string) => (await ines.json<Page>('GET', path)).items?.map((one) => one.id)
      for (const op of ['is', 'contains', 'starts_with'])
        expect([
          name,
          op,
          await found(`/accounts?limit=200&${query({ field: 'name', op, value: kept(name) })}`),
        ]).toEqual([name, op, expect.arrayContaining([id])])
      if (queryWords(name).length > 0)
        expect([name, await found(`/accounts?limit=200&search=${encodeURIComponent(name)}`)]).toEqual([
          name,
          expect.arrayContaining([id]),
        ])
      expect((await ines.request('GET', `/search?q=${encodeURIComponent(name)}`)).status).toBe(200)
    })
    expect(names.size).toBeGreaterThan(490)
  })

  test('that ends as an apostrophe before a formula is a name too', async () => {
    for (const [index, name] of ["'=1+1", "''-x", "'", "'a", "'+34 612"].entries()) {
      const externalId = `blns-x${index}`
      await ines.json('POST', '/accounts', { name, externalId })
      names.set(externalId, name)
    }
  })

  test('leaves in an export and comes back in an import', { timeout: 60_000 }, async () => {
    const filter = { field: 'externalId', op: 'starts_with', value: 'blns-' }
    const answer = await ines.request('GET', `/accounts/export?format=csv&fields=name,externalId&${query(filter)}`)
    expect(answer.status).toBe(200)
    const file = new Uint8Array(await answer.arrayBuffer())
    const done = await importNow(world.kernel, await world.as('ines'), {
      object: 'account',
      name: 'blns.csv',
      content: (async function* () {
        yield file
      })(),
      setUp: ({ setup }) => setup,
    })
    expect(done.problems).toEqual([])
    expect(done.rows).toMatchObject({ total: names.size, created: names.size, bad: 0 })
    const seen = new Map<string, string[]>()
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Page = await ines.json(
        'GET',
        `/accounts?limit=200&${query(filter)}${cursor ? `&cursor=${cursor}` : ''}`,
      )
      for (const one of page.items)
        seen.set(String(one.externalId), [...(seen.get(String(one.externalId)) ?? []), String(one.name)])
      cursor = page.next
    }
    expect(Object.fromEntries(seen)).toEqual(
      Object.fromEntries([...names].map(([externalId, name]) => [externalId, [name, name]])),
    )
  })
})

describe('a body', () => {
  test.each([
    ['no JSON', '{', 400],
    ['a lone word', 'undefined', 400],
    ['a list', '[]', 422],
    ['null', 'null', 422],
    ['a text', '"x"', 422],
    ['nothing', '', 422],
    ['fields of the prototype', '{"__proto__":{"name":"x"},"name":"y"}', 422],
    ['a constructor', '{"constructor":{"prototype":{"admin":true}},"name":"y"}', 422],
    ['deep lists', deep(200_000, '[', ']'), 400],
    ['deep documents', `{"name":${deep(100_000, '{"a":', '}')}}`, 400],
    ['as many names as fit in', `{${Array.from({ length: 150_000 }, (_, n) => `"f${n}":0`).join()}}`, 400],
    ['numbers for names', `{${Array.from({ length: 200_000 }, (_, n) => `"${n}":0`).join()}}`, 400],
    ['many names within', `{"name":{${Array.from({ length: 3_000 }, (_, n) => `"f${n}":0`).join()}}}`, 400],
    ['the same name again and again', `{${'"name":{},'.repeat(150_000)}"name":"x","other":1}`, 422],
    ['three megabytes', `{"name":"${'x'.repeat(3 * 1024 * 1024)}"}`, 413],
    ['a byte that is no UTF-8', new Uint8Array([0x7b, 0xff, 0x7d]), 400],
    ['a name in another encoding', new Uint8Array(Buffer.from('{"name":"Ferreter\u00eda"}', 'latin1')), 400],
  ])('of %s is refused', async (_name, body, status) => {
    for (const path of ['/accounts', '/accounts/bulk']) {
      const answer = await ines.send('POST', path, body, { 'content-type': 'application/json' })
      await refusedOrFine(answer.clone(), _name)
      if (path === '/accounts') expect(answer.status).toBe(status)
    }
  })

  test('with any value in any field never breaks', { timeout: 120_000 }, async () => {
    const { model } = await world.as('ines')
    const cases = [...model.objects.values()].flatMap((object) =>
      [...object.fields.keys()].flatMap((field) => wrongs.map((value) => ({ object, field, value }))),
    )
    const kinds = new Set<string>()
    const distinct = cases.filter(({ object, field, value }) => {
      const kind = object.fields.get(field)
      const settings = object.settings ? `${object.name}.${field}` : ''
      const key = `${settings} ${kind?.type.kind} ${JSON.stringify(value)} ${typeof value}`
      return !kinds.has(key) && kinds.add(key)
    })
    await eachOf(distinct, async ({ object, field, value }) => {
      if (object.name === 'workspace') return
      const answer = await ines.request('POST', `/${object.collection}`, { name: 'x', label: 'x', [field]: value })
      await refusedOrFine(answer, `${object.name}.${field} ${JSON.stringify(value)}`)
      if (object.name !== 'account') return
      await refusedOrFine(await ines.request('PATCH', `/accounts/${account.id}`, { [field]: value }), field)
    })
  })

  test('of a bulk with anything in it says what is wrong with each', async () => {
    for (const value of wrongs)
      for (const verb of ['create', 'update', 'delete'])
        await refusedOrFine(
          await ines.request('POST', '/accounts/bulk', { [verb]: [value] }),
          `${verb} ${JSON.stringify(value)}`,
        )
    const mixed = await ines.json<{ results: readonly { ok: boolean }[] }>('POST', '/accounts/bulk', {
      create: [null, { name: 'Good one' }],
      update: [null, 1, { id: account.id, sector: 'fine' }],
      delete: [{}],
    })
    expect(mixed.results.map((one) => one.ok)).toEqual([false, true, false, false, true, false])
  })

  test('of sign-in, invitation, key, import and other endpoints never breaks', async () => {
    const { slices } = await import('../src/slices.ts')
    const endpoints = slices.flatMap((slice) => slice.endpoints ?? []).filter((one) => one.method !== 'GET')
    expect(endpoints.length).toBeGreaterThan(8)
    for (const { method, path } of endpoints) {
      if (method === 'DELETE') continue
      const address = path.replace('{collection}', 'accounts').replace(/\{\w+\}/g, account.id)
      for (const body of [
        null,
        [],
        'x',
        1,
        {},
        { password: 1, email: {} },
        { name: '\u0000', email: '\u0000', password: '\u0000' },
      ])
        await refusedOrFine(await ana.request(method, address, body), `${method} ${path} ${JSON.stringify(body)}`)
    }
  })
})

/** Of several forms that a body may have, each must refuse. */
function refusesUnheard(issues: readonly z.core.$ZodIssue[]): boolean {
  return issues.some(
    (issue) =>
      issue.code === 'unrecognized_keys' || (issue.code === 'invalid_union' && issue.errors.every(refusesUnheard)),
  )
}

describe('a name that nobody reads', () => {
  test.each([
    ['PATCH', '/me', { tiemZone: 'Europe/Tallinn' }, 'tiemZone'],
    ['POST', '/accounts/bulk', { created: [{ name: 'Never made' }] }, 'created'],
    ['PATCH', '/accounts/%', { nmae: 'Typo' }, 'nmae'],
    ['POST', '/leads/bulk-conversion', { leads: [], contact: 'new' }, 'contact'],
    ['POST', '/session', { email: 'a@example.com', password: 'x', remember: true }, 'remember'],
  ])('in %s %s %j is refused by name', async (method, path, body, name) => {
    const answer = await ines.request(method, path.replace('%', account.id), body)
    expect(answer.status).toBe(422)
    expect(((await answer.json()) as Problem).fields).toEqual({ [name]: { code: 'unknown_field' } })
  })

  test('is refused by the schema of every endpoint', async () => {
    const { slices } = await import('../src/slices.ts')
    // What a window of a newer version asks to be told of may be unknown to an older server: it is told the rest.
    const withInput = slices
      .flatMap((slice) => slice.endpoints ?? [])
      .filter((one) => one.input && one.path !== '/live')
    expect(withInput.length).toBeGreaterThan(8)
    const lenient = withInput.filter(
      ({ input }) => !refusesUnheard(input?.safeParse({ unheard: 1 }).error?.issues ?? []),
    )
    expect(lenient.map(({ path }) => path)).toEqual([])
  })
})

describe('a document', () => {
  test.each([
    ['nothing', {}],
    ['null objects', { objects: null, actions: null }],
    ['texts', { objects: 'all', actions: 'all' }],
    [
      'scopes that are none',
      { objects: { account: { create: 'some', read: 1, edit: null, delete: {} } }, actions: [] },
    ],
    ['fields that are none', { objects: {}, fields: { account: 'hidden' }, actions: [] }],
    ['actions that are none', { objects: {}, actions: ['constructor', 1] }],
  ])('of rights with %s is refused, and nobody is shut out by it', async (_name, rights) => {
    const answer = await ines.request('POST', '/roles', { name: 'Odd', rights, administrator: false })
    await refusedOrFine(answer.clone(), rights)
    expect(answer.status).toBe(422)
  })

  test.each([
    ['text', { maxLength: 'x' }],
    ['text', { maxLength: -1 }],
    ['text', { default: 5 }],
    ['text', { search: 'Z', computed: true, cascade: true }],
    ['integer', { minimum: 'a', maximum: {} }],
    ['decimal', { scale: 1e9 }],
    ['decimal', { scale: -1 }],
    ['choice', { choices: [{ value: '__proto__', label: 'x' }] }],
    ['choice', { choices: { length: 1 } }],
    ['reference', { object: '__proto__' }],
    ['reference', { object: 'constructor' }],
    ['date', { help: 5 }],
    ['money', []],
  ])('of options of a custom field (%s, %j) never makes its object unusable', async (kind, options) => {
    const answer = await ines.request('POST', '/custom-fields', { object: 'tag', label: 'Odd', kind, options })
    await refusedOrFine(answer, options)
    const made = await ines.request('POST', '/custom-fields', { object: 'lead', label: `Odd ${kind}`, kind, options })
    await refusedOrFine(made, options)
    for (const path of ['/leads', '/metadata', '/openapi.json', '/leads/export']) {
      const read = await ines.request('GET', path)
      expect([path, read.status]).toEqual([path, 200])
      await read.body?.cancel()
    }
    const lead = await ines.request('POST', '/leads', { firstName: 'A', lastName: 'B', company: 'C' })
    expect(lead.status).toBe(201)
  })
})

test.each(['1984', '客户', '__proto__', 'constructor', '<b>', 'É'.repeat(100), "'; drop table"])(
  'a custom field can be called %s',
  async (label) => {
    const made = await ines.json<AnyRecord>('POST', '/custom-fields', { object: 'contact', label, kind: 'text' })
    expect(made.label).toBe(label)
    const contact = await ines.json<AnyRecord>('POST', '/contacts', { firstName: 'A', [String(made.name)]: 'kept' })
    expect(contact[String(made.name)]).toBe('kept')
  },
)

describe('a file to import', () => {
  test('of random bytes is refused', async () => {
    const bytes = new Uint8Array(Buffer.alloc(20_000, '\u0012\u0000name;\u00fe\n', 'latin1'))
    const answer = await ines.send('POST', '/imports?object=account&name=bytes.csv', bytes)
    expect([answer.status, ((await answer.json()) as Problem).code]).toEqual([422, 'not_a_csv'])
  })

  test('with zeros and halves of characters, whole or cut, says so row by row', async () => {
    const long = `${'x'.repeat(99)}🔨${'x'.repeat(99)}🔨`
    const head = `Name,Sector,Owner,${long}\n`
    const good = `Fine,${long},,${long}\n`.repeat(200)
    const text = `${head}${good}Zero\0,x,,\nOwned,x,no\0body,\nOwned too,x,${long},\n`
    const checked = await importNow(world.kernel, await world.as('ines'), {
      name: 'odd.csv',
      object: 'account',
      content: Readable.from([Buffer.from(text)]),
      setUp: ({ setup }) => setup,
      dry: true,
    })
    expect(checked).toMatchObject({ state: 'checked', error: null, rows: { good: 200, bad: 3 } })
    expect(checked.problems.map(({ field, code }) => [field, code])).toEqual([
      ['name', 'control_characters'],
      ['owner', 'control_characters'],
      ['owner', 'not_found'],
    ])
  })
})

describe('headers', () => {
  test.each([
    ['if-match', ['x', '"x"', '-1', '99999999999', '1e3', "'", '"1", "2"']],
    ['idempotency-key', ['', 'short', 'x'.repeat(10_000), "'; select 1 --", '__proto__constructor']],
    ['tendero-workspace', ['', '__proto__', "' or 1=1", 'x'.repeat(10_000), '00000000-0000-7000-8000-000000000000']],
    ['authorization', ['Bearer', 'Bearer x', 'Basic eDp4', 'Bearer tnd_', `Bearer tnd_${'x'.repeat(10_000)}`]],
    [
      'cookie',
      [
        'tendero_session',
        'tendero_session=',
        'tendero_session=%00',
        'tendero_session=%E0%A4%A',
        `tendero_session=${'x'.repeat(9_000)}`,
      ],
    ],
    ['x-request-id', ['x', '__proto__', 'x'.repeat(10_000), '<script>']],
    ['origin', ['null', 'x', 'https://', 'https://evil.example']],
    ['content-type', ['text/plain', 'multipart/form-data', 'x']],
    ['accept-language', ['x', '*', 'x'.repeat(10_000)]],
    ['user-agent', ['', '\u00ff'.repeat(1_000)]],
  ])('%s with anything in it never breaks', async (name, values) => {
    for (const value of values)
      for (const [method, path, body] of [
        ['PATCH', `/accounts/${account.id}`, { employees: 1 }],
        ['POST', '/accounts', { name: 'Headed' }],
        ['GET', '/accounts?limit=1', undefined],
        ['POST', '/session', { email: 'x@example.com', password: 'y' }],
      ] as const)
        await refusedOrFine(await ines.request(method, path, body, { [name]: value }), `${name}: ${value}`)
  })
})
