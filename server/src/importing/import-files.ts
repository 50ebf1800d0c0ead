import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'

/** Where the files of imports lie, in a folder for each workspace. */
export function importsFolder(dataDir: string): string {
  return join(dataDir, 'files', 'imports')
}

/** @throws Failure 409 `import_file_gone` when the file was removed after its time */
export function requireFile(kernel: Pick<Kernel, 'dataDir'>, workspaceId: string, id: string): void {
  if (!existsSync(importFiles(kernel.dataDir, workspaceId, id).file)) throw new Failure(409, 'import_file_gone')
}

/** Where the file of an import lies, and beside it the rows that were refused. */
export function importFiles(
  dataDir: string,
  workspaceId: string,
  id: string,
): { readonly folder: string; readonly file: string; readonly rejects: string } {
  const folder = join(importsFolder(dataDir), workspaceId)
  return { folder, file: join(folder, `${id}.csv`), rejects: join(folder, `${id}.rejects.csv`) }
}
