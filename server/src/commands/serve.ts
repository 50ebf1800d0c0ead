import type { Command } from './command.ts'
import { openCurrentDatabase } from './open-current-database.ts'
import { runProcesses } from './run-processes.ts'

/** Web and API alone; jobs are done by `work` processes. */
export const serve: Command = {
  name: 'serve',
  summary: 'run web and API alone, any number behind a load balancer',
  usage: '',
  options: {},
  run: ({ configuration, print }) =>
    runProcesses({
      configuration,
      web: true,
      worker: false,
      logLevel: 'info',
      open: () => openCurrentDatabase(configuration),
      async ready(_runtime, address) {
        print(`Tendero serves on ${address}.`)
        return undefined
      },
    }),
}
