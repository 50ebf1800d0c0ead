import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Kernel } from '../server/src/kernel/kernel.ts'
import { migrate } from '../server/src/kernel/migrations.ts'
import { startEmbeddedPostgres } from '../server/src/platform/embedded-postgres.ts'
import { foundWorkspace } from '../server/src/workspace/index.ts'
import { openBenchKernel } from './kernel.ts'

/** Measures on a database of its own, which is gone afterwards. @param work gets the kernel, and a connection of the owner */
export async function onDatabase<T>(name: string, work: (kernel: Kernel, client: pg.Client) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), `tendero-${name}-`))
  const postgres = await startEmbeddedPostgres({ dataDir: folder })
  const client = new pg.Client(postgres.ownerUrl)
  try {
    await migrate(postgres.ownerUrl)
    const kernel = openBenchKernel(postgres.ownerUrl, folder)
    await client.connect()
    try {
      return await work(kernel, client)
    } finally {
      await kernel.database.close()
    }
  } finally {
    await client.end().catch(() => undefined)
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** An empty company with its founder. */
export function foundBench(kernel: Kernel) {
  return foundWorkspace(kernel, {
    name: 'Bench',
    country: 'ES',
    currency: 'EUR',
    language: 'en',
    timeZone: 'Europe/Madrid',
    founder: { name: 'Ines', email: 'ines@example.com', passwordHash: null, choseLanguage: true },
  })
}
