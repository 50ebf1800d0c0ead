import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'

/** Largest file, and largest sheet as CSV: 500 MB. */
export const largestFile = 500 * 1024 * 1024

/** Where the files of imports lie, in a folder for each workspace. */
export function importsFolder(dataDir: string): string {
  return join(dataDir, 'files', 'imports')
}

/** @throws Failure 409 `import_file_gone` when the file was removed after its time */
export function requireFile(kernel: Pick<Kernel, 'dataDir'>, workspaceId: string, id: string): void {
  if (!existsSync(importFiles(kernel.dataDir, workspaceId, id).file)) throw new Failure(409, 'import_file_gone')
}

export interface ImportPaths {
  readonly folder: string
  /** The file as CSV. */
  readonly file: string
  /** What the CSV was made of, when it came as something else. */
  readonly original: string
  /** The rows that were refused. */
  readonly rejects: string
}

/** Where the files of an import lie. */
export function importFiles(dataDir: string, workspaceId: string, id: string): ImportPaths {
  const folder = join(importsFolder(dataDir), workspaceId)
  return {
    folder,
    file: join(folder, `${id}.csv`),
    original: join(folder, `${id}.original`),
    rejects: join(folder, `${id}.rejects.csv`),
  }
}
