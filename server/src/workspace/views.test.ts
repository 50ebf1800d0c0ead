import type { AnyRecord, Page } from '@tendero/model'
import type { Session } from '@tendero/model/api'
import { describe, expect, test } from 'vitest'
import { type Browser, browserOf } from '../../test/http.ts'
import { openWorld } from '../../test/world.ts'

const world = await openWorld()
const ines = await browserOf(world, 'ines')
const marta = await browserOf(world, 'marta')
const ana = await browserOf(world, 'ana')
const bo = await browserOf(world, 'bo')

const save = (who: Browser, sharedWith: string) =>
  who.json<AnyRecord>('POST', '/views', { name: `For ${sharedWith}`, object: 'account', definition: {}, sharedWith })
const sees = async (who: Browser, { id }: AnyRecord) =>
  (await who.json<Page>('GET', '/views')).items.some((view) => view.id === id)

describe('a view', () => {
  test.each([
    ['nobody', [true, false, false]],
    ['team', [true, false, true]],
    ['everybody', [true, true, true]],
  ])('shared with %s is seen by its owner, another team and the manager above', async (whom, seen) => {
    const view = await save(ana, whom)
    expect(await Promise.all([ana, bo, marta].map((who) => sees(who, view)))).toEqual(seen)
    expect((await bo.request('PATCH', `/views/${view.id}`, { name: 'Taken' })).status).toBe(seen[1] ? 403 : 404)
  })

  test('shared with a team follows its owner to another one', async () => {
    const view = await save(ana, 'team')
    await ana.json('PATCH', `/views/${view.id}`, { team: world.ids.northWest })
    expect(await sees(bo, view)).toBe(true)
  })
})

describe('the views that a role begins with', () => {
  const begins = async (who: Browser) => (await who.json<Session>('GET', '/session')).role.defaultViews

  test('are set by an administrator and told with the session', async () => {
    const view = await save(ines, 'everybody')
    const role = await world.roleId('Representative')
    expect(await begins(ana)).toEqual({})
    await ines.json('PATCH', `/roles/${role}`, { defaultViews: { account: view.id } })
    expect(await begins(ana)).toEqual({ account: view.id })
    expect(await begins(ines)).toEqual({})
    await ines.json('PATCH', `/roles/${role}`, { defaultViews: null })
    expect(await begins(ana)).toEqual({})
  })

  test('are refused from others, and unless they are ids', async () => {
    const role = await world.roleId('Representative')
    expect((await ana.request('PATCH', `/roles/${role}`, { defaultViews: {} })).status).toBe(403)
    const answer = await ines.request('PATCH', `/roles/${role}`, { defaultViews: { account: 'mine' } })
    expect(await answer.json()).toMatchObject({ status: 422, fields: { defaultViews: { code: 'not_a_document' } } })
  })
})
