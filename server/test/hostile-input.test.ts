import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { AnyRecord, Page, Problem } from '@tendero/model'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importNow } from '../src/importing/index.ts'
import { queryWords } from '../src/kernel/search-index.ts'
import { type Browser, browserOf } from './http.ts'
import { openWorld, type World } from './world.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'tendero-hostile-'))
let world: World
let ines: Browser
let ana: Browser
let account: AnyRecord

beforeAll(async () => {
  world = await openWorld({ dataDir })
  ines = await browserOf(world, 'ines')
  ana = await browserOf(world, 'ana')
  account = await ines.json('POST', '/accounts', { name: 'Sound' })
})
afterAll(() => rmSync(dataDir, { recursive: true }))

/** As part of an address; halves of characters become replacement characters. */
const inAddress = (word: unknown) => new URLSearchParams({ w: String(word) }).toString().slice(2)

const query = (filter: unknown) => `filter=${encodeURIComponent(JSON.stringify(filter))}`

/** Work on many things, eight at a time: a process has ten connections. */
async function eachOf<T>(things: readonly T[], work: (one: T, index: number) => Promise<void>): Promise<void> {
  let next = 0
  const walk = async () => {
    while (next < things.length) {
      const index = next
      next += 1
      await work(things[index] as T, index)
    }
  }
  await Promise.all(Array.from({ length: 8 }, walk))
}

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

/** Texts that programs stumble over, wherever one is expected. */
const texts: readonly unknown[] = [
  '\u0000',
  'a\u0000b',
  '\ud800',
  '%00',
  "'; drop table account; --",
  '\\',
  '%',
  'x'.repeat(600),
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
]
/** What stands where something else is expected. */
const wrongs: readonly unknown[] = [
  ...texts,
  null,
  true,
  0,
  -1,
  1e308,
  -1e21,
  Number.MAX_SAFE_INTEGER,
  -0.5,
  [],
  [[]],
  [null],
  ['a', 'b'],
  ['\u0000'],
  {},
  { __proto__: null, minor: '1' },
  { minor: 9e15, currency: 'EUR' },
  { minor: 1, currency: 'eur' },
  { minor: 1, currency: '\u0000\u0000\u0000' },
  '0000-00-00',
  '0001-01-01',
  '9999-12-31',
  '-0001-01-01',
  '0001-01-01T00:00:00+14:00',
  '9999-12-31T23:59:59-12:00',
  '2020-01-01T00:00:00+99:99',
  'today+9999',
  'today-9999',
  'last_9999_days',
  'next_9999_days',
  'past',
  'future',
  'me',
  'my_team',
]

async function refusedOrFine(answer: Response, what: unknown): Promise<void> {
  // Events go on until somebody ends them.
  if (answer.headers.get('content-type')?.startsWith('text/event-stream')) return answer.body?.cancel()
  const text = await answer.text()
  expect([what, answer.status < 500, answer.status < 500 ? '' : text]).toEqual([what, true, ''])
  if (answer.status < 400) return
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  expect(JSON.parse(text)).toMatchObject({ status: answer.status, code: expect.stringMatching(/^[a-z_]+$/) })
}

const deep = (levels: number, open: string, close: string, core = '1') =>
  open.repeat(levels) + core + close.repeat(levels)

