import {
  type AnyRecord,
  type Deactivated,
  type HandOverRun,
  type Holding,
  type NotificationPage,
  sql,
} from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { browserOf } from '../../test/http.ts'
import { keyOf, makeKey } from '../../test/keys.ts'
import { openWorld } from '../../test/world.ts'
import { write } from '../kernel/action.ts'
import { callerOfProgram } from '../kernel/caller.ts'
import type { Event } from '../kernel/events.ts'
import type { Kernel } from '../kernel/kernel.ts'

const world = await openWorld()
const ines = await browserOf(world, 'ines')
const { ids } = world

/** Does what the worker would with what was written so far. */
async function work(kernel: Kernel = world.kernel): Promise<void> {
  const { rows } = await world.kernel.database.direct.query<Event & { workspace_id: string }>(
    `delete from tendero.outbox where topic like 'user.%' or topic like 'hand_over.%' returning id, workspace_id, topic, payload`,
  )
  for (const { workspace_id, ...event } of rows)
    for (const { topics, run } of kernel.subscribers)
      if (topics.includes(event.topic)) await run(kernel, { ...event, workspaceId: workspace_id })
}

const read = (run: { id: string } | null) => ines.json<HandOverRun>('GET', `/hand-overs/${run?.id}`)
const ownerOf = async (collection: string, id: string) =>
  (await ines.json<AnyRecord>('GET', `/${collection}/${id}`)).owner
const everything = (everythingTo: string) => ({ successors: { everything: everythingTo } })

/** Ana is active again, and nobody else holds what is hers. */
async function reactivate(): Promise<void> {
  await ines.request('PATCH', `/users/${ids.ana}`, { active: true })
}

let lead = ''
let account = ''
let done = ''
let open = ''

beforeAll(async () => {
  lead = await world.add('ana', 'lead', { lastName: 'Open' })
  account = await world.add('ana', 'account', { name: 'Acme' })
  done = await world.add('ana', 'task', { subject: 'Done', account, doneAt: '2026-01-01T10:00:00Z' })
  open = await world.add('ana', 'task', { subject: 'Open', account, dueAt: '2026-01-01T10:00:00Z' })
  await world.add('ana', 'lead', { lastName: 'Gone', status: 'unqualified', unqualifiedReason: 'no_need' })
  await world.add('ana', 'view', { name: 'Hers alone', object: 'lead', kind: 'list', definition: {} })
})

describe('what somebody holds', () => {
  test('is counted by object and team, as far as others have to go on with it', async () => {
    const { items } = await ines.json<{ items: Holding[] }>('GET', `/users/${ids.ana}/holdings`)
    const team = ids.northEast
    expect(items).toHaveLength(3)
    for (const object of ['lead', 'account', 'activity']) expect(items).toContainEqual({ object, team, count: 1 })
  })

  test('is for administrators alone, and of their own company', async () => {
    const marta = await browserOf(world, 'marta')
    expect((await marta.request('GET', `/users/${ids.ana}/holdings`)).status).toBe(403)
    expect((await marta.request('POST', `/users/${ids.ana}/deactivation`, {})).status).toBe(403)
    expect((await ines.request('GET', `/users/${world.stranger.userId}/holdings`)).status).toBe(404)
    expect((await ines.request('POST', `/users/${world.stranger.userId}/deactivation`, {})).status).toBe(404)
  })
})

