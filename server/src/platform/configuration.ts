import { join } from 'node:path'
import { OperatorError } from './operator-error.ts'
import { projectFolder } from './server-folder.ts'

/** What the environment says about how the program runs. */
export interface Configuration {
  readonly host: string
  readonly port: number
  /** Where the embedded database and files lie; unlike the real place when root must not use it (`dataLocation`). */
  readonly dataDir: string
  /** The owner's address of an outside database; undefined for the embedded one. */
  readonly databaseUrl: string | undefined
  /** A login of its own for the restricted role; by default the owner's connection takes that role. */
  readonly appUrl: string | undefined
  /** Where the schema `control` lies; by default in the same database. */
  readonly controlUrl: string | undefined
  /** Read by reports and analysis; by default the database itself. */
  readonly replicaUrl: string | undefined
  /** Whether anybody may sign up a workspace, or only the first. */
  readonly openSignUp: boolean
  /** Whether webhooks may be sent to this machine and its network. */
  readonly privateWebhooks: boolean
  readonly logLevel: string | undefined
}

/** @throws OperatorError for a port that is none, and for a control database of its own. */
export function readConfiguration(environment: NodeJS.ProcessEnv = process.env): Configuration {
  return {
    host: environment.HOST || '127.0.0.1',
    port: readPort(environment.PORT),
    dataDir: environment.TENDERO_DATA || join(projectFolder, 'data'),
    databaseUrl: environment.DATABASE_URL || undefined,
    appUrl: environment.DATABASE_APP_URL || undefined,
    controlUrl: environment.CONTROL_DATABASE_URL || undefined,
    replicaUrl: environment.DATABASE_REPLICA_URL || undefined,
    openSignUp: environment.TENDERO_SIGNUP === 'open',
    privateWebhooks: environment.TENDERO_PRIVATE_WEBHOOKS === 'allow',
    logLevel: environment.LOG_LEVEL || undefined,
  }
}

/** Is an address reached from this machine alone? */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host)
}

function readPort(text: string | undefined): number {
  const port = text ? Number(text) : 3000
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port
  throw new OperatorError(`PORT=${text} is no port: set a number from 1 to 65535.`)
}
