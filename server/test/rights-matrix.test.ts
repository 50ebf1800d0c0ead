import {
  type AnyRecord,
  type ObjectType,
  type Page,
  type Problem,
  type ReportResult,
  registry,
  type Scope,
  scopes,
} from '@tendero/model'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, test } from 'vitest'
import { callerAs } from '../src/kernel/caller.ts'
import { permitted } from '../src/live/interest.sql.ts'
import { keyOf, type Person } from './keys.ts'
import { openReach, type Place, type Rule, rules } from './reach-of-scopes.ts'
import { hookOf } from './told.ts'
import { type Tools, toolsOf } from './tools.ts'

interface Sums {
  readonly groups: readonly { readonly measures: { readonly count: number } }[]
}

interface Asker {
  readonly her: Person
  readonly call: Tools['call']
}

/** What a scope lets somebody do, object by object and endpoint by endpoint, against a plain sentence of the same rule. */
const { world, ines, tia, owned, places, reaches, tiaWith, oneOfEach } = await openReach()
const settings = {
  objects: { webhook: { create: 'all', read: 'all', edit: 'all', delete: 'all' } },
  actions: ['settings'],
}
const { id: mayMakeWebhooks } = await ines.json<AnyRecord>('POST', '/roles', { name: 'Settings', rights: settings })
const hook = hookOf(world, await keyOf(world, tia, mayMakeWebhooks))

test('the matrix holds every object that has owners, and one that an administrator made', () => {
  expect(Object.keys(owned).sort()).toEqual(
    [...registry.values()]
      .filter((object) => object.owned)
      .map((object) => (object.template ? 'c_machine' : object.name))
      .sort(),
  )
})

describe.each(Object.keys(owned))('%s', (name) => {
  let object: ObjectType
  let path: string
  let records: Readonly<Record<string, string>>
  const files: Record<string, string> = {}
  beforeAll(async () => {
    object = (await world.as('ines')).model.objects.get(name) ?? expect.fail(name)
    path = `/${object.collection}`
    records = await oneOfEach(object)
    for (const [place, id] of Object.entries(records)) {
      const kept = await ines.send('POST', `${path}/${id}/files?name=a.txt`, 'text')
      files[place] = ((await kept.json()) as AnyRecord).id
    }
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
    await Promise.all(Object.entries(records).map(([place, id]) => changesOnly(her, rule, place, id)))
  })

  async function findsOnly(her: Person, rule: Rule): Promise<void> {
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
    const sums = await her.json<Sums>('GET', `${path}/aggregate?group=owner&measures=count`)
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

  test.each(scopes)('read %s, on the paths that tell, push and hang on a record', async (scope) => {
    const all = { read: 'all', edit: 'all', delete: 'all' } as const
    const her = await tiaWith({ [name]: { read: scope, edit: 'none', delete: 'none' }, file: all, comment: all })
    await reportsOnly(her, scope)
    await isPushedOnly(her, scope)
    const { call } = toolsOf(world, her)
    await tellsAssistantsOnly(call, scope)
    await Promise.all(Object.entries(records).map(([place, id]) => opensOnly({ her, call }, scope, place, id)))
  })

  async function reportsOnly(her: Person, scope: Scope): Promise<void> {
    const definition = {
      object: name,
      kind: 'table',
      measures: [{ name: 'n', aggregate: 'count' }],
      filter: { field: 'id', op: 'any_of', value: Object.values(records) },
    }
    const query = `definition=${encodeURIComponent(JSON.stringify(definition))}`
    if (scope === 'none') {
      for (const end of ['results', 'records', 'results/file'])
        expect([end, (await her.request('GET', `/report-${end}?${query}`)).status]).toEqual([end, 403])
      return
    }
    const { total } = await her.json<ReportResult>('GET', `/report-results?${query}`)
    expect(total.values).toEqual([reached(scope).length])
  }

  async function isPushedOnly(her: Person, scope: Scope): Promise<void> {
    const ids = Object.values(records)
    const caller = await callerAs(world.kernel, world.workspaceId, her.user, 'api_key', her.role)
    const stream = await permitted(world.kernel, caller, { objects: [name], records: { [name]: ids } })
    expect(stream.objects).toEqual(scope === 'none' ? [] : [name])
    expect(placesOf(stream.records[name] ?? [])).toEqual(reached(scope))
    const messages = await hook.messages(her.role, `${name}.update`, ids)
    // Webhooks are not told of settings, and of an activity as of its kind, for which she has no right here.
    const told = name === 'activity' || object.settings ? [] : reached(scope)
    expect(placesOf(messages.map(({ record }) => record))).toEqual(told)
    for (const { record, text } of messages)
      expect(JSON.parse(text).data).toEqual({ object: name, record: await her.json('GET', `${path}/${record}`) })
  }

  async function tellsAssistantsOnly(call: Tools['call'], scope: Scope): Promise<void> {
    const filter = { field: 'id', op: 'any_of', value: Object.values(records) }
    const list = await call<Page & Partial<Problem>>('list_records', { object: name, filter, count: true })
    const sums = await call<Sums & Partial<Problem>>('aggregate_records', { object: name, filter, measures: ['count'] })
    if (scope === 'none') {
      expect([list.status, sums.status]).toEqual([403, 403])
      return
    }
    expect(placesOf(list.items.map((one) => one.id))).toEqual(reached(scope))
    expect([list.count?.value, sums.groups[0]?.measures.count ?? 0]).toEqual(Array(2).fill(reached(scope).length))
    if (!object.searchable || object.activity) return
    const hits = await call<Page>('search_records', { query: 'zarzuela', objects: [name], limit: 50 })
    expect(placesOf(hits.items.map((one) => one.id))).toEqual(reached(scope))
  }

  /** What is asked of one record. */
  async function opensOnly({ her, call }: Asker, scope: Scope, place: string, id: string): Promise<void> {
    const one = { object: name, id }
    const status = async (method: string, at: string) => (await her.request(method, at)).status
    // A record may have a status of its own, which is a word.
    const told = async (tool: string) => [(await call(tool, one)).status].find((one) => typeof one === 'number') ?? 200
    const seen = reaches(scope, places[place] ?? expect.fail(place))
    const expected = seen ? 200 : scope === 'none' ? 403 : 404
    const answered = {
      timeline: await status('GET', `${path}/${id}/timeline`),
      'tool: record': await told('read_record'),
      'tool: timeline': await told('read_timeline'),
      file: await status('GET', `/files/${files[place]}/content`),
    }
    const timeline = object.timeline ? expected : 404
    // Those of an activity are its kind's.
    const file = seen && files[place] && name !== 'activity' ? 200 : 404
    expect([place, answered]).toEqual([place, { timeline, 'tool: record': expected, 'tool: timeline': timeline, file }])
  }

  /** What a verb answers: 403 with no such right at all, 404 for what she may not see, 403 for what she may only see. */
  function expected(rule: Rule, verb: 'edit' | 'delete', place: Place): number {
    if (rule[verb] === 'none') return 403
    if (!reaches(rule.read, place)) return 404
    return reaches(rule[verb], place) ? 200 : 403
  }

  async function changesOnly(her: Person, rule: Rule, name: string, id: string): Promise<void> {
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
