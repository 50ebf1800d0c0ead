import type { Logger } from 'pino'
import type { Configuration } from '../platform/configuration.ts'

/** What a process of Tendero lives on: given to the web application and to the worker. */
export interface Runtime {
  readonly configuration: Configuration
  /** Connects as the owner of all tables. */
  readonly ownerUrl: string
  /** Where files lie: the data folder, in its real place. */
  readonly dataDir: string
  /** The built web application. */
  readonly webFolder: string
  readonly log: Logger
  /** Given when the process begins to stop: streams that never end by themselves end then. */
  readonly stopping: AbortSignal
}
