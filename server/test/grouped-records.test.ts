import type {
  AggregateGroup,
  AggregateResult,
  AnyRecord,
  BulkResult,
  Count,
  Filter,
  ReportDefinition,
  ReportResult,
} from '@tendero/model'
import { describe, expect, test } from 'vitest'
import { type Browser, browserOf } from './http.ts'
import { openWorld } from './world.ts'

const world = await openWorld()
const ines = await browserOf(world, 'ines')
const ana = await browserOf(world, 'ana')
const bo = await browserOf(world, 'bo')

const long = 'Ö😀x, '.repeat(833).trim()

/** What people and programs write: each line is one group, whatever the case. */
const spellings: readonly (readonly string[])[] = [
  ['Tartu', 'tartu', 'TARTU', 'Tartu'],
  ['Tartu, Eesti', 'tartu, eesti'],
  ['"Tartu"'],
  ["O'Hara; drop table", "o'hara; DROP table"],
  ['100%'],
  ['100_'],
  ['back\\slash'],
  ['null', 'NULL'],
  ['true'],
  ['0'],
  ['00'],
  ['😀'],
  ['😀😀'],
  ['straße'],
  ['strasse'],
  ['é'],
  ['e\u0301'],
  ['a\u00a0b'],
  ['a b'],
  ['a  b'],
  [long, long],
  [`${long.slice(0, -1)}y`],
]

const everySpelling = [...spellings.flat(), null, null]

await custom('Town', 'text', { maxLength: 5_000 })
// Fields take no blanks at the ends, and no line ends; what is worked out may have both.
await custom('Trailing', 'formula', { formula: 'c_town & "  "' })
await custom('Lines', 'formula', { formula: 'c_town & "\n" & c_town' })
await addAll(
  'accounts',
  everySpelling.map((c_town, index) => ({ name: `Town ${index}`, c_town })),
)

describe('texts as groups', () => {
  test.each(['c_town', 'c_trailing', 'c_lines'])(
    'are told apart as filters do, and each group of %s has the records that its filter finds',
    async (field) => {
      const groups = await expectFound(ines, 'accounts', field)
      expect(groups.length).toBe(spellings.length + 1)
      expect(total(groups)).toBe(everySpelling.length)
    },
  )

  test('are written as most records write them, and stand in the order of people', async () => {
    const { groups } = await aggregate(ines, 'accounts', { group: 'c_town', measures: 'count' })
    const counts = new Map(groups.map(({ keys, measures }) => [keys[0], measures.count]))
    expect([counts.get('Tartu'), counts.get(long)]).toEqual([4, 2])
    const keys = groups.map(({ keys: [key] }) => key)
    expect(keys.at(-1)).toBe(null)
    expect(keys.indexOf('é')).toBeLessThan(keys.indexOf('Tartu'))
    const down = await aggregate(ines, 'accounts', { group: 'c_town', measures: 'count', descending: 'true' })
    expect(down.groups.map(({ keys: [key] }) => key)).toEqual([...keys.slice(0, -1).reverse(), null])
  })

  test('are one with another field too', async () => {
    const { groups } = await aggregate(ines, 'accounts', { group: 'c_town,kind', measures: 'count' })
    expect(groups.filter(({ keys }) => keys[0] === 'Tartu')).toMatchObject([
      { keys: ['Tartu', 'company'], measures: { count: 4 } },
    ])
  })

  test('are gathered with sums and averages of all their spellings', async () => {
    await custom('Heads', 'integer', {})
    for (const [c_town, c_heads] of [
      ['Narva', 1],
      ['narva', 2],
      ['NARVA', 6],
    ] as const)
      await ines.json('POST', '/accounts', { name: 'Narva', c_town, c_heads })
    const measures = 'count,sum:c_heads,average:c_heads,min:c_heads,max:c_heads'
    const { groups } = await aggregate(ines, 'accounts', { group: 'c_town', measures })
    expect(groups.find(({ keys }) => keys[0] === 'NARVA')?.measures).toEqual({
      count: 3,
      'sum:c_heads': 9,
      'average:c_heads': 3,
      'min:c_heads': 1,
      'max:c_heads': 6,
    })
  })

  test('are groups of reports in the same way', async () => {
    const definition: ReportDefinition = {
      object: 'account',
      kind: 'grouped',
      rows: [{ field: 'c_town' }],
      measures: [{ name: 'n', aggregate: 'count' }],
      limit: 100,
    }
    const query = new URLSearchParams({ definition: JSON.stringify(definition) })
    const { rows } = await ines.json<ReportResult>('GET', `/report-results?${query}`)
    const { groups } = await aggregate(ines, 'accounts', { group: 'c_town', measures: 'count' })
    const figures = new Map(rows.map(({ keys, values }) => [keys[0]?.value, values[0]]))
    expect(figures).toEqual(new Map(groups.map(({ keys, measures }) => [keys[0], measures.count])))
  })

  test('of fields that one may not read there are none', async () => {
    const rights = {
      objects: { account: { create: 'all', read: 'all', edit: 'all', delete: 'none' } },
      fields: { account: { c_town: 'hidden' } },
      actions: [],
    }
    const role = await ines.json<AnyRecord>('POST', '/roles', { name: 'Blind', rights, administrator: false })
    await ines.json('PATCH', `/users/${world.ids.bo}`, { role: role.id })
    for (const group of ['c_town', 'c_trailing'])
      expect(await aggregate(bo, 'accounts', { group, measures: 'count' })).toMatchObject({
        code: 'invalid_filter',
        details: { reason: 'unknown_field', field: group },
      })
    await ines.json('PATCH', `/users/${world.ids.bo}`, { role: await world.roleId('Representative') })
  })
})

