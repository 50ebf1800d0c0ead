import type { AnyRecord, Rights, RolePreview, Scope } from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { browserOf } from '../../test/http.ts'
import { openRights } from '../../test/keys.ts'
import { openWorld } from '../../test/world.ts'

const world = await openWorld()
const ines = await browserOf(world, 'ines')
const { representative } = await openRights(world)
const role = await world.roleId('Representative')

beforeAll(async () => {
  for (const who of ['ana', 'ana', 'bo'] as const) await world.add(who, 'lead', { lastName: 'L', company: 'C' })
  const lead = await world.add('ines', 'lead', { lastName: 'Shared', company: 'C' })
  await ines.json('POST', '/shares', { object: 'lead', record: lead, user: world.ids.bo, access: 'edit' })
})

const leads = (read: Scope, edit: Scope): Rights => ({
  ...representative,
  objects: { ...representative.objects, lead: { create: 'all', read, edit, delete: 'own' } },
})
const preview = (rights: Rights, more: object = {}) =>
  ines.json<RolePreview>('POST', `/roles/${role}/preview`, { rights, ...more })
const short = ({ people }: RolePreview) =>
  people.map(({ person, objects }) => [person.name, objects.map(({ object, read, edit }) => [object, read, edit])])

describe('the preview of a role', () => {
  test('says nothing when nothing changes', async () => {
    expect(await preview(leads('team', 'own'))).toEqual({
      people: [
        { person: { id: world.ids.ana, name: 'Ana' }, objects: [] },
        { person: { id: world.ids.bo, name: 'Bo' }, objects: [] },
      ],
      others: 0,
      complete: true,
      fields: [],
    })
  })

  test('counts what each would gain and lose, and what is shared is neither', async () => {
    const gains = await preview(leads('all', 'all'))
    expect(short(gains)).toEqual([
      ['Ana', [['lead', { gained: 2, lost: 0 }, { gained: 2, lost: 0 }]]],
      ['Bo', [['lead', { gained: 2, lost: 0 }, { gained: 2, lost: 0 }]]],
    ])
    const losses = await preview(leads('none', 'none'))
    expect(short(losses)).toEqual([
      ['Ana', [['lead', { gained: 0, lost: 2 }, { gained: 0, lost: 2 }]]],
      ['Bo', [['lead', { gained: 0, lost: 2 }, { gained: 0, lost: 2 }]]],
    ])
  })

  test('tells the truth: saved, each reaches as many as it said', async () => {
    const bo = await browserOf(world, 'bo')
    const count = async () => (await bo.json<{ value: number }>('GET', '/leads/count')).value
    const before = await count()
    const said = (await preview(leads('all', 'own'))).people.find(({ person }) => person.name === 'Bo')
    await ines.json('PATCH', `/roles/${role}`, { rights: leads('all', 'own') })
    expect((await count()) - before).toBe(said?.objects[0]?.read?.gained)
    await ines.json('PATCH', `/roles/${role}`, { rights: representative })
  })

  test('says what an administrator would reach, and counts no further than a limit', async () => {
    await world.addDeals(
      'ana',
      Array.from({ length: 1_001 }, () => ({})),
    )
    const { people } = await preview(representative, { administrator: true })
    const bo = people.find(({ person }) => person.name === 'Bo')
    expect(bo?.objects.find(({ object }) => object === 'opportunity')?.read).toEqual({ gained: 1_000, lost: 0 })
  })

  test('tells fields, and what is hidden because another one is', async () => {
    const { fields } = await preview({
      ...representative,
      fields: { account: { taxId: 'hidden', sector: 'read_only' }, opportunity: { amount: 'hidden' } },
    })
    expect(fields).toEqual(
      expect.arrayContaining([
        { object: 'account', field: 'taxId', before: 'edit', after: 'hidden' },
        { object: 'account', field: 'sector', before: 'edit', after: 'read' },
        { object: 'opportunity', field: 'expectedRevenue', before: 'edit', after: 'hidden' },
      ]),
    )
  })

  test('is for those who may edit roles, and changes nothing', async () => {
    const ana = await browserOf(world, 'ana')
    const path = `/roles/${role}/preview`
    expect((await ana.request('POST', path, { rights: representative })).status).toBe(403)
    expect((await ines.request('POST', path, { rights: { objects: 'all' } })).status).toBe(422)
    expect((await ines.request('POST', `/roles/${world.ids.ana}/preview`, { rights: representative })).status).toBe(404)
    const { rights } = await ines.json<AnyRecord>('GET', `/roles/${role}`)
    expect(rights).toEqual(representative)
  })
})
