import { type AnyRecord, type ObjectType, type Page, registry, type Scope, scopes } from '@tendero/model'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../src/kernel/identity.ts'
import { type Browser, browserOf } from './http.ts'
import { keyOf } from './keys.ts'
import { paragraph, words } from './social.ts'
import { suiteFolder } from './suite-folder.ts'
import { openWorld, type World } from './world.ts'

/**
 * What a scope lets somebody do, object by object and endpoint by endpoint, against a plain sentence of the same rule.
 * Tia works in North East, helps in South, and below North East there is a coast team; Bo's North West is not hers.
 */
interface Place {
  readonly owner: string | null
  readonly team: string | null
}

const dataDir = suiteFolder()

let world: World
let ines: Browser
let tia: string
let further: string
let below: string
let places: Readonly<Record<string, Place>>

beforeAll(async () => {
  world = await openWorld({ dataDir })
  ines = await browserOf(world, 'ines')
  await world.add('ines', 'custom_object', { label: 'Machine', plural: 'Machines' })
  const { ana, bo, marta, north, northEast, northWest } = world.ids
  further = await world.add('ines', 'team', { name: 'South' })
  below = await world.add('ines', 'team', { name: 'Coast', parent: northEast })
  const role = await world.roleId('Representative')
  tia = await world.add('ines', 'user', { name: 'Tia', email: 'tia@example.com', team: northEast, role })
  await world.add('ines', 'team_member', { user: tia, team: further })
  places = {
    'her own': { owner: tia, team: northEast },
    'her own in another team': { owner: tia, team: northWest },
    "her team's": { owner: ana, team: northEast },
    "her further team's": { owner: bo, team: further },
    "the team's below": { owner: bo, team: below },
    "the team's above": { owner: marta, team: north },
    "another team's": { owner: bo, team: northWest },
    "her teammate's in another team": { owner: ana, team: northWest },
  }
})

/** The rule in words: one's own; those of one's teams; those of the teams below too; everybody's. */
function reaches(scope: Scope, { owner, team }: Place): boolean {
  const teams = [world.ids.northEast, further]
  switch (scope) {
    case 'none':
      return false
    case 'own':
      return owner === tia
    case 'team':
      return owner === tia || teams.includes(team ?? '')
    case 'team_and_below':
      return owner === tia || [...teams, below].includes(team ?? '')
    case 'all':
      return true
  }
}

interface Rule {
  readonly create?: Scope
  readonly read: Scope
  readonly edit: Scope
  readonly delete: Scope
}

/** Tia by an API key whose role has these rights and no others. */
async function tiaWith(objects: Readonly<Record<string, Rule>>): Promise<Browser> {
  const rights = {
    objects: Object.fromEntries(Object.entries(objects).map(([name, rule]) => [name, { create: 'all', ...rule }])),
    actions: ['export', 'mass_edit'],
  }
  const role = await ines.json<AnyRecord>('POST', '/roles', { name: newId(), rights, administrator: false })
  return keyOf(world, tia, String(role.id))
}

/** How a record of each owned object is made, and a change that is one. */
const owned: Readonly<Record<string, { values: () => Record<string, unknown>; change: Record<string, unknown> }>> = {
  account: { values: () => ({ name: 'Zarzuela' }), change: { sector: 'x' } },
  contact: { values: () => ({ firstName: 'Zarzuela' }), change: { jobTitle: 'x' } },
  lead: { values: () => ({ firstName: 'Zarzuela', lastName: 'L', company: 'C' }), change: { jobTitle: 'x' } },
  opportunity: { values: () => ({ name: 'Zarzuela', ...firstStage() }), change: { description: 'x' } },
  activity: { values: () => ({ subject: 'Zarzuela', kind: 'task' }), change: { body: 'x' } },
  task: { values: () => ({ subject: 'Zarzuela' }), change: { body: 'x' } },
  call: { values: () => ({ subject: 'Zarzuela' }), change: { body: 'x' } },
  visit: { values: () => ({ subject: 'Zarzuela' }), change: { body: 'x' } },
  meeting: { values: () => ({ subject: 'Zarzuela' }), change: { body: 'x' } },
  note: { values: () => ({ subject: 'Zarzuela' }), change: { body: 'x' } },
  view: { values: () => ({ name: 'Zarzuela', object: 'lead', definition: {} }), change: { name: 'Zarzuela 2' } },
  report: {
    values: () => ({ name: 'Zarzuela', definition: { object: 'lead', kind: 'table' } }),
    change: { name: 'Zarzuela 2' },
  },
  dashboard: { values: () => ({ name: 'Zarzuela', layout: { tiles: [] } }), change: { name: 'Zarzuela 2' } },
  c_machine: { values: () => ({ name: 'Zarzuela' }), change: { name: 'Zarzuela 2' } },
}