describe('groups by other kinds of fields', () => {
  test.each([
    ['email', ['Ana@Example.com', 'ana@example.com', 'bo@example.com', null], 3],
    ['url', ['https://example.com/A', 'https://example.com/a', 'example.com', null], 3],
    ['phone', ['612 34 56 78', '+34 612345678', '612345679', 'ask for 1', null], 3],
    ['decimal', [1.5, 1.5, 0.1, null], 3],
    ['boolean', [true, true, false, null], 3],
    ['integer', [9_007_199_254_740_991, 9_007_199_254_740_990, -1, null], 4],
    ['percent', [12.5, 12.5, 0, null], 3],
    ['date', ['2026-01-01', '2026-01-01', '2026-02-01', null], 3],
  ])('%s: each has the records that its filter finds', async (kind, values, expected) => {
    const field = await custom(`As ${kind}`, kind, {}, 'product')
    await addAll(
      'products',
      values.map((value) => ({ name: `With ${kind}`, price: '1', [field]: value })),
    )
    expect((await expectFound(ines, 'products', field)).length).toBe(expected)
  })

  test.each(['longText', 'tags', 'money', 'duration', 'autoNumber'])('%s: there are none', async (kind) => {
    const field = await custom(`Never ${kind}`, kind, kind === 'autoNumber' ? { pattern: '{0000}' } : {})
    expect(await aggregate(ines, 'accounts', { group: field, measures: 'count' })).toMatchObject({
      status: 422,
      code: 'invalid_aggregate',
      details: { group: field },
    })
  })
})

