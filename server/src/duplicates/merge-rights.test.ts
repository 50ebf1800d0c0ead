import type { AnyRecord, MergePreview, MergeResult, Page, Problem } from '@tendero/model'
import { beforeAll, expect, test } from 'vitest'
import { type Browser, browserOf } from '../../test/http.ts'
import { keyOf, openRights } from '../../test/keys.ts'
import { openWorld, type World } from '../../test/world.ts'

let world: World
let ana: Browser
let bo: Browser
let ines: Browser

beforeAll(async () => {
  world = await openWorld()
  ana = await browserOf(world, 'ana')
  bo = await browserOf(world, 'bo')
  ines = await browserOf(world, 'ines')
})

const made = (path: string, values: unknown, who = ines) => who.json<AnyRecord>('POST', path, values)
const merge = (object: string, master: AnyRecord, loser: AnyRecord, who = ines) =>
  who.request('POST', '/merges', { object, master: master.id, records: [master.id, loser.id] })

const [soon, later] = ['2099-01-01T00:00:00.000Z', '2099-06-01T00:00:00.000Z']
const ended = '2020-01-01T00:00:00.000Z'

test.each([
  ['an ended right to edit', ['read', null], ['edit', ended], ['read', null]],
  ['a right to edit that ends', ['read', null], ['edit', soon], ['read', null]],
  ['what lasts longer', ['read', soon], ['edit', later], ['edit', later]],
  ['what was given for ever', ['edit', ended], ['read', null], ['read', null]],
  ['the right to edit of two that end together', ['read', soon], ['edit', soon], ['edit', soon]],
] as const)('a merge gives nobody more than was shared with them: %s', async (_, first, second, kept) => {
  const [master, loser] = [await made('/leads', { lastName: 'Uno' }), await made('/leads', { lastName: 'Dos' })]
  for (const [lead, [access, until]] of [
    [master, first],
    [loser, second],
  ] as const) {
    const share = await made('/shares', { object: 'lead', record: lead.id, user: world.ids.bo, access })
    await world.kernel.database.direct.query('update tendero.share set until = $2 where id = $1', [share.id, until])
  }
  expect((await merge('lead', master, loser)).status).toBe(200)
  const filter = encodeURIComponent(JSON.stringify({ field: 'record', op: 'is', value: master.id }))
  const { items } = await ines.json<Page<AnyRecord>>('GET', `/shares?filter=${filter}`)
  expect(items.map(({ access, until }) => [access, until && new Date(String(until)).toISOString()])).toEqual([kept])
})

test('whither a record was merged that one may not see is not told', async () => {
  const [master, loser] = [await made('/leads', { lastName: 'A' }, bo), await made('/leads', { lastName: 'B' }, bo)]
  expect((await merge('lead', master, loser)).status).toBe(200)
  const { makeRole } = await openRights(world)
  const merger = await keyOf(world, world.ids.ana, await makeRole({ actions: ['merge'] }))
  const own = await made('/leads', { lastName: 'Own' }, ana)
  const answer = await merge('lead', own, loser, merger)
  expect([answer.status, await answer.text()]).toEqual([404, expect.not.stringContaining(String(master.id))])
})

test('of objects that one may not read a merge tells nothing that moves', async () => {
  const [master, loser] = [await made('/accounts', { name: 'A' }, ana), await made('/accounts', { name: 'B' }, ana)]
  await made('/opportunities', { name: 'Deal', account: loser.id }, bo)
  const { makeRole } = await openRights(world)
  const none = { create: 'none', read: 'none', edit: 'none', delete: 'none' } as const
  const blind = await makeRole({ actions: ['merge'], objects: { opportunity: none } })
  const wish = { object: 'account', master: master.id, records: [master.id, loser.id] }
  const told = async (who: Browser) =>
    (await who.json<MergePreview>('POST', '/merges/preview', wish)).moves.map(({ object }) => object)
  expect(await told(ines)).toContain('opportunity')
  expect(await told(await keyOf(world, world.ids.ana, blind))).not.toContain('opportunity')
})

test('an id is written in small letters, so that no record is taken for another of itself', async () => {
  const [one, two] = [await made('/accounts', { name: 'A' }), await made('/accounts', { name: 'B' })]
  const [a, b] = [String(one.id), String(two.id)]
  const refusals = [
    await ines.request('POST', '/duplicates/dismissals', { object: 'account', records: [a, a.toUpperCase()] }),
    await ines.request('POST', '/merges', { object: 'account', master: a, records: [a, a.toUpperCase()] }),
    await ines.request('POST', '/merges', {
      object: 'account',
      master: a,
      records: [a, b],
      versions: { [b.toUpperCase()]: 99 },
    }),
  ]
  expect(refusals.map(({ status }) => status)).toEqual([422, 422, 422])
  const problem = (await refusals[0]?.json()) as Problem
  expect(problem.fields).toEqual({ 'records.1': { code: 'not_an_id' } })
})

test('of three merges in a ring and a change of each, every call reaches the one that stays', async () => {
  const people = await Promise.all(['A', 'B', 'C'].map((lastName) => made('/contacts', { lastName })))
  const [a, b, c] = people
  if (!a || !b || !c) throw new Error('three were made')
  const answers = await Promise.all([
    merge('contact', a, b),
    merge('contact', b, c),
    merge('contact', c, a),
    ...people.map(({ id }) => ines.request('PATCH', `/contacts/${id}`, { jobTitle: 'Buyer' })),
  ])
  expect(answers.filter(({ status }) => status >= 500)).toEqual([])
  const done = answers.slice(0, 3).filter(({ status }) => status === 200)
  expect(done.length).toBeGreaterThan(0)
  const results = (await Promise.all(done.map((one) => one.json()))) as MergeResult[]
  const gone = new Set(results.flatMap(({ merged }) => merged))
  const standing = people.filter(({ id }) => !gone.has(String(id)))
  expect(standing).toHaveLength(3 - gone.size)
  for (const id of gone) {
    const answer = await ines.request('GET', `/contacts/${id}`)
    expect(standing.map((one) => `/api/v1/contacts/${one.id}`)).toContain(answer.headers.get('location'))
    const call = await made('/calls', { subject: 'Ring', contact: id })
    expect(standing.map((one) => one.id)).toContain(call.contact)
  }
})
