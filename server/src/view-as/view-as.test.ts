import { compile, type PastViews, type Problem, type Session, sql } from '@tendero/model'
import { pino } from 'pino'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { browserOf } from '../../test/http.ts'
import { makeKey } from '../../test/keys.ts'
import { openWorld, type World } from '../../test/world.ts'
import { routes } from '../http/app.ts'
import { write } from '../kernel/action.ts'
import { openDatabase } from '../kernel/database.ts'
import { hearOthers } from '../kernel/hear-others.ts'
import { makeKernel } from '../kernel/kernel.ts'
import { slices } from '../slices.ts'
import { endViewsInTime } from './end-views.ts'

let world: World
let ines: Awaited<ReturnType<typeof browserOf>>
let ana: Awaited<ReturnType<typeof browserOf>>
let hidden: string

beforeAll(async () => {
  world = await openWorld()
  ines = await browserOf(world, 'ines')
  ana = await browserOf(world, 'ana')
  hidden = await world.add('bo', 'lead', { firstName: 'Hidden', lastName: 'Person', company: 'Secret Ltd' })
})

afterEach(async () => {
  await ines.request('DELETE', '/view-as')
})

const begin = (user: string = world.ids.ana) => ines.request('POST', '/view-as', { user })
const statusOfHidden = async () => (await ines.request('GET', `/leads/${hidden}`)).status

const noted = async () => {
  const { rows } = await world.kernel.database.direct.query(
    `select action, actor_id, record_id, detail from tendero.audit_entry where workspace_id = $1 order by id desc limit 2`,
    [world.workspaceId],
  )
  return rows.reverse()
}

test('an administrator sees what somebody else sees, and the session says whose eyes these are', async () => {
  expect(await statusOfHidden()).toBe(200)
  expect((await begin()).status).toBe(200)
  expect(await statusOfHidden()).toBe(404)
  const session = await ines.json<Session>('GET', '/session')
  expect(session).toMatchObject({
    user: { id: world.ids.ana, name: 'Ana' },
    role: { administrator: false },
    viewer: { name: 'Ines', endsAt: expect.stringMatching(/Z$/) },
  })
  expect((await ana.json<Session>('GET', '/session')).viewer).toBeNull()
})

test('stopping gives the own rights back at once, and both are noted with who, as whom and how long', async () => {
  await begin()
  expect((await ines.request('DELETE', '/view-as')).status).toBe(200)
  expect(await statusOfHidden()).toBe(200)
  expect((await ines.json<Session>('GET', '/session')).viewer).toBeNull()
  const who = { actor_id: world.ids.ines, record_id: world.ids.ana }
  expect(await noted()).toMatchObject([
    { action: 'view_as.began', ...who, detail: { until: expect.any(String) } },
    { action: 'view_as.ended', ...who, detail: { seconds: 0 } },
  ])
})

test('it ends by itself after its hour', async () => {
  await begin()
  await world.kernel.database.direct.query(`update control.session_view set ends_at = now() - interval '1 second'`)
  world.kernel.admissions.forget()
  expect(await statusOfHidden()).toBe(200)
})

describe('its end is noted once', () => {
  const ends = async () => {
    const { rows } = await world.kernel.database.direct.query(
      `select actor_id, through, record_id, detail from tendero.audit_entry
       where workspace_id = $1 and action = 'view_as.ended' order by id`,
      [world.workspaceId],
    )
    return rows
  }
  const overSince = (seconds: number) =>
    world.kernel.database.direct.query(
      `update control.session_view set began_at = now() - interval '1 hour' - make_interval(secs => $1), ends_at = now() - make_interval(secs => $1)`,
      [seconds],
    )
  let before = 0
  beforeEach(async () => {
    before = (await ends()).length
  })
  const newEnds = async () => (await ends()).slice(before)
  const hour = {
    actor_id: '',
    through: 'system',
    record_id: '',
    detail: { began: expect.stringMatching(/Z$/), seconds: 3600 },
  }
  beforeAll(() => Object.assign(hour, { actor_id: world.ids.ines, record_id: world.ids.ana }))

  test('though nobody comes back, by the job of each minute, as of its hour', async () => {
    await begin()
    await endViewsInTime(world.kernel)
    expect(await newEnds()).toEqual([])
    await overSince(600)
    await endViewsInTime(world.kernel)
    await endViewsInTime(world.kernel)
    expect(await newEnds()).toEqual([hour])
    expect(world.kernel.schedules.map(({ run }) => run)).toContain(endViewsInTime)
  })

  test('when its session is ended elsewhere, or its person is let in no more', async () => {
    await begin()
    await world.kernel.database.control(
      sql`delete from control.session where token_hash in (select token_hash from control.session_view)`,
    )
    expect(await statusOfHidden()).toBe(401)
    await endViewsInTime(world.kernel)
    await endViewsInTime(world.kernel)
    expect(await newEnds()).toMatchObject([{ actor_id: world.ids.ines, through: 'system', record_id: world.ids.ana }])
    ines = await browserOf(world, 'ines')
  })

  test('however many find it at the same time, the person among them', async () => {
    await begin()
    await overSince(1)
    await Promise.all([
      endViewsInTime(world.kernel),
      ines.request('DELETE', '/view-as'),
      endViewsInTime(world.kernel),
      endViewsInTime(world.kernel),
    ])
    expect(await newEnds()).toMatchObject([{ detail: { seconds: 3600 } }])
  })

  test('also after a kill between the note and what was to be forgotten', async () => {
    await begin()
    await overSince(1)
    const { control } = world.kernel.database
    const killed: typeof control = (statement) =>
      compile(statement).text.includes('delete from control.session_view')
        ? Promise.reject(new Error('killed'))
        : control(statement)
    const database = { ...world.kernel.database, control: killed }
    await expect(endViewsInTime({ ...world.kernel, database })).rejects.toThrow('killed')
    await endViewsInTime(world.kernel)
    expect(await newEnds()).toEqual([hour])
  })

  test('when the next begins before anybody noticed, and when somebody signs out meanwhile', async () => {
    await begin()
    await overSince(1)
    world.kernel.admissions.forget()
    await begin(world.ids.marta)
    expect(await newEnds()).toMatchObject([{ record_id: world.ids.ana, detail: { seconds: 3600 } }])
    await ines.request('DELETE', '/view-as')

    const elsewhere = await browserOf(world, 'ines')
    await elsewhere.request('POST', '/view-as', { user: world.ids.ana })
    await elsewhere.request('DELETE', '/session')
    expect((await newEnds()).map((end) => [end.record_id, end.through])).toEqual([
      [world.ids.ana, 'screen'],
      [world.ids.marta, 'screen'],
      [world.ids.ana, 'screen'],
    ])
  })
})