describe('more groups than are given at once', () => {
  const firms = 12_000

  test('are read page after page, each once, in order, with their number', async () => {
    const everyFirm = Array.from({ length: firms }, (_, index) => ({
      lastName: 'Puig',
      company: `${index % 3 === 0 ? 'FIRM' : 'Firm'} ${String((index * 7_919) % firms).padStart(5, '0')}`,
    }))
    await addAll('leads', [...everyFirm, { lastName: 'Puig', company: 'firm 00007' }, { lastName: 'Puig' }])
    expect(await aggregate(ines, 'leads', { group: 'company', measures: 'count' })).toMatchObject({
      status: 422,
      code: 'too_many_groups',
    })
    const groups = await everyGroup(ines, 'leads', 'company', 1_000)
    const keys = groups.map(({ keys: [key] }) => key && String(key).toLowerCase())
    expect(keys).toEqual([
      ...Array.from({ length: firms }, (_, index) => `firm ${String(index).padStart(5, '0')}`),
      null,
    ])
    expect(total(groups)).toBe(firms + 2)
    expect(groups[7]?.measures.count).toBe(2)
  }, 120_000)

  test('by titles, arranged values and parts of dates come in pages too, in the same order', async () => {
    for (const name of ['Zulu', 'alfa', 'Ñandú', 'Nube']) {
      const account = await ines.json<AnyRecord>('POST', '/accounts', { name })
      await ines.json('POST', '/contacts', { firstName: 'Of', lastName: name, account: account.id })
    }
    await ines.json('POST', '/contacts', { firstName: 'Of nobody' })
    for (const [collection, group] of [
      ['contacts', 'account'],
      ['contacts', 'account.name'],
      ['leads', 'owner'],
      ['leads', 'status'],
      ['leads', 'createdAt:month'],
    ] as const) {
      const whole = await aggregate(ines, collection, { group, measures: 'count' })
      expect(await everyGroup(ines, collection, group, 1)).toEqual(whole.groups)
    }
    const { groups } = await aggregate(ines, 'contacts', { group: 'account', measures: 'count' })
    expect(groups.map(({ titles: [title] }) => title)).toEqual(['alfa', 'Ñandú', 'Nube', 'Zulu', null])
  })

  test('are those of the records that one may see', async () => {
    await ana.json('POST', '/leads', { lastName: 'Puig', company: 'Of Ana' })
    await bo.json('POST', '/leads', { lastName: 'Puig', company: 'Of Bo' })
    const seen = await aggregate(bo, 'leads', { group: 'company', measures: 'count', limit: '10' })
    expect(seen).toMatchObject({ groups: [{ keys: ['Of Bo'], measures: { count: 1 } }], next: null, count: 1 })
  })

  test('cursors of another order are refused', async () => {
    const cursor = Buffer.from(JSON.stringify(['a'])).toString('base64url')
    expect(await aggregate(ines, 'leads', { group: 'company', measures: 'count', limit: '5', cursor })).toMatchObject({
      status: 422,
      code: 'invalid_cursor',
    })
  })
})

/** Makes a field, and gives its name. */
async function custom(label: string, kind: string, options: object, object = 'account'): Promise<string> {
  const { name } = await ines.json<AnyRecord>('POST', '/custom-fields', { object, label, kind, options })
  return String(name)
}

async function addAll(collection: string, records: readonly object[]): Promise<void> {
  const batch = 500
  for (let at = 0; at < records.length; at += batch) {
    const { results } = await ines.json<BulkResult>('POST', `/${collection}/bulk`, {
      create: records.slice(at, at + batch),
    })
    expect(results.filter(({ ok }) => !ok)).toEqual([])
  }
}

function filtered(filter: Filter): string {
  return `filter=${encodeURIComponent(JSON.stringify(filter))}`
}

function aggregate(browser: Browser, collection: string, query: Readonly<Record<string, string>>) {
  return browser.json<AggregateResult>('GET', `/${collection}/aggregate?${new URLSearchParams(query)}`)
}

/** All groups by a field, page after page. */
async function everyGroup(browser: Browser, collection: string, group: string, limit: number) {
  const groups: AggregateGroup[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await aggregate(browser, collection, {
      group,
      measures: 'count',
      limit: String(limit),
      ...(cursor && { cursor }),
    })
    expect(page.groups.length).toBeLessThanOrEqual(limit)
    groups.push(...page.groups)
    cursor = page.next
    if (cursor === null) expect(page.count).toBe(groups.length)
  }
  return groups
}

/** Each group has as many records as its filter finds. */
async function expectFound(browser: Browser, collection: string, field: string) {
  const groups = await everyGroup(browser, collection, field, 3)
  for (const { keys, measures } of groups) {
    const [value = null] = keys
    const filter: Filter = value === null ? { field, op: 'is_empty' } : { field, op: 'is', value }
    const found = await browser.json<Count>('GET', `/${collection}/count?${filtered(filter)}`)
    expect([value, measures.count]).toEqual([value, found.value])
  }
  return groups
}

function total(groups: readonly AggregateGroup[]): number {
  return groups.reduce((sum, { measures }) => sum + Number(measures.count), 0)
}
