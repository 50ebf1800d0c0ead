import type { AnyRecord, Followers, Page } from '@tendero/model'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Browser } from '../../test/http.ts'
import { openNotified } from '../../test/notified.ts'

const { world, ana, bo, ines, deal, toldTo, short, forget } = await openNotified()
const tomorrow = new Date(Date.now() + 86_400_000).toISOString()
const nextWeek = new Date(Date.now() + 7 * 86_400_000).toISOString()

let id: string
beforeEach(async () => {
  id = await deal()
})

const share = (who: Browser, values: object, headers = {}) =>
  who.request('POST', '/shares', { object: 'opportunity', record: id, ...values }, headers)
const shared = async (who: Browser, values: object) => (await (await share(who, values)).json()) as AnyRecord
const fields = async (answer: Response) => ((await answer.json()) as { fields?: object }).fields
const seenByBo = async () => (await bo.request('GET', `/opportunities/${id}`)).status === 200

describe('sharing a record', () => {
  test('is for whoever may edit it, with one person or one team, once with each', async () => {
    const withBo = { user: world.ids.bo }
    expect((await share(bo, withBo)).status).toBe(422)
    expect(await fields(await share(ana, {}))).toEqual({ user: { code: 'required' } })
    expect(await fields(await share(ana, { ...withBo, team: world.ids.north }))).toEqual({
      team: { code: 'person_or_team' },
    })
    expect(await fields(await share(ana, { ...withBo, until: '2020-01-01T00:00:00Z' }))).toEqual({
      until: { code: 'in_the_past' },
    })
    const one = await shared(ana, withBo)
    expect(one).toMatchObject({ access: 'read', until: null, createdBy: world.ids.ana, titles: { user: 'Bo' } })
    expect((await share(ana, withBo)).status).toBe(409)
    const list = await bo.json<Page>('GET', '/shares')
    expect(list.items.map((item) => item.id)).toEqual([one.id])
  })

  test('is not for what has no owner, a sharing of its own, or no name at all', async () => {
    const product = await world.add('ines', 'product', { name: 'Lamp' })
    for (const object of ['product', 'view', 'opportunity_line', 'custom_record', 'constructor', 'share'])
      expect(await fields(await share(ines, { object, record: product, user: world.ids.bo }))).toEqual({
        object: { code: 'unknown_object' },
      })
  })

  test('is not with somebody of another company', async () => {
    const user = world.stranger.userId
    expect(await fields(await share(ana, { user }))).toEqual({ user: { code: 'not_found' } })
  })

  test('is not with somebody who is no longer here', async () => {
    const role = await world.roleId('Representative')
    const gone = await world.add('ines', 'user', { name: 'Gone', email: 'gone@example.com', role, active: false })
    expect(await fields(await share(ana, { user: gone }))).toEqual({ user: { code: 'inactive_person' } })
  })

  test('for editing lets them edit, and follow, and for reading does neither', async () => {
    await shared(ana, { user: world.ids.bo })
    const followers = () => ana.json<Followers>('GET', `/opportunities/${id}/followers`)
    expect((await followers()).items.map(({ name }) => name)).toEqual(['Ana'])
    expect((await bo.request('PATCH', `/opportunities/${id}`, { name: 'x' })).status).toBe(403)
    const { items } = await ana.json<Page>('GET', '/shares')
    await ana.json('PATCH', `/shares/${items.find(({ record }) => record === id)?.id}`, { access: 'edit' })
    expect((await followers()).items.map(({ name }) => name)).toEqual(['Ana', 'Bo'])
    expect((await bo.request('PATCH', `/opportunities/${id}`, { name: 'x' })).status).toBe(200)
  })

  test('is taken back by undo, and undo brings back what was taken', async () => {
    const made = await share(ana, { user: world.ids.bo, access: 'edit' })
    const one = (await made.json()) as AnyRecord
    const undo = (operation: unknown) => ana.request('POST', `/operations/${operation}/reversal`)
    expect((await undo(made.headers.get('tendero-operation'))).status).toBe(200)
    expect(await seenByBo()).toBe(false)
    const again = await shared(ana, { user: world.ids.bo })
    const { operationId } = await ana.json('DELETE', `/shares/${again.id}`)
    expect(await seenByBo()).toBe(false)
    expect((await undo(operationId)).status).toBe(200)
    expect(await seenByBo()).toBe(true)
    expect(one.id).not.toBe(again.id)
  })
})

