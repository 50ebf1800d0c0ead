import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Ids of the processes that run in a folder (their working directory), zombies left out: a killed PostgreSQL stays a
 * zombie until process 1 reaps it, in a container without an init for ever, and must not count as running.
 */
export function processesIn(folder: string): number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((pid) => workingFolder(pid) === folder && isRunning(pid))
}

/** Whether a process exists and is not a zombie. */
export function isRunning(pid: number): boolean {
  const fields = processFields(pid)
  return fields !== undefined && fields[0] !== 'Z' && fields[0] !== 'X'
}

/**
 * When a process began, in ticks since the machine started; with its id it names a process for good, because ids are
 * used again. Undefined for a process that is gone.
 */
export function startTicks(pid: number): string | undefined {
  return processFields(pid)?.[19]
}

/** Waits until a condition holds, asking every 10 ms. @returns false when `milliseconds` passed before it did. */
export async function waitUntil(condition: () => boolean, milliseconds: number): Promise<boolean> {
  const deadline = Date.now() + milliseconds
  while (!condition()) {
    if (Date.now() > deadline) return false
    await sleep(10)
  }
  return true
}

/** Sends a signal; a process that is gone already is no failure. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // gone in the meantime
  }
}

function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined
  }
}

/** The fields of /proc/PID/stat after the name, which stands in brackets and may itself hold spaces and brackets. */
function processFields(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}
