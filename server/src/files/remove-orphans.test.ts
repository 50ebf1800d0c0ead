import { mkdtempSync, rmSync, utimesSync } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AnyRecord } from '@tendero/model'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, browserOf } from '../../test/http.ts'
import { picture } from '../../test/picture.ts'
import { openWorld, type World } from '../../test/world.ts'
import { newId } from '../kernel/identity.ts'
import { removeOrphanContents, removeOrphanFiles } from './remove-orphans.job.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'tendero-orphans-'))
const day = 86_400_000
let world: World
let ana: Browser
let drawn: Uint8Array<ArrayBuffer>

beforeAll(async () => {
  world = await openWorld({ dataDir })
  ana = await browserOf(world, 'ana')
  drawn = await picture(90, 90)
})
afterAll(() => rmSync(dataDir, { recursive: true }))

const folder = () => join(dataDir, 'files', 'contents', world.workspaceId)
const contents = async () => new Set(await readdir(folder()))
const later = (milliseconds: number) => ({ ...world.kernel, now: () => new Date(Date.now() + milliseconds) })
const sweep = async (milliseconds: number) => {
  await removeOrphanFiles.run(later(milliseconds))
  await removeOrphanContents.run(later(milliseconds))
}

async function upload(path = '/files'): Promise<string> {
  const answer = await ana.send('POST', `${path}?name=a.png`, drawn)
  expect(answer.status).toBe(201)
  return ((await answer.json()) as AnyRecord).id
}

const isThere = async (id: string) => {
  const { status, body } = await ana.request('GET', `/files/${id}/content`)
  await body?.cancel()
  return [status === 200, (await contents()).has(id)]
}
const isRow = async (id: string) =>
  (await world.kernel.database.direct.query('select 1 from tendero.file where id = $1', [id])).rows.length === 1

describe('what is removed', () => {
  test('an upload that no record took within a day, with all that was made of it', async () => {
    const id = await upload()
    expect((await ana.request('GET', `/files/${id}/variants/64`)).status).toBe(200)
    await sweep(day - 60_000)
    expect(await isThere(id)).toEqual([true, true])
    await sweep(day + 60_000)
    expect(await isThere(id)).toEqual([false, false])
    expect([...(await contents())].filter((name) => name.startsWith(id))).toEqual([])
    expect(await isRow(id)).toBe(false)
  })

  test('a file of a record that is gone for good, not of one that can be restored', async () => {
    const account = await world.add('ana', 'account', { name: 'Gone' })
    const attached = await upload(`/accounts/${account}/files`)
    const logo = await upload()
    await ana.json('PATCH', `/accounts/${account}`, { logo })
    await world.kernel.database.direct.query('update tendero.account set deleted_at = now() where id = $1', [account])
    await sweep(400 * day)
    expect([await isRow(attached), await isRow(logo)]).toEqual([true, true])
    await world.kernel.database.direct.query('delete from tendero.account where id = $1', [account])
    await sweep(0)
    expect([await isRow(attached), await isRow(logo)]).toEqual([false, false])
    expect([(await contents()).has(attached), (await contents()).has(logo)]).toEqual([false, false])
  })

  test('a content without a row, once it is a day old; nothing that the program has not put there', async () => {
    const stray = newId()
    const names = [stray, `${stray}.256.webp`, `${stray}.abc.part`]
    const others = ['readme.txt', '.keep']
    await mkdir(folder(), { recursive: true })
    for (const name of [...names, ...others]) await writeFile(join(folder(), name), 'x')
    await sweep(0)
    expect([...(await contents())]).toEqual(expect.arrayContaining([...names, ...others]))
    const old = new Date(Date.now() - 2 * day)
    for (const name of [...names, ...others]) utimesSync(join(folder(), name), old, old)
    await sweep(0)
    const left = await contents()
    expect(names.filter((name) => left.has(name))).toEqual([])
    expect(others.filter((name) => left.has(name))).toEqual(others)
  })
})

describe('what stays', () => {
  test('a file that was removed and can be restored, and one that an undo let go', async () => {
    const account = await world.add('ana', 'account', { name: 'Stay' })
    const removed = await upload(`/accounts/${account}/files`)
    await ana.json('DELETE', `/files/${removed}`)
    const logo = await upload()
    const change = await ana.request('PATCH', `/accounts/${account}`, { logo })
    const operation = change.headers.get('tendero-operation')
    const undone = (await ana.json('POST', `/operations/${operation}/reversal`)) as { operationId: string }
    await sweep(400 * day)
    await ana.json('POST', `/files/${removed}/restoration`)
    expect(await isThere(removed)).toEqual([true, true])
    expect((await ana.request('POST', `/operations/${undone.operationId}/reversal`)).status).toBe(200)
    expect(await ana.json('GET', `/accounts/${account}`)).toMatchObject({ logo: { id: logo } })
    expect(await isThere(logo)).toEqual([true, true])
  })

  test('whatever a record takes at the moment of the sweep: taken and there, or refused and gone', async () => {
    const accounts = await Promise.all(
      Array.from({ length: 24 }, (_, n) => world.add('ana', 'account', { name: `Race ${n}` })),
    )
    const logos: string[] = []
    for (const _ of accounts) logos.push(await upload())
    let going = true
    const sweeping = (async () => {
      while (going) await sweep(2 * day)
    })()
    const taken = await Promise.all(
      accounts.map(async (account, n) => {
        await new Promise((resolve) => setTimeout(resolve, n * 3))
        const answer = await ana.request('PATCH', `/accounts/${account}`, { logo: logos[n] })
        return [200, 404, 422].includes(answer.status) ? answer.status === 200 : expect.fail(String(answer.status))
      }),
    )
    going = false
    await sweeping
    await sweep(2 * day)
    for (const [n, account] of accounts.entries()) {
      const { logo } = await ana.json<{ logo: { id: string } | null }>('GET', `/accounts/${account}`)
      expect(logo?.id).toBe(taken[n] ? logos[n] : undefined)
      expect(await isThere(logos[n] ?? '')).toEqual([taken[n], taken[n]])
    }
  })
})
