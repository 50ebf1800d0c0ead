import { Failure } from './failure.ts'

/**
 * A content as it comes in, seen on its way and ended when it grows too large.
 * @param most bytes
 * @param see is given every piece before it goes on
 * @throws Failure 413 `file_too_large`, 400 `upload_interrupted` when whoever sends it goes away
 */
export async function* meteredContent(
  content: AsyncIterable<Uint8Array>,
  most: number,
  see: (piece: Buffer) => void,
): AsyncGenerator<Buffer> {
  let bytes = 0
  for await (const chunk of orInterrupted(content)) {
    bytes += chunk.byteLength
    if (bytes > most) throw fileTooLarge(most)
    const piece = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    see(piece)
    yield piece
  }
}

/** @param most bytes */
export function fileTooLarge(most: number): Failure {
  return new Failure(413, 'file_too_large', { details: { most } })
}

async function* orInterrupted(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const pieces = content[Symbol.asyncIterator]()
  try {
    for (;;) {
      const piece = await pieces.next().catch(() => {
        throw new Failure(400, 'upload_interrupted')
      })
      if (piece.done) return
      yield piece.value
    }
  } finally {
    await pieces.return?.()
  }
}
