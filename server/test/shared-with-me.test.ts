import { type AnyRecord, type Filter, type Page, sql } from '@tendero/model'
import { beforeAll, expect, test } from 'vitest'
import { filterSql } from '../src/kernel/filter.ts'
import type { Browser } from './http.ts'
import { openSocial } from './social.ts'
import { openWorld } from './world.ts'

const world = await openWorld()
const { ana, bo, marta, ines, deal } = await openSocial(world)
const withMe: Filter = { shared: 'me' }
const asked = (filter: unknown) => `filter=${encodeURIComponent(JSON.stringify(filter))}`
const names = async (who: Browser, filter: unknown = withMe, collection = 'opportunities') =>
  (await who.json<Page>('GET', `/${collection}?${asked(filter)}&sort=name`)).items.map(({ name }) => name)
const share = (record: string, values: object) =>
  ana.json<AnyRecord>('POST', '/shares', { object: 'opportunity', record, ...values })

let lent = ''
beforeAll(async () => {
  lent = await deal('Lent to Bo')
  const teams = await deal("Lent to Bo's team")
  const over = await deal('Was lent to Bo')
  await deal('Lent to nobody')
  await share(lent, { user: world.ids.bo })
  await share(teams, { team: world.ids.northWest })
  const { id } = await share(over, { user: world.ids.bo, until: new Date(Date.now() + 60_000).toISOString() })
  await world.kernel.database.direct.query('update tendero.share set until = now() where id = $1', [id])
})

test('a list of what is shared with oneself or a team of one’s own, and its count, hold what counts just now', async () => {
  await bo.json('POST', '/accounts', { name: 'His own' })
  expect(await names(bo)).toEqual(['Lent to Bo', "Lent to Bo's team"])
  expect(await bo.json('GET', `/opportunities/count?${asked(withMe)}`)).toEqual({ value: 2, estimated: false })
  expect(await names(bo, withMe, 'accounts')).toEqual([])
})

test('of what others were given nothing is there, though one may see it', async () => {
  expect([await names(ana), await names(ines)]).toEqual([[], []])
  await share(lent, { user: world.ids.ines })
  expect(await names(ines)).toEqual(['Lent to Bo'])
})

test('it stands among other conditions, turned round, and on related records', async () => {
  const seen = { and: [withMe, { field: 'name', op: 'contains', value: 'team' }] }
  expect(await names(bo, seen)).toEqual(["Lent to Bo's team"])
  expect(await names(bo, { not: withMe })).toEqual([])
  // A team's share reaches whom a record of that team would: who manages it, too.
  expect(await names(marta, { not: withMe })).toEqual(['Lent to Bo', 'Lent to nobody', 'Was lent to Bo'])
  const account = await ana.json<AnyRecord>('POST', '/accounts', { name: 'Of the lent deal' })
  await ana.json('PATCH', `/opportunities/${lent}`, { account: account.id })
  expect(await names(bo, { some: 'opportunity.account', where: withMe }, 'accounts')).toEqual(['Of the lent deal'])
})

test.each([
  ['products', withMe, { reason: 'unknown_field', field: 'shared' }],
  ['opportunities', { shared: world.ids.bo }, { reason: 'not_a_filter' }],
])('of %s %j is refused', async (collection, filter, details) => {
  const answer = await bo.request('GET', `/${collection}?${asked(filter)}`)
  expect([answer.status, await answer.json()]).toMatchObject([422, { code: 'invalid_filter', details }])
})

test('lists of what can be shared offer it, in the language of whoever looks', async () => {
  const { objects } = await bo.json<{
    objects: readonly { name: string; filters: readonly { name: string; label: string; filter: Filter }[] }[]
  }>('GET', '/metadata')
  const offered = (name: string) =>
    objects.find((one) => one.name === name)?.filters.find((one) => one.name === 'shared_with_me')
  expect(offered('opportunity')).toMatchObject({ filter: withMe })
  expect([offered('lead'), offered('task')]).toMatchObject([{ filter: withMe }, { filter: withMe }])
  for (const name of ['product', 'view', 'opportunity_line', 'custom_record']) expect(offered(name)).toBeUndefined()
})

test('it costs two look-ups by an index, however many records and shares there are', async () => {
  const { direct, read } = world.kernel.database
  await direct.query(
    `insert into tendero.lead (workspace_id, id, name, created_at, updated_at, status)
     select $1, gen_random_uuid(), 'One of many', now(), now(), 'new' from generate_series(1, 20000)`,
    [world.workspaceId],
  )
  await direct.query(
    `insert into tendero.share (workspace_id, id, object, record, user_id, access, created_at, updated_at)
     select $1, gen_random_uuid(), 'lead', id, $2, 'read', now(), now() from tendero.lead limit 10000`,
    [world.workspaceId, world.ids.ana],
  )
  await direct.query('analyze tendero.lead')
  await direct.query('analyze tendero.share')
  const caller = await world.as('bo')
  const lead = caller.model.objects.get('lead') ?? expect.fail()
  const where = filterSql(withMe, lead, 't', { ...caller, now: new Date() })
  const plan = await read(world.workspaceId, (tx) =>
    tx.rows<{ 'QUERY PLAN': string }>(
      sql`explain select t.id from app.lead t where t.workspace_id = ${world.workspaceId} and ${where}`,
    ),
  )
  const text = plan.map((line) => line['QUERY PLAN']).join('\n')
  expect(text).toMatch(/lead_pkey/)
  expect(text).toMatch(/share_user_id_object_record_idx/)
  expect(text).not.toMatch(/Seq Scan/)
})
