import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { isMainThread } from 'node:worker_threads'
import { OperatorError } from './operator-error.ts'
import type { PostgresBinaries } from './postgres-binaries.ts'
import { isRunning, processesIn, signal, waitUntil } from './process-table.ts'
import type { Account } from './unprivileged-account.ts'

/** How a cluster is run. */
export interface ClusterRun {
  readonly binaries: PostgresBinaries
  readonly account: Account | undefined
  readonly folder: string
  /** PostgreSQL appends to it by itself: a pipe to us would block it, or break when we die. */
  readonly logFile: string
  /** Off only for data that may be lost. */
  readonly fsync: boolean
}

/** A PostgreSQL that takes connections. */
export interface PostgresProcess {
  readonly pid: number
  readonly port: number
  /** Resolves when it has ended, wanted or not. */
  readonly exited: Promise<void>
  /** Ends it cleanly; after 10 s at once, after another 5 s by force. */
  stop(): Promise<void>
}

/**
 * Runs a cluster on a free port of 127.0.0.1 and returns when it takes connections. It dies with this process: the
 * kernel sends it an interrupt (setpriv), however this process ends; without setpriv an exit hook does, which a
 * kill -9 skips.
 * @throws OperatorError with the end of its log.
 */
export async function runCluster(run: ClusterRun): Promise<PostgresProcess> {
  if (!isMainThread) throw new Error('PostgreSQL must be started from the main thread: it dies with its thread')
  await endLeftovers(run.folder)
  rotateLog(run.logFile)
  for (let attempt = 1; ; attempt++) {
    const port = await freePort()
    const logStart = logSize(run.logFile)
    const child = spawnPostgres(run, port)
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()).once('error', () => resolve()))
    if (await becomesReady(run.folder, child, exited)) return supervise(child, port, exited)
    const log = readFileSync(run.logFile, 'utf8').slice(logStart)
    if (attempt < 5 && /could not (bind|create any TCP)/.test(log)) continue
    throw new OperatorError(`The embedded PostgreSQL did not start; ${run.logFile} ends with: ${lastLines(log)}`)
  }
}

/** The port of the PostgreSQL that runs on a cluster, if one is ready there. */
export function runningPort(folder: string): number | undefined {
  const [pid, , , port, , , , state] = pidFile(folder)
  return state?.trim() === 'ready' && isRunning(Number(pid)) ? Number(port) : undefined
}

/**
 * Ends what a killed predecessor left running on the cluster, so that ours can start: the instance lock says that
 * nobody uses it. The pid file goes last, and only when no live process has the folder.
 */
async function endLeftovers(folder: string): Promise<void> {
  const gone = () => processesIn(folder).length === 0
  const postmaster = Number(pidFile(folder)[0])
  if (processesIn(folder).includes(postmaster)) {
    signal(postmaster, 'SIGINT')
    await waitUntil(gone, 15_000)
  } else {
    await waitUntil(gone, 1_000)
  }
  for (const name of ['SIGQUIT', 'SIGKILL'] as const) {
    for (const pid of processesIn(folder)) signal(pid, name)
    if (await waitUntil(gone, 3_000)) break
  }
  rmSync(join(folder, 'postmaster.pid'), { force: true })
}

/** Lines of postmaster.pid: 1 process, 4 port, 8 state; empty without one. */
function pidFile(folder: string): string[] {
  try {
    return readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return []
  }
}

/** Detached: a Ctrl-C reaches the whole group, and must not take the database from a server that still drains. */
function spawnPostgres({ binaries, account, folder, logFile, fsync }: ClusterRun, port: number): ChildProcess {
  const [program = binaries.postgres, ...parameters] = [...deathPact(), binaries.postgres, '-D', folder]
  const settings = Object.entries(clusterSettings(port, fsync)).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const log = openSync(logFile, 'a', 0o600)
  const child = spawn(program, [...parameters, ...settings], {
    cwd: '/',
    detached: true,
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', log, log],
    ...account,
  })
  closeSync(log)
  child.unref()
  return child
}

/** The command before `postgres` that ties its life to ours, where the machine has it. */
function deathPact(): string[] {
  const setpriv = ['setpriv', '--pdeathsig', 'INT', '--'] as const
  const [program, ...parameters] = setpriv
  return spawnSync(program, [...parameters, 'true'], { stdio: 'ignore' }).status === 0 ? [...setpriv] : []
}

function clusterSettings(port: number, fsync: boolean): Record<string, string | number> {
  const megabytes = Math.round(totalmem() / 16 / 2 ** 20)
  return {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    cluster_name: 'tendero',
    log_timezone: 'UTC',
    timezone: 'UTC',
    log_checkpoints: 'off',
    shared_buffers: `${Math.min(2048, Math.max(128, megabytes))}MB`,
    max_wal_size: '2GB',
    random_page_cost: 1.1,
    jit: 'off',
    ...(fsync ? {} : { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }),
    ...(hasSmallSharedMemory() ? { dynamic_shared_memory_type: 'mmap' } : {}),
  }
}

/** A container gives 64 MB by default; a parallel query that needs more would fail. */
function hasSmallSharedMemory(): boolean {
  if (!existsSync('/dev/shm')) return true
  const { blocks, bsize } = statfsSync('/dev/shm')
  return blocks * bsize < 256 * 2 ** 20
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** Recovery after a crash may take minutes; what counts is that the process lives. */
async function becomesReady(folder: string, child: ChildProcess, exited: Promise<void>): Promise<boolean> {
  let alive = child.pid !== undefined
  void exited.then(() => {
    alive = false
  })
  const ready = () => Number(pidFile(folder)[0]) === child.pid && runningPort(folder) !== undefined
  await waitUntil(() => !alive || ready(), Number.POSITIVE_INFINITY)
  return alive
}

function supervise(child: ChildProcess, port: number, exited: Promise<void>): PostgresProcess {
  const pid = child.pid ?? 0
  let ended = false
  const interrupt = () => signal(pid, 'SIGINT')
  process.once('exit', interrupt)
  void exited.then(() => {
    ended = true
    process.removeListener('exit', interrupt)
  })
  return {
    pid,
    port,
    exited,
    async stop() {
      child.ref()
      for (const [name, patience] of [
        ['SIGINT', 10_000],
        ['SIGQUIT', 5_000],
        ['SIGKILL', 5_000],
      ] as const) {
        if (ended) return
        signal(pid, name)
        await waitUntil(() => ended, patience)
      }
    },
  }
}

/** Keeps one older log of 10 MB. */
function rotateLog(logFile: string): void {
  if (logSize(logFile) > 10 * 2 ** 20) renameSync(logFile, `${logFile}.1`)
}

function logSize(logFile: string): number {
  return existsSync(logFile) ? statSync(logFile).size : 0
}

function lastLines(log: string): string {
  return log.trim().split('\n').slice(-3).join(' | ')
}
