import { join } from 'node:path'
import { OperatorError } from './operator-error.ts'
import type { S3Location } from './s3-store.ts'
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
  /** The bucket in which the contents of files lie; undefined for the data folder. */
  readonly s3: S3Location | undefined
}

/** @throws OperatorError for a port that is none, and for a bucket without all that it takes to enter it. */
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
    s3: readS3(environment),
  }
}

/** Is an address reached from this machine alone? */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host)
}

/** A bucket names the service; everything else of it must be said too. */
function readS3(environment: NodeJS.ProcessEnv): S3Location | undefined {
  const { S3_BUCKET: bucket, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = environment
  if (!bucket) return undefined
  if (!accessKeyId || !secretAccessKey)
    throw new OperatorError('S3_BUCKET is set: set S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY too.')
  const region = environment.S3_REGION || 'us-east-1'
  const endpoint = environment.S3_ENDPOINT || `https://s3.${region}.amazonaws.com`
  if (!/^https?:\/\/[^/]+\/?$/.test(endpoint))
    throw new OperatorError(`S3_ENDPOINT=${endpoint} is no address: set one like https://s3.${region}.amazonaws.com`)
  const prefix = environment.S3_PREFIX ?? ''
  if (!/^([\w.-]+\/)*$/.test(prefix))
    throw new OperatorError(`S3_PREFIX=${prefix} is no folder: set one of letters, digits, '.', '_' and '-', like crm/`)
  return { endpoint, region, bucket, prefix, accessKeyId, secretAccessKey }
}

function readPort(text: string | undefined): number {
  const port = text ? Number(text) : 3000
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port
  throw new OperatorError(`PORT=${text} is no port: set a number from 1 to 65535.`)
}
