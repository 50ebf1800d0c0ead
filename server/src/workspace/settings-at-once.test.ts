import type { AnyRecord, MassEditRun, Page } from '@tendero/model'
import { afterEach, describe, expect, test } from 'vitest'
import { browserOf } from '../../test/http.ts'
import { openRights } from '../../test/keys.ts'
import { openWorld } from '../../test/world.ts'

/** Settings that are checked by other settings, which others change at the same time, or the same request does. */

const world = await openWorld()
const ines = await browserOf(world, 'ines')
const marta = await browserOf(world, 'marta')
const { makeRole } = await openRights(world)
const administrator = await world.roleId('Administrator')
const manager = await world.roleId('Manager')

const statusesOf = async (answers: readonly Promise<Response>[]) =>
  (await Promise.all(answers)).map(({ status }) => status).sort()

async function administrators(): Promise<readonly string[]> {
  const { rows } = await world.kernel.database.direct.query<{ id: string }>(
    `select id from tendero."user" where workspace_id = $1 and role_id = $2 and active and deleted_at is null`,
    [world.workspaceId, administrator],
  )
  return rows.map(({ id }) => id)
}

describe('the last administrator', () => {
  const { ids } = world
  const both = [ids.marta, ids.ines]

  afterEach(async () => {
    const [left] = await administrators()
    const who = left === ids.marta ? marta : ines
    await who.json('PATCH', `/users/${ids.ines}`, { role: administrator })
    await ines.json('PATCH', `/users/${ids.marta}`, { role: manager })
  })

  test('stays when several are demoted one after the other', async () => {
    await ines.json('PATCH', `/users/${ids.marta}`, { role: administrator })
    await ines.json('POST', '/users/bulk', { update: both.map((id) => ({ id, role: manager })) })
    expect(await administrators()).toEqual([ids.ines])
  })

  test('stays when several are demoted together', async () => {
    await ines.json('PATCH', `/users/${ids.marta}`, { role: administrator })
    const changes = [{ field: 'role', value: manager }]
    const run = await ines.json<MassEditRun>('POST', '/mass-edits', { object: 'user', target: { ids: both }, changes })
    for (const [step, topic] of [
      ['check', 'mass_edit.check'],
      ['run', 'mass_edit.run'],
    ] as const) {
      if (step === 'run') await ines.json('POST', `/mass-edits/${run.id}/run`, {})
      const event = { id: run.id, workspaceId: world.workspaceId, topic, payload: { massEdit: run.id } }
      for (const { topics, run: job } of world.kernel.subscribers)
        if (topics.includes(topic)) await job(world.kernel, event)
    }
    expect((await administrators()).length).toBe(1)
  })

  test('stays when two demote each other at once', async () => {
    await ines.json('PATCH', `/users/${ids.marta}`, { role: administrator })
    await statusesOf([
      ines.request('PATCH', `/users/${ids.marta}`, { role: manager }),
      marta.request('PATCH', `/users/${ids.ines}`, { role: manager }),
    ])
    expect((await administrators()).length).toBe(1)
  })
})

describe('a team', () => {
  const team = (name: string, parent?: string) => ines.json<AnyRecord>('POST', '/teams', { name, parent })

  test('stands under none of those below it', async () => {
    const top = await team('Top')
    const below = await team('Below', top.id)
    const circle = await ines.request('PATCH', `/teams/${top.id}`, { parent: below.id })
    expect([circle.status, await circle.json()]).toMatchObject([422, { fields: { parent: { code: 'circular' } } }])
  })

  test('nor when two are put under each other at once', async () => {
    const [one, other] = [await team('One'), await team('Other')]
    expect(
      await statusesOf([
        ines.request('PATCH', `/teams/${one.id}`, { parent: other.id }),
        ines.request('PATCH', `/teams/${other.id}`, { parent: one.id }),
      ]),
    ).toEqual([200, 422])
  })
})

test('a role is not given while it is deleted', async () => {
  const role = await makeRole({})
  await statusesOf([
    ines.request('DELETE', `/roles/${role}`),
    ines.request('PATCH', `/users/${world.ids.bo}`, { role }),
  ])
  const { items } = await ines.json<Page>('GET', '/roles?limit=200')
  const bo = await ines.json<AnyRecord>('GET', `/users/${world.ids.bo}`)
  expect(items.map(({ id }) => id)).toContain(bo.role)
})
