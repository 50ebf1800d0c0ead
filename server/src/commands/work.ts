import type { Command } from './command.ts'
import { openCurrentDatabase } from './open-current-database.ts'
import { runProcesses } from './run-processes.ts'

/** The worker alone. */
export const work: Command = {
  name: 'work',
  summary: 'run the worker alone, any number beside each other',
  usage: '',
  options: {},
  run: ({ configuration, print }) =>
    runProcesses({
      configuration,
      web: false,
      worker: true,
      logLevel: 'info',
      open: () => openCurrentDatabase(configuration),
      async ready() {
        print('Tendero takes jobs.')
        return undefined
      },
    }),
}
