import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'

/** Writes what comes into a new file, as fast as the disk takes it. Half a file may be left when the source fails. */
export async function writeContent(path: string, content: AsyncIterable<Uint8Array>): Promise<void> {
  // Opened before: a stream that opens it itself may do so after its failure was told, and leave what nobody removes.
  const file = await open(path, 'w')
  await pipeline(content, file.createWriteStream({ flush: true }))
}
