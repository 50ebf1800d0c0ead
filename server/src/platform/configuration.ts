import { join } from 'node:path'
import { readTrustedProxies, type TrustedProxies } from './client-address.ts'
import { type MailEnvironment, readMailEnvironment } from './mail-environment.ts'
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
  /** Servers, addresses and limits of mail. */
  readonly mail: MailEnvironment
  /** Whether providers of single sign-on may be on this machine and its network, and without TLS. */
  readonly privateSingleSignOn: boolean
  readonly logLevel: string | undefined
  readonly trustedProxies: TrustedProxies
  /** The service that knows passwords from thefts, up to the prefix; undefined for none. */
  readonly breachedPasswords: string | undefined
  /** The keys that seal secrets, newest first; undefined for those of the data folder. */
  readonly secretKeys: string | undefined
  readonly rates: RequestRates
  /** The bucket in which the contents of files lie; undefined for the data folder. */
  readonly s3: S3Location | undefined
}

/** How many requests are taken in each minute; undefined for no limit. */
export interface RequestRates {
  /** Of one person, by screen and by keys each. */
  readonly perAccount: number | undefined
  /** From one address. */
  readonly perAddress: number | undefined
}

/**
 * A person with a screen full of windows asks for some hundreds a minute, a program for as much as it is let. Behind one
 * address there may be an office of hundreds.
 */
const usualRates = { perAccount: 60_000, perAddress: 600_000 }

/** @throws OperatorError for a port that is none, and for a bucket without all that it takes to enter it. */
export function readConfiguration(environment: NodeJS.ProcessEnv = process.env): Configuration {
  const host = environment.HOST || '127.0.0.1'
  const port = readPort(environment.PORT)
  return {
    host,
    port,
    dataDir: environment.TENDERO_DATA || join(projectFolder, 'data'),
    databaseUrl: environment.DATABASE_URL || undefined,
    appUrl: environment.DATABASE_APP_URL || undefined,
    controlUrl: environment.CONTROL_DATABASE_URL || undefined,
    replicaUrl: environment.DATABASE_REPLICA_URL || undefined,
    openSignUp: environment.TENDERO_SIGNUP === 'open',
    privateWebhooks: environment.TENDERO_PRIVATE_WEBHOOKS === 'allow',
    mail: readMailEnvironment(environment, { host, port }),
    privateSingleSignOn: environment.TENDERO_PRIVATE_SSO === 'allow',
    logLevel: environment.LOG_LEVEL || undefined,
    breachedPasswords: readBreachedPasswords(environment.TENDERO_BREACHED_PASSWORDS),
    trustedProxies: readTrustedProxies(environment.TENDERO_TRUSTED_PROXIES),
    secretKeys: environment.TENDERO_SECRET_KEYS || undefined,
    rates: {
      perAccount: readRate(environment, 'TENDERO_ACCOUNT_RATE', usualRates.perAccount),
      perAddress: readRate(environment, 'TENDERO_ADDRESS_RATE', usualRates.perAddress),
    },
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

function readRate(environment: NodeJS.ProcessEnv, name: string, usual: number): number | undefined {
  const text = environment[name]
  if (text === 'off') return undefined
  if (!text) return usual
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new OperatorError(`${name}=${text} is no rate: set requests per minute, or off.`)
  return Number(text)
}

/** The public service by default, `off` for none. */
function readBreachedPasswords(text = 'https://api.pwnedpasswords.com/range/'): string | undefined {
  if (text === 'off') return undefined
  if (/^https?:$/.test(URL.canParse(text) ? new URL(text).protocol : '')) return text.endsWith('/') ? text : `${text}/`
  throw new OperatorError(`TENDERO_BREACHED_PASSWORDS=${text} is no address of a service: set one, or off.`)
}

function readPort(text: string | undefined): number {
  const port = text ? Number(text) : 3000
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port
  throw new OperatorError(`PORT=${text} is no port: set a number from 1 to 65535.`)
}
