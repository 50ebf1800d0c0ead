import { sql } from '@tendero/model'
import pg from 'pg'
import { v7 } from 'uuid'
import { startWorker } from '../server/src/kernel/worker.ts'
import { openBenchKernel } from './kernel.ts'

const count = 3_000

/**
 * How many events per second go from the outbox through relay and job queue to a subscriber that does a statement in
 * a transaction of its own.
 */
export async function drainRate(ownerUrl: string, dataDir: string, workspaceId: string): Promise<number> {
  const client = new pg.Client(ownerUrl)
  await client.connect()
  let handled = 0
  let done = () => {}
  const all = new Promise<void>((resolve) => {
    done = resolve
  })
  const kernel = {
    ...openBenchKernel(ownerUrl, dataDir),
    subscribers: [
      {
        name: 'bench.count',
        topics: ['bench.happened'],
        run: async () => {
          await kernel.database.read(workspaceId, (tx) => tx.rows(sql`select 1`))
          handled += 1
          if (handled === count) done()
        },
      },
    ],
  }
  const rows = Array.from({ length: count }, () => `('${workspaceId}', '${v7()}', 'bench.happened', '{}', now())`)
  await client.query('delete from tendero.outbox')
  await client.query(
    `insert into tendero.outbox (workspace_id, id, topic, payload, created_at) values ${rows.join(',')}`,
  )
  const began = performance.now()
  const worker = await startWorker(kernel)
  await all
  const seconds = (performance.now() - began) / 1_000
  await worker.stop()
  await client.end()
  return count / seconds
}
