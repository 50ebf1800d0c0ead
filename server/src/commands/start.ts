import { resolve } from 'node:path'
import { migrate } from '../kernel/migrations.ts'
import type { Command, CommandInput } from './command.ts'
import { type OpenDatabase, openOwnDatabase } from './open-database.ts'
import { runProcesses } from './run-processes.ts'

/** Everything in one process, on the embedded database or DATABASE_URL. */
export const start: Command = {
  name: 'start',
  summary: 'run everything in one process: database, web, API and worker',
  usage: '[--empty]',
  options: { empty: { type: 'boolean' } },
  run: (input) =>
    runProcesses({
      configuration: input.configuration,
      web: true,
      worker: true,
      logLevel: 'warn',
      open: () => openMigrated(input),
      async ready(_runtime, address) {
        const seconds = (performance.now() / 1000).toFixed(1)
        input.print(`Tendero runs on ${address} (ready after ${seconds} s; Ctrl-C stops it).`)
        input.print('Open it in a browser to sign in; on first use it asks for your company and your password.')
      },
    }),
}

async function openMigrated({ configuration, print }: CommandInput): Promise<OpenDatabase> {
  const database = await openOwnDatabase(configuration)
  try {
    if (!configuration.databaseUrl && database.dataDir !== resolve(configuration.dataDir)) {
      print(`Data lies in ${database.dataDir}: the database's user cannot enter ${resolve(configuration.dataDir)}.`)
    }
    await migrate(database.ownerUrl)
    return database
  } catch (error) {
    await database.stop()
    throw error
  }
}
