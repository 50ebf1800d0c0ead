import type { AnyRecord } from '@tendero/model'
import { beforeAll, expect, test } from 'vitest'
import { type Browser, browserOf } from '../../test/http.ts'
import { openWorld, type World } from '../../test/world.ts'
import { write } from './action.ts'
import { auditApart, noteAudit } from './audit.ts'

let world: World
let ana: Browser

beforeAll(async () => {
  world = await openWorld()
  ana = await browserOf(world, 'ana')
})

const entries = async (action: string) => {
  const { rows } = await world.kernel.database.direct.query(
    'select * from tendero.audit_entry where workspace_id = $1 and action = $2 order by id',
    [world.workspaceId, action],
  )
  return rows
}

const origin = { address: '192.0.2.7', userAgent: 'curl/8.5.0', keyId: null }

test('an entry of a unit of work says who, from where and through what, and goes with it', async () => {
  const caller = { ...(await world.as('ana')), origin }
  const entry = { action: 'export.made', object: 'account', detail: { rows: 3 } } as const
  await write(world.kernel, caller, async (ctx) => noteAudit(ctx, entry))
  const refused = write(world.kernel, caller, async (ctx) => {
    noteAudit(ctx, { action: 'export.made', object: 'lead' })
    throw new Error('refused')
  })
  await expect(refused).rejects.toThrow('refused')
  expect(await entries('export.made')).toMatchObject([
    {
      actor_id: world.ids.ana,
      through: 'screen',
      address: '192.0.2.7',
      agent: 'curl/8.5.0',
      key_id: null,
      object: 'account',
      record_id: null,
      detail: { rows: 3 },
    },
  ])
})

test('what has no unit of work is noted by itself, of nobody too', async () => {
  await auditApart(
    world.kernel,
    { workspaceId: world.workspaceId, userId: null, through: 'screen', ...origin },
    { action: 'session.refused', detail: { code: 'wrong_credentials' } },
  )
  expect(await entries('session.refused')).toMatchObject([{ actor_id: null, address: '192.0.2.7', operation_id: null }])
})

test('a change says from where it came and with what', async () => {
  const made = await ana.request('POST', '/accounts', { name: 'Isdom' }, { 'user-agent': 'curl/8.5.0' })
  const { id } = (await made.json()) as AnyRecord
  const { rows } = await world.kernel.database.direct.query(
    `select o.address, o.agent, o.key_id from tendero.operation o join tendero.history h
     on h.workspace_id = o.workspace_id and h.operation_id = o.id where o.workspace_id = $1 and h.record_id = $2`,
    [world.workspaceId, id],
  )
  expect(rows).toEqual([{ address: '127.0.0.1', agent: 'curl/8.5.0', key_id: null }])
})

test.each([
  "update tendero.audit_entry e set action = 'session.opened' where e.workspace_id = $1",
  'delete from tendero.audit_entry e where e.workspace_id = $1',
  'delete from tendero.audit_seal s where s.workspace_id = $1',
  `insert into tendero.audit_seal (workspace_id, number, sealed_at, previous, digest, kinds, entries, row_counts, digests, salts)
   values ($1, 1, now(), '', '', '', '{}', '{}', '', '')`,
])('the application may not rewrite the log: %s', async (statement) => {
  const client = await world.kernel.database.direct.connect()
  try {
    await client.query(`begin; set local role tendero_app; set local app.workspace_id = '${world.workspaceId}'`)
    await expect(client.query(statement, [world.workspaceId])).rejects.toMatchObject({ code: '42501' })
  } finally {
    await client.query('rollback')
    client.release()
  }
})
