import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { beforeAll, expect, test } from 'vitest'
import { afterSuite } from '../../test/after-suite.ts'
import { openWorld, type World } from '../../test/world.ts'
import { asOwner } from '../platform/owner-connection.ts'
import { slices } from '../slices.ts'
import { openDatabase } from './database.ts'
import { makeKernel } from './kernel.ts'
import { startWorker } from './worker.ts'

let world: World

let name: string
let end = () => {}
const ended = new Promise<void>((resolve) => {
  end = resolve
})
let runs = 0

beforeAll(async () => {
  world = await openWorld()
  name = new URL(world.ownerUrl).pathname.slice(1)
  const kernel = makeKernel(
    { database: openDatabase({ url: world.ownerUrl }), log: pino({ level: 'silent' }), dataDir: '' },
    slices,
  )
  const job = {
    name: 'outage',
    crontab: '0 0 1 1 *',
    run: async () => {
      runs++
      await ended
    },
  }
  const worker = await startWorker({ ...kernel, schedules: [job] })
  afterSuite(worker.stop)
})

const beside = () => Object.assign(new URL(world.ownerUrl), { pathname: '/postgres' }).toString()

/** The state of an outage: nobody comes in, and who is in is thrown out. */
async function allowConnections(allowed: boolean): Promise<void> {
  await asOwner(beside(), async (client) => {
    await client.query(`alter database "${name}" with allow_connections ${allowed}`)
    if (!allowed)
      await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name])
  })
}

test('a job that ends while the database is away is noted as done when it is back', async () => {
  await asOwner(world.ownerUrl, (client) => client.query(`select graphile_worker.add_job('outage')`))
  await expect.poll(() => runs).toBe(1)
  await allowConnections(false)
  end()
  await sleep(1_500)
  await allowConnections(true)
  const left = () =>
    asOwner(world.ownerUrl, async (client) => {
      const { rows } = await client.query<{ left: number }>(
        `select count(*)::int as left from graphile_worker.jobs where task_identifier = 'outage'`,
      )
      return rows[0]?.left
    })
  await expect.poll(left, { timeout: 15_000, interval: 500 }).toBe(0)
  expect(runs).toBe(1)
})

test('a worker stops while the database is away', async () => {
  const other = await startWorker(
    makeKernel(
      { database: openDatabase({ url: world.ownerUrl }), log: pino({ level: 'silent' }), dataDir: '' },
      slices,
    ),
  )
  await allowConnections(false)
  try {
    await sleep(1_500)
    await other.stop()
  } finally {
    await allowConnections(true)
  }
})
