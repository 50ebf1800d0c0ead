import type { Readable } from 'node:stream'

/** First and last byte of a part, both included. */
export interface ByteRange {
  readonly first: number
  readonly last: number
}

/** A content as the store lists it. */
export interface StoredContent {
  readonly key: string
  readonly writtenAt: Date
}

/**
 * Where the contents of files lie: on the disk or in S3. Keys are made by the program ('workspace/file'), never of names
 * that people gave. Both ways contents are streamed: none is ever held as a whole.
 */
export interface FileStore {
  /** Keeps a content as a whole or, when its source or the store fails, not at all; what was there is replaced. */
  put(key: string, content: AsyncIterable<Uint8Array>): Promise<void>
  /** The content or a part of it; undefined when there is none under the key. */
  get(key: string, range?: ByteRange): Promise<Readable | undefined>
  /** Removes a content, if there is one. */
  delete(key: string): Promise<void>
  /** All contents, in no order. */
  list(): AsyncIterable<StoredContent>
}