describe('a filter', () => {
  test('of any field and operator with any value never breaks', { timeout: 120_000 }, async () => {
    const { model } = await world.as('ines')
    const names = ['account', 'opportunity', 'lead', 'task', 'product', 'contact']
    const cases = names.flatMap((name) => {
      const object = model.objects.get(name)
      return [...(object?.fields.values() ?? [])].flatMap((field) =>
        field.type.operators
          .filter((one) => one.takes !== 'nothing')
          .flatMap(({ name: op, takes }) =>
            (takes === 'text' ? [...texts, null, 1, [], {}] : wrongs).map(
              (value) => [object?.collection, { field: field.name, op, value }] as const,
            ),
          ),
      )
    })
    // Kinds of field repeat: of each kind and operator one field is enough.
    const seen = new Set<string>()
    const distinct = cases.filter(([collection, { field, op, value }]) => {
      const type = [...model.objects.values()].find((one) => one.collection === collection)?.fields.get(field)?.type
      const takes = type?.operators.find((one) => one.name === op)?.takes
      const key = `${type?.kind} ${takes} ${JSON.stringify(value)} ${typeof value}`
      return !seen.has(key) && seen.add(key)
    })
    await eachOf(distinct, async ([collection, filter]) =>
      refusedOrFine(await ana.request('GET', `/${collection}?limit=1&${query(filter)}`), filter),
    )
  })

  test.each([
    ['no JSON', '{'],
    ['a number', '1'],
    ['null', 'null'],
    ['a list', '[]'],
    ['an unknown operator', '{"field":"name","op":"constructor","value":"x"}'],
    ['no operator', '{"field":"name"}'],
    ['a field of no object', '{"field":"nothing","op":"is","value":"x"}'],
    ['a prototype name', '{"field":"__proto__","op":"is","value":"x"}'],
    ['a path of prototype names', '{"field":"owner.constructor.name","op":"is","value":"x"}'],
    ['an endless path', `{"field":"${'parent.'.repeat(50)}name","op":"is","value":"x"}`],
    ['a field that is none', '{"field":{"a":1},"op":"is","value":"x"}'],
    ['and of no list', '{"and":{"field":"name"}}'],
    ['a some of no object', '{"some":"__proto__.constructor"}'],
    ['a some of a number', '{"some":1}'],
    ['a some of a field that is no reference', '{"some":"contact.firstName"}'],
    ['deep nesting', deep(5_000, '{"not":', '}', '{"field":"name","op":"is_empty"}')],
    ['seven levels', deep(7, '{"not":', '}', '{"field":"name","op":"is_empty"}')],
    [
      'many conditions',
      JSON.stringify({ or: Array.from({ length: 2_000 }, () => ({ field: 'name', op: 'is_empty' })) }),
    ],
    [
      'a huge list',
      JSON.stringify({ field: 'kind', op: 'any_of', value: Array.from({ length: 50_000 }, () => 'company') }),
    ],
  ])('of %s is refused', async (_name, text) => {
    const answer = await ana.request('GET', `/accounts?filter=${encodeURIComponent(text)}`)
    await refusedOrFine(answer.clone(), text.slice(0, 100))
    expect(answer.status).toBe(422)
    expect(((await answer.json()) as Problem).code).toBe('invalid_filter')
  })
})

describe('a cursor', () => {
  const account0 = '00000000-0000-7000-8000-000000000000'
  const encoded = (value: unknown) =>
    Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
  test.each([
    ['', 'nothing'],
    ['!', 'no base64'],
    [encoded('['), 'no JSON'],
    [encoded({}), 'no list'],
    [encoded([]), 'too few'],
    [encoded([1, 2, 3]), 'too many'],
    [encoded(['x', 'y']), 'texts'],
    [encoded([null, null]), 'nulls'],
    [encoded([{}, []]), 'objects'],
    [encoded(['2020-01-01', 'x']), 'no id'],
    [encoded(['99999-01-01 00:00', '00000000-0000-7000-8000-000000000000']), 'no instant'],
    [encoded(['2020-01-01\u0000', '00000000-0000-7000-8000-000000000000']), 'a zero'],
    [encoded(['infinity', '00000000-0000-7000-8000-000000000000']), 'infinity'],
    ['A'.repeat(100_000), 'length'],
  ])('that is made up (%#) is refused', async (cursor) => {
    for (const end of ['', '&fromEnd=true']) {
      const answer = await ana.request('GET', `/accounts?cursor=${encodeURIComponent(cursor)}${end}`)
      await refusedOrFine(answer.clone(), cursor.slice(0, 100))
      if (cursor !== '') expect([cursor.slice(0, 80), answer.status]).toEqual([cursor.slice(0, 80), 422])
    }
  })

  test.each([
    ['9999-99-99T99:99:99+00:00', account0],
    ['2026-02-31T00:00:00+00:00', account0],
    ['2026-02-28T24:00:00+00:00', account0],
    ['2026-02-28T00:00:00+00:00', 'x'],
    [null, null],
  ])('of a timeline that is made up (%j, %j) is refused', async (at, id) => {
    const answer = await ana.request('GET', `/accounts/${account.id}/timeline?cursor=${encoded([at, id])}`)
    expect([answer.status, ((await answer.json()) as Problem).code]).toEqual([422, 'invalid_cursor'])
  })

  test('of one order does not fit another', async () => {
    for (const sort of ['name', 'employees', '-establishedIn', 'owner', 'parent', 'revenue', 'createdAt'])
      for (const place of [['x'], ['\u0000'], [null], ['1'], ['1e999'], ['2020-01-01']].map((one) => [
        ...one,
        account.id,
      ]))
        await refusedOrFine(
          await ana.request('GET', `/accounts?sort=${sort}&cursor=${encoded(place)}`),
          `${sort} ${JSON.stringify(place)}`,
        )
  })
})

