import type { AnyRecord } from '@tendero/model'
import { beforeEach, describe, expect, test } from 'vitest'
import { openRights } from '../../test/keys.ts'
import { openNotified } from '../../test/notified.ts'
import { mention, paragraph, words } from '../../test/social.ts'
import { write } from '../kernel/action.ts'
import type { Event } from '../kernel/events.ts'
import { newId } from '../kernel/identity.ts'
import { makeNotifications } from './make-notifications.job.ts'

const { world, ana, bo, marta, ines, deal, comment, settled, toldTo, short, forget } = await openNotified()

beforeEach(forget)

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
    expect((await toldTo(marta)).map(short)).toEqual([['mention', 'Ana', 'Ten lamps']])
    await ana.json('PATCH', `/opportunities/${id}`, { c_plan: paragraph(words('So: '), mention(world.ids.marta)) })
    expect((await toldTo(marta)).map(short)).toEqual([
      ['change', 'Ana', 'Ten lamps'],
      ['mention', 'Ana', 'Ten lamps'],
    ])
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
