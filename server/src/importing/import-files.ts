import { join } from 'node:path'

/** Where the file of an import lies, and beside it the rows that were refused. */
export function importFiles(
  dataDir: string,
  workspaceId: string,
  id: string,
): { readonly folder: string; readonly file: string; readonly rejects: string } {
  const folder = join(dataDir, 'files', 'imports', workspaceId)
  return { folder, file: join(folder, `${id}.csv`), rejects: join(folder, `${id}.rejects.csv`) }
}
