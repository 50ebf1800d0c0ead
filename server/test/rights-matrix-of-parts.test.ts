import { type ObjectType, type Page, registry } from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { openReach, type Place, type Rule, rules } from './reach-of-scopes.ts'
import { paragraph, words } from './social.ts'

/** What a scope lets somebody do with the parts of records: as much as with their parents. */
const { world, ines, places, firstStage, reaches, tiaWith, oneOfEach } = await openReach()

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
  share: {
    parent: 'opportunity',
    // Each with a team of its own: a record is shared once with each.
    values: async (record) => ({ object: 'opportunity', record, team: await world.add('ines', 'team', { name: 'T' }) }),
    change: { access: 'edit' },
  },
  stage_entry: {
    parent: 'opportunity',
    // Each at a time of its own: a later told past takes the place of an earlier one.
    values: async (opportunity) => {
      const day = new Date(Date.UTC(2000, 0, ++told)).toISOString().slice(0, 10)
      const [enteredAt, leftAt] = [`${day}T08:00:00Z`, `${day}T09:00:00Z`]
      return { opportunity, stage: firstStage.stage, enteredAt, leftAt }
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
      const changes = async ([placeName, place]: readonly [string, Place]) => {
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
      await Promise.all(Object.entries(places).map(changes))
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
