import type { NotificationPage } from '@tendero/model'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Browser } from '../../test/http.ts'
import { openNotified } from '../../test/notified.ts'
import { removeReadNotifications } from './remove-read.job.ts'

const { world, ana, marta, ines, deal, comment, settled, toldTo, unread, forget } = await openNotified()

beforeEach(forget)

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
