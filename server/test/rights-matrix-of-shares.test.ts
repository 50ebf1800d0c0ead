import { type AnyRecord, registry } from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../src/kernel/identity.ts'
import { browserOf } from './http.ts'
import { keyOf } from './keys.ts'
import { openReach, type Rule } from './reach-of-scopes.ts'
import { type Asking, endShares, pathsTo } from './shared-paths.ts'
import { paragraph, words } from './social.ts'

/** What a share opens, object by object and on every path; and what it does not. */
const { world, ines, owned } = await openReach()
const bo = await browserOf(world, 'bo')

const ownOnly: Rule = { read: 'own', edit: 'own', delete: 'own' }
const attached = { create: 'all', read: 'all', edit: 'all', delete: 'all' } as const
const shareable = Object.keys(owned).filter(
  (name) => !registry.get(name)?.fields.has('sharedWith') && name !== 'activity',
)

/** Somebody of Bo's team who reaches their own records alone, by a key. */
async function guestWith(name: string, rule: Rule = ownOnly): Promise<Asking> {
  const objects = { file: attached, comment: attached, share: attached, [name]: { create: 'all', ...rule } }
  const rights = { objects, actions: ['export', 'mass_edit'] }
  const role = String((await ines.json<AnyRecord>('POST', '/roles', { name: newId(), rights })).id)
  const team = world.ids.northWest
  const user = await world.add('ines', 'user', { name: 'Gus', email: `${newId()}@example.com`, team, role })
  return { ...(await keyOf(world, user, role)), user, role }
}

test('a role that is forbidden an object sees none of its records by a share, and one without edit edits none', async () => {
  const id = await world.add('ana', 'account', { name: 'Zarzuela' })
  for (const [rule, read, edit] of [
    [{ ...ownOnly, read: 'none', edit: 'none' }, 403, 403],
    [{ ...ownOnly, edit: 'none' }, 200, 403],
  ] as const) {
    const guest = await guestWith('account', rule)
    await ines.json('POST', '/shares', { object: 'account', record: id, user: guest.user, access: 'edit' })
    expect((await guest.request('GET', `/accounts/${id}`)).status).toBe(read)
    expect((await guest.request('PATCH', `/accounts/${id}`, { sector: 'x' })).status).toBe(edit)
  }
})

describe.each(shareable)('%s', (name) => {
  let guest: Asking
  let id: string
  const path = () => `/${object().collection}/${id}`
  const object = () => objects.get(name) ?? expect.fail(name)
  let objects: Awaited<ReturnType<typeof world.as>>['model']['objects']
  beforeAll(async () => {
    guest = await guestWith(name)
    objects = (await world.as('ines')).model.objects
    const { ana, northEast } = world.ids
    id = await world.add('ines', name as never, { ...owned[name]?.values, owner: ana, team: northEast })
    await ines.json('POST', '/comments', { object: name, record: id, body: paragraph(words('Said')) })
    await ines.send('POST', `${path()}/files?name=a.txt`, new TextEncoder().encode('text'))
  })
  const share = (values: object) => ines.json<AnyRecord>('POST', '/shares', { object: name, record: id, ...values })
  const take = (one: AnyRecord) => ines.request('DELETE', `/shares/${one.id}`)
  const seen = () => pathsTo(world, guest, { object: object(), id })
  const allOf = (paths: Readonly<Record<string, boolean>>) => new Set(Object.values(paths))
  const change = () => guest.request('PATCH', path(), owned[name]?.change)

  test('is on no path before, and on every one while it is shared to be read', async () => {
    expect(allOf(await seen())).toEqual(new Set([false]))
    const one = await share({ user: guest.user })
    expect(await seen()).toEqual(Object.fromEntries(Object.keys(await seen()).map((path) => [path, true])))
    expect((await change()).status).toBe(403)
    expect((await guest.request('DELETE', path())).status).toBe(403)
    expect((await guest.request('POST', '/shares', { object: name, record: id, user: world.ids.bo })).status).toBe(403)
    await take(one)
    expect(allOf(await seen())).toEqual(new Set([false]))
    expect((await change()).status).toBe(404)
  })

  test('is edited, and not deleted, while it is shared to be edited; with their team as with them', async () => {
    for (const whom of [{ user: guest.user }, { team: world.ids.northWest }]) {
      const one = await share({ ...whom, access: 'edit' })
      expect((await change()).status).toBe(200)
      const { results } = await guest.json<{ results: readonly { ok: boolean }[] }>(
        'POST',
        `/${object().collection}/bulk`,
        {
          update: [{ id, ...owned[name]?.change }],
        },
      )
      expect(results.map(({ ok }) => ok)).toEqual([true])
      expect((await guest.request('DELETE', path())).status).toBe(403)
      await take(one)
      expect((await change()).status).toBe(404)
    }
  })

  test('is gone by itself when the share has ended', async () => {
    const one = await share({ user: guest.user, access: 'edit', until: new Date(Date.now() + 60_000).toISOString() })
    expect(allOf(await seen())).toEqual(new Set([true]))
    await endShares(world, id)
    expect(allOf(await seen())).toEqual(new Set([false]))
    expect((await change()).status).toBe(404)
    await take(one)
  })

  test('is not on any path for somebody else of the workspace', async () => {
    const one = await share({ user: guest.user })
    const other = await guestWith(name)
    expect(allOf(await pathsTo(world, other, { object: object(), id }))).toEqual(new Set([false]))
    await take(one)
  })
})

test('a share with a team reaches a manager above it whose scope reaches its records, and not one whose does not', async () => {
  const id = await world.add('ana', 'lead', { firstName: 'Z', lastName: 'L', company: 'C' })
  const above = await guestWith('lead', { read: 'team_and_below', edit: 'own', delete: 'own' })
  const besides = await guestWith('lead', { read: 'team', edit: 'own', delete: 'own' })
  for (const one of [above, besides]) await ines.request('PATCH', `/users/${one.user}`, { team: world.ids.north })
  expect((await above.request('GET', `/leads/${id}`)).status).toBe(200)
  const west = await world.add('bo', 'lead', { firstName: 'Y', lastName: 'L', company: 'C', team: null })
  await ines.request('PATCH', `/leads/${west}`, { owner: world.ids.ines, team: null })
  expect((await above.request('GET', `/leads/${west}`)).status).toBe(404)
  await ines.json('POST', '/shares', { object: 'lead', record: west, team: world.ids.northWest })
  expect((await above.request('GET', `/leads/${west}`)).status).toBe(200)
  expect((await besides.request('GET', `/leads/${west}`)).status).toBe(404)
  expect((await bo.request('GET', `/leads/${west}`)).status).toBe(200)
})