describe('the words of an address', () => {
  test.each(['/accounts?sort=', '/accounts?fields=', '/accounts/aggregate?group=', '/accounts/aggregate?measures='])(
    '%s with anything behind it never breaks',
    async (path) => {
      const more = [
        'createdAt:constructor',
        'createdAt:__proto__',
        'sum:__proto__',
        'constructor:revenue',
        'sum:',
        ':',
        '-',
        '--name',
      ]
      for (const word of [...texts, ...more, 'name,'.repeat(500), ',,,,'])
        await refusedOrFine(await ana.request('GET', `${path}${inAddress(word)}`), `${path}${word}`)
    },
  )

  test.each([
    ['/accounts', ['limit', 'count', 'deleted', 'fromEnd', 'search']],
    ['/accounts/count', ['search']],
    ['/accounts/export', ['search', 'format']],
    ['/search', ['q', 'objects', 'limit']],
    ['/today', ['limit', 'at', 'day']],
    ['/accounts/ID', ['timeline']],
    ['/accounts/ID/timeline', ['kinds', 'cursor', 'limit']],
  ])('%s with any parameter never breaks', async (pattern, names) => {
    const path = pattern.replace('ID', account.id)
    for (const name of names)
      for (const word of [...texts, '-1', '1e9', '99999', 'NaN', '0'])
        await refusedOrFine(
          await ana.request('GET', `${path}?${name}=${inAddress(word)}${path === '/search' ? '&q=a' : '&fields=name'}`),
          `${path}?${name}=${word}`,
        )
  })

  test('that name no collection or record find nothing', async () => {
    const ids = [
      '__proto__',
      'constructor',
      '%00',
      '..%2f..',
      'A'.repeat(5_000),
      "'",
      '00000000-0000-0000-0000-000000000000',
      account.id.toUpperCase(),
    ]
    for (const id of ids) {
      for (const [method, path] of [
        ['GET', `/${id}`],
        ['POST', `/${id}`],
        ['GET', `/accounts/${id}`],
        ['PATCH', `/accounts/${id}`],
        ['DELETE', `/accounts/${id}`],
        ['POST', `/accounts/${id}/restoration`],
        ['POST', `/operations/${id}/reversal`],
        ['GET', `/imports/${id}`],
      ] as const) {
        const answer = await ines.request(method, path, method === 'GET' ? undefined : {})
        await refusedOrFine(answer.clone(), `${method} ${path}`)
        expect([method, path.slice(0, 60), answer.status]).toEqual([method, path.slice(0, 60), 404])
      }
    }
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
    ['three megabytes', `{"name":"${'x'.repeat(3 * 1024 * 1024)}"}`, 413],
    ['a byte that is no UTF-8', new Uint8Array([0x7b, 0xff, 0x7d]), 400],
    ['a name in another encoding', new Uint8Array(Buffer.from('{"name":"Ferreter\u00eda"}', 'latin1')), 400],
  ])('of %s is refused', async (_name, body, status) => {
    for (const path of ['/accounts', '/accounts/bulk']) {
      const answer = await ines.send('POST', path, body)
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
      ({ input }) => !input?.safeParse({ unheard: 1 }).error?.issues.some(({ code }) => code === 'unrecognized_keys'),
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
    for (const path of ['/leads', '/metadata', '/openapi.json', '/leads/export'])
      expect([path, (await ines.request('GET', path)).status]).toEqual([path, 200])
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