let stage: Record<string, unknown> = {}
const firstStage = () => stage

beforeAll(async () => {
  const { model } = await world.as('ines')
  const first = [...(model.catalogue.get('stage')?.values() ?? [])].find((row) => row.position === 0)
  stage = { pipeline: first?.pipeline_id, stage: first?.id }
})

const rules: readonly Rule[] = [
  ...scopes.map((scope) => ({ read: scope, edit: scope, delete: scope })),
  { read: 'all', edit: 'own', delete: 'none' },
  { read: 'team', edit: 'all', delete: 'own' },
  { read: 'own', edit: 'team_and_below', delete: 'team' },
  { read: 'none', edit: 'all', delete: 'all' },
]

test('the matrix holds every object that has owners, and one that an administrator made', () => {
  expect(Object.keys(owned).sort()).toEqual(
    [...registry.values()]
      .filter((object) => object.owned)
      .map((object) => (object.template ? 'c_machine' : object.name))
      .sort(),
  )
})

/** A record of each place, by place. */
async function oneOfEach(object: ObjectType): Promise<Readonly<Record<string, string>>> {
  const made: Record<string, string> = {}
  for (const [name, place] of Object.entries(places))
    made[name] = await world.add('ines', object.name as never, { ...owned[object.name]?.values(), ...place })
  return made
}

describe.each(Object.keys(owned))('%s', (name) => {
  let object: ObjectType
  let path: string
  let records: Readonly<Record<string, string>>
  beforeAll(async () => {
    object = (await world.as('ines')).model.objects.get(name) ?? expect.fail(name)
    path = `/${object.collection}`
    records = await oneOfEach(object)
  })
  const placesOf = (ids: Iterable<string>) => {
    const known = new Map(Object.entries(records).map(([place, id]) => [id, place]))
    return [...ids].flatMap((id) => known.get(id) ?? []).sort()
  }
  const reached = (scope: Scope) =>
    Object.entries(places)
      .filter(([, place]) => reaches(scope, place))
      .map(([place]) => place)
      .sort()

  test.each(rules)('read $read, edit $edit, delete $delete', async (rule) => {
    const her = await tiaWith({ [name]: rule })
    await findsOnly(her, rule)
    for (const [place, id] of Object.entries(records)) await changesOnly(her, rule, place, id)
  })

  async function findsOnly(her: Browser, rule: Rule): Promise<void> {
    if (rule.read === 'none') {
      for (const end of ['', '/count', '/aggregate?measures=count', '/export'])
        expect([end, (await her.request('GET', `${path}${end}`)).status]).toEqual([end, 403])
      return
    }
    const seen = reached(rule.read)
    const list = await her.json<Page>('GET', `${path}?limit=200&count=true`)
    expect(placesOf(list.items.map((one) => one.id))).toEqual(seen)
    expect(list.count).toEqual({ value: list.items.length, estimated: false })
    expect(await her.json('GET', `${path}/count`)).toEqual(list.count)
    const sums = await her.json<{ groups: { keys: unknown[]; measures: { count: number } }[] }>(
      'GET',
      `${path}/aggregate?group=owner&measures=count`,
    )
    expect(sums.groups.reduce((total, group) => total + group.measures.count, 0)).toBe(list.items.length)
    const csv = await (await her.request('GET', `${path}/export?format=csv&fields=id`)).text()
    expect(placesOf(parse(csv, { bom: true }).flat())).toEqual(seen)
    if (!object.searchable) return
    const found = await her.json<Page>('GET', `${path}?search=zarzuela&limit=200`)
    expect(placesOf(found.items.map((one) => one.id))).toEqual(seen)
    const objects = object.activity ? 'activity' : name
    const hits = await her.json<{ items: readonly { id: string }[] }>(
      'GET',
      `/search?q=zarzuela&limit=50&objects=${objects}`,
    )
    // Kinds of activity are found as activities, for which she has no right here.
    if (!object.activity || name === 'activity') expect(placesOf(hits.items.map((one) => one.id))).toEqual(seen)
  }

  /** What a verb answers: 403 with no such right at all, 404 for what she may not see, 403 for what she may only see. */
  function expected(rule: Rule, verb: 'edit' | 'delete', place: Place): number {
    if (rule[verb] === 'none') return 403
    if (!reaches(rule.read, place)) return 404
    return reaches(rule[verb], place) ? 200 : 403
  }

  async function changesOnly(her: Browser, rule: Rule, name: string, id: string): Promise<void> {
    const place = places[name] ?? expect.fail(name)
    const said = (what: string, status: number) => [what, name, status]
    const read = await her.request('GET', `${path}/${id}`)
    expect(said('read', read.status)).toEqual(
      said('read', rule.read === 'none' ? 403 : reaches(rule.read, place) ? 200 : 404),
    )
    const change = owned[object.name]?.change ?? {}
    const edited = await her.request('PATCH', `${path}/${id}`, change)
    expect(said('edit', edited.status)).toEqual(said('edit', expected(rule, 'edit', place)))
    const bulk = await her.json<{ results: readonly { ok: boolean; problem?: { status: number } }[] }>(
      'POST',
      `${path}/bulk`,
      { update: [{ id, ...change }] },
    )
    const [result] = bulk.results
    expect(said('bulk', result?.problem?.status ?? 200)).toEqual(said('bulk', expected(rule, 'edit', place)))
    const removed = await her.request('DELETE', `${path}/${id}`)
    expect(said('delete', removed.status)).toEqual(said('delete', expected(rule, 'delete', place)))
    if (removed.status !== 200) return
    expect((await her.request('POST', `${path}/${id}/restoration`)).status).toBe(200)
  }
})

