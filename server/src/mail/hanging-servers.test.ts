import { pino } from 'pino'
import { beforeAll, expect, test } from 'vitest'
import { afterSuite } from '../../test/after-suite.ts'
import { startMailServer } from '../../test/mail-server.ts'
import { mailOnThisMachine, queueTest } from '../../test/mail-world.ts'
import { openWorld, type World } from '../../test/world.ts'
import { write } from '../kernel/action.ts'
import { callerOfProgram } from '../kernel/caller.ts'
import { openDatabase } from '../kernel/database.ts'
import { makeKernel } from '../kernel/kernel.ts'
import { startWorker } from '../kernel/worker.ts'
import { slices } from '../slices.ts'
import { foundWorkspace } from '../workspace/index.ts'

/** As many workspaces as a worker does jobs at once, each with a mail server that takes connections and says nothing. */
const patience = 2_500
const company = { country: 'ES', currency: 'EUR', language: 'en', timeZone: 'Europe/Madrid' } as const
let world: World
const workspaces: string[] = []

beforeAll(async () => {
  const mail = { ...mailOnThisMachine, patience: { greeting: patience, answer: patience } }
  world = await openWorld({ mail })
  for (const name of ['A', 'B', 'C', 'D']) {
    const founder = { name, email: `${name}@example.com`, passwordHash: null, choseLanguage: true }
    workspaces.push((await foundWorkspace(world.kernel, { ...company, name, founder })).workspaceId)
  }
})

test('leave room for other work, and every workspace has its turn', async () => {
  const server = await startMailServer()
  server.behave({ greeting: 'hang' })
  let done = 0
  const run = async () => {
    done += 1
  }
  const other = { name: 'test.other', topics: ['test.other'], run }
  const { mail, secrets } = world.kernel
  const database = openDatabase({ url: world.ownerUrl })
  const parts = { database, log: pino({ level: 'silent' }), dataDir: '', mail, secrets }
  const worker = await startWorker(makeKernel(parts, [...slices, { subscribers: [other] }]))
  afterSuite(() => worker.stop())
  const asProgram = async (workspaceId: string, topic: string) =>
    write(world.kernel, await callerOfProgram(world.kernel, workspaceId), async (ctx) => ctx.emit(topic, {}))
  for (const workspace of workspaces) {
    await setServer(workspace, server.port)
    await queueTest(world, workspace, 'ana@example.com')
  }
  await server.untilMisbehaved()
  const began = performance.now()
  for (const workspace of workspaces) await asProgram(workspace, 'test.other')
  await expect.poll(() => done, { timeout: patience }).toBe(4)
  expect(performance.now() - began).toBeLessThan(patience - 1_000)
  const attempts = async () => {
    const { rows } = await world.kernel.database.direct.query<{ attempts: number }>(
      'select attempts from tendero.mail where workspace_id = any($1) order by 1 desc',
      [workspaces],
    )
    return rows.filter((row) => row.attempts > 0).length
  }
  await expect.poll(attempts, { timeout: 3 * patience }).toBe(4)
}, 30_000)

function setServer(workspaceId: string, port: number) {
  return world.kernel.database.direct.query(
    `insert into tendero.mail_setting (workspace_id, host, port, security, from_name, from_address)
      values ($1, '127.0.0.1', $2, 'none', 'CRM', 'crm@example.com')`,
    [workspaceId, port],
  )
}
