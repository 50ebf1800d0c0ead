import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isId, sql } from '@tendero/model'
import type { Schedule } from '../kernel/events.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { importsFolder } from './import-files.ts'

/** Files stay as long after the last thing that was done with the import. */
export const daysKept = 30
/** A file that no import knows: its reception was broken off. */
const daysUnknown = 1
const day = 86_400_000

/** Removes the files of imports that nobody has touched for thirty days, and what broken-off receptions left. */
export const removeImportFiles: Schedule = {
  name: 'remove_import_files',
  crontab: '25 * * * *',
  async run(kernel) {
    const folder = importsFolder(kernel.dataDir)
    for (const workspaceId of (await namesIn(folder)).filter(isId))
      for (const name of await namesIn(join(folder, workspaceId))) {
        const path = join(folder, workspaceId, name)
        if (await isLeft(kernel, workspaceId, name, path)) await rm(path, { force: true })
      }
  },
}

async function isLeft(kernel: Kernel, workspaceId: string, name: string, path: string): Promise<boolean> {
  const written = (await stat(path).catch(() => undefined))?.mtime
  const now = kernel.now().getTime()
  if (!written || now - written.getTime() < daysUnknown * day) return false
  const id = name.split('.')[0] ?? ''
  if (!isId(id)) return false
  const [known] = await kernel.database.read(workspaceId, (tx) =>
    tx.rows<{ updatedAt: Date }>(
      sql`select i.updated_at as "updatedAt" from app.import i where i.workspace_id = ${workspaceId} and i.id = ${id}`,
    ),
  )
  return !known || name.endsWith('.part') || now - known.updatedAt.getTime() > daysKept * day
}

function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => [])
}
