import type { AnyRecord, Operations } from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Browser, browserOf } from '../../test/http.ts'
import { openWorld, type World } from '../../test/world.ts'
import { write } from '../kernel/action.ts'
import { noteAudit } from '../kernel/audit.ts'
import { newId } from '../kernel/identity.ts'
import { sent } from '../kernel/rehearsal.ts'
import { sealAll, sealBatch } from './seal.job.ts'
import { verifyWorkspace } from './verify-workspace.sql.ts'

let world: World
let ana: Browser

beforeAll(async () => {
  world = await openWorld()
  ana = await browserOf(world, 'ana')
})

const verified = () => verifyWorkspace(world.kernel.database, world.workspaceId)

const asOwner = (statement: string, values: readonly unknown[] = []) =>
  world.kernel.database.direct.query(statement, [...values])

/** An account that Ana made, and the operation that made it. */
async function madeAccount(): Promise<{ readonly id: string; readonly operation: string }> {
  const { id } = await ana.json<AnyRecord>('POST', '/accounts', { name: 'Isdom' })
  const [made] = (await ana.json<Operations>('GET', '/operations?limit=1')).items
  return { id, operation: made?.id ?? '' }
}

test('everything that was written is sealed in batches that follow each other', async () => {
  await madeAccount()
  await write(world.kernel, await world.as('ines'), async (ctx) => noteAudit(ctx, { action: 'view_as.began' }))
  expect((await verified()).unsealed).toBeGreaterThan(2)
  await sealAll(world.kernel)
  await madeAccount()
  await sealAll(world.kernel)
  expect(await verified()).toMatchObject({ seals: 2, unsealed: 0, erased: 0, late: 0, broken: undefined })
})

test('nothing to seal makes no seal', async () => {
  await sealAll(world.kernel)
  const before = await verified()
  await sealAll(world.kernel)
  expect(await verified()).toEqual(before)
})

test('a unit of work that began before a seal and commits after it is in the next one', async () => {
  await sealAll(world.kernel)
  const before = await verified()
  let goOn = () => {}
  let begun = () => {}
  const waits = new Promise<void>((resolve) => {
    goOn = resolve
  })
  const began = new Promise<void>((resolve) => {
    begun = resolve
  })
  const slow = write(world.kernel, await world.as('ana'), async (ctx) => {
    await ctx.insert('account', { name: 'Slow' })
    ctx.journal.flush()
    await sent(ctx)
    begun()
    await waits
  })
  await began
  await madeAccount()
  await sealAll(world.kernel)
  goOn()
  await slow
  expect(await verified()).toMatchObject({ unsealed: 1, broken: undefined })
  await sealAll(world.kernel)
  expect(await verified()).toMatchObject({
    seals: before.seals + 2,
    entries: before.entries + 2,
    unsealed: 0,
    broken: undefined,
  })
})

test('an operation that goes on after it was sealed is sealed again with what came', async () => {
  const operationId = newId()
  const caller = await world.as('ana')
  for (const name of ['One', 'Two', 'Three']) {
    await write(world.kernel, caller, (ctx) => ctx.insert('account', { name }), { operationId })
    await sealAll(world.kernel)
  }
  expect(await verified()).toMatchObject({ unsealed: 0, broken: undefined })
})

test('so is one with a long history, which is not held in memory', async () => {
  const operationId = newId()
  const caller = await world.as('ana')
  for (const part of [1, 2]) {
    const accounts = Array.from({ length: 600 }, (_, i) => ({ name: `Account ${part} ${i} ${'x'.repeat(100)}` }))
    await write(world.kernel, caller, (ctx) => ctx.insertMany('account', accounts), { operationId })
    await sealAll(world.kernel)
  }
  expect(await verified()).toMatchObject({ unsealed: 0, broken: undefined })
})

test('processes that seal at once make one chain', async () => {
  for (let i = 0; i < 4; i += 1) await madeAccount()
  const { database } = world.kernel
  await Promise.all([1, 2, 3, 4].map(() => sealBatch(database, world.workspaceId)))
  expect(await verified()).toMatchObject({ unsealed: 0, broken: undefined })
})

test('what was erased no longer has to agree, and is counted', async () => {
  const { operation } = await madeAccount()
  await sealAll(world.kernel)
  await asOwner(
    `update tendero.audit_seal s set salts = overlay(s.salts placing '\\x00000000000000000000000000000000'::bytea
       from (array_position(s.entries, $2) - 1) * 16 + 1 for 16)
     where s.workspace_id = $1 and $2 = any(s.entries)`,
    [world.workspaceId, operation],
  )
  await asOwner(`update tendero.history set patch = '{}' where workspace_id = $1 and operation_id = $2`, [
    world.workspaceId,
    operation,
  ])
  expect(await verified()).toMatchObject({ erased: 1, broken: undefined })
})

