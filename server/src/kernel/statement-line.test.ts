import { raw, type Sql, sql } from '@tendero/model'
import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { openDatabase } from './database.ts'

const workspace = '00000000-0000-7000-8000-000000000001'
const { ownerUrl } = await testDatabase()
/** One connection: whatever a failure leaves behind meets the next unit of work. */
const database = openDatabase({ url: ownerUrl, size: 1 })
afterAll(() => database.close())

const one = (value: number): Sql => sql`select ${value}::int as n`
const failing = sql`select ${'x'}::int as n`

test('what is asked in one turn is answered in its order', async () => {
  const rows = await database.read(workspace, (tx) =>
    Promise.all([tx.rows(one(1)), tx.rows(sql`select 'a' as a, null as b where false`), tx.rows(one(2))]),
  )
  expect(rows).toEqual([[{ n: 1 }], [], [{ n: 2 }]])
})

test('a statement that failed fails what was sent behind it, and the next turn begins anew', async () => {
  const told = await database.read(workspace, async (tx) => {
    const [before, failed, behind] = await Promise.allSettled([tx.rows(one(1)), tx.rows(failing), tx.rows(one(2))])
    return { before, failed, behind, after: await tx.rows(one(3)) }
  })
  expect(told).toMatchObject({
    before: { status: 'fulfilled', value: [{ n: 1 }] },
    failed: { status: 'rejected', reason: { code: '22P02' } },
    behind: { status: 'rejected', reason: { code: '22P02' } },
    after: [{ n: 3 }],
  })
})

test('a statement is prepared again after it was skipped, or failed, on its way to be', async () => {
  const odd = raw('/* of this test alone */')
  const named = (value: string) => sql`select ${odd} ${value}::int as n`
  const ask = (...statements: readonly Sql[]) =>
    database.read(workspace, (tx) => Promise.allSettled(statements.map((statement) => tx.rows(statement))))
  // Three times makes it one that is prepared; the third and fourth fail before it is, the one skipped, the other by its value.
  for (const value of ['1', '2']) await ask(named(value))
  await ask(failing, named('3'))
  await ask(named('x'))
  const answers = await ask(named('4'), named('5'), named('x'), named('6'))
  expect(answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : answer.reason.code))).toEqual([
    [{ n: 4 }],
    [{ n: 5 }],
    '22P02',
    '22P02',
  ])
  expect(await ask(named('7'))).toEqual([{ status: 'fulfilled', value: [{ n: 7 }] }])
})

test('a value that the driver cannot send fails its statement alone', async () => {
  const circular: Record<string, unknown> = {}
  circular.self = circular
  const [bad, good] = await database.read(workspace, (tx) =>
    Promise.allSettled([tx.rows(sql`select ${circular}::jsonb`), tx.rows(one(1))]),
  )
  expect([bad?.status, good?.status]).toEqual(['rejected', 'fulfilled'])
})

test('what was not awaited when a reading ended does not reach the next', async () => {
  const lost: Promise<unknown>[] = []
  await expect(
    database.read(workspace, async (tx) => {
      lost.push(tx.rows(one(1)))
      throw new Error('changed its mind')
    }),
  ).rejects.toThrow('changed its mind')
  expect((await Promise.allSettled(lost)).map(({ status }) => status)).toEqual(['rejected'])
  expect(await database.read(workspace, (tx) => tx.rows(one(2)))).toEqual([{ n: 2 }])
})

test('a unit of work whose last statement fails is undone, and says so', async () => {
  const id = '00000000-0000-7000-8000-0000000000aa'
  const operation = sql`insert into tendero.operation (workspace_id, id, through, at) values (${workspace}, ${id}, 'api', now())`
  await expect(
    database.transaction(workspace, async (tx) => {
      tx.send(operation)
      tx.rows(failing).catch(() => {})
    }),
  ).rejects.toMatchObject({ code: '22P02' })
  const found = sql`select count(*) as n from app.operation where workspace_id = ${workspace}`
  expect(await database.read(workspace, (tx) => tx.rows(found))).toEqual([{ n: 0 }])
})

test('a connection that breaks is not used again', async () => {
  await expect(
    database.read(workspace, (tx) => tx.rows(sql`select pg_terminate_backend(pg_backend_pid())`)),
  ).rejects.toThrow()
  expect(await database.read(workspace, (tx) => tx.rows(one(1)))).toEqual([{ n: 1 }])
})

test('a unit of work that goes on after a failure is not said to be done', async () => {
  const going = database.transaction(workspace, async (tx) => {
    await tx.rows(failing).catch(() => {})
    return 'done'
  })
  await expect(going).rejects.toMatchObject({ code: '22P02' })
})

test('a write that fails is told in its own words, whatever was sent behind it', async () => {
  const going = database.transaction(workspace, async (tx) => {
    tx.hold({ statement: failing, explain: () => new Error('in its own words') })
    const read = tx.rowsWith(({ checks: [check = raw('null')] }) => sql`select (${check})`)
    read.catch(() => {})
    await tx.rows(one(1))
  })
  await expect(going).rejects.toThrow('in its own words')
})