describe('who edits by a share alone', () => {
  const guest = async (until: string | null = tomorrow) => shared(ana, { user: world.ids.bo, access: 'edit', until })

  test('passes on no more than they have', async () => {
    const own = await guest()
    const marta = { user: world.ids.ines }
    expect(await fields(await share(bo, marta))).toMatchObject({ until: { code: 'outlasts_own' } })
    expect(await fields(await share(bo, { ...marta, until: nextWeek }))).toMatchObject({
      until: { code: 'outlasts_own' },
    })
    expect((await share(bo, { ...marta, until: tomorrow })).status).toBe(201)
    const longer = await bo.request('PATCH', `/shares/${own.id}`, { until: nextWeek })
    expect(await fields(longer)).toMatchObject({ until: { code: 'outlasts_own' } })
    expect(await fields(await bo.request('PATCH', `/shares/${own.id}`, { until: null }))).toMatchObject({
      until: { code: 'outlasts_own' },
    })
  })

  test('does not make it their own, nor their team’s, nor anybody else’s', async () => {
    await guest()
    for (const values of [
      { owner: world.ids.bo },
      { owner: world.ids.ines },
      { owner: null },
      { team: world.ids.northWest },
    ]) {
      const refused = await bo.request('PATCH', `/opportunities/${id}`, values)
      expect(await fields(refused)).toEqual({ [Object.keys(values)[0] ?? '']: { code: 'read_only' } })
    }
    expect((await bo.request('PATCH', `/opportunities/${id}`, { name: 'Ours together' })).status).toBe(200)
    expect((await ana.request('PATCH', `/opportunities/${id}`, { owner: world.ids.bo })).status).toBe(200)
    expect((await bo.request('PATCH', `/opportunities/${id}`, { owner: world.ids.ana })).status).toBe(200)
  })

  test('takes back what they gave or were given, and nothing that others gave', async () => {
    const own = await guest(null)
    const others = await shared(ana, { user: world.ids.ines })
    const given = await shared(bo, { team: world.ids.north })
    expect((await bo.request('DELETE', `/shares/${others.id}`)).status).toBe(403)
    expect((await bo.request('PATCH', `/shares/${others.id}`, { access: 'edit' })).status).toBe(403)
    expect((await bo.request('DELETE', `/shares/${given.id}`)).status).toBe(200)
    expect((await bo.request('DELETE', `/shares/${own.id}`)).status).toBe(200)
    expect(await seenByBo()).toBe(false)
  })
})

