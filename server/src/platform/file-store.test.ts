import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from 's3rver'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfiguration } from './configuration.ts'
import type { FileStore } from './file-store.ts'
import { openFileStore } from './open-file-store.ts'

/** Both places in which contents may lie, held to the same promises: a folder, and a server that speaks S3. */
const folder = mkdtempSync(join(tmpdir(), 'tendero-store-'))
const bucket = 'contents'
const service = new S3rver({
  address: '127.0.0.1',
  port: 0,
  silent: true,
  directory: join(folder, 's3'),
  configureBuckets: [{ name: bucket, configs: [] }],
})
let endpoint: string

beforeAll(async () => {
  const { address, port } = await service.run()
  endpoint = `http://${address}:${port}`
})
afterAll(async () => {
  await service.close()
  rmSync(folder, { recursive: true })
})

const s3 = (more: Readonly<Record<string, string>> = {}): FileStore => {
  const named = { S3_BUCKET: bucket, S3_ENDPOINT: endpoint, S3_PREFIX: 'crm/' }
  const keys = { S3_ACCESS_KEY_ID: 'S3RVER', S3_SECRET_ACCESS_KEY: 'S3RVER' }
  return openFileStore(folder, readConfiguration({ ...named, ...keys, ...more }).s3)
}

const stores: readonly (readonly [name: string, open: () => FileStore])[] = [
  ['the disk', () => openFileStore(join(folder, 'disk'))],
  ['S3', () => s3()],
]

async function* inPieces(content: Buffer, size = 65_536): AsyncGenerator<Buffer> {
  for (let at = 0; at < content.byteLength; at += size) yield content.subarray(at, at + size)
}

async function read(store: FileStore, key: string, first?: number, last?: number): Promise<Buffer | undefined> {
  const found = await store.get(key, first === undefined || last === undefined ? undefined : { first, last })
  return found && Buffer.concat(await found.toArray())
}

async function keysOf(store: FileStore): Promise<readonly string[]> {
  const keys: string[] = []
  for await (const { key } of store.list()) keys.push(key)
  return keys.sort()
}

const digest = (content: Buffer | undefined) => content && createHash('sha256').update(content).digest('hex')

describe.each(stores)('%s', (_name, open) => {
  test('gives back what it was given, as a whole and in parts', async () => {
    const store = open()
    const content = Buffer.from('0123456789')
    await store.put('w/one', inPieces(content, 3))
    expect(await read(store, 'w/one')).toEqual(content)
    expect(String(await read(store, 'w/one', 2, 4))).toBe('234')
    await store.put('w/one', inPieces(Buffer.from('replaced')))
    expect(String(await read(store, 'w/one'))).toBe('replaced')
  })

  test.each([8 * 1024 * 1024 - 1, 8 * 1024 * 1024, 20 * 1024 * 1024 + 7])(
    'takes %d bytes, piece by piece',
    async (size) => {
      const store = open()
      const content = randomBytes(size)
      await store.put('w/large', inPieces(content, 100_003))
      expect(digest(await read(store, 'w/large'))).toBe(digest(content))
      expect(await read(store, 'w/large', size - 5, size - 1)).toEqual(content.subarray(-5))
    },
    30_000,
  )

  test('knows nothing of a key that it was not given, and removes it without complaint', async () => {
    const store = open()
    expect(await store.get('w/nothing')).toBeUndefined()
    await store.delete('w/nothing')
    await store.put('w/gone', inPieces(Buffer.from('x')))
    await store.delete('w/gone')
    expect(await store.get('w/gone')).toBeUndefined()
  })

  test.each([10, 20 * 1024 * 1024])('keeps nothing of a content whose source fails after %d bytes', async (size) => {
    const store = open()
    const failing = async function* () {
      yield* inPieces(randomBytes(size))
      throw new Error('the line broke')
    }
    await expect(store.put('w/broken', failing())).rejects.toThrow('the line broke')
    expect(await store.get('w/broken')).toBeUndefined()
    expect((await keysOf(store)).filter((key) => key.startsWith('w/broken'))).toEqual([])
  })

  test('lists what it has, with the time', async () => {
    const store = open()
    for (const key of ['list/b', 'list/a', 'list/a.64.webp']) await store.put(key, inPieces(Buffer.from('x')))
    expect((await keysOf(store)).filter((key) => key.startsWith('list/'))).toEqual([
      'list/a',
      'list/a.64.webp',
      'list/b',
    ])
    for await (const { writtenAt } of store.list())
      expect(Math.abs(Date.now() - writtenAt.getTime())).toBeLessThan(60_000)
  })
})

test('a folder that is not there yet lists nothing', async () => {
  expect(await keysOf(openFileStore(join(folder, 'nowhere')))).toEqual([])
  expect(readdirSync(folder)).not.toContain('nowhere')
})

test('S3 lists page after page', async () => {
  const store = s3({ S3_PREFIX: 'many/' })
  const names = Array.from({ length: 501 }, (_, index) => `k${String(index).padStart(4, '0')}`)
  for (let at = 0; at < names.length; at += 50)
    await Promise.all(names.slice(at, at + 50).map((name) => store.put(name, inPieces(Buffer.from('x')))))
  expect(await keysOf(store)).toEqual(names)
}, 60_000)

test('S3 that does not know the key is an error, not an empty place', async () => {
  const store = s3({ S3_ACCESS_KEY_ID: 'STRANGER' })
  await expect(store.get('w/one')).rejects.toThrow(/403/)
  await expect(store.put('w/one', inPieces(Buffer.from('x')))).rejects.toThrow(/403/)
})

test.each([
  ['without end', '<IsTruncated>true</IsTruncated>', /again and again/],
  [
    'at no time',
    '<IsTruncated>false</IsTruncated><Contents><Key>crm/w/a</Key><LastModified>soon</LastModified></Contents>',
    /LastModified/,
  ],
])('S3 that lists %s is not believed', async (_how, page, told) => {
  const liar = createServer((_asked, answer) => answer.end(`<ListBucketResult>${page}</ListBucketResult>`))
  await once(liar.listen(0, '127.0.0.1'), 'listening')
  try {
    const { port } = liar.address() as AddressInfo
    await expect(keysOf(s3({ S3_ENDPOINT: `http://127.0.0.1:${port}` }))).rejects.toThrow(told)
  } finally {
    liar.close()
    liar.closeAllConnections()
  }
})

test.each([
  [{ S3_BUCKET: 'b' }, /S3_ACCESS_KEY_ID/],
  [{ S3_BUCKET: 'b', S3_ACCESS_KEY_ID: 'a', S3_SECRET_ACCESS_KEY: 's', S3_ENDPOINT: 'files' }, /S3_ENDPOINT/],
  [{ S3_BUCKET: 'b', S3_ACCESS_KEY_ID: 'a', S3_SECRET_ACCESS_KEY: 's', S3_PREFIX: '../x' }, /S3_PREFIX/],
])('what is said of a bucket must be whole: %j', (environment, told) => {
  expect(() => readConfiguration(environment)).toThrow(told)
})
