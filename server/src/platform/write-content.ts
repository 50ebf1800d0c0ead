import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'

/** Writes what comes into a new file, as fast as the disk takes it. Half a file may be left when the source fails. */
export async function writeContent(path: string, content: AsyncIterable<Uint8Array>): Promise<void> {
  await pipeline(content, createWriteStream(path, { flush: true }))
}
