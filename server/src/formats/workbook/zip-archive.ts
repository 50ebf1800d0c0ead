import type { Readable } from 'node:stream'
import yauzl, { type Entry, type ZipFile } from 'yauzl'

/** The parts of a zip archive by their names. Nothing is unpacked before it is read. */
export interface ZipArchive {
  has(name: string): boolean
  /** The content of a part in chunks. @throws OversizedPart when it, or all that was read, is longer than it may be */
  read(name: string, most: number): AsyncGenerator<Buffer>
  close(): void
}

/** A part holds more than it may, whatever the archive says of its size. */
export class OversizedPart extends Error {}

/** Parts of an archive; a workbook has some dozens. */
const mostParts = 10_000
/** What is unpacked of an archive, in bytes, also of one part again and again: some seconds of work. */
const mostUnpacked = 4_000_000_000

/** @throws Error for what is no zip archive, or is damaged */
export async function openZip(path: string): Promise<ZipArchive> {
  const file = await opened(path)
  const parts = await partsOf(file).catch((error: unknown) => {
    file.close()
    throw error
  })
  let unpacked = 0
  return {
    has: (name) => parts.has(name),
    async *read(name, most) {
      const entry = parts.get(name)
      if (!entry) return
      const content = await contentOf(file, entry)
      let length = 0
      try {
        for await (const chunk of content) {
          length += chunk.length
          unpacked += chunk.length
          if (length > most || unpacked > mostUnpacked) throw new OversizedPart(name)
          yield chunk
        }
      } finally {
        content.destroy()
      }
    },
    close: () => file.close(),
  }
}

function opened(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true, autoClose: false }, (error, file) => (error ? reject(error) : resolve(file)))
  })
}

function partsOf(file: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  const parts = new Map<string, Entry>()
  if (file.entryCount > mostParts) return Promise.reject(new OversizedPart('directory'))
  return new Promise((resolve, reject) => {
    file.on('error', reject)
    file.on('end', () => resolve(parts))
    file.on('entry', (entry: Entry) => {
      parts.set(entry.fileName, entry)
      file.readEntry()
    })
    file.readEntry()
  })
}

function contentOf(file: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    file.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)))
  })
}
