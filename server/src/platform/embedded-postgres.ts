import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { instanceOf, lockDataFolder } from './instance-lock.ts'
import { OperatorError } from './operator-error.ts'
import { embeddedBinaries, type PostgresBinaries } from './postgres-binaries.ts'
import { createCluster, removeFolder, requireSameVersion } from './postgres-cluster.ts'
import { runCluster, runningPort } from './postgres-process.ts'
import { type Account, canEnter, unprivilegedAccount } from './unprivileged-account.ts'

/** Where data goes that the database account cannot reach in the wished folder. */
const machineFolder = '/var/lib/tendero'

/** An embedded database that takes connections. */
export interface EmbeddedPostgres {
  /** Connects as the owner of the database `tendero`, who is no superuser. */
  readonly ownerUrl: string
  /** Where the data really lies: see `dataLocation`. */
  readonly dataDir: string
  /** Resolves when PostgreSQL has ended, wanted or not. */
  readonly exited: Promise<void>
  /** Leaves the address for the message that a second start prints. */
  announce(address: string): void
  /** Ends PostgreSQL, then gives the data folder free. End everything that is connected first. */
  stop(): Promise<void>
}

/**
 * Starts PostgreSQL on a data folder, which is made when missing, and holds the folder until `stop`.
 * @throws OperatorError when another instance holds the folder, or PostgreSQL cannot run here.
 * @example const { ownerUrl, stop } = await startEmbeddedPostgres({ dataDir: './data' })
 */
export async function startEmbeddedPostgres(options: { dataDir: string; fsync?: boolean }): Promise<EmbeddedPostgres> {
  const fsync = options.fsync ?? true
  const dataDir = dataLocation(options.dataDir)
  makeFolder(dataDir)
  const lock = lockDataFolder(dataDir)
  try {
    const account = unprivilegedAccount(clusterFolder(dataDir))
    const binaries = embeddedBinaries(account, process.getuid?.() === 0 ? machineFolder : dataDir)
    makeDatabase(dataDir, binaries, account, fsync)
    const logFile = join(dataDir, 'postgres.log')
    const postgres = await runCluster({ binaries, account, folder: clusterFolder(dataDir), logFile, fsync })
    return {
      dataDir,
      ownerUrl: ownerUrl(dataDir, postgres.port),
      exited: postgres.exited,
      announce: lock.announce,
      async stop() {
        await postgres.stop()
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** The owner's address on a data folder that another process of ours serves right now; undefined when none does. */
export function runningEmbeddedPostgres(options: { dataDir: string }): string | undefined {
  const dataDir = dataLocation(options.dataDir)
  const port = instanceOf(dataDir) && runningPort(clusterFolder(dataDir))
  return port === undefined ? undefined : ownerUrl(dataDir, port)
}

/**
 * Where the data of a wished folder lies: there, or, when we are root and the database account cannot enter it (a
 * project under /root), in /var/lib/tendero under a name made from its path. Data once made there stays there.
 */
export function dataLocation(wished: string): string {
  const folder = resolve(wished)
  if (process.getuid?.() !== 0 || existsSync(clusterFolder(folder))) return folder
  const elsewhere = join(machineFolder, createHash('sha256').update(folder).digest('hex').slice(0, 16))
  if (existsSync(clusterFolder(elsewhere))) return elsewhere
  makeFolder(folder)
  return canEnter(unprivilegedAccount(clusterFolder(folder)), folder) ? folder : elsewhere
}

const databaseFolder = (dataDir: string) => join(dataDir, 'postgres')
const clusterFolder = (dataDir: string) => join(databaseFolder(dataDir), 'cluster')
const passwordFile = (databaseDir: string) => join(databaseDir, 'owner-password')

/**
 * Makes the missing folders, one by one: Node's own `recursive` never ends where the system makes none, as in /proc. What
 * root makes can be passed through by the database account, not read.
 * @throws OperatorError when the system refuses one
 */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  try {
    mkdirSync(folder)
  } catch (error) {
    if (existsSync(folder)) return // Another start made it meanwhile.
    throw new OperatorError(`Cannot make the folder ${folder}: ${error instanceof Error ? error.message : error}.`)
  }
  if (process.getuid?.() === 0) chmodSync(folder, 0o711)
}

/** Makes cluster, owner and password in a folder beside, then renames: a start that was cut short leaves no half. */
function makeDatabase(dataDir: string, binaries: PostgresBinaries, account: Account | undefined, fsync: boolean): void {
  if (existsSync(databaseFolder(dataDir))) {
    requireSameVersion(clusterFolder(dataDir), binaries)
    return
  }
  for (const name of readdirSync(dataDir)) {
    if (name.startsWith('postgres.making-')) removeFolder(join(dataDir, name))
  }
  const unfinished = join(dataDir, `postgres.making-${process.pid}`)
  makeFolder(unfinished)
  const password = randomBytes(24).toString('base64url')
  writeFileSync(passwordFile(unfinished), password, { mode: 0o600 })
  createCluster({
    binaries,
    account,
    fsync,
    folder: join(unfinished, 'cluster'),
    statements: [
      `create role tendero_owner login createrole password '${password}'`,
      'create database tendero owner tendero_owner',
    ],
  })
  renameSync(unfinished, databaseFolder(dataDir))
}

function ownerUrl(dataDir: string, port: number): string {
  const password = readFileSync(passwordFile(databaseFolder(dataDir)), 'utf8').trim()
  return `postgres://tendero_owner:${password}@127.0.0.1:${port}/tendero`
}
