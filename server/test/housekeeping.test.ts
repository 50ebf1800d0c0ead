import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from '@tendero/model'
import { expect, test } from 'vitest'
import { openDatabase } from '../src/kernel/database.ts'
import { housekeeping, keepHouse } from '../src/kernel/housekeeping.ts'
import { newId } from '../src/kernel/identity.ts'
import { startWorker } from '../src/kernel/worker.ts'
import { openWorld } from './world.ts'

test('what nobody will ask for any more goes, and what is in use stays', async () => {
  const { kernel, workspaceId, ids } = await openWorld()
  const { control, direct } = kernel.database
  const identity = newId()
  await control(sql`insert into control.identity (id, email, created_at) values (${identity}, 'x@example.com', now())`)
  for (const [days, word] of [
    [-40, 'old'],
    [10, 'new'],
  ] as const) {
    const at = new Date(Date.now() + days * 86_400_000).toISOString()
    const made = new Date(Math.min(Date.now(), Date.parse(at))).toISOString()
    await direct.query(
      `insert into tendero.idempotency (workspace_id, actor_id, key, fingerprint, created_at) values ($1, $2, $3, '', $4)`,
      [workspaceId, ids.ana, word, made],
    )
    await direct.query(
      `insert into tendero.change_plan (workspace_id, id, key_id, request, fingerprint, expires_at) values ($1, $2, $2, '{}', $3, $4)`,
      [workspaceId, newId(), word, at],
    )
    await control(
      sql`insert into control.session (token_hash, identity_id, created_at, expires_at) values (${randomBytes(32)}, ${identity}, ${made}, ${at})`,
    )
    await control(sql`insert into control.attempt_limit (key, level, at) values (${Buffer.from(word)}, 1, ${made})`)
    await control(
      sql`insert into control.password_reset (token_hash, identity_id, created_at, expires_at) values (${Buffer.from(word)}, ${identity}, ${made}, ${at})`,
    )
    await control(
      sql`insert into control.address_change (token_hash, identity_id, email, created_at, expires_at) values (${Buffer.from(word)}, ${identity}, ${word}, ${made}, ${at})`,
    )
    await control(
      sql`insert into control.invitation (token_hash, workspace_id, user_id, email, created_at, expires_at) values (${randomBytes(32)}, ${workspaceId}, ${ids.ana}, ${word}, ${made}, ${at})`,
    )
  }
  for (const [days, day] of [
    [3, '2026-01-01'],
    [0, '2026-01-02'],
  ] as const) {
    await direct.query(
      `insert into tendero.as_of_fill (workspace_id, object, at, seen, filled_at) values ($1, 'account', $2, 0, now() - $3 * interval '1 day')`,
      [workspaceId, day, days],
    )
    await direct.query(
      `insert into tendero.record_as_of (workspace_id, object, at, record_id, version, patch) values ($1, 'account', $2, $3, 1, '{}')`,
      [workspaceId, day, newId()],
    )
  }
  await keepHouse(kernel)
  const left = async (table: string, column: string) =>
    (await direct.query(`select ${column} as word from ${table}`)).rows.map((row) => row.word)
  expect(await left('tendero.idempotency', 'key')).toEqual(['new'])
  for (const table of ['tendero.as_of_fill', 'tendero.record_as_of'])
    expect(await left(table, "to_char(at, 'YYYY-MM-DD')")).toEqual(['2026-01-02'])
  expect(await left('tendero.change_plan', 'fingerprint')).toEqual(['new'])
  for (const [table, column] of [
    ['control.attempt_limit', 'key'],
    ['control.password_reset', 'token_hash'],
    ['control.address_change', 'token_hash'],
  ] as const)
    expect(await left(table, `convert_from(${column}, 'UTF8')`)).toEqual(['new'])
  expect(await left('control.invitation', 'email')).toEqual(['new'])
  expect(await left('control.session', `expires_at > now()`)).toEqual([true])
})

test('a worker knows the task and when to do it', async () => {
  const { kernel, ownerUrl } = await openWorld()
  const worker = await startWorker({ ...kernel, database: openDatabase({ url: ownerUrl }) })
  await kernel.database.direct.query(`select graphile_worker.add_job('${housekeeping.name}')`)
  const waiting = async () =>
    Number((await kernel.database.direct.query('select count(*) as n from graphile_worker.jobs')).rows[0].n)
  for (let i = 0; i < 100 && (await waiting()) > 0; i += 1) await sleep(50)
  expect(await waiting()).toBe(0)
  const known = await kernel.database.direct.query('select identifier from graphile_worker._private_known_crontabs')
  expect(known.rows.map((row) => row.identifier).sort()).toEqual(kernel.schedules.map(({ name }) => name).sort())
  await worker.stop()
})

test('a worker that is alone takes up the jobs of one that died', async () => {
  const { kernel, ownerUrl } = await openWorld()
  const { direct } = kernel.database
  await (await startWorker({ ...kernel, database: openDatabase({ url: ownerUrl }) })).stop()
  await direct.query(`select graphile_worker.add_job('${housekeeping.name}')`)
  await direct.query(`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'gone', attempts = 1`)
  const left = async () => Number((await direct.query('select count(*) as n from graphile_worker.jobs')).rows[0].n)
  const one = await startWorker({ ...kernel, database: openDatabase({ url: ownerUrl }) })
  await sleep(300)
  expect(await left()).toBe(1)
  await one.stop()
  const alone = await startWorker({ ...kernel, database: openDatabase({ url: ownerUrl }) }, { alone: true })
  for (let i = 0; i < 100 && (await left()) > 0; i += 1) await sleep(50)
  expect(await left()).toBe(0)
  await alone.stop()
})

test('the history has partitions for the months to come', async () => {
  const { kernel } = await openWorld()
  const later = new Date(Date.UTC(2031, 10, 30))
  await keepHouse({ ...kernel, now: () => later })
  const { rows } = await kernel.database.direct.query(
    `select relname from pg_class where relname like 'history_2031%' or relname like 'history_2032%' order by relname`,
  )
  expect(rows.filter((row) => /^history_\d{4}_\d{2}$/.test(row.relname)).map((row) => row.relname)).toEqual([
    'history_2031_12',
    'history_2032_01',
    'history_2032_02',
  ])
})
