import { beforeAll, describe, expect, test } from 'vitest'
import { modelEndpoints } from '../src/http/model-endpoints.ts'
import type { Endpoint } from '../src/kernel/endpoint.ts'
import { slices } from '../src/slices.ts'
import { type EndpointCase, endpointCases } from './endpoint-cases.ts'
import { browserOf } from './http.ts'
import { absent, marker, openUnseen, plainAnswer, textOf } from './unseen.ts'

/**
 * Every endpoint and every address of records, asked by whoever must not see: another company's administrator, somebody of
 * the company with no rights, and somebody who reaches their own records alone. Nobody reads a word of it, and nobody can
 * tell what exists from what does not.
 */

const { world, ids, records } = await openUnseen()
const endpoints: readonly Endpoint[] = [...modelEndpoints, ...slices.flatMap((slice) => slice.endpoints ?? [])]
const nameOf = ({ method, path }: Endpoint) => `${method} ${path}`
const { model } = await world.as('ines')
const collectionOf = (object: string) => model.objects.get(object)?.collection ?? expect.fail(object)
const own = { create: 'own', read: 'own', edit: 'own', delete: 'own' } as const

const viewers = {
  "another company's administrator": 'stranger',
  'somebody without rights': 'marta',
  'somebody with records of their own': 'ana',
} as const

beforeAll(async () => {
  const ines = await browserOf(world, 'ines')
  const roleOf = async (name: string, rights: object, user: string) => {
    const { id } = await ines.json<{ id: string }>('POST', '/roles', { name, rights, administrator: false })
    await ines.json('PATCH', `/users/${user}`, { role: id })
  }
  await roleOf('Nothing', { objects: {}, actions: [] }, world.ids.marta)
  const objects = Object.fromEntries([...model.objects.keys()].map((name) => [name, own]))
  await roleOf('Own', { objects, actions: ['export', 'mass_edit', 'import'] }, world.ids.ana)
})

test('every endpoint has a case, and every case an endpoint', () => {
  expect(Object.keys(endpointCases).sort()).toEqual(endpoints.map(nameOf).sort())
})

test('every object whose records somebody may not see has one that is not seen', () => {
  const kept = [...model.objects.values()].filter(
    (object) => !object.template && !object.settings && (object.owned || object.parent),
  )
  const without = ['stage_entry', 'share']
  expect(kept.map(({ name }) => name).filter((name) => !(name in ids) && !without.includes(name))).toEqual([])
})

interface Asked {
  readonly method: string
  readonly path: string
  readonly body: unknown
  readonly stream: boolean
}

/** An endpoint asked for one thing. */
function asked(endpoint: Endpoint, { params, query, body }: EndpointCase, id: string, collection = ''): Asked {
  const address = endpoint.path
    .replace('{collection}', collection)
    .replace('{id}', id)
    .replace(/\{(\w+)\}/g, (_, name) => params?.[name] ?? expect.fail(`${nameOf(endpoint)}: ${name}`))
  const full = query ? `${address}?${query.replaceAll('THE-ID', id)}` : address
  const sent = typeof body === 'object' ? JSON.parse(JSON.stringify(body).replaceAll('THE-ID', id)) : body
  return { method: endpoint.method, path: full, body: sent, stream: endpoint.stream === true }
}

/** What can be asked of an endpoint: the kinds of thing that its address or body names. */
function kindsOf(
  endpoint: Endpoint,
  one: EndpointCase,
): readonly { readonly id: string; readonly collection: string }[] {
  if (endpoint.path.includes('{collection}'))
    return Object.entries(records).map(([object, id]) => ({ id, collection: collectionOf(object) }))
  return [{ id: one.id ? (ids[one.id] ?? expect.fail(one.id)) : absent, collection: '' }]
}

/** What every object offers. */
const recordAddresses = (collection: string, id: string): readonly Asked[] => {
  const asking = (method: string, path: string, body?: unknown): Asked => ({ method, path, body, stream: false })
  const filter = encodeURIComponent(JSON.stringify({ field: 'id', op: 'is', value: id }))
  return [
    asking('GET', `/${collection}?limit=200&count=true`),
    asking('GET', `/${collection}?deleted=true`),
    asking('GET', `/${collection}?search=${marker}`),
    asking('GET', `/${collection}?filter=${filter}`),
    asking('GET', `/${collection}/count`),
    asking('GET', `/${collection}/aggregate?measures=count&group=owner`),
    asking('GET', `/${collection}/${id}`),
    asking('GET', `/${collection}/${id}?timeline=10`),
    asking('PATCH', `/${collection}/${id}`, {}),
    asking('DELETE', `/${collection}/${id}`),
    asking('POST', `/${collection}/${id}/restoration`, {}),
    asking('POST', `/${collection}/bulk`, { update: [{ id }], delete: [{ id }] }),
  ]
}

