import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder `server`, the same from the sources under test and from the bundle in server/dist. */
export const serverFolder = folderWithManifest(dirname(fileURLToPath(import.meta.url)))

/** The folder of the whole project, above `server`. */
export const projectFolder = dirname(serverFolder)

function folderWithManifest(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : folderWithManifest(dirname(folder))
}