describe('making records', () => {
  test.each(scopes)('with create %s reaches as far as the scope', async (scope) => {
    const all = { read: 'all', edit: 'all', delete: 'all' } as const
    const her = await tiaWith({ account: { ...all, create: scope }, user: all, team: all })
    for (const [name, place] of Object.entries(places)) {
      const expected = reaches(scope, place) ? 201 : 403
      const made = await her.request('POST', '/accounts', { name: 'Made', ...place })
      expect([name, made.status]).toEqual([name, expected])
      const { results } = await her.json<{ results: readonly { ok: boolean }[] }>('POST', '/accounts/bulk', {
        create: [{ name: 'Made', ...place }],
      })
      expect([name, results[0]?.ok]).toEqual([name, expected === 201])
    }
    const own = await her.request('POST', '/accounts', { name: 'Made' })
    expect(own.status).toBe(scope === 'none' ? 403 : 201)
  })
})

let told = 0

/** How a part is made under its parent, and a change that is one. */
interface Part {
  readonly parent: string
  readonly values: (parent: string) => Promise<Record<string, unknown>>
  readonly change: Record<string, unknown>
  /** How it is made through the API, if not by its values, and the status for a parent out of sight. */
  readonly made?: { readonly path: (parent: string) => string; readonly unseen: number }
}

const parts: Readonly<Record<string, Part>> = {
  contact_point: {
    parent: 'account',
    values: async (account) => ({ account, kind: 'email', value: 'a@example.com' }),
    change: { label: 'x' },
  },
  affiliation: {
    parent: 'contact',
    values: async (contact) => ({ contact, account: await world.add('ines', 'account', { name: 'A' }) }),
    change: { role: 'x' },
  },
  opportunity_contact: {
    parent: 'opportunity',
    values: async (opportunity) => ({ opportunity, contact: await world.add('ines', 'contact', { firstName: 'C' }) }),
    change: { primary: true },
  },
  opportunity_line: {
    parent: 'opportunity',
    values: async (opportunity) => ({ opportunity, description: 'Line', unitPrice: '1' }),
    change: { description: 'x' },
  },
  file: {
    parent: 'opportunity',
    values: async (record) => ({ object: 'opportunity', record, name: 'F', type: 'text/plain', size: 1, digest: '' }),
    change: { name: 'x' },
    made: { path: (record) => `/opportunities/${record}/files?name=F`, unseen: 404 },
  },
  comment: {
    parent: 'opportunity',
    values: async (record) => ({ object: 'opportunity', record, body: paragraph(words('C')) }),
    change: { body: 'x' },
  },
  stage_entry: {
    parent: 'opportunity',
    // Each at a time of its own: a later told past takes the place of an earlier one.
    values: async (opportunity) => {
      const day = new Date(Date.UTC(2000, 0, ++told)).toISOString().slice(0, 10)
      const [enteredAt, leftAt] = [`${day}T08:00:00Z`, `${day}T09:00:00Z`]
      return { opportunity, stage: firstStage().stage, enteredAt, leftAt }
    },
    change: { leftAt: '2020-01-02T00:00:00Z' },
  },
}

test('the matrix holds every part', () => {
  expect(Object.keys(parts).sort()).toEqual(
    [...registry.values()]
      .filter((object) => object.parent)
      .map((object) => object.name)
      .sort(),
  )
})

const objectsOf = (name: string): ObjectType => registry.get(name) ?? expect.fail(name)

