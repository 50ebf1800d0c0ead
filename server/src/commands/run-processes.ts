import { join } from 'node:path'
import { pino } from 'pino'
import { createApp } from '../http/app.ts'
import type { Runtime } from '../kernel/runtime.ts'
import { startWorker } from '../kernel/worker.ts'
import { openKernel } from '../open-kernel.ts'
import type { Configuration } from '../platform/configuration.ts'
import { serveHttp } from '../platform/http-server.ts'
import { OperatorError } from '../platform/operator-error.ts'
import { projectFolder } from '../platform/server-folder.ts'
import { given, stopSignal } from '../platform/stop-signal.ts'
import type { OpenDatabase } from './open-database.ts'

/** What one process does, and what it tells when it does. */
export interface ProcessPlan {
  readonly configuration: Configuration
  readonly web: boolean
  readonly worker: boolean
  /** Opens the database, ready to be used. */
  open(): Promise<OpenDatabase>
  /**
   * Called once requests are answered and jobs taken; `address` is empty without the web.
   * @returns what must end before the database does
   */
  ready(runtime: Runtime, address: string): Promise<(() => Promise<void>) | undefined>
  /** The level of the log unless LOG_LEVEL says another. */
  readonly logLevel: 'info' | 'warn'
}

/**
 * Runs web, worker or both until the program is asked to stop, then ends them in this order: no new requests, open
 * ones answered, jobs finished, the database.
 * @returns the exit code: 1 when the database went away beneath us.
 */
export async function runProcesses(plan: ProcessPlan): Promise<number> {
  const stopping = stopSignal()
  const opened: (() => Promise<void>)[] = []
  try {
    const database = await plan.open()
    opened.push(database.stop)
    const runtime = createRuntime(plan, database, stopping)
    // The embedded database belongs to one process.
    const alone = !plan.configuration.databaseUrl
    if (plan.worker) opened.push((await startWorker(openKernel(runtime), { alone })).stop)
    const address = plan.web ? await startWeb(runtime, opened) : ''
    database.announce(address)
    const finish = await plan.ready(runtime, address)
    if (finish) opened.push(finish)
    const lost = database.exited.then(() => !stopping.aborted)
    if (await Promise.race([given(stopping).then(() => false), lost])) {
      throw new OperatorError(`PostgreSQL ended by itself; see ${join(database.dataDir, 'postgres.log')}.`)
    }
    return 0
  } finally {
    for (const close of opened.reverse()) await close()
  }
}

function createRuntime(
  { configuration, logLevel }: ProcessPlan,
  database: OpenDatabase,
  stopping: AbortSignal,
): Runtime {
  return {
    configuration,
    ownerUrl: database.ownerUrl,
    dataDir: database.dataDir,
    webFolder: join(projectFolder, 'web', 'dist'),
    log: pino({ level: configuration.logLevel ?? logLevel }),
    stopping,
  }
}

async function startWeb(runtime: Runtime, opened: (() => Promise<void>)[]): Promise<string> {
  const app = await createApp(runtime)
  opened.push(app.close)
  const { host, port } = runtime.configuration
  const server = await serveHttp(app.fetch, host, port)
  opened.push(server.stop)
  return server.address
}