test('who was looked as is told who did', async () => {
  await begin()
  const { items } = await ana.json<PastViews>('GET', '/view-as')
  expect(items[0]).toEqual({ at: expect.stringMatching(/Z$/), by: { id: world.ids.ines, name: 'Ines' } })
  expect((await browserOf(world, 'bo').then((bo) => bo.json<PastViews>('GET', '/view-as'))).items).toEqual([])
})

describe('nothing can be changed while looking', () => {
  const written = slices
    .flatMap((slice) => slice.endpoints ?? [])
    .filter(({ method, whileViewing }) => method !== 'GET' && !whileViewing)
    .map(({ method, path }) => `${method} ${path}`)
  const records = [
    'POST /leads',
    'POST /leads/bulk',
    'PATCH /leads/{id}',
    'DELETE /leads/{id}',
    'POST /leads/{id}/restoration',
  ]
  const personal = slices
    .flatMap((slice) => slice.endpoints ?? [])
    .filter((one) => one.personal)
    .map(({ method, path }) => `${method} ${path}`)

  test('of the addresses that there are', () => {
    expect(written.length).toBeGreaterThan(20)
    expect(personal).toContain('GET /notifications')
    expect(personal).toContain('GET /api-keys')
  })

  test.each([...written, ...records, ...personal])('%s', async (line) => {
    await begin()
    const [method = '', path = ''] = line.split(' ')
    const address = path.replace('{collection}', 'leads').replaceAll(/\{\w+\}/g, hidden)
    const answer = await ines.request(method, address, method === 'GET' ? undefined : {})
    expect([answer.status, ((await answer.json()) as Problem).code]).toEqual([403, 'viewing_as'])
  })

  test('not in the kernel either', async () => {
    const caller = { ...(await world.as('ana')), viewer: (await world.as('ines')).actor }
    const change = write(world.kernel, caller, (ctx) => ctx.insert('account', { name: 'Never' }))
    await expect(change).rejects.toMatchObject({ status: 403, code: 'viewing_as' })
  })
})

describe('it is refused', () => {
  test('to who is no administrator', async () => {
    expect((await ana.request('POST', '/view-as', { user: world.ids.bo })).status).toBe(403)
  })

  test.each(['ines', 'stranger'] as const)('as %s', async (who) => {
    const user = who === 'stranger' ? world.stranger.userId : world.ids[who]
    expect((await begin(user)).status).toBe(422)
  })

  test('to a program with an API key of an administrator', async () => {
    const role = await world.roleId('Administrator')
    const secret = await makeKey(world, { user: world.ids.ines, role })
    const app = routes(world.kernel, '/nowhere')
    const answer = await app.request('/api/v1/view-as', {
      method: 'POST',
      headers: { ...ines.session, authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      body: JSON.stringify({ user: world.ids.ana }),
    })
    expect(answer.status).toBe(403)
    expect(await statusOfHidden()).toBe(200)
  })
})

test('who is looked as ends it by being deactivated', async () => {
  const change = (active: boolean) =>
    world
      .as('ines')
      .then((caller) => write(world.kernel, caller, (ctx) => ctx.update('user', world.ids.ana, { active })))
  await begin()
  await change(false)
  const { viewer, user } = await ines.json<Session>('GET', '/session')
  await change(true)
  expect([viewer, user.name]).toEqual([null, 'Ines'])
})

test('in every process at once', async () => {
  const second = makeKernel(
    { database: openDatabase({ url: world.ownerUrl }), log: pino({ level: 'silent' }), dataDir: '' },
    slices,
  )
  try {
    hearOthers(second)
    const app = routes(second, '/nowhere')
    const status = async () => (await app.request(`/api/v1/leads/${hidden}`, { headers: ines.session })).status
    expect(await status()).toBe(200)
    await begin()
    await expect.poll(status, { timeout: 900 }).toBe(404)
    await ines.request('DELETE', '/view-as')
    await expect.poll(status, { timeout: 900 }).toBe(200)
  } finally {
    await second.database.close()
  }
})
