import type { AnyRecord, AuditItem, AuditPage } from '@tendero/model'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Browser, browserOf } from '../../test/http.ts'
import { keyOf, makeKey } from '../../test/keys.ts'
import { suiteFolder } from '../../test/suite-folder.ts'
import { openWorld, type World } from '../../test/world.ts'
import { createApp } from '../http/app.ts'
import { openReadLog } from '../kernel/read-log.ts'
import { readConfiguration } from '../platform/configuration.ts'

let world: World
let ines: Awaited<ReturnType<typeof browserOf>>
let account: string
let seen: number
let field: string

beforeAll(async () => {
  world = await openWorld()
  ines = await browserOf(world, 'ines')
  const made = await ines.json<AnyRecord>('POST', '/custom-fields', {
    object: 'account',
    label: 'Health',
    kind: 'text',
    options: { sensitive: true },
  })
  field = String(made.name)
})

/** A new key each time: what was noted of one in this hour is not noted again. */
let reader: Browser

beforeEach(async () => {
  account = (await ines.json<AnyRecord>('POST', '/accounts', { name: 'Isdom', [field]: 'well' })).id
  reader = await keyOf(world, world.ids.ines, await world.roleId('Administrator'))
  await noted()
  seen = (await all()).length
})

const all = async () => (await ines.json<AuditPage>('GET', '/audit-log?category=sensitive&limit=100')).items

/** What was noted since the test began, the newest first. */
async function noted(): Promise<readonly AuditItem[]> {
  await world.kernel.reads.flush()
  const items = await all()
  return items.slice(0, items.length - seen)
}

const list = () => ({ object: 'account', record: null, detail: { fields: [field], list: true } })
const condition = () => encodeURIComponent(JSON.stringify({ field, op: 'is', value: 'well' }))
const definition = (fields: Record<string, unknown>) =>
  encodeURIComponent(JSON.stringify({ object: 'account', ...fields }))

test('a record is noted once an hour, with who, which and what', async () => {
  for (let i = 0; i < 3; i += 1) await reader.request('GET', `/accounts/${account}`)
  expect(await noted()).toMatchObject([
    {
      action: 'sensitive.read',
      actor: { name: 'Ines' },
      through: 'api_key',
      key: { id: expect.any(String) },
      address: '127.0.0.1',
      object: 'account',
      record: { id: account, title: 'Isdom' },
      detail: { fields: [field] },
    },
  ])
})

describe('noted are', () => {
  test.each([
    ['a list', () => '/accounts?limit=1'],
    ['a list that it narrows', () => `/accounts?fields=name&filter=${condition()}`],
    ['a list that it orders', () => `/accounts?fields=name&sort=${field}`],
    ['groups', () => `/accounts/aggregate?group=${field}`],
    ['an export', () => `/accounts/export?fields=${field}`],
    [
      'a report',
      () =>
        `/report-results?definition=${definition({ kind: 'bar', rows: [{ field }], measures: [{ name: 'count', aggregate: 'count' }] })}`,
    ],
    [
      'the records of a report',
      () => `/report-records?definition=${definition({ kind: 'table', columns: ['name', field] })}`,
    ],
  ])('%s', async (_, path) => {
    const answer = await reader.request('GET', path())
    expect(answer.status).toBe(200)
    await answer.arrayBuffer()
    expect(await noted()).toMatchObject([list()])
  })

  test('a timeline that tells its changes', async () => {
    await ines.json('PATCH', `/accounts/${account}`, { [field]: 'ill' })
    await reader.request('GET', `/accounts/${account}/timeline`)
    expect(await noted()).toMatchObject([{ object: 'account', record: { id: account }, detail: { fields: [field] } }])
  })

  test('a change that answers with the record', async () => {
    await reader.request('PATCH', `/accounts/${account}`, {})
    expect(await noted()).toMatchObject([{ record: { id: account } }])
  })

  test('people at their screens', async () => {
    await (await browserOf(world, 'bo')).request('GET', `/accounts/${account}`)
    expect(await noted()).toMatchObject([{ actor: { name: 'Bo' }, through: 'screen', key: null }])
  })
})

test('nothing is noted of who does not get it', async () => {
  for (const path of ['/accounts?fields=name', '/leads', '/accounts/00000000-0000-7000-8000-000000000000'])
    await reader.request('GET', path)
  expect(await noted()).toEqual([])
})

test('while the database takes nothing they wait, and are written when it does', async () => {
  const { database } = world.kernel
  let broken = true
  const transaction: typeof database.transaction = (workspaceId, work) =>
    broken ? Promise.reject(new Error('no connection')) : database.transaction(workspaceId, work)
  const errors: unknown[] = []
  const reads = openReadLog({ transaction }, {
    ...world.kernel.log,
    error: (told: unknown) => errors.push(told),
  } as never)
  const caller = { ...(await world.as('ana')), origin: { address: null, userAgent: null, keyId: null } }
  reads.noting(caller)?.('lead', ['email'], null)
  await reads.flush()
  expect([errors.length, await noted()]).toEqual([1, []])
  broken = false
  await reads.flush()
  expect(await noted()).toMatchObject([{ object: 'lead', actor: { name: 'Ana' } }])
})

test('what waits is written when the process stops', async () => {
  const dataDir = suiteFolder()
  const app = await createApp({
    configuration: readConfiguration({ TENDERO_DATA: dataDir }),
    ownerUrl: world.ownerUrl,
    dataDir,
    webFolder: dataDir,
    log: world.kernel.log,
    stopping: new AbortController().signal,
  })
  const secret = await makeKey(world, { user: world.ids.ines, role: await world.roleId('Administrator') })
  const headers = { authorization: `Bearer ${secret}` }
  const answer = await app.fetch(new Request(`http://127.0.0.1/api/v1/accounts/${account}`, { headers }), '127.0.0.1')
  expect([answer.status, await noted()]).toEqual([200, []])
  await app.close()
  expect(await noted()).toMatchObject([{ record: { id: account } }])
})

test('all that is seen with borrowed eyes is noted, as whom too', async () => {
  await ines.request('POST', '/view-as', { user: world.ids.ana })
  await ines.request('GET', `/accounts/${account}`)
  await ines.request('GET', '/leads')
  await ines.request('DELETE', '/view-as')
  await world.kernel.reads.flush()
  const { items } = await ines.json<AuditPage>('GET', '/audit-log?category=view_as&limit=4')
  const read = items.filter(({ action }) => action === 'view_as.read')
  const detail = { viewedAs: world.ids.ana }
  expect(read).toMatchObject([
    { actor: { name: 'Ines' }, object: 'lead', record: null, detail },
    { actor: { name: 'Ines' }, object: 'account', record: { id: account }, detail },
  ])
})
