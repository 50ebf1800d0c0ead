import { spawnSync } from 'node:child_process'
import { closeSync, constants, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { OperatorError } from './operator-error.ts'
import { isRunning, startTicks } from './process-table.ts'

/** Who holds a data folder. */
export interface Instance {
  readonly pid: number
  readonly ticks: string | undefined
  /** Where it answers, once it does. */
  readonly address?: string
}

/** A data folder that is ours until `release`, or until this process ends in whatever way. */
export interface InstanceLock {
  /** Leaves the address for the message that a second instance prints. */
  announce(address: string): void
  release(): void
}

/**
 * Takes a data folder for this process. The kernel's file lock ends with the process, however it dies; on a machine
 * without `flock` the process named in the file is looked up instead.
 * @throws OperatorError when another instance holds it.
 */
export function lockDataFolder(dataDir: string): InstanceLock {
  const file = openSync(lockFile(dataDir), constants.O_RDWR | constants.O_CREAT, 0o644)
  if (!takeLock(file, dataDir)) {
    closeSync(file)
    throw new OperatorError(alreadyRunning(dataDir))
  }
  const self: Instance = { pid: process.pid, ticks: startTicks(process.pid) }
  rewrite(file, JSON.stringify(self))
  return {
    announce: (address) => rewrite(file, JSON.stringify({ ...self, address })),
    release() {
      rewrite(file, '')
      closeSync(file)
    },
  }
}

/** The running instance that holds a data folder, if one does. */
export function instanceOf(dataDir: string): Instance | undefined {
  const instance = readInstance(dataDir)
  if (!instance || !isRunning(instance.pid)) return undefined
  return startTicks(instance.pid) === instance.ticks ? instance : undefined
}

const lockFile = (dataDir: string) => join(dataDir, 'tendero.lock')

/** `flock` locks the open file that it inherits from us, so the lock stays with our descriptor when it has ended. */
function takeLock(file: number, dataDir: string): boolean {
  const { error, status } = spawnSync('flock', ['--nonblock', '3'], { stdio: ['ignore', 'ignore', 'ignore', file] })
  return error ? instanceOf(dataDir) === undefined : status === 0
}

function alreadyRunning(dataDir: string): string {
  const instance = readInstance(dataDir)
  const who = instance ? ` (process ${instance.pid}${instance.address ? `, ${instance.address}` : ''})` : ''
  return `Tendero already runs on the data folder ${dataDir}${who}. Stop it first, or set TENDERO_DATA to another folder.`
}

/** Keeps the file itself: the lock hangs on it. */
function rewrite(file: number, text: string): void {
  ftruncateSync(file, 0)
  writeSync(file, text, 0)
}

function readInstance(dataDir: string): Instance | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(lockFile(dataDir), 'utf8'))
    return isInstance(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isInstance(value: unknown): value is Instance {
  return typeof value === 'object' && value !== null && 'pid' in value && typeof value.pid === 'number'
}
