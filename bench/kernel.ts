import { pino } from 'pino'
import type { Kernel } from '../server/src/kernel/kernel.ts'
import { openKernel } from '../server/src/open-kernel.ts'
import { readConfiguration } from '../server/src/platform/configuration.ts'

/** The kernel in the process of the bench itself. */
export function openBenchKernel(ownerUrl: string, dataDir: string): Kernel {
  return openKernel({
    configuration: readConfiguration({}),
    ownerUrl,
    dataDir,
    webFolder: '',
    log: pino({ level: 'silent' }),
    stopping: new AbortController().signal,
  })
}
