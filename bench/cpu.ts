import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** Processor time, in milliseconds, that a process and the database below a folder have used so far. */
export function cpuOf(pid: number, databaseFolder: string): number {
  let ticks = ticksOf(pid)
  for (const name of readdirSync('/proc'))
    if (/^\d+$/.test(name) && cwdOf(name).startsWith(databaseFolder)) ticks += ticksOf(Number(name))
  return ticks * 10
}

/** User and system time in hundredths of a second; 0 for a process that is gone. */
function ticksOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return Number(fields[11]) + Number(fields[12])
  } catch {
    return 0
  }
}

function cwdOf(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return ''
  }
}