describe('a deactivation with a successor', () => {
  test('gives open records away in the background and is taken back as one', async () => {
    const answer = await ines.request('POST', `/users/${ids.ana}/deactivation`, everything(ids.bo))
    expect(answer.status).toBe(202)
    const { operationId, handOver } = (await answer.json()) as Deactivated
    expect(handOver).toMatchObject({ state: 'running', total: 3, moved: 0 })
    await work()
    expect(await read(handOver)).toMatchObject({ state: 'done', total: 3, moved: 3, refused: 0, operationId })
    expect(await Promise.all([ownerOf('leads', lead), ownerOf('accounts', account), ownerOf('tasks', open)])).toEqual([
      ids.bo,
      ids.bo,
      ids.bo,
    ])
    expect(await ownerOf('tasks', done)).toBe(ids.ana)

    expect((await ines.request('POST', `/operations/${operationId}/reversal`, {})).status).toBe(200)
    expect(await ownerOf('leads', lead)).toBe(ids.ana)
    expect(await ines.json<AnyRecord>('GET', `/users/${ids.ana}`)).toMatchObject({ active: true })
  })

  test('takes other people for an object, or for a team', async () => {
    const successors = {
      everything: ids.bo,
      objects: { lead: ids.marta, account: null },
      teams: { [ids.northEast]: ids.ines },
    }
    const { handOver, operationId } = await ines.json<Deactivated>('POST', `/users/${ids.ana}/deactivation`, {
      successors,
    })
    await work()
    expect(await read(handOver)).toMatchObject({ state: 'done', total: 2, moved: 2 })
    expect(await Promise.all([ownerOf('leads', lead), ownerOf('accounts', account), ownerOf('tasks', open)])).toEqual([
      ids.marta,
      ids.ana,
      ids.ines,
    ])
    await ines.request('POST', `/operations/${operationId}/reversal`, {})
  })

  test('names only people who are active, and not the person themselves', async () => {
    for (const wrong of [ids.ana, world.stranger.userId, ids.north])
      expect((await ines.request('POST', `/users/${ids.ana}/deactivation`, everything(wrong))).status).toBe(422)
  })

  test('is not there for the last administrator', async () => {
    const answer = await ines.request('POST', `/users/${ids.ines}/deactivation`, everything(ids.bo))
    expect([answer.status, await answer.json()]).toMatchObject([409, { code: 'last_administrator' }])
    expect((await ines.request('GET', '/hand-overs')).status).toBe(200)
  })
})

test('records that stayed are handed over later, which can be stopped and gone on with', async () => {
  await ines.request('POST', `/users/${ids.ana}/deactivation`, {})
  expect((await ines.request('POST', `/users/${ids.bo}/hand-over`, everything(ids.marta))).status).toBe(409)
  const { handOver } = await ines.json<{ handOver: HandOverRun }>(
    'POST',
    `/users/${ids.ana}/hand-over`,
    everything(ids.bo),
  )
  expect((await ines.json<{ items: HandOverRun[] }>('GET', '/hand-overs')).items.map(({ id }) => id)).toEqual([
    handOver.id,
  ])
  expect((await ines.request('POST', `/hand-overs/${handOver.id}/cancellation`)).status).toBe(202)
  await work()
  expect(await read(handOver)).toMatchObject({ state: 'cancelled', moved: 0 })
  expect((await ines.request('POST', `/hand-overs/${handOver.id}/run`)).status).toBe(202)
  await work()
  expect(await read(handOver)).toMatchObject({ state: 'done', moved: 3 })
  const { operationId } = await read(handOver)
  await ines.request('POST', `/operations/${operationId}/reversal`, {})
  await reactivate()
})

test('records go to nobody who was deactivated meanwhile, and leave nobody who came back', async () => {
  await ines.request('POST', `/users/${ids.ana}/deactivation`, {})
  const wish = everything(ids.bo)
  const { handOver } = await ines.json<{ handOver: HandOverRun }>('POST', `/users/${ids.ana}/hand-over`, wish)
  await ines.request('PATCH', `/users/${ids.bo}`, { active: false })
  await work()
  expect(await read(handOver)).toMatchObject({ state: 'failed', error: 'not_active', moved: 0 })
  expect(await ownerOf('leads', lead)).toBe(ids.ana)
  await ines.request('PATCH', `/users/${ids.bo}`, { active: true })
  await reactivate()
  await ines.request('POST', `/hand-overs/${handOver.id}/run`)
  await work()
  expect(await read(handOver)).toMatchObject({ state: 'failed', error: 'still_active', moved: 0 })
  expect(await ownerOf('leads', lead)).toBe(ids.ana)
})

test('a process that stops leaves the rest to the next', async () => {
  const { handOver } = await ines.json<Deactivated>('POST', `/users/${ids.ana}/deactivation`, everything(ids.bo))
  const stopping = AbortSignal.abort()
  const [run] = world.kernel.subscribers.filter(({ name }) => name === 'handing-over.run')
  const event = { id: '', workspaceId: world.workspaceId, topic: 'hand_over.run', payload: { handOver: handOver?.id } }
  await expect(run?.run({ ...world.kernel, stopping }, event)).rejects.toThrow('stops')
  expect(await read(handOver)).toMatchObject({ state: 'running', moved: 0 })
  await work()
  expect(await read(handOver)).toMatchObject({ state: 'done', moved: 3 })
  await ines.request('POST', `/operations/${handOver?.operationId}/reversal`, {})
})