describe('who changes the log as the owner of the database is found out', () => {
  /** Does it, verifies, and takes it back: each case begins with a chain that holds. */
  const found = async (...statements: readonly string[]) => {
    const made = await madeAccount()
    await madeAccount()
    await sealAll(world.kernel)
    const { newest } = await verified()
    const kept = ['operation', 'history', 'audit_entry', 'audit_seal']
    for (const table of kept) await asOwner(`create table public.kept_${table} as table tendero.${table}`)
    for (const statement of statements)
      await asOwner(
        statement
          .replaceAll('$workspace', `'${world.workspaceId}'`)
          .replaceAll('$operation', `'${made.operation}'`)
          .replaceAll('$seal', String(newest?.number)),
      )
    const { broken } = await verified()
    for (const table of kept) {
      await asOwner(`delete from tendero.${table}`)
      await asOwner(`insert into tendero.${table} select * from public.kept_${table}`)
      await asOwner(`drop table public.kept_${table}`)
    }
    expect((await verified()).broken).toBeUndefined()
    return { broken, operation: made.operation, newest: newest?.number }
  }
  const ofOperation = 'where workspace_id = $workspace and'

  test.each([
    ['who did it', `update tendero.operation set actor_id = null ${ofOperation} id = $operation`, 'changed'],
    ['from where', `update tendero.operation set address = '10.0.0.1' ${ofOperation} id = $operation`, 'changed'],
    [
      'a value of the history',
      `update tendero.history set patch = jsonb_set(patch, '{name}', '[null, "Other"]') ${ofOperation} operation_id = $operation`,
      'changed',
    ],
    [
      'what was sealed, so that it is sealed again',
      `update tendero.operation set through = 'import', sealed_in = null ${ofOperation} id = $operation`,
      'changed',
    ],
    ['a removed operation', `delete from tendero.operation ${ofOperation} id = $operation`, 'removed'],
    ['a removed history', `delete from tendero.history ${ofOperation} operation_id = $operation`, 'history_removed'],
    [
      'a history put in',
      `insert into tendero.history select (jsonb_populate_record(h, jsonb_build_object('id', '00000000-0000-7000-8000-000000000001'))).*
       from tendero.history h ${ofOperation} operation_id = $operation`,
      'history_inserted',
    ],
    ['a mark', `update tendero.operation set sealed_in = 1 ${ofOperation} id = $operation`, 'seal_mark_changed'],
  ])('%s', async (_, statement, kind) => {
    const { broken, operation, newest } = await found(statement)
    expect(broken).toEqual({ kind, seal: newest, entry: { kind: 'o', id: operation } })
  })

  test('an operation put in, marked as sealed', async () => {
    const id = '00000000-0000-7000-8000-000000000002'
    const { broken } = await found(
      `insert into tendero.operation (workspace_id, id, through, at, sealed_in) values ($workspace, '${id}', 'screen', now(), 1)`,
    )
    expect(broken).toEqual({ kind: 'inserted', entry: { kind: 'o', id } })
  })

  test('an entry put in, marked as sealed', async () => {
    const id = '00000000-0000-7000-8000-000000000003'
    const { broken } = await found(
      `insert into tendero.audit_entry (workspace_id, id, action, through, detail, sealed_in) values ($workspace, '${id}', 'session.opened', 'screen', '{}', 1)`,
    )
    expect(broken).toEqual({ kind: 'inserted', entry: { kind: 'e', id } })
  })

  test('history put in without an operation', async () => {
    const { broken } = await found(
      `insert into tendero.history select (jsonb_populate_record(h, jsonb_build_object('id', '00000000-0000-7000-8000-000000000004',
         'operation_id', '00000000-0000-7000-8000-000000000005'))).* from tendero.history h ${ofOperation} operation_id = $operation`,
    )
    expect(broken).toEqual({ kind: 'history_without_operation', history: '00000000-0000-7000-8000-000000000004' })
  })

  test('a removed seal', async () => {
    const { broken } = await found(`delete from tendero.audit_seal ${ofOperation} number = 1`)
    expect(broken).toEqual({ kind: 'seal_removed', seal: 1 })
  })

  test('a changed seal', async () => {
    const { broken } = await found(`update tendero.audit_seal set sealed_at = now() ${ofOperation} number = 1`)
    expect(broken).toEqual({ kind: 'seal_changed', seal: 1 })
  })

  test('an end that was cut off', async () => {
    const { broken, newest = 0 } = await found(
      `delete from tendero.audit_seal ${ofOperation} number = $seal`,
      `delete from tendero.operation ${ofOperation} sealed_in = $seal`,
    )
    expect(broken).toEqual({ kind: 'tail_cut', seal: newest - 1, anchor: newest })
  })

  test('a chain that was made anew', async () => {
    const { broken } = await found(
      `update tendero.operation set sealed_in = null where workspace_id = $workspace and id <> $operation`,
      `delete from tendero.operation ${ofOperation} id = $operation`,
      `delete from tendero.history ${ofOperation} operation_id = $operation`,
      `delete from tendero.audit_seal where workspace_id = $workspace`,
      `update tendero.audit_entry set sealed_in = null where workspace_id = $workspace`,
    )
    expect(broken).toMatchObject({ kind: 'tail_cut', seal: 0 })
  })
})
