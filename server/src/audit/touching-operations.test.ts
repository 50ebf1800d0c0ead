import { type Sql, sql } from '@tendero/model'
import { beforeAll, expect, test } from 'vitest'
import { browserOf } from '../../test/http.ts'
import { openWorld, type World } from '../../test/world.ts'
import { asOwner } from '../platform/owner-connection.ts'
import type { AuditFilter } from './audit-query.ts'
import { touchingOperations } from './touching-operations.sql.ts'

/** A hundred thousand operations after the only one that made a tag, one of which wrote twenty thousand records. */
let world: World
let tag: string

beforeAll(async () => {
  world = await openWorld()
  const ines = await browserOf(world, 'ines')
  const made = await ines.request('POST', '/tags', { name: 'Urgent', color: 'red' })
  tag = made.headers.get('tendero-operation') ?? ''
  await asOwner(world.ownerUrl, async (client) => {
    const history = `insert into tendero.history
      (workspace_id, recorded_at, id, object, record_id, operation_id, verb, version, patch, actor_id, through, effective_at)`
    const here = `'${world.workspaceId}'::uuid`
    const ahead = `('ffffffff-ffff-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`
    await client.query(`insert into tendero.operation (workspace_id, id, actor_id, through, at)
      select ${here}, ${ahead}, '${world.ids.ana}', 'screen', now() from generate_series(1, 100000) n`)
    await client.query(`${history} select ${here}, now(), gen_random_uuid(), 'account', gen_random_uuid(), ${ahead}, 'update', 1,
      '{}', null, 'screen', now() from generate_series(1, 100000) n`)
    await client.query(`${history} select ${here}, now(), gen_random_uuid(), 'lead', gen_random_uuid(),
      'ffffffff-ffff-7000-8000-0000000186a0', 'create', 1, '{}', null, 'import', now() from generate_series(1, 20000) n`)
    await client.query('vacuum analyze tendero.history, tendero.operation')
  })
}, 60_000)

async function explained(statement: Sql): Promise<number> {
  return world.kernel.database.read(world.workspaceId, async (tx) => {
    const [row] = await tx.rows<{ 'QUERY PLAN': readonly { Plan: Record<string, number> }[] }>(
      sql`explain (analyze, buffers, format json) ${statement}`,
    )
    const plan = row?.['QUERY PLAN'][0]?.Plan
    return (plan?.['Shared Hit Blocks'] ?? Number.NaN) + (plan?.['Shared Read Blocks'] ?? Number.NaN)
  })
}

const filters: readonly AuditFilter[] = [
  { object: 'tag' },
  { object: 'account' },
  { object: 'lead' },
  { category: 'settings' },
  { category: 'rights' },
  { category: 'records' },
]

test.each(filters)('a page of %j reads a few pages of the index, however many operations there are', async (filter) => {
  const { model } = await world.as('ines')
  const span = { workspaceId: world.workspaceId, bounds: () => [] }
  const statement = touchingOperations(model.objects, filter, span, 51)
  expect(statement && (await explained(statement))).toBeLessThan(1_500)
})

test('what was done before all of it is found on the first page', async () => {
  const ines = await browserOf(world, 'ines')
  const page = await ines.json<{ items: readonly { id: string }[]; next: string | null }>(
    'GET',
    '/audit-log?object=tag',
  )
  expect([page.items.map(({ id }) => id), page.next]).toEqual([[tag], null])
})

test('whoever else is sought goes on, page by page, to the end', async () => {
  const ines = await browserOf(world, 'ines')
  const query = `/audit-log?object=account&who=${world.ids.bo}`
  const page = await ines.json<{ items: readonly unknown[]; next: string | null }>('GET', query)
  expect([page.items, page.next]).toEqual([[], 'ffffffff-ffff-7000-8000-0000000182b9'])
})
