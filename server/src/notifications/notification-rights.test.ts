import type { AnyRecord, NotificationSettings, RecordReaders } from '@tendero/model'
import { beforeEach, describe, expect, test } from 'vitest'
import { openRights } from '../../test/keys.ts'
import { openNotified } from '../../test/notified.ts'
import { mention, paragraph, words } from '../../test/social.ts'

const { world, ana, bo, ines, deal, comment, settled, toldTo, short, unread, forget } = await openNotified()

beforeEach(forget)

describe('nobody is told', () => {
  test('of what they may not read, and whoever asks is told that they would not', async () => {
    const id = await deal()
    const people = [world.ids.bo, world.ids.marta].join(',')
    expect(await ana.json<RecordReaders>('GET', `/opportunities/${id}/readers?people=${people}`)).toEqual({
      items: [
        { id: world.ids.bo, reads: false },
        { id: world.ids.marta, reads: true },
      ],
    })
    await comment(ana, id, paragraph(words('Ask '), mention(world.ids.bo)))
    await comment(ana, id, 'More')
    expect(await toldTo(bo)).toEqual([])
    expect((await bo.request('GET', `/opportunities/${id}/readers?people=${people}`)).status).toBe(404)
    expect((await bo.request('GET', `/opportunities/${id}/followers`)).status).toBe(404)
    expect((await bo.request('PUT', `/opportunities/${id}/following`)).status).toBe(404)
  })

  test('any longer of what they may no longer read, which was deleted, or whose comment was', async () => {
    const id = await deal()
    const { id: said } = await comment(ines, id, 'Hello')
    await ines.json('PATCH', `/opportunities/${id}`, { name: 'Twelve lamps' })
    expect([(await toldTo(ana)).length, await unread(ana)]).toEqual([2, 2])
    await ines.json('DELETE', `/comments/${said}`)
    expect([(await toldTo(ana)).map(short), await unread(ana)]).toEqual([[['change', 'Ines', 'Twelve lamps']], 1])
    await ines.json('PATCH', `/opportunities/${id}`, { owner: world.ids.bo, team: world.ids.northWest })
    expect([await toldTo(ana), await unread(ana)]).toEqual([[], 0])
    const gone = await deal('Gone')
    await comment(ines, gone, 'Hello')
    await ines.json('DELETE', `/opportunities/${gone}`)
    expect(await toldTo(ana)).toEqual([])
  })

  test('of fields that are hidden from them, nor what a record is called when that is', async () => {
    const role = await world.roleId('Representative')
    const { rights } = await ines.json<AnyRecord & { rights: object }>('GET', `/roles/${role}`)
    const id = await deal()
    await ines.json('PATCH', `/roles/${role}`, {
      rights: { ...rights, fields: { opportunity: { description: 'hidden', name: 'hidden' } } },
    })
    await ines.json('PATCH', `/opportunities/${id}`, { description: 'Between us' })
    const hidden = await toldTo(ana)
    await comment(ines, id, 'Look')
    const untitled = await toldTo(ana)
    await ines.json('PATCH', `/roles/${role}`, { rights })
    expect(hidden).toEqual([])
    expect(untitled).toMatchObject([{ kind: 'comment', record: { id, title: null } }])
  })

  test('what is said on records to those who may not read it', async () => {
    const { personWith, representative } = await openRights(world)
    const readsAll = { create: 'none', read: 'all', edit: 'none', delete: 'none' } as const
    const role = { ...representative.objects, opportunity: readsAll }
    const pat = await personWith({ objects: role })
    const secretive = await personWith({ objects: role, fields: { comment: { body: 'hidden' } } })
    const record = await deal()
    await comment(ana, record, paragraph(words('Heard by '), mention(pat.user), mention(secretive.user)))
    expect([(await toldTo(pat)).length, (await toldTo(secretive)).length]).toEqual([1, 0])
    const rights = { ...representative, objects: { ...role, comment: { ...readsAll, read: 'none' } } }
    await ines.json('PATCH', `/roles/${pat.role}`, { rights })
    expect([await toldTo(pat), await unread(pat)]).toEqual([[], 0])
  })

  test('what they do not want to hear of', async () => {
    const id = await deal()
    expect(await ana.json<NotificationSettings>('GET', '/notifications/settings')).toEqual({ muted: [], mail: 'off' })
    await ana.json('PUT', '/notifications/settings', { muted: ['change'] })
    await ines.json('PATCH', `/opportunities/${id}`, { name: 'Twelve lamps' })
    await comment(ines, id, 'Look')
    expect((await toldTo(ana)).map(({ kind }) => kind)).toEqual(['comment'])
    expect((await ana.request('PUT', '/notifications/settings', { muted: ['everything'] })).status).toBe(422)
    await ana.json('PUT', '/notifications/settings', { muted: [] })
  })

  test('in another company', async () => {
    const id = await deal()
    await comment(ines, id, paragraph(mention(world.ids.marta)))
    await settled()
    const { rows } = await world.kernel.database.direct.query<{ workspace_id: string }>(
      'select distinct workspace_id from tendero.notification',
    )
    expect(rows).toEqual([{ workspace_id: world.workspaceId }])
  })
})
