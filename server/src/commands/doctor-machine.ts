import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import type { Configuration } from '../platform/configuration.ts'
import { dataLocation } from '../platform/embedded-postgres.ts'
import { instanceOf } from '../platform/instance-lock.ts'

/** One line of the doctor. */
export interface Finding {
  readonly subject: string
  readonly problem: boolean
  /** What is well, or what is wrong and what to do. */
  readonly text: string
}

/** Looks at Node, the data folder, the disk and the port. */
export async function checkMachine(configuration: Configuration): Promise<Finding[]> {
  return [checkNode(process.versions.node), ...checkDataFolder(configuration), await checkPort(configuration)]
}

/** Tendero needs Node 20.19 or newer. */
export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const problem = major < 20 || (major === 20 && minor < 19)
  return { subject: 'Node', problem, text: problem ? `${version} is too old; install 20.19 or newer` : version }
}

function checkDataFolder({ databaseUrl, dataDir }: Configuration): Finding[] {
  const wished = resolve(dataDir)
  if (!existsSync(wished))
    return [{ subject: 'data folder', problem: false, text: `${wished} is not made yet` }, disk(wished)]
  const folder = databaseUrl ? wished : dataLocation(wished)
  return [rights(folder, wished), disk(folder)]
}

function rights(folder: string, wished: string): Finding {
  const subject = 'data folder'
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch {
    return { subject, problem: true, text: `${folder} is not ours to write; chown it to the user that runs Tendero` }
  }
  const password = join(folder, 'postgres', 'owner-password')
  if (existsSync(password) && (statSync(password).mode & 0o077) !== 0) {
    return { subject, problem: true, text: `others can read the database's password; run: chmod 600 ${password}` }
  }
  const elsewhere = folder === wished ? '' : ` (the database's user cannot enter ${wished})`
  return { subject, problem: false, text: `${folder}${elsewhere}` }
}

function disk(folder: string): Finding {
  if (!existsSync(folder)) return disk(dirname(folder))
  const { bavail, bsize } = statfsSync(folder)
  const gigabytes = (bavail * bsize) / 2 ** 30
  const free = `${gigabytes.toFixed(1)} GB free at ${folder}`
  return { subject: 'disk', problem: gigabytes < 1, text: gigabytes < 1 ? `${free}; make room, 1 GB at least` : free }
}

async function checkPort({ port, host, dataDir }: Configuration): Promise<Finding> {
  const subject = 'port'
  if (await isFree(port, host)) return { subject, problem: false, text: `${port} is free` }
  const running = instanceOf(dataLocation(dataDir))
  if (running?.address?.endsWith(`:${port}`)) {
    return { subject, problem: false, text: `${port} is served by Tendero, process ${running.pid}` }
  }
  if (await answersAsTendero(port, host)) return { subject, problem: false, text: `${port} is served by Tendero` }
  return { subject, problem: true, text: `${port} is taken by another program; set PORT to a free one` }
}

/** With a database of its own Tendero leaves no note in the data folder; its answer tells. */
async function answersAsTendero(port: number, host: string): Promise<boolean> {
  const address = `http://${host.includes(':') ? `[${host}]` : host}:${port}/health`
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(2_000) })
    return answer.ok && answer.headers.has('x-request-id')
  } catch {
    return false
  }
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false))
    server.listen(port, host, () => server.close(() => resolve(true)))
  })
}
