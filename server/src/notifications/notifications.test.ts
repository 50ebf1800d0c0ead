import type {
  AnyRecord,
  Followers,
  NotificationItem,
  NotificationPage,
  NotificationSettings,
  RecordReaders,
} from '@tendero/model'
import { beforeEach, describe, expect, test } from 'vitest'
import { afterSuite } from '../../test/after-suite.ts'
import type { Browser } from '../../test/http.ts'
import { openRights } from '../../test/keys.ts'
import { mention, openSocial, paragraph, words } from '../../test/social.ts'
import { openWorld } from '../../test/world.ts'
import { write } from '../kernel/action.ts'
import type { Event } from '../kernel/events.ts'
import { newId } from '../kernel/identity.ts'
import { startWorker } from '../kernel/worker.ts'
import { makeNotifications } from './make-notifications.job.ts'
import { removeReadNotifications } from './remove-read.job.ts'

const world = await openWorld()
const { ana, bo, marta, ines, deal, comment } = await openSocial(world)
const worker = await startWorker({ ...world.kernel, database: { ...world.kernel.database, close: async () => {} } })
afterSuite(worker.stop)

/** Waits until everything that happened was told. */
async function settled(): Promise<void> {
  await expect
    .poll(
      async () => {
        const { rows } = await world.kernel.database.direct.query<{ waiting: string }>(
          `select (select count(*) from tendero.outbox) + (select count(*) from graphile_worker.jobs where task_identifier = 'notifications.make') as waiting`,
        )
        return Number(rows[0]?.waiting)
      },
      { timeout: 10_000 },
    )
    .toBe(0)
}

async function toldTo(who: Browser, query = ''): Promise<readonly NotificationItem[]> {
  await settled()
  return (await who.json<NotificationPage>('GET', `/notifications${query}`)).items
}

const short = ({ kind, by, record, comment: said }: NotificationItem) => [
  kind,
  by?.name,
  record.title,
  ...(said ? [said.excerpt] : []),
]
const unread = async (who: Browser) => {
  await settled()
  return (await who.json<{ count: number }>('GET', '/notifications/unread')).count
}

beforeEach(async () => {
  await settled()
  await world.kernel.database.direct.query('delete from tendero.notification')
})

