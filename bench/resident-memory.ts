import { readFileSync } from 'node:fs'

/** What a process holds of memory, in MB. */
export function residentMb(pid: number): number {
  const resident = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(resident ?? 0) / 1024
}