describe('teams that somebody manages', () => {
  const managers = async () =>
    Promise.all(
      [ids.northEast, ids.northWest].map(async (id) => (await ines.json<AnyRecord>('GET', `/teams/${id}`)).manager),
    )
  const manage = (manager: string) =>
    Promise.all([ids.northEast, ids.northWest].map((id) => ines.json('PATCH', `/teams/${id}`, { manager })))

  test('are held, get the successor as their manager in the same step, and are taken back with the rest', async () => {
    await manage(ids.ana)
    const { items } = await ines.json<{ items: Holding[] }>('GET', `/users/${ids.ana}/holdings`)
    expect(items.filter(({ object }) => object === 'team')).toEqual(
      expect.arrayContaining([ids.northEast, ids.northWest].map((team) => ({ object: 'team', team, count: 1 }))),
    )
    const { handOver, operationId } = await ines.json<Deactivated>('POST', `/users/${ids.ana}/deactivation`, {
      successors: { everything: ids.bo, teams: { [ids.northWest]: ids.marta } },
    })
    expect(handOver).toMatchObject({ state: 'running', total: 5, moved: 2 })
    expect(await managers()).toEqual([ids.bo, ids.marta])
    await work()
    expect(await read(handOver)).toMatchObject({ state: 'done', total: 5, moved: 5 })
    expect((await ines.request('POST', `/operations/${operationId}/reversal`, {})).status).toBe(200)
    expect(await managers()).toEqual([ids.ana, ids.ana])
    expect(await ownerOf('leads', lead)).toBe(ids.ana)
  })

  test('stay theirs where nobody is named for them, and can be given later, though they hold nothing else', async () => {
    await manage(ids.marta)
    const { operationId } = await ines.json<Deactivated>('POST', `/users/${ids.marta}/deactivation`, {
      successors: { everything: ids.bo, objects: { team: null } },
    })
    expect(await managers()).toEqual([ids.marta, ids.marta])
    const { handOver } = await ines.json<{ handOver: HandOverRun }>('POST', `/users/${ids.marta}/hand-over`, {
      successors: { everything: ids.bo },
    })
    expect(handOver).toMatchObject({ total: 2, moved: 2 })
    expect(await managers()).toEqual([ids.bo, ids.bo])
    await work()
    expect(await read(handOver)).toMatchObject({ state: 'done', moved: 2, refused: 0 })
    expect((await ines.request('POST', `/operations/${handOver.operationId}/reversal`, {})).status).toBe(200)
    expect(await managers()).toEqual([ids.marta, ids.marta])
    expect((await ines.request('POST', `/operations/${operationId}/reversal`, {})).status).toBe(200)
    await Promise.all([ids.northEast, ids.northWest].map((id) => ines.json('PATCH', `/teams/${id}`, { manager: null })))
  })
})

describe('somebody who is deactivated, by whatever way,', () => {
  test('is shut out at once, and loses sessions and keys for good', async () => {
    const ana = await browserOf(world, 'ana')
    await makeKey(world, { user: ids.ana, role: await world.roleId('Representative') })
    const counts = async () => {
      const [row] = await world.kernel.database.control<{ sessions: number; keys: number }>(sql`select
        (select count(*) from control.session where identity_id = ${ids.ana}) as sessions,
        (select count(*) from control.api_key where user_id = ${ids.ana} and revoked_at is null) as keys`)
      return [row?.sessions, row?.keys]
    }
    expect(await counts()).toEqual([1, 1])
    await ines.request('PATCH', `/users/${ids.ana}`, { active: false })
    expect((await ana.request('GET', '/leads')).status).toBe(401)
    await work()
    expect(await counts()).toEqual([0, 0])
    await reactivate()
    expect((await ana.request('GET', '/leads')).status).toBe(401)
  })

  test('by a directory is told to administrators, with how much was left behind', async () => {
    await work()
    const directory = await callerOfProgram(world.kernel, world.workspaceId, 'scim')
    await write(world.kernel, directory, (ctx) => ctx.update('user', ids.ana, { active: false }))
    await work()
    await work()
    const { items } = await ines.json<NotificationPage>('GET', '/notifications')
    expect(items).toMatchObject([
      { kind: 'left_behind', others: 3, record: { object: 'user', id: ids.ana, title: 'Ana' } },
    ])
    const marta = await browserOf(world, 'marta')
    expect((await marta.json<NotificationPage>('GET', '/notifications')).items).toEqual([])
    await reactivate()
  })
})

test('what is handed over is told to no key, be it an administrator’s', async () => {
  const key = await keyOf(world, ids.ines, await world.roleId('Administrator'))
  expect((await key.request('GET', '/hand-overs')).status).toBe(403)
  expect((await ines.request('GET', '/hand-overs')).status).toBe(200)
})
