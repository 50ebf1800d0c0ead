import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { AwsClient } from 'aws4fetch'
import type { FileStore, StoredContent } from './file-store.ts'

/** Where a bucket is and who may enter it. */
export interface S3Location {
  /** Address of the service: https://s3.eu-west-1.amazonaws.com */
  readonly endpoint: string
  readonly region: string
  readonly bucket: string
  /** Put before every key, so that a bucket may hold other things too; '' for nothing. */
  readonly prefix: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/** Bytes of a part; S3 takes no smaller ones but the last, and at most 10,000: files of up to 78 GB. */
const partSize = 8 * 1024 * 1024

/** Contents as objects of an S3 bucket, or of a service that speaks like it. */
export function openS3Store(location: S3Location): FileStore {
  const { region, accessKeyId, secretAccessKey, prefix } = location
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 4 })
  const bucket = `${location.endpoint.replace(/\/$/, '')}/${location.bucket}`
  const send: Send = async (method, path, { query = {}, headers, body } = {}) => {
    const text = new URLSearchParams(query).toString()
    return client.fetch(`${bucket}${path}${text ? `?${text}` : ''}`, { method, headers, body })
  }
  const place = (key: string): string => `/${prefix}${key}`
  return {
    put: (key, content) => upload(send, place(key), content),
    async get(key, range) {
      const headers = range ? { range: `bytes=${range.first}-${range.last}` } : undefined
      const answer = await send('GET', place(key), { headers })
      if (answer.status === 404) {
        await answer.body?.cancel()
        return undefined
      }
      await requireGood(answer)
      return answer.body ? Readable.fromWeb(answer.body as ReadableStream) : Readable.from([])
    },
    async delete(key) {
      const answer = await send('DELETE', place(key))
      if (answer.status === 404) await answer.body?.cancel()
      else await textOf(answer)
    },
    list: () => contentsOf(send, prefix),
  }
}

type Send = (
  method: string,
  path: string,
  options?: {
    readonly query?: Readonly<Record<string, string>>
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: Uint8Array<ArrayBuffer> | string
  },
) => Promise<Response>

async function requireGood(answer: Response): Promise<void> {
  if (!answer.ok) throw new Error(`S3 answered ${answer.status}: ${(await answer.text()).slice(0, 500)}`)
}

/** S3 may say of long work that it goes well, and in the text that it did not. */
async function textOf(answer: Response): Promise<string> {
  await requireGood(answer)
  const text = await answer.text()
  if (/<Error>/.test(text)) throw new Error(`S3 refused: ${text.slice(0, 500)}`)
  return text
}

/** What fits in one part goes in one request; more goes part by part, of which one is held at a time. */
async function upload(send: Send, path: string, content: AsyncIterable<Uint8Array>): Promise<void> {
  const parts = partsOf(content)
  const first = await parts.next()
  const body = first.done ? new Uint8Array() : first.value
  if (body.byteLength < partSize) {
    await textOf(await send('PUT', path, { body }))
    return
  }
  const uploadId = within(await textOf(await send('POST', path, { query: { uploads: '' } })), 'UploadId')
  try {
    const tags = [await sendPart(send, path, uploadId, 1, body)]
    for await (const part of parts) tags.push(await sendPart(send, path, uploadId, tags.length + 1, part))
    await textOf(await send('POST', path, { query: { uploadId }, body: completion(tags) }))
  } catch (error) {
    const gone = await send('DELETE', path, { query: { uploadId } }).catch(() => undefined)
    await gone?.body?.cancel()
    throw error
  }
}

/** Parts of the full size but for the last. One memory serves them all: each must be sent before the next is asked for. */
async function* partsOf(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const part = new Uint8Array(partSize)
  let filled = 0
  for await (const chunk of content)
    for (let at = 0; at < chunk.byteLength; ) {
      const taken = chunk.subarray(at, at + partSize - filled)
      part.set(taken, filled)
      filled += taken.byteLength
      at += taken.byteLength
      if (filled < partSize) continue
      yield part
      filled = 0
    }
  if (filled > 0) yield part.subarray(0, filled)
}

async function sendPart(
  send: Send,
  path: string,
  uploadId: string,
  number: number,
  body: Uint8Array<ArrayBuffer>,
): Promise<string> {
  const answer = await send('PUT', path, { query: { partNumber: String(number), uploadId }, body })
  await textOf(answer)
  const tag = answer.headers.get('etag')
  if (!tag) throw new Error('S3 took a part without a tag')
  return tag
}

function completion(tags: readonly string[]): string {
  const parts = tags.map((tag, index) => `<Part><PartNumber>${index + 1}</PartNumber><ETag>${tag}</ETag></Part>`)
  return `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`
}

/** Keys of a page. */
const pageSize = 500

/** Page by page, each beginning after the last key of the one before. */
async function* contentsOf(send: Send, prefix: string): AsyncIterable<StoredContent> {
  let marker = ''
  for (let more = true, listed = ''; more; listed = marker) {
    const query = { prefix, marker, 'max-keys': String(pageSize) }
    const page = await textOf(await send('GET', '', { query }))
    more = within(page, 'IsTruncated') === 'true'
    for (const [, entry = ''] of page.matchAll(/<Contents>(.*?)<\/Contents>/gs)) {
      marker = within(entry, 'Key')
      yield { key: marker.slice(prefix.length), writtenAt: instantIn(entry, 'LastModified') }
    }
    if (more && marker === listed) throw new Error('S3 lists the same page again and again')
  }
}

/** Whoever takes a time that is none for an old one removes what was just written. */
function instantIn(document: string, element: string): Date {
  const instant = new Date(within(document, element))
  if (Number.isNaN(instant.getTime())) throw new Error(`S3 answered with a ${element} that is no time`)
  return instant
}

/** The text of an element that holds no others. */
function within(document: string, element: string): string {
  const found = new RegExp(`<${element}>([^<]*)</${element}>`).exec(document)?.[1]
  if (found === undefined) throw new Error(`S3 answered without ${element}`)
  return found.replaceAll('&quot;', '"').replaceAll('&amp;', '&')
}
