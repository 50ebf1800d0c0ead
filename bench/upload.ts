import { randomBytes } from 'node:crypto'
import { request } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Client } from 'pg'
import { residentMb } from './resident-memory.ts'

export interface UploadMeasured {
  readonly mb: number
  readonly mbPerSecond: number
  /** Resident memory of the server above what it was before, in MB: while the file came in, and while it went out. */
  readonly inMb: number
  readonly outMb: number
}

/** Who is asked, by whom. */
export interface UploadPlace {
  readonly port: number
  readonly pid: number
  readonly headers: Readonly<Record<string, string>>
}

const megabyte = 1024 * 1024
const size = 200 * megabyte
/** Before anything is measured: what is compiled and kept by the first file is not of the second. */
const warmUp = 20 * megabyte
const piece = randomBytes(64 * 1024)

/** A file of 200 MB in and out again, and what the server needs of memory meanwhile. */
export async function measureUpload(client: Client, workspaceId: string, place: UploadPlace): Promise<UploadMeasured> {
  await client.query(
    'update tendero.workspace set file_limit = 500, metadata_version = metadata_version + 1 where id = $1',
    [workspaceId],
  )
  await client.query('update control.workspace set metadata_version = metadata_version + 1 where id = $1', [
    workspaceId,
  ])
  await takeOut(place, await bringIn(place, warmUp))
  const before = residentMb(place.pid)
  const began = performance.now()
  const incoming = watch(place.pid)
  const id = await bringIn(place, size)
  const inMb = incoming.most() - before
  const seconds = (performance.now() - began) / 1_000
  const outgoing = watch(place.pid)
  await takeOut(place, id)
  const outMb = outgoing.most() - before
  return {
    mb: size / megabyte,
    mbPerSecond: Math.round(size / megabyte / seconds),
    inMb: Math.round(inMb),
    outMb: Math.round(outMb),
  }
}

async function bringIn({ port, headers }: UploadPlace, bytes: number): Promise<string> {
  const path = '/api/v1/files?name=large.bin'
  const sent = request({
    host: '127.0.0.1',
    port,
    path,
    method: 'POST',
    headers: { ...headers, 'content-length': String(bytes) },
  })
  const answered = new Promise<string>((resolve, reject) => {
    sent.on('error', reject)
    sent.on('response', (answer) => {
      answer.toArray().then((chunks) => {
        const text = Buffer.concat(chunks).toString()
        if (answer.statusCode === 201) resolve(text)
        else reject(new Error(`POST ${path}: ${answer.statusCode} ${text}`))
      }, reject)
    })
  })
  await pipeline(Readable.from(pieces(bytes)), sent)
  return (JSON.parse(await answered) as { id: string }).id
}

function* pieces(bytes: number): Generator<Buffer> {
  for (let left = bytes; left > 0; left -= piece.byteLength) yield piece.subarray(0, left)
}

async function takeOut({ port, headers }: UploadPlace, id: string): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/files/${id}/content`, { headers })
  if (!answer.ok || !answer.body) throw new Error(`content: ${answer.status}`)
  for await (const _ of answer.body) {
    // Only the reading is wanted.
  }
}

function watch(pid: number): { most(): number } {
  let most = 0
  const timer = setInterval(() => {
    most = Math.max(most, residentMb(pid))
  }, 20)
  return {
    most() {
      clearInterval(timer)
      return Math.max(most, residentMb(pid))
    },
  }
}
