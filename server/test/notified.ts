import type { NotificationItem, NotificationPage } from '@tendero/model'
import { startWorker } from '../src/kernel/worker.ts'
import { afterSuite } from './after-suite.ts'
import { eventsSettled } from './events-settled.ts'
import type { Browser } from './http.ts'
import { openSocial } from './social.ts'
import { openWorld } from './world.ts'

/** The people of the world at their browsers, and a worker that tells them what concerns them. */
export async function openNotified() {
  const world = await openWorld()
  const social = await openSocial(world)
  const worker = await startWorker({ ...world.kernel, database: { ...world.kernel.database, close: async () => {} } })
  afterSuite(worker.stop)

  /** Waits until everything that happened was told. */
  const settled = () => eventsSettled(world, 'notifications.make')

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

  /** Forgets what everybody was told until now. */
  async function forget(): Promise<void> {
    await settled()
    await world.kernel.database.direct.query('delete from tendero.notification')
  }

  return { world, ...social, settled, toldTo, short, unread, forget }
}
