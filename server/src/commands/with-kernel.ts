import { pino } from 'pino'
import type { Kernel } from '../kernel/kernel.ts'
import { openKernel } from '../open-kernel.ts'
import type { Configuration } from '../platform/configuration.ts'
import { stopSignal } from '../platform/stop-signal.ts'
import { migrateDatabases } from './migrate-databases.ts'
import { openSharedDatabase } from './open-database.ts'

/** Runs work of a command on the database, whether a Tendero runs beside it or not; brings the database up to date. */
export async function withKernel(
  configuration: Configuration,
  work: (kernel: Kernel) => Promise<number>,
): Promise<number> {
  const database = await openSharedDatabase(configuration)
  try {
    await migrateDatabases(configuration, database.ownerUrl)
    const kernel = openKernel({
      configuration,
      ownerUrl: database.ownerUrl,
      dataDir: database.dataDir,
      webFolder: '',
      log: pino({ level: configuration.logLevel ?? 'warn' }),
      stopping: stopSignal(),
    })
    try {
      return await work(kernel)
    } finally {
      await kernel.database.close()
    }
  } finally {
    await database.stop()
  }
}
