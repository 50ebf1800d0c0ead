import { accessSync, chmodSync, constants, mkdtempSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
import { removeFolder } from '../server/src/platform/postgres-cluster.ts'
import { startProgram } from '../server/test/program.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of a program that was started once and has no company: what stories copy instead of making it anew. */
    freshData: string
  }
}

export const main = fileURLToPath(new URL('../server/dist/main.js', import.meta.url))

const inMemory = '/dev/shm'
const room = 4_000_000_000

/** Where stories keep data: in memory where there is room, for a program that commits waits for the disk. */
export function throwAwayFolder(): string {
  try {
    accessSync(inMemory, constants.W_OK)
    const { bavail, bsize } = statfsSync(inMemory)
    return bavail * bsize > room ? inMemory : tmpdir()
  } catch {
    return tmpdir()
  }
}

/** Starts the built program once on an empty folder, for all stories of a run. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(throwAwayFolder(), 'tendero-fresh-'))
  chmodSync(folder, 0o711)
  const program = startProgram(main, ['start', '--empty'], { TENDERO_DATA: folder, PORT: '0', LOG_LEVEL: 'warn' })
  try {
    await program.line(/http:/)
    program.signal('SIGTERM')
    await program.ended
  } catch (error) {
    program.signal('SIGKILL')
    removeFolder(folder)
    throw error
  }
  project.provide('freshData', folder)
  return () => removeFolder(folder)
}
