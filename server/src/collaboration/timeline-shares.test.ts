import type { AnyRecord, Timeline, TimelineShare } from '@tendero/model'
import { beforeEach, expect, test } from 'vitest'
import type { Browser } from '../../test/http.ts'
import { openNotified } from '../../test/notified.ts'

const { world, ana, bo, ines, deal } = await openNotified()
const nextWeek = new Date(Date.now() + 7 * 86_400_000).toISOString()

let id: string
beforeEach(async () => {
  id = await deal()
})

const give = (values: object) =>
  ana.json<AnyRecord>('POST', '/shares', { object: 'opportunity', record: id, ...values })

async function told(who: Browser = ana, kinds = 'share'): Promise<readonly TimelineShare[]> {
  const { items } = await who.json<Timeline>('GET', `/opportunities/${id}/timeline?kinds=${kinds}`)
  return items.flatMap(({ share }) => share ?? [])
}

test('a share that is given, changed and taken back is told with who, with whom, for what and until when', async () => {
  const { id: share } = await give({ user: world.ids.bo, until: nextWeek })
  const with_ = { object: 'user', id: world.ids.bo, name: 'Bo' }
  const by = { id: world.ids.ana, name: 'Ana' }
  const given = { verb: 'create', by, through: 'screen', with: with_, access: 'read', until: expect.any(String) }
  expect(await told()).toMatchObject([given])
  expect(Date.parse((await told())[0]?.until ?? '')).toBe(Date.parse(nextWeek))
  await ana.json('PATCH', `/shares/${share}`, { access: 'edit' })
  await ana.json('PATCH', `/shares/${share}`, { until: null })
  const { operationId } = await ines.json<{ operationId: string }>('DELETE', `/shares/${share}`)
  const [taken, endless, changed, first] = await told()
  expect(taken).toEqual({
    verb: 'delete',
    by: { id: world.ids.ines, name: 'Ines' },
    through: 'screen',
    with: with_,
    operationId,
  })
  expect(endless).toEqual({
    verb: 'update',
    by,
    through: 'screen',
    with: with_,
    until: null,
    operationId: expect.any(String),
  })
  expect(changed).toMatchObject({ verb: 'update', by, with: with_, access: 'edit' })
  expect(changed).not.toHaveProperty('until')
  expect(first).toMatchObject(given)
})

test('it is taken back, and brought back, by the operation that the timeline names', async () => {
  await give({ team: world.ids.northWest, access: 'edit' })
  expect(await told()).toMatchObject([
    { with: { object: 'team', id: world.ids.northWest }, access: 'edit', until: null },
  ])
  const undoNewest = async () =>
    (await ana.request('POST', `/operations/${(await told())[0]?.operationId}/reversal`)).status
  expect(await undoNewest()).toBe(200)
  expect((await told()).map(({ verb }) => verb)).toEqual(['delete', 'create'])
  expect((await bo.request('GET', `/opportunities/${id}`)).status).toBe(404)
  expect(await undoNewest()).toBe(200)
  expect((await told()).map(({ verb }) => verb)).toEqual(['restore', 'delete', 'create'])
  expect((await bo.request('GET', `/opportunities/${id}`)).status).toBe(200)
})

test('a share whose time is over ends in the timeline at that instant, but not one that was taken back before', async () => {
  const { id: first } = await give({ user: world.ids.bo, until: nextWeek })
  const { id: second } = await give({ user: world.ids.marta, until: nextWeek })
  await ana.json('DELETE', `/shares/${second}`)
  await world.kernel.database.direct.query(
    `update tendero.share set until = deleted_at + interval '1 millisecond' where id = $1`,
    [second],
  )
  await world.kernel.database.direct.query(`update tendero.share set until = now() where id = $1`, [first])
  const [end, ...others] = await told()
  expect(end).toEqual({
    verb: 'end',
    by: null,
    through: 'system',
    with: { object: 'user', id: world.ids.bo, name: 'Bo' },
    operationId: null,
  })
  expect(others.map(({ verb }) => verb)).toEqual(['delete', 'create', 'create'])
})

test('it stands in its place among all else, page after page, for whoever may read the record', async () => {
  await give({ user: world.ids.bo })
  await ana.json('PATCH', `/opportunities/${id}`, { name: 'Renamed' })
  const kinds: string[] = []
  let cursor: string | null = null
  do {
    const after: string = cursor ? `&cursor=${cursor}` : ''
    const page: Timeline = await bo.json<Timeline>('GET', `/opportunities/${id}/timeline?limit=1${after}`)
    kinds.push(...page.items.map(({ kind }) => kind))
    cursor = page.next
  } while (cursor)
  expect(kinds).toEqual(['change', 'share', 'change'])
  expect(await told(bo, 'change')).toEqual([])
})
