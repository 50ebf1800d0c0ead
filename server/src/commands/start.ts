import { join, resolve } from 'node:path'
import { loadDemo } from '../demo/index.ts'
import type { Runtime } from '../kernel/runtime.ts'
import { openKernel } from '../open-kernel.ts'
import { isLoopback } from '../platform/configuration.ts'
import { projectFolder } from '../platform/server-folder.ts'
import type { DemoAccount } from '../workspace/index.ts'
import type { Command, CommandInput } from './command.ts'
import { migrateDatabases } from './migrate-databases.ts'
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
      async ready(runtime, address) {
        const seconds = (performance.now() / 1000).toFixed(1)
        input.print(`Tendero runs on ${address} (ready after ${seconds} s; Ctrl-C stops it).`)
        input.print('Open it in a browser to sign in.')
        return isLoopback(input.configuration.host) && input.values.empty !== true
          ? loadDemoBehind(runtime, input.print)
          : undefined
      },
    }),
}

/** Loads the demo company while requests are answered. @returns what waits for it to come to rest */
async function loadDemoBehind(runtime: Runtime, print: (line: string) => void): Promise<() => Promise<void>> {
  const kernel = openKernel(runtime)
  let told = false
  const onAccounts = (accounts: readonly DemoAccount[]) => {
    told = true
    print('A demo company is being made; sign in as')
    for (const { role, email, password } of accounts) print(`  ${role.padEnd(15)} ${email}  ${password}`)
  }
  const began = performance.now()
  const loading = loadDemo(kernel, { folder: join(projectFolder, 'demo'), onAccounts })
    .then(() => {
      const seconds = ((performance.now() - began) / 1000).toFixed(1)
      if (told && !kernel.stopping.aborted) print(`The demo company is complete (after ${seconds} s).`)
    })
    .catch((error: unknown) => kernel.log.error({ err: error }, 'the demo company could not be made'))
    .finally(() => kernel.database.close())
  return () => loading
}

async function openMigrated({ configuration, print }: CommandInput): Promise<OpenDatabase> {
  const database = await openOwnDatabase(configuration)
  try {
    if (!configuration.databaseUrl && database.dataDir !== resolve(configuration.dataDir)) {
      print(`Data lies in ${database.dataDir}: the database's user cannot enter ${resolve(configuration.dataDir)}.`)
    }
    await migrateDatabases(configuration, database.ownerUrl)
    return database
  } catch (error) {
    await database.stop()
    throw error
  }
}
