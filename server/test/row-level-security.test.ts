import type { AnyRecord } from '@tendero/model'
import pg from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import * as rest from '../src/derive/rest.ts'
import type { Caller } from '../src/kernel/caller.ts'
import { browserOf } from './http.ts'
import { marker, openUnseen, textOf } from './unseen.ts'

/**
 * The second net alone: every statement that the program sends has lost its own conditions on the workspace, on its way
 * to the database. Row-level security and the views of one workspace still hold the companies apart.
 */

const stripped = { on: false, count: 0 }

/** What is used here of the driver's connection: every statement with values passes through it. */
const wire = (pg as unknown as { Connection: { prototype: { parse(statement: { text: string }): void } } }).Connection
  .prototype
const { parse } = wire
wire.parse = function (statement) {
  if (!stripped.on) return parse.call(this, statement)
  const text = withoutWorkspace(statement.text)
  if (text !== statement.text) stripped.count += 1
  return parse.call(this, { ...statement, text })
}

/** A statement whose comparisons of a workspace with a parameter are all true. */
function withoutWorkspace(text: string): string {
  return text.replace(/(?:"?\w+"?\.)?"?workspace_id"? = (\$\d+)/g, '($1::uuid is not null)')
}

const { world, records } = await openUnseen()
const { model } = await world.as('ines')
let stranger: Caller

beforeAll(async () => {
  stranger = await world.as('stranger')
  // The other company has a first record of its own, so that its lists are not empty for want of any.
  await rest.create(world.kernel, stranger, object('account'), { name: 'Of the other company' })
  stripped.on = true
  return () => {
    stripped.on = false
  }
})

const object = (name: string) => stranger.model.objects.get(name) ?? expect.fail(name)

test('the conditions are really gone: what the owner of the tables asks by such a statement finds both companies', async () => {
  const { rows } = await world.kernel.database.direct.query(
    'select name from tendero.account where workspace_id = $1',
    [world.stranger.workspaceId],
  )
  expect(rows.map((row) => row.name)).toEqual(expect.arrayContaining([marker, 'Of the other company']))
})

describe('without them', () => {
  test.each(Object.keys(records).filter((name) => name !== 'c_machine'))(
    'the other company reads and changes no %s',
    async (name) => {
      const { kernel } = world
      const [id, of] = [records[name] ?? '', object(name)]
      const before = stripped.count
      expect(await rest.list(kernel, stranger, of, { limit: 200, count: true })).not.toContain(marker)
      expect(await rest.list(kernel, stranger, of, { search: marker, limit: 200 })).not.toContain(id)
      await expect(rest.read(kernel, stranger, of, id)).rejects.toMatchObject({ status: 404 })
      await expect(rest.update(kernel, stranger, of, id, {})).rejects.toMatchObject({ status: 404 })
      await expect(rest.remove(kernel, stranger, of, id)).rejects.toMatchObject({ status: 404 })
      await expect(rest.restore(kernel, stranger, of, id)).rejects.toMatchObject({ status: 404 })
      expect(stripped.count).toBeGreaterThan(before)
      const { rows } = await kernel.database.direct.query(
        `select deleted_at from tendero."${model.objects.get(name)?.table}" where workspace_id = $1 and id = $2`,
        [world.workspaceId, id],
      )
      expect(rows).toEqual([{ deleted_at: null }])
    },
  )

  test('neither do search, today, timelines, reports, exports, operations and what administrators keep tell of it', async () => {
    const viewer = await browserOf(world, 'stranger')
    const definition = encodeURIComponent(
      JSON.stringify({
        object: 'account',
        kind: 'table',
        rows: [{ field: 'name' }],
        measures: [{ name: 'n', aggregate: 'count' }],
      }),
    )
    for (const path of [
      `/search?q=${marker}`,
      '/today',
      `/accounts/${records.account}/timeline`,
      `/accounts/${records.account}/followers`,
      `/leads/${records.lead}/conversion`,
      `/report-results?definition=${definition}`,
      '/accounts/export?format=csv',
      '/operations',
      '/audit-log',
      '/notifications',
      '/imports',
      '/mail/messages',
      '/reports/pipeline',
      '/webhooks',
      '/users',
    ]) {
      const answer = await viewer.request('GET', path)
      const text = await textOf(answer)
      expect([path, answer.status < 500, text.includes(marker)]).toEqual([path, true, false])
    }
    const mine = await viewer.json<{ items: AnyRecord[] }>('GET', '/accounts')
    expect(mine.items.map((one) => one.name)).toEqual(['Of the other company'])
  })

  test('what is written stays in the own company, whatever it names', async () => {
    const made = await rest.create(world.kernel, stranger, object('account'), { name: 'Second', sector: 'x' })
    const { id } = JSON.parse(made.record)
    const { rows } = await world.kernel.database.direct.query(
      'select workspace_id from tendero.account where id = $1',
      [id],
    )
    expect(rows).toEqual([{ workspace_id: world.stranger.workspaceId }])
    await expect(
      rest.create(world.kernel, stranger, object('contact'), { firstName: 'Spy', account: records.account }),
    ).rejects.toMatchObject({ status: 422, fields: { account: { code: 'not_found' } } })
  })
})