describe('somebody is told', () => {
  test('that they were mentioned, once, with the record and the beginning of the text', async () => {
    const id = await deal()
    const { id: said } = await comment(ana, id, paragraph(words('Ask '), mention(world.ids.marta)))
    const [only, ...more] = await toldTo(marta)
    expect(more).toEqual([])
    expect(only).toMatchObject({
      kind: 'mention',
      read: false,
      by: { id: world.ids.ana, name: 'Ana' },
      record: { object: 'opportunity', id, title: 'Ten lamps' },
      others: 0,
      comment: { id: said, excerpt: 'Ask @Marta' },
    })
    expect(await toldTo(ana)).toEqual([])
  })

  test('of a mention that came by changing a comment, and of no other change of it', async () => {
    const id = await deal()
    await comment(ines, id, 'Look')
    const said = await comment(ana, id, 'Ask')
    await ana.json('PATCH', `/comments/${said.id}`, { body: paragraph(words('Ask '), mention(world.ids.marta)) })
    await ana.json('PATCH', `/comments/${said.id}`, { body: paragraph(words('Do ask '), mention(world.ids.marta)) })
    expect((await toldTo(marta)).map(short)).toEqual([['mention', 'Ana', 'Ten lamps', 'Do ask @Marta']])
    expect((await toldTo(ines)).map(short)).toEqual([['comment', 'Ana', 'Ten lamps', 'Do ask @Marta']])
  })

  test('of comments on what they own, commented on or were mentioned on, and not of their own', async () => {
    const id = await deal()
    await comment(marta, id, 'Why?')
    await settled()
    await comment(ines, id, 'Because')
    expect((await toldTo(ana)).map(short)).toEqual([
      ['comment', 'Ines', 'Ten lamps', 'Because'],
      ['comment', 'Marta', 'Ten lamps', 'Why?'],
    ])
    expect((await toldTo(marta)).map(short)).toEqual([['comment', 'Ines', 'Ten lamps', 'Because']])
    expect(await toldTo(ines)).toEqual([])
  })

  test('of a record that became theirs, and of changes of what they follow', async () => {
    const id = await deal()
    await ines.json('PATCH', `/opportunities/${id}`, { name: 'Twelve lamps' })
    expect((await toldTo(ana)).map(short)).toEqual([['change', 'Ines', 'Twelve lamps']])
    await ines.json('PATCH', `/opportunities/${id}`, { owner: world.ids.marta })
    expect((await toldTo(marta)).map(short)).toEqual([['assigned', 'Ines', 'Twelve lamps']])
    const task = await ines.json<AnyRecord>('POST', '/tasks', { subject: 'Call', owner: world.ids.bo })
    expect((await toldTo(bo)).map(short)).toEqual([['assigned', 'Ines', 'Call']])
    await bo.json('PATCH', `/tasks/${task.id}`, { subject: 'Call again' })
    expect(await toldTo(bo)).toHaveLength(1)
  })

  test('of many records that became theirs at once in one line', async () => {
    const ids = await Promise.all([deal('One'), deal('Two'), deal('Three')])
    const { kernel } = world
    const caller = await world.as('ines')

    await write(kernel, caller, (ctx) =>
      ctx.updateMany(
        'opportunity',
        ids.map((id) => ({ id, owner: world.ids.marta })),
        { checked: true },
      ),
    )
    expect(await toldTo(marta)).toMatchObject([{ kind: 'assigned', others: 2 }])
  })

  test('of a mention in a text of the record itself', async () => {
    await ines.json('POST', '/custom-fields', { object: 'opportunity', label: 'Plan', kind: 'richText' })
    const id = await deal()
    const c_plan = paragraph(mention(world.ids.marta))
    await ana.json('PATCH', `/opportunities/${id}`, { c_plan })
    await ana.json('PATCH', `/opportunities/${id}`, { c_plan: paragraph(words('So: '), mention(world.ids.marta)) })
    expect((await toldTo(marta)).map(short)).toEqual([['mention', 'Ana', 'Ten lamps']])
  })

  test('of no mention in a text that is hidden from them', async () => {
    const { personWith } = await openRights(world)
    await ines.json('POST', '/custom-fields', { object: 'opportunity', label: 'Minutes', kind: 'richText' })
    const pat = await personWith({
      objects: { opportunity: { create: 'none', read: 'all', edit: 'none', delete: 'none' } },
      fields: { opportunity: { c_minutes: 'hidden' } },
    })
    const c_minutes = paragraph(mention(pat.user), mention(world.ids.marta))
    await ana.json('PATCH', `/opportunities/${await deal()}`, { c_minutes })
    expect([await toldTo(pat), (await toldTo(marta)).length]).toEqual([[], 1])
  })

  test('nothing of an import, nor of what the program worked out', async () => {
    const caller = await world.as('ines')

    for (const through of ['import', 'system'] as const)
      await write(world.kernel, { ...caller, actor: { ...caller.actor, through } }, (ctx) =>
        ctx.insert('account', { name: `By ${through}`, owner: world.ids.ana }),
      )
    expect(await toldTo(ana)).toEqual([])
  })
})

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
    expect(await ana.json<NotificationSettings>('GET', '/notifications/settings')).toEqual({ muted: [] })
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

test('a job that runs twice, and twice at once, tells once', async () => {
  const id = await deal()
  const { id: said } = await comment(ana, id, paragraph(mention(world.ids.marta)))
  const event: Event = {
    id: newId(),
    workspaceId: world.workspaceId,
    topic: 'comment.create',
    payload: { object: 'comment', ids: [said], by: world.ids.ana },
  }
  await Promise.all([makeNotifications.run(world.kernel, event), makeNotifications.run(world.kernel, event)])
  await makeNotifications.run(world.kernel, event)
  expect(await toldTo(marta)).toHaveLength(1)
})

test('work on one’s own records makes no job', async () => {
  const id = await deal()
  const event = (topic: string, by: string, record = id): Event => ({
    id: newId(),
    workspaceId: world.workspaceId,
    topic,
    payload: { ids: [record], by },
  })
  const own = event('opportunity.update', world.ids.ana)
  const others = event('opportunity.update', world.ids.ines)
  const settings = event('user.update', world.ids.ines, world.ids.ana)
  const gone = event('opportunity.delete', world.ids.ines)
  const concerned = await makeNotifications.concerns?.(world.kernel.database, [own, others, settings, gone])
  expect(concerned).toEqual(new Set([others.id]))
})

