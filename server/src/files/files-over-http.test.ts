import { mkdtempSync, rmSync } from 'node:fs'
import { readdir, truncate } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AnyRecord, Page } from '@tendero/model'
import { imageSize } from 'image-size'
import S3rver from 's3rver'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserOf } from '../../test/http.ts'
import { picture } from '../../test/picture.ts'
import { openWorld, type World } from '../../test/world.ts'
import { routes } from '../http/app.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { readConfiguration } from '../platform/configuration.ts'
import { type HttpServer, serveHttp } from '../platform/http-server.ts'
import { openFileStore } from '../platform/open-file-store.ts'
import { uploadFile } from './upload-file.action.ts'

describe('on the disk', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'tendero-broken-'))
  let world: World
  let server: HttpServer

  beforeAll(async () => {
    world = await openWorld({ dataDir })
    const app = routes(world.kernel, '/nowhere')
    server = await serveHttp((asked) => app.fetch(asked), '127.0.0.1', 0)
  })
  afterAll(async () => {
    await server.stop()
    rmSync(dataDir, { recursive: true })
  })

  test('an upload whose sender goes away leaves neither a row nor a content', async () => {
    const ana = await browserOf(world, 'ana')
    const folder = join(dataDir, 'files', 'contents', world.workspaceId)
    const names = () => readdir(folder).catch((): string[] => [])
    const sent = request(`${server.address}/api/v1/files?name=half.bin`, {
      method: 'POST',
      headers: { ...ana.session, 'content-length': '5000000' },
    })
    sent.on('error', () => {})
    sent.write(Buffer.alloc(500_000))
    for (let i = 0; i < 200 && (await names()).length === 0; i += 1) await sleep(10)
    expect(await names()).toEqual([expect.stringMatching(/\.part$/)])
    sent.destroy()
    for (let i = 0; i < 200 && (await names()).length > 0; i += 1) await sleep(10)
    expect(await names()).toEqual([])
    expect((await ana.json<Page>('GET', '/files')).items).toEqual([])
  })

  test.each([
    ['shorter', 60_000],
    ['longer', 200_000],
  ])('a content that became %s is handed out as none', async (_how, bytes) => {
    const ana = await browserOf(world, 'ana')
    const file = (await (await ana.send('POST', '/files?name=a.bin', new Uint8Array(100_000))).json()) as AnyRecord
    const fetched = () => fetch(`${server.address}/api/v1/files/${file.id}/content`, { headers: ana.session })
    expect((await (await fetched()).arrayBuffer()).byteLength).toBe(100_000)
    await truncate(join(dataDir, 'files', 'contents', world.workspaceId, String(file.id)), bytes)
    await expect(fetched().then((answer) => answer.arrayBuffer())).rejects.toThrow()
  })

  test('a content stays when it is not known whether its row is there', async () => {
    const { database } = world.kernel
    const kernel: Kernel = {
      ...world.kernel,
      database: {
        ...database,
        async transaction(workspaceId, work) {
          await database.transaction(workspaceId, work)
          throw new Error('the line broke behind the commit')
        },
      },
    }
    const content = (async function* () {
      yield Buffer.from('kept')
    })()
    const received = { name: 'kept.txt', content, size: undefined, holder: undefined }
    await expect(uploadFile(kernel, await world.as('bo'), received)).rejects.toThrow('the line broke')
    const bo = await browserOf(world, 'bo')
    const [file] = (await bo.json<Page>('GET', '/files')).items
    expect(await (await bo.request('GET', `/files/${file?.id}/content`)).text()).toBe('kept')
  })
})

describe('with their contents in S3', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tendero-s3-'))
  const service = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: folder,
    configureBuckets: [{ name: 'crm', configs: [] }],
  })
  let world: World

  beforeAll(async () => {
    const { address, port } = await service.run()
    const { s3 } = readConfiguration({
      S3_BUCKET: 'crm',
      S3_ENDPOINT: `http://${address}:${port}`,
      S3_ACCESS_KEY_ID: 'S3RVER',
      S3_SECRET_ACCESS_KEY: 'S3RVER',
    })
    world = await openWorld({ files: openFileStore('', s3) })
  })
  afterAll(async () => {
    await service.close()
    rmSync(folder, { recursive: true })
  })

  test('files come and go, in parts and as smaller images', async () => {
    const ana = await browserOf(world, 'ana')
    const account = await world.add('ana', 'account', { name: 'Cloud' })
    const content = await picture(600, 300)
    const answer = await ana.send('POST', `/accounts/${account}/files?name=blue.png`, content)
    const file = (await answer.json()) as AnyRecord
    expect(file).toMatchObject({ type: 'image/png', size: content.byteLength })
    const whole = await ana.request('GET', `/files/${file.id}/content`)
    expect(new Uint8Array(await whole.arrayBuffer())).toEqual(content)
    const part = await ana.request('GET', `/files/${file.id}/content`, undefined, { range: 'bytes=1-3' })
    expect([part.status, await part.text()]).toEqual([206, 'PNG'])
    const small = await ana.request('GET', `/files/${file.id}/variants/64`)
    expect(imageSize(new Uint8Array(await small.arrayBuffer()))).toMatchObject({ width: 64, height: 32 })
    const keys: string[] = []
    for await (const { key } of world.kernel.files.list()) keys.push(key)
    expect(keys.sort()).toEqual([`${world.workspaceId}/${file.id}`, `${world.workspaceId}/${file.id}.64.webp`])
  })
})
