import { beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../src/http/app.ts'
import { readingTools } from '../src/http/mcp/reading-tools.ts'
import { writingTools } from '../src/http/mcp/writing-tools.ts'
import { modelEndpoints } from '../src/http/model-endpoints.ts'
import type { Endpoint } from '../src/kernel/endpoint.ts'
import { slices } from '../src/slices.ts'
import { openDirectoryClient } from './directory.ts'
import { type EndpointCase, endpointCases } from './endpoint-cases.ts'
import { browserOf } from './http.ts'
import { makeKey } from './keys.ts'
import { scimCasesOf } from './scim-cases.ts'
import { hookOf } from './told.ts'
import { toolCases } from './tool-cases.ts'
import { toolsOf } from './tools.ts'
import { absent, marker, openUnseen, plainAnswer, textOf } from './unseen.ts'
import { openViewers, viewers } from './unseen-viewers.ts'

/**
 * Every endpoint and every address of records, asked by whoever must not see: another company's administrator, somebody of
 * the company with no rights, and somebody who reaches their own records alone. Nobody reads a word of it, and nobody can
 * tell what exists from what does not.
 */

const { world, ines, ids, records } = await openUnseen()
const endpoints: readonly Endpoint[] = [...modelEndpoints, ...slices.flatMap((slice) => slice.endpoints ?? [])]
const nameOf = ({ method, path }: Endpoint) => `${method} ${path}`
const { model } = await world.as('ines')
const collectionOf = (object: string) => model.objects.get(object)?.collection ?? expect.fail(object)
const scimCases = scimCasesOf(world)

const { holderOf, webhookOf } = await openViewers(world, ines)

test('every endpoint has a case, and every case an endpoint', () => {
  expect(Object.keys(endpointCases).sort()).toEqual(endpoints.map(nameOf).sort())
})

test('every tool of assistants has a case, and every case a tool', () => {
  expect(Object.keys(toolCases)).toEqual([...readingTools, ...writingTools].map(({ name }) => name))
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
const recordAddresses = (object: string, id: string): readonly Asked[] => {
  const collection = collectionOf(object)
  const asking = (method: string, path: string, body?: unknown): Asked => ({ method, path, body, stream: false })
  const named = { field: 'id', op: 'is', value: id }
  const filter = encodeURIComponent(JSON.stringify(named))
  const measures = [{ name: 'n', aggregate: 'count' }]
  const report = encodeURIComponent(JSON.stringify({ object, kind: 'table', measures, filter: named }))
  const on = encodeURIComponent(JSON.stringify({ field: 'record', op: 'is', value: id }))
  return [
    asking('GET', `/${collection}?limit=200&count=true`),
    asking('GET', `/${collection}?deleted=true`),
    asking('GET', `/${collection}?search=${marker}`),
    asking('GET', `/${collection}?filter=${filter}`),
    asking('GET', `/${collection}/count`),
    asking('GET', `/${collection}/aggregate?measures=count&group=owner`),
    asking('GET', `/${collection}/aggregate?measures=count&filter=${filter}`),
    asking('GET', `/${collection}/export?format=csv&filter=${filter}`),
    asking('GET', `/search?q=${marker}&objects=${object}`),
    asking('GET', `/report-results?definition=${report}`),
    asking('GET', `/report-results/file?definition=${report}`),
    asking('GET', `/report-records?definition=${report}`),
    asking('GET', `/files?filter=${on}`),
    asking('GET', `/comments?filter=${on}`),
    asking('POST', '/live', { objects: [object], records: { [object]: [id] }, viewing: { object, id } }),
    asking('POST', '/mass-edits', { object, target: { ids: [id] }, changes: [{ field: 'name', value: 'x' }] }),
    asking('GET', `/${collection}/${id}`),
    asking('GET', `/${collection}/${id}?timeline=10`),
    asking('PATCH', `/${collection}/${id}`, {}),
    asking('DELETE', `/${collection}/${id}`),
    asking('POST', `/${collection}/${id}/restoration`, {}),
    asking('POST', `/${collection}/bulk`, { update: [{ id }], delete: [{ id }] }),
  ]
}

test('whoever may see is told by a webhook and by the tools of assistants', async () => {
  const holder = { user: world.ids.ines, role: await world.roleId('Administrator') }
  const [{ call }, hook] = [toolsOf(world, holder), hookOf(world, ines)]
  for (const [object, id] of Object.entries(records)) {
    expect([object, (await call<{ id: string }>('read_record', { object, id })).id]).toEqual([object, id])
    const told = model.objects.get(object)?.settings ? [] : [id]
    const messages = await hook.messages(holder.role, `${object}.update`, [id])
    expect([object, messages.map(({ record }) => record)]).toEqual([object, told])
  }
})

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
    const nowhere = recordAddresses(object, absent)
    const compare = (there: Asked, index: number) =>
      agree(`${there.method} ${there.path}`, there, nowhere[index] ?? there)
    await Promise.all(recordAddresses(object, id).map(compare))
  })

  test.each(Object.keys(records))('the tools of assistants: %s', async (object) => {
    const { text } = toolsOf(world, await holderOf(who))
    const compare = async ([tool, given]: [string, (typeof toolCases)[string]]) => {
      const there = await text(tool, given({ object, id: records[object] ?? '' }))
      expect([tool, there.includes(marker), there.includes('"internal"')]).toEqual([tool, false, false])
      expect([tool, plainAnswer(200, there)]).toEqual([
        tool,
        plainAnswer(200, await text(tool, given({ object, id: absent }))),
      ])
    }
    await Promise.all(Object.entries(toolCases).map(compare))
  })

  test('webhooks are told nothing of it, whatever became of it', async () => {
    const [{ role }, hook] = await Promise.all([holderOf(who), webhookOf(who)])
    for (const [object, id] of Object.entries(records))
      for (const verb of ['create', 'update', 'delete', 'restore'])
        expect([object, verb, await hook.messages(role, `${object}.${verb}`, [id])]).toEqual([object, verb, []])
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

test("another company's directory finds nobody, and does not learn who is there", async () => {
  const stranger = await browserOf(world, 'stranger')
  const directory = await openDirectoryClient(world, stranger, { role: (await holderOf('stranger')).role })
  const types = await directory.json<{ Resources: { endpoint: string }[] }>('GET', '/ResourceTypes')
  expect(types.Resources.map(({ endpoint }) => endpoint)).toEqual(Object.keys(scimCases))
  for (const [path, { id, filter, bodies }] of Object.entries(scimCases)) {
    const answer = async (method: string, at: string, body?: unknown) => {
      const answered = await directory.ask(method, at, body)
      return plainAnswer(answered.status, await answered.text())
    }
    expect(await answer('GET', path)).not.toMatch(/Bo\b|North/)
    const found = await directory.json('GET', `${path}?filter=${encodeURIComponent(filter)}`)
    expect([path, found.totalResults]).toEqual([path, 0])
    for (const [method, body] of Object.entries(bodies(id)))
      expect([path, method, await answer(method, method === 'POST' ? path : `${path}/${id}`, body)]).toEqual([
        path,
        method,
        await answer(method, method === 'POST' ? path : `${path}/${absent}`, bodies(absent)[method]),
      ])
  }
})

test('the addresses of directories are open to no session, key or token of another kind', async () => {
  const key = await makeKey(world, { user: world.ids.ines, role: await world.roleId('Administrator') })
  const app = routes(world.kernel, '/nowhere')
  for (const headers of [{}, ines.session, { authorization: `Bearer ${key}` }])
    for (const [path, { id, bodies }] of Object.entries(scimCases))
      for (const [method, body] of Object.entries(bodies(id))) {
        const at = `/api/scim/v2${path}${method === 'POST' ? '' : `/${id}`}`
        const answer = await app.request(at, {
          method,
          headers,
          body: body === undefined ? undefined : JSON.stringify(body),
        })
        expect([method, path, answer.status]).toEqual([method, path, 401])
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