describe.each(Object.entries(viewers))('%s', (_name, who) => {
  let send: (what: Asked) => Promise<{ readonly status: number; readonly text: string }>
  beforeAll(async () => {
    let signedIn = browserOf(world, who)
    send = async ({ method, path, body, stream }) => {
      // Some of these end sessions.
      const alone = /^\/(session|me|view-as)\b/.test(path)
      const viewer = alone ? await browserOf(world, who) : await signedIn
      const answer = stream ? await viewer.send(method, path, String(body)) : await viewer.request(method, path, body)
      if (alone) signedIn = browserOf(world, who)
      return { status: answer.status, text: await textOf(answer) }
    }
  })

  /** Asks for what is there and must not be seen, and for what is not there. */
  async function agree(what: string, there: Asked, nowhere: Asked): Promise<void> {
    const seen = await send(there)
    expect([what, seen.text.includes(marker), seen.status < 500]).toEqual([what, false, true])
    if (there.path === nowhere.path && JSON.stringify(there.body) === JSON.stringify(nowhere.body)) return
    const missed = await send(nowhere)
    expect([what, plainAnswer(seen.status, seen.text)]).toEqual([what, plainAnswer(missed.status, missed.text)])
  }

  test.each(endpoints.map((endpoint) => [nameOf(endpoint), endpoint] as const))('%s', async (name, endpoint) => {
    const one = endpointCases[name] ?? expect.fail(name)
    for (const { id, collection } of kindsOf(endpoint, one))
      await agree(
        `${name} ${collection}`,
        asked(endpoint, one, id, collection),
        asked(endpoint, one, absent, collection),
      )
  })

  test.each(Object.keys(records))('the addresses of a record: %s', async (object) => {
    const id = records[object] ?? ''
    const collection = collectionOf(object)
    const nowhere = recordAddresses(collection, absent)
    for (const [index, there] of recordAddresses(collection, id).entries())
      await agree(`${there.method} ${there.path}`, there, nowhere[index] ?? there)
  })

  test('refers to nothing that is not seen, and does not learn whether it is there', async () => {
    for (const object of model.objects.values()) {
      if (object.template || object.name === 'workspace') continue
      for (const field of object.fields.values()) {
        const target = 'object' in field.options ? String(field.options.object) : ''
        const id = ids[target]
        if (field.type.kind !== 'reference' || !id || field.options.computed) continue
        const filtered = (value: string) =>
          `filter=${encodeURIComponent(JSON.stringify({ field: field.name, op: 'is', value }))}`
        const what = `${object.name}.${field.name}`
        const asking = (method: string, path: string, body?: unknown): Asked => ({ method, path, body, stream: false })
        const list = `/${object.collection}`
        await agree(what, asking('GET', `${list}?${filtered(id)}`), asking('GET', `${list}?${filtered(absent)}`))
        if (who === 'stranger')
          await agree(what, asking('POST', list, { [field.name]: id }), asking('POST', list, { [field.name]: absent }))
      }
    }
  })
})

test('with the other company named in the header, its own administrator is nobody there', async () => {
  const stranger = await browserOf(world, 'stranger')
  for (const workspace of [world.workspaceId, world.slug])
    for (const endpoint of endpoints.filter(({ open }) => !open)) {
      const { method, path, body, stream } = asked(endpoint, endpointCases[nameOf(endpoint)] ?? {}, absent, 'accounts')
      const header = { 'tendero-workspace': workspace }
      const answer = stream
        ? await stranger.send(method, path, String(body), header)
        : await stranger.request(method, path, body, header)
      expect([nameOf(endpoint), answer.status]).toEqual([nameOf(endpoint), 401])
    }
})

test('nothing of it was changed by anybody who asked', async () => {
  for (const [object, id] of Object.entries(records)) {
    const { rows } = await world.kernel.database.direct.query(
      `select deleted_at from tendero."${model.objects.get(object)?.table}" where workspace_id = $1 and id = $2`,
      [world.workspaceId, id],
    )
    expect([object, rows]).toEqual([object, [{ deleted_at: null }]])
  }
})