describe('following', () => {
  const followers = async (who: Browser, id: string) => {
    const { items, following } = await who.json<Followers>('GET', `/opportunities/${id}/followers`)
    return [items.map(({ name }) => name).sort(), following]
  }

  test('begins by owning, commenting, being mentioned or saying so, and ends when somebody says so', async () => {
    const id = await deal()
    expect(await followers(ines, id)).toEqual([['Ana'], false])
    await comment(ana, id, paragraph(mention(world.ids.marta), mention(world.ids.bo)))
    await settled()
    // Bo may not read it.
    expect(await followers(ines, id)).toEqual([['Ana', 'Marta'], false])
    await comment(ines, id, 'Well')
    expect(await followers(ines, id)).toEqual([['Ana', 'Ines', 'Marta'], true])
    await ines.json('DELETE', `/opportunities/${id}/following`)
    await ines.json('PUT', `/opportunities/${id}/following`)
    await ana.json('DELETE', `/opportunities/${id}/following`)
    await marta.json('DELETE', `/opportunities/${id}/following`)
    await comment(marta, id, 'Once more')
    expect(await followers(marta, id)).toEqual([['Ines'], false])
    await ines.json('PATCH', `/opportunities/${id}`, { name: 'Twelve lamps' })
    expect((await toldTo(ana)).filter(({ kind }) => kind === 'change')).toEqual([])
  })

  test('by many at once is each noted', async () => {
    const id = await deal()
    await Promise.all(
      [ana, marta, ines].flatMap((who) => [
        who.json('PUT', `/opportunities/${id}/following`),
        comment(who, id, paragraph(mention(world.ids.marta), mention(world.ids.ines))),
      ]),
    )
    await settled()
    expect((await followers(ana, id))[0]).toEqual(['Ana', 'Ines', 'Marta'])
  })
})

describe('a notification', () => {
  test('is read and unread by its person alone, one by one or all that were seen', async () => {
    const id = await deal()
    await comment(ines, id, 'One')
    await comment(ines, id, 'Two')
    const [newest, oldest] = await toldTo(ana)
    const set = (who: Browser, body: object) => who.request('PATCH', '/notifications', body)
    await set(marta, { ids: [newest?.id], read: true })
    expect(await unread(ana)).toBe(2)
    await set(ana, { until: oldest?.at, read: true })
    expect((await toldTo(ana, '?unread=true')).map((one) => one.id)).toEqual([newest?.id])
    await set(ana, { ids: [newest?.id], read: true })
    expect(await unread(ana)).toBe(0)
    await set(ana, { ids: [newest?.id], read: false })
    expect((await toldTo(ana)).map(({ read }) => read)).toEqual([false, true])
    expect((await set(ana, { read: true })).status).toBe(422)
    expect((await set(ana, { until: '0000-01-01T00:00:00Z', read: true })).status).toBe(422)
    expect((await set(ana, { until: '2026-01-01T00:00:00+23:59', read: true })).status).toBe(200)
  })

  test('stands on pages from the newest', async () => {
    const id = await deal()
    for (let count = 1; count <= 32; count += 1) await comment(ines, id, `Number ${count}`)
    await settled()
    const first = await ana.json<NotificationPage>('GET', '/notifications')
    const second = await ana.json<NotificationPage>('GET', `/notifications?cursor=${first.next}`)
    const said = [...first.items, ...second.items].map((one) => one.comment?.excerpt)
    expect([first.items.length, second.items.length, second.next]).toEqual([30, 2, null])
    expect(new Set(said).size).toBe(32)
    expect(second.items.at(-1)?.comment?.excerpt).toBe('Number 1')
  })

  test('that was read ninety days ago is removed; an unread one stays', async () => {
    const id = await deal()
    await comment(ines, id, 'One')
    await comment(ines, id, 'Two')
    const [newest] = await toldTo(ana)
    await ana.json('PATCH', '/notifications', { ids: [newest?.id], read: true })
    const later = (days: number) => ({ ...world.kernel, now: () => new Date(Date.now() + days * 86_400_000) })
    await removeReadNotifications.run(later(89))
    expect(await toldTo(ana)).toHaveLength(2)
    await removeReadNotifications.run(later(91))
    expect((await toldTo(ana)).map((one) => one.comment?.excerpt)).toEqual(['One'])
  })
})