describe('what was passed on', () => {
  const left = async () => {
    const { items } = await ines.json<Page>('GET', '/shares?limit=200')
    return items.filter(({ record }) => record === id).map(({ user, team, until }) => [user ?? team, until])
  }
  const edit = { access: 'edit' }
  let own: AnyRecord
  beforeEach(async () => {
    own = await shared(ana, { user: world.ids.bo, ...edit })
    await shared(bo, { team: world.ids.northWest, ...edit })
  })
  const undo = async (operation: unknown) =>
    expect((await ana.request('POST', `/operations/${operation}/reversal`)).status).toBe(200)

  test('ends with the share by which it could be, and comes back with it', async () => {
    const { operationId } = await ana.json('DELETE', `/shares/${own.id}`)
    expect(await left()).toEqual([])
    await undo(operationId)
    expect((await left()).map(([whom]) => whom).toSorted()).toEqual([world.ids.bo, world.ids.northWest].toSorted())
  })

  test('ends when the share is for reading from now on, and sooner when it ends sooner', async () => {
    await ana.json('PATCH', `/shares/${own.id}`, { until: tomorrow })
    expect((await left()).map(([, until]) => Date.parse(String(until)))).toEqual([tomorrow, tomorrow].map(Date.parse))
    await ana.json('PATCH', `/shares/${own.id}`, { access: 'read' })
    expect((await left()).map(([whom]) => whom)).toEqual([world.ids.bo])
  })

  test('stays where whoever gave it may edit the record otherwise', async () => {
    await ana.json('PATCH', `/opportunities/${id}`, { owner: world.ids.bo })
    await ana.request('DELETE', `/shares/${own.id}`)
    await ines.request('DELETE', `/shares/${own.id}`)
    expect((await left()).map(([whom]) => whom)).toEqual([world.ids.northWest])
  })

  test('ends with a team’s share for who edits by that, and what others gave stays', async () => {
    const marta = await shared(ana, { user: world.ids.marta, ...edit })
    await ana.json('DELETE', `/shares/${own.id}`)
    const teams = await shared(ana, { team: world.ids.northWest, ...edit })
    await shared(bo, { user: world.ids.ines })
    await ana.json('DELETE', `/shares/${teams.id}`)
    expect((await left()).map(([whom]) => whom)).toEqual([marta.user])
  })
})

describe('a share ends', () => {
  test('with the person or the team that it is with, and with the record', async () => {
    const role = await world.roleId('Representative')
    const user = await world.add('ines', 'user', { name: 'Leo', email: `leo-${id}@example.com`, role })
    const team = await world.add('ines', 'team', { name: 'Short' })
    const shares = [await shared(ana, { user }), await shared(ana, { team }), await shared(ana, { user: world.ids.bo })]
    const left = async () => {
      const { items } = await ines.json<Page>('GET', '/shares?limit=200')
      return shares.map((one) => items.some((item) => item.id === one.id))
    }
    expect(await left()).toEqual([true, true, true])
    await ines.json('DELETE', `/users/${user}`)
    expect(await left()).toEqual([false, true, true])
    await ines.json('DELETE', `/teams/${team}`)
    expect(await left()).toEqual([false, false, true])
    await ines.json('DELETE', `/opportunities/${id}`)
    expect(await left()).toEqual([false, false, false])
  })

  test('at its instant by the workspace’s own clock', async () => {
    await shared(ana, { user: world.ids.bo, until: tomorrow })
    expect(await seenByBo()).toBe(true)
    await ines.json('PATCH', `/workspaces/${world.workspaceId}`, { clockOffset: 2 * 86_400 })
    expect(await seenByBo()).toBe(false)
    await ines.json('PATCH', `/workspaces/${world.workspaceId}`, { clockOffset: 0 })
    expect(await seenByBo()).toBe(true)
  })
})

describe('whom a record is shared with', () => {
  test('is told, each of a team, but not whoever shared it, nor once it was taken back', async () => {
    await forget()
    const one = await shared(ana, { user: world.ids.bo })
    expect((await toldTo(bo)).map(short)).toEqual([['shared', 'Ana', 'Ten lamps']])
    await ana.request('DELETE', `/shares/${one.id}`)
    expect(await toldTo(bo)).toEqual([])
    await forget()
    await ines.request('POST', '/shares', { object: 'opportunity', record: id, team: world.ids.northWest })
    await ines.request('POST', '/shares', { object: 'opportunity', record: id, team: world.ids.northEast })
    expect((await toldTo(bo)).map(short)).toEqual([['shared', 'Ines', 'Ten lamps']])
    expect((await toldTo(ana)).map(short)).toEqual([['shared', 'Ines', 'Ten lamps']])
    expect(await toldTo(ines)).toEqual([])
  })
})