describe.each(Object.keys(parts))('%s', (name) => {
  const object = objectsOf(name)
  const path = `/${object.collection}`
  const { parent = '', values = async () => ({}), change = {}, made: making } = parts[name] ?? {}
  const free: Rule = { read: 'all', edit: 'all', delete: 'all' }
  let parents: Readonly<Record<string, string>>
  const children: Record<string, string> = {}
  beforeAll(async () => {
    parents = await oneOfEach(objectsOf(parent))
    for (const [place, id] of Object.entries(parents))
      children[place] = await world.add('ines', name as never, await values(id))
  })

  test.each(rules.filter((rule) => rule.delete === rule.edit || rule.edit === 'own'))(
    'follows its parent: read $read, edit $edit',
    async (rule) => {
      const catalogue = { ...free, edit: 'none', delete: 'none' } as const
      const her = await tiaWith({ account: free, contact: free, stage: catalogue, [name]: free, [parent]: rule })
      const list = await her.json<Page>('GET', `${path}?limit=200`)
      const known = new Map(Object.entries(children).map(([place, id]) => [id, place]))
      const readable = Object.entries(places).filter(([, place]) => reaches(rule.read, place))
      expect(list.items.flatMap((one) => known.get(one.id) ?? []).sort()).toEqual(readable.map(([one]) => one).sort())
      for (const [placeName, place] of Object.entries(places)) {
        const id = children[placeName]
        const seen = reaches(rule.read, place)
        // Ines wrote them: of what has an author, others change nothing and may still add.
        const may = !seen ? 404 : !object.authored && reaches(rule.edit, place) ? 200 : 403
        const mayAdd = seen && object.authored ? 200 : may
        const statuses = {
          read: (await her.request('GET', `${path}/${id}`)).status,
          edit: (await her.request('PATCH', `${path}/${id}`, change)).status,
          delete: (await her.request('DELETE', `${path}/${id}`)).status,
        }
        expect([placeName, statuses]).toEqual([placeName, { read: seen ? 200 : 404, edit: may, delete: may }])
        if (statuses.delete === 200) await ines.request('POST', `${path}/${id}/restoration`)
        const under = parents[placeName] ?? ''
        const made = await her.request('POST', making?.path(under) ?? path, await values(under))
        const unseen = making?.unseen ?? 422
        const expected = { 200: 201, 403: 403, 404: unseen }[mayAdd]
        expect([placeName, 'create', made.status]).toEqual([placeName, 'create', expected])
      }
    },
  )

  test('needs a right of its own besides', async () => {
    const her = await tiaWith({
      [parent]: free,
      [name]: { create: 'none', read: 'none', edit: 'none', delete: 'none' },
    })
    const id = Object.values(children)[0]
    for (const [method, at, body] of [
      ['GET', path, undefined],
      ['GET', `${path}/${id}`, undefined],
      ['PATCH', `${path}/${id}`, {}],
      ['DELETE', `${path}/${id}`, undefined],
      ['POST', path, {}],
    ] as const)
      expect([method, (await her.request(method, at, body)).status]).toEqual([method, 403])
  })
})

describe('a catalogue knows only none and all', () => {
  test.each(scopes)('%s', async (scope) => {
    const her = await tiaWith({ product: { create: scope, read: scope, edit: scope, delete: scope } })
    const id = await world.add('ines', 'product', { name: 'Zarzuela' })
    const all = scope === 'all'
    const none = scope === 'none'
    expect((await her.request('GET', `/products/${id}`)).status).toBe(all ? 200 : none ? 403 : 404)
    expect((await her.request('PATCH', `/products/${id}`, { series: 'x' })).status).toBe(all ? 200 : none ? 403 : 404)
    expect((await her.request('POST', '/products', { name: 'Mine' })).status).toBe(all ? 201 : 403)
    expect((await her.request('DELETE', `/products/${id}`)).status).toBe(all ? 200 : none ? 403 : 404)
    if (!none) expect(await her.json('GET', '/products/count')).toMatchObject({ value: all ? expect.any(Number) : 0 })
  })
})

describe('an activity about a record', () => {
  test('may be read by whoever may read the record, and changed by its own scope alone', async () => {
    const team = { read: 'team', edit: 'team', delete: 'team' } as const
    const own = { read: 'own', edit: 'own', delete: 'own' } as const
    const her = await tiaWith({ account: team, task: own, activity: own })
    const { ana, northEast, bo, northWest } = world.ids
    const hers = await world.add('ines', 'account', { name: 'Team', owner: ana, team: northEast })
    const others = await world.add('ines', 'account', { name: 'Other', owner: bo, team: northWest })
    const about = (account: string) =>
      world.add('ines', 'task', { subject: 'Call', account, owner: bo, team: northWest })
    const [seen, unseen] = [await about(hers), await about(others)]
    expect((await her.request('GET', `/tasks/${seen}`)).status).toBe(200)
    expect((await her.request('GET', `/tasks/${unseen}`)).status).toBe(404)
    expect((await her.request('PATCH', `/tasks/${seen}`, { body: 'x' })).status).toBe(403)
    expect((await her.request('DELETE', `/tasks/${unseen}`)).status).toBe(404)
    const filter = encodeURIComponent(JSON.stringify({ field: 'owner', op: 'is', value: bo }))
    expect(await her.json('GET', `/tasks/count?filter=${filter}`)).toMatchObject({ value: 1 })
  })
})
