import type { MassEditRun } from '@tendero/model'
import { describe, expect, test } from 'vitest'
import { browserOf } from '../../test/http.ts'
import { openMassEdits } from '../../test/mass-edits.ts'
import type { Kernel } from '../kernel/kernel.ts'

const { world, ines, work, again, read, checked, carriedOut, accounts, named, find } = await openMassEdits()
const marta = await browserOf(world, 'marta')

describe('a change of many records', () => {
  test('is checked without writing, carried out, told, and taken back as a whole', async () => {
    await accounts('Whole', [{ establishedIn: 1900, sector: 'wood' }, { establishedIn: 2005 }, { sector: 'steel' }, {}])
    const run = await checked({
      object: 'account',
      target: { filter: named('Whole') },
      changes: [
        { field: 'establishedIn', raiseBy: '50' },
        { field: 'sector', value: 'steel' },
      ],
    })
    expect(run).toMatchObject({
      state: 'checked',
      preview: { total: 4, left: 0, changed: 2, unchanged: 1, refused: 1 },
      outcome: { changed: 0, left: 2 },
      refusals: [{ code: 'too_large', details: { maximum: 2999 }, field: 'establishedIn', count: 1 }],
      operationId: null,
    })
    expect((await find('Whole')).map(({ establishedIn, version }) => [establishedIn, version])).toEqual([
      [1900, 1],
      [2005, 1],
      [null, 1],
      [null, 1],
    ])

    const done = await carriedOut(run)
    expect(done).toMatchObject({ state: 'done', outcome: { total: 4, left: 0, changed: 2, unchanged: 1, refused: 1 } })
    expect((await find('Whole')).map(({ establishedIn, sector }) => [establishedIn, sector])).toEqual([
      [2850, 'steel'],
      [2005, null],
      [null, 'steel'],
      [null, 'steel'],
    ])
    const csv = await (await ines.request('GET', `/mass-edits/${run.id}/refusals`)).text()
    expect(csv).toMatch(/^id,title,reason\r\n[0-9a-f-]{36},Whole 1,too_large: establishedIn\r\n$/)

    expect((await ines.request('POST', `/operations/${done.operationId}/reversal`, {})).status).toBe(200)
    expect((await find('Whole')).map(({ establishedIn, sector }) => [establishedIn, sector])).toEqual([
      [1900, 'wood'],
      [2005, null],
      [null, 'steel'],
      [null, null],
    ])
  })

  test('leaves out those that are refused, wherever they stand, and holds nobody up for them', async () => {
    const years = Array.from({ length: 90 }, (_, index) => (index % 3 === 0 || index > 80 ? 2005 : 1000))
    await accounts(
      'Mixed',
      years.map((establishedIn) => ({ establishedIn })),
    )
    const run = await checked({
      object: 'account',
      target: { filter: named('Mixed') },
      changes: [{ field: 'establishedIn', raiseBy: '50' }],
    })
    const refused = years.filter((year) => year === 2005).length
    expect(run.preview).toEqual({ total: 90, left: 0, changed: 90 - refused, unchanged: 0, refused })
    const done = await carriedOut(run)
    expect(done.outcome).toEqual({ total: 90, left: 0, changed: 90 - refused, unchanged: 0, refused })
    const filter = encodeURIComponent(JSON.stringify(named('Mixed')))
    expect(
      await ines.json('GET', `/accounts/aggregate?group=establishedIn&measures=count&filter=${filter}`),
    ).toMatchObject({
      groups: [
        { keys: [1500], measures: { count: 90 - refused } },
        { keys: [2005], measures: { count: refused } },
      ],
    })
    const lines = (await (await ines.request('GET', `/mass-edits/${run.id}/refusals`)).text()).trim().split('\r\n')
    expect(lines.length).toBe(1 + refused)
  })

  test('clears, and reaches only those that are named', async () => {
    const [first = '', second = ''] = await accounts('Clear', [{ sector: 'a' }, { sector: 'b' }, { sector: 'c' }])
    const run = await checked({
      object: 'account',
      target: { ids: [first, second] },
      changes: [{ field: 'sector', value: null }],
    })
    await carriedOut(run)
    expect((await find('Clear')).map(({ sector }) => sector)).toEqual([null, null, 'c'])
  })

  test('goes on where it was killed, each record once', async () => {
    await accounts(
      'Killed',
      Array.from({ length: 1_200 }, () => ({ employees: 100 })),
    )
    const run = await checked({
      object: 'account',
      target: { filter: named('Killed') },
      changes: [{ field: 'employees', raiseBy: '10' }],
    })
    expect(run.preview).toMatchObject({ total: 1_200, changed: 1_200 })
    const stop = new AbortController()
    const dying: Kernel = {
      ...world.kernel,
      stopping: stop.signal,
      wakeRelay() {
        // The first portion was committed.
        stop.abort()
      },
    }
    await ines.request('POST', `/mass-edits/${run.id}/run`, {})
    await expect(work(dying)).rejects.toThrow('the process stops')
    expect(await read(run)).toMatchObject({ state: 'running', outcome: { changed: 500, left: 700 } })
    expect(await ines.json('GET', '/mass-edits')).toMatchObject({ items: [{ id: run.id, state: 'running' }] })
    expect(await marta.json('GET', '/mass-edits')).toEqual({ items: [] })

    await again(run)
    await again(run)
    const done = await read(run)
    expect(done).toMatchObject({ state: 'done', outcome: { changed: 1_200, left: 0 } })
    const filter = encodeURIComponent(JSON.stringify(named('Killed')))
    expect(await ines.json('GET', `/accounts/aggregate?group=employees&measures=count&filter=${filter}`)).toMatchObject(
      { groups: [{ keys: [110], measures: { count: 1_200 } }] },
    )
    expect((await ines.request('POST', `/operations/${done.operationId}/reversal`, {})).status).toBe(200)
  })

  test('is written once when several take the work for theirs', async () => {
    await accounts(
      'Thrice',
      Array.from({ length: 30 }, () => ({ employees: 100 })),
    )
    const run = await checked({
      object: 'account',
      target: { filter: named('Thrice') },
      changes: [{ field: 'employees', raiseBy: '10' }],
    })
    await ines.request('POST', `/mass-edits/${run.id}/run`, {})
    await Promise.all([again(run), again(run), again(run)])
    expect(await read(run)).toMatchObject({ state: 'done', outcome: { changed: 30, left: 0 } })
    expect(new Set((await find('Thrice')).map(({ employees }) => employees))).toEqual(new Set([110]))
  })

  test('can be cancelled, and gone on with', async () => {
    await accounts('Cancel', [{}, {}])
    const asked = { object: 'account', target: { filter: named('Cancel') }, changes: [{ field: 'sector', value: 'x' }] }
    const run = await checked(asked)
    await ines.request('POST', `/mass-edits/${run.id}/run`, {})
    await ines.request('POST', `/mass-edits/${run.id}/cancellation`, {})
    await work()
    expect(await read(run)).toMatchObject({ state: 'cancelled', outcome: { changed: 0, left: 2 } })
    expect(await carriedOut(run)).toMatchObject({ state: 'done', outcome: { changed: 2 } })
    expect((await ines.request('POST', `/mass-edits/${run.id}/run`, {})).status).toBe(409)
  })

  test('whose worker is gone is told as interrupted', async () => {
    await accounts('Stale', [{}])
    const given = { object: 'account', target: { filter: named('Stale') }, changes: [{ field: 'sector', value: 'x' }] }
    const run = await ines.json<MassEditRun>('POST', '/mass-edits', given)
    await world.kernel.database.direct.query('delete from tendero.outbox')
    await world.kernel.database.direct.query(
      `update tendero.mass_edit set updated_at = now() - interval '3 minutes' where id = $1`,
      [run.id],
    )
    expect(await read(run)).toMatchObject({ state: 'interrupted' })
    await ines.request('POST', `/mass-edits/${run.id}/run`, {})
    await work()
    expect(await read(run)).toMatchObject({ state: 'checked', preview: { changed: 1 } })
  })
})
