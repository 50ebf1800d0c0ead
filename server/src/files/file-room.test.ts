import { mkdtempSync, rmSync } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AnyRecord, FileRoom } from '@tendero/model'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Browser, browserOf } from '../../test/http.ts'
import { openWorld, type World } from '../../test/world.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'tendero-file-room-'))
const half = 500_000
let world: World
let ana: Browser
let ines: Browser

beforeAll(async () => {
  world = await openWorld({ dataDir })
  ana = await browserOf(world, 'ana')
  ines = await browserOf(world, 'ines')
  await ines.json('PATCH', `/workspaces/${world.workspaceId}`, { fileQuota: 1 })
})
afterAll(() => rmSync(dataDir, { recursive: true }))

const attach = (account: string, size = half) =>
  ana.send('POST', `/accounts/${account}/files?name=a.bin`, new Uint8Array(size).fill(7))
const room = () => ines.json<FileRoom>('GET', '/file-room')
const contents = async () => (await readdir(join(dataDir, 'files', 'contents', world.workspaceId))).length

test('deleted files take room until they are removed for good; those of deleted records come back with them', async () => {
  const kept = await world.add('ana', 'account', { name: 'Kept' })
  const gone = await world.add('ana', 'account', { name: 'Gone' })
  const removed = (await (await attach(kept)).json()) as AnyRecord
  expect((await attach(gone)).status).toBe(201)
  await ana.json('DELETE', `/files/${removed.id}`)
  await ines.json('DELETE', `/accounts/${gone}`)
  expect(await room()).toEqual({ used: 2 * half, removed: half, most: 2 * half })
  expect(await (await attach(kept, 1)).json()).toMatchObject({ status: 422, code: 'storage_full' })

  expect(await ines.json('DELETE', '/file-room/removed')).toEqual({ used: half, removed: 0, most: 2 * half })
  expect(await contents()).toBe(1)
  expect((await attach(kept)).status).toBe(201)
  expect((await ana.request('POST', `/files/${removed.id}/restoration`)).status).toBe(404)

  await ines.json('POST', `/accounts/${gone}/restoration`)
  const filter = encodeURIComponent(JSON.stringify({ field: 'record', op: 'is', value: gone }))
  expect((await ines.json<{ items: AnyRecord[] }>('GET', `/files?filter=${filter}`)).items).toHaveLength(1)
})

test('only who may change the company is told of the room, and removes for good', async () => {
  expect((await ana.request('GET', '/file-room')).status).toBe(403)
  expect((await ana.request('DELETE', '/file-room/removed')).status).toBe(403)
})

test('a change is not taken back when what it removed is gone for good, and says so', async () => {
  await ines.json('PATCH', `/workspaces/${world.workspaceId}`, { fileQuota: 2 })
  const account = await world.add('ana', 'account', { name: 'Without its file' })
  const file = (await (await attach(account, 10)).json()) as AnyRecord
  const { operationId } = await ana.json<{ operationId: string }>('DELETE', `/files/${file.id}`)
  await ines.json('DELETE', '/file-room/removed')
  expect(await ana.json('POST', `/operations/${operationId}/reversal`, {})).toMatchObject({
    status: 409,
    code: 'operation_not_revertible',
    details: { touched: [{ object: 'file', id: file.id }] },
  })
})

test('a content that the store does not remove leaves no other, and the room is free', async () => {
  const account = await world.add('ana', 'account', { name: 'With stubborn files' })
  const files: AnyRecord[] = []
  for (let index = 0; index < 3; index += 1) files.push((await (await attach(account, 10)).json()) as AnyRecord)
  const folder = join(dataDir, 'files', 'contents', world.workspaceId)
  const before = await contents()
  for (const { id } of files.slice(0, 2)) {
    await rm(join(folder, String(id)))
    await mkdir(join(folder, String(id)))
  }
  for (const { id } of files) await ana.json('DELETE', `/files/${id}`)
  const { used } = await room()
  expect(await ines.json('DELETE', '/file-room/removed')).toMatchObject({ used: used - 30, removed: 0 })
  expect(await contents()).toBe(before - 1)
})
