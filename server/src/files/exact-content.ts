import { pipeline, type Readable, Transform } from 'node:stream'

/**
 * A content that ends in an error when it is not of this length: cut off on its way, or given as a whole by a store that
 * was asked for a part. Another length than the answer says would make the connection wait, or be read as the next answer.
 */
export function exactContent(content: Readable, bytes: number): Readable {
  let left = bytes
  const counted = new Transform({
    transform(piece: Uint8Array, _encoding, done) {
      left -= piece.byteLength
      done(left < 0 ? otherLength(bytes) : null, piece)
    },
    flush: (done) => done(left > 0 ? otherLength(bytes) : null),
  })
  return pipeline(content, counted, () => {})
}

function otherLength(bytes: number): Error {
  return new Error(`a content is not of ${bytes} bytes`)
}
