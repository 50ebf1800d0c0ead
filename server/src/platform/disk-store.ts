import { mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import type { Readable } from 'node:stream'
import type { ByteRange, FileStore, StoredContent } from './file-store.ts'
import { newToken } from './token.ts'
import { writeContent } from './write-content.ts'

/** Contents as files of a folder, each under its key. One that is being written has another name until it is whole. */
export function openDiskStore(folder: string): FileStore {
  const place = (key: string): string => join(folder, key)
  return {
    async put(key, content) {
      const path = place(key)
      const unfinished = `${path}.${newToken()}.part`
      await mkdir(dirname(path), { recursive: true })
      try {
        await writeContent(unfinished, content)
        await rename(unfinished, path)
      } finally {
        await rm(unfinished, { force: true })
      }
    },
    get: (key, range) => readFrom(place(key), range),
    delete: (key) => rm(place(key), { force: true }),
    list: () => contentsOf(folder),
  }
}

async function readFrom(path: string, range: ByteRange | undefined): Promise<Readable | undefined> {
  try {
    const file = await open(path)
    return file.createReadStream(range ? { start: range.first, end: range.last } : {})
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

async function* contentsOf(folder: string): AsyncIterable<StoredContent> {
  const entries = await opendir(folder, { recursive: true }).catch((error: unknown) => {
    if (isMissing(error)) return []
    throw error
  })
  for await (const entry of entries) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    // One that was removed since it was listed is not there.
    const found = await stat(path).catch(() => undefined)
    if (found) yield { key: relative(folder, path).replaceAll(sep, '/'), writtenAt: found.mtime }
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
