import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Configuration } from '../platform/configuration.ts'
import { dataLocation, runningEmbeddedPostgres, startEmbeddedPostgres } from '../platform/embedded-postgres.ts'

/** A database that a command works on. */
export interface OpenDatabase {
  readonly ownerUrl: string
  readonly dataDir: string
  /** Resolves when a database that we started has ended; never for others. */
  readonly exited: Promise<void>
  /** Leaves the web address for others that want the same data folder. */
  announce(address: string): void
  /** Ends the database if this process started it. */
  stop(): Promise<void>
}

/**
 * The database of a process that runs on its own: an outside one, or the embedded one, which is started.
 * @throws OperatorError when another process has the data folder.
 */
export async function openOwnDatabase({ databaseUrl, dataDir }: Configuration): Promise<OpenDatabase> {
  return databaseUrl ? notOurs(databaseUrl, dataDir) : startEmbeddedPostgres({ dataDir })
}

/** The database of a command that may run beside others: as above, or the embedded one of a Tendero that runs. */
export async function openSharedDatabase(configuration: Configuration): Promise<OpenDatabase> {
  const running = configuration.databaseUrl ? undefined : runningEmbeddedPostgres(configuration)
  return running ? notOurs(running, dataLocation(configuration.dataDir)) : openOwnDatabase(configuration)
}

/** Whether a data folder holds an embedded database. */
export function hasEmbeddedDatabase({ dataDir }: Configuration): boolean {
  return existsSync(join(dataLocation(dataDir), 'postgres'))
}

function notOurs(ownerUrl: string, dataDir: string): OpenDatabase {
  return { ownerUrl, dataDir, exited: new Promise(() => {}), announce: () => {}, stop: async () => undefined }
}
