import type { Readable } from 'node:stream'

/**
 * A stream of Node as the body of an answer, read as the reader takes it; a reader who goes away ends it. Node's own
 * `Readable.toWeb` throws where nobody can catch it when that happens before the first byte.
 */
export function bodyStream(source: Readable): ReadableStream<Uint8Array> {
  const chunks: AsyncIterator<Uint8Array> = source.iterator({ destroyOnReturn: true })
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { value, done } = await chunks.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      cancel() {
        // What ends unfinished is told as an error, which is no news here.
        source.on('error', () => {}).destroy()
      },
    },
    { highWaterMark: 0 },
  )
}
