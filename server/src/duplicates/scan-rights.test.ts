import type { DuplicateScan } from '@tendero/model'
import { sql } from '@tendero/model'
import { expect, test } from 'vitest'
import { browserOf } from '../../test/http.ts'
import { keyOf, openRights } from '../../test/keys.ts'
import { openWorld } from '../../test/world.ts'

test('a scan tells how many records there are to nobody who does not see them', async () => {
  const world = await openWorld()
  const { makeRole } = await openRights(world)
  const none = { create: 'none', read: 'none', edit: 'none', delete: 'none' } as const
  const own = { create: 'all', read: 'own', edit: 'own', delete: 'none' } as const
  const role = await makeRole({ objects: { contact: none, lead: own } })
  await world.kernel.database.transaction(world.workspaceId, async (tx) => {
    for (const object of ['contact', 'lead', 'account'])
      await tx.rows(sql`
        insert into tendero.duplicate_scan (workspace_id, id, object, state, done, total, found, started_at, updated_at)
        values (${world.workspaceId}, gen_random_uuid(), ${object}, 'done', 77, 77, 7, now(), now())`)
  })
  const scans = async (who: Pick<Awaited<ReturnType<typeof keyOf>>, 'json'>) => {
    const { items } = await who.json<{ items: DuplicateScan[] }>('GET', '/duplicates/scans')
    return Object.fromEntries(items.map(({ object, done, total, found }) => [object, [done, total, found]]))
  }
  expect(await scans(await keyOf(world, world.ids.ana, role))).toEqual({ lead: [0, 0, 0], account: [77, 77, 7] })
  expect(await scans(await browserOf(world, 'ines'))).toMatchObject({ contact: [77, 77, 7], lead: [77, 77, 7] })
})
