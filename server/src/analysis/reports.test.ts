import type { AnyRecord, Page, ReportDefinition } from '@tendero/model'
import type { Session } from '@tendero/model/api'
import { describe, expect, test } from 'vitest'
import { type Browser, browserOf } from '../../test/http.ts'
import { openWorld } from '../../test/world.ts'

const world = await openWorld()
const ines = await browserOf(world, 'ines')
const marta = await browserOf(world, 'marta')
const ana = await browserOf(world, 'ana')
const bo = await browserOf(world, 'bo')

const definition: ReportDefinition = {
  object: 'opportunity',
  kind: 'bar',
  rows: [{ field: 'owner' }],
  measures: [{ name: 'count', aggregate: 'count' }],
}
const layout = (report: string) => ({ tiles: [{ id: 'first', report, width: 2, height: 1 }] })
const kept = {
  reports: (values: object = {}) => ({ name: 'Deals by person', definition, ...values }),
  dashboards: (values: object = {}) => ({ name: 'Sales', layout: layout(world.ids.ana), ...values }),
}

const save = (who: Browser, collection: keyof typeof kept, values?: object) =>
  who.json<AnyRecord>('POST', `/${collection}`, kept[collection](values))
const sees = async (who: Browser, collection: string, { id }: AnyRecord) =>
  (await who.json<Page>('GET', `/${collection}`)).items.some((one) => one.id === id)

describe.each(['reports', 'dashboards'] as const)('of %s', (collection) => {
  test.each([
    ['nobody', [true, false, false]],
    ['team', [true, false, true]],
    ['everybody', [true, true, true]],
  ])('one shared with %s is seen by its owner, another team and the manager above', async (sharedWith, seen) => {
    const one = await save(ana, collection, { sharedWith })
    expect(await Promise.all([ana, bo, marta].map((who) => sees(who, collection, one)))).toEqual(seen)
    expect((await bo.request('PATCH', `/${collection}/${one.id}`, { name: 'Taken' })).status).toBe(seen[1] ? 403 : 404)
  })

  test('one has a history, and comes back from the trash', async () => {
    const one = await save(ana, collection)
    await ana.json('PATCH', `/${collection}/${one.id}`, { name: 'Other' })
    await ana.json('DELETE', `/${collection}/${one.id}`)
    expect(await sees(ana, collection, one)).toBe(false)
    await ana.json('POST', `/${collection}/${one.id}/restoration`)
    expect(await ana.json('GET', `/${collection}/${one.id}`)).toMatchObject({ name: 'Other', version: 4 })
  })
})

describe('a report', () => {
  test('keeps its definition and says of which object it is', async () => {
    const report = await save(ana, 'reports')
    expect(report).toMatchObject({ object: 'opportunity', definition, sharedWith: 'nobody', owner: world.ids.ana })
    const of = { ...definition, object: 'account' }
    expect(await ana.json('PATCH', `/reports/${report.id}`, { definition: of })).toMatchObject({ object: 'account' })
  })

  test.each([
    ['no definition', {}],
    ['another kind', { ...definition, kind: 'cake' }],
    ['nine measures', { ...definition, measures: Array.from('abcdefghi', (name) => ({ name, aggregate: 'count' })) }],
    ['something besides', { ...definition, password: 'secret' }],
  ])('is refused with %s', async (_what, definition) => {
    const answer = await ana.request('POST', '/reports', kept.reports({ definition }))
    expect([answer.status, await answer.json()]).toMatchObject([
      422,
      { fields: { definition: { code: 'invalid_report' } } },
    ])
  })
})

describe('a dashboard', () => {
  const [tile] = layout('').tiles
  test.each([
    ['no tiles', {}],
    ['a tile of no report', { tiles: [{ ...tile, report: 'none' }] }],
    ['a tile wider than the grid', { tiles: [{ ...tile, report: world.ids.ana, width: 5 }] }],
    ['two tiles of one id', { tiles: Array(2).fill({ ...tile, report: world.ids.ana }) }],
  ])('is refused with %s', async (_what, layout) => {
    const answer = await ana.request('POST', '/dashboards', kept.dashboards({ layout }))
    expect([answer.status, await answer.json()]).toMatchObject([
      422,
      { fields: { layout: { code: 'invalid_layout' } } },
    ])
  })

  test('may be the one that a role begins with', async () => {
    const { id } = await save(ines, 'dashboards', { sharedWith: 'everybody' })
    await ines.json('PATCH', `/roles/${await world.roleId('Representative')}`, { defaultViews: { dashboard: id } })
    expect((await ana.json<Session>('GET', '/session')).role.defaultViews).toEqual({ dashboard: id })
  })
})
