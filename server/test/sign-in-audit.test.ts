import { type AuditAction, type HalfSignedIn, sql } from '@tendero/model'
import { beforeAll, expect, test } from 'vitest'
import { type Browser, browserOf } from './http.ts'
import { totpCode } from './totp-code.ts'
import { colleague, password, type Visitor, visitor } from './visitor.ts'
import { openWorld, type World } from './world.ts'

let world: World
let ines: Browser

beforeAll(async () => {
  world = await openWorld()
  ines = await browserOf(world, 'ines')
})

interface Noted {
  readonly action: AuditAction
  readonly actor_id: string
  readonly address: string | null
  readonly agent: string | null
}

/** What the log tells of somebody, the oldest first. */
const notedOf = (user: string) =>
  world.kernel.database.read(world.workspaceId, (tx) =>
    tx.rows<Noted>(sql`select e.action, e.actor_id, e.address, e.agent from app.audit_entry e
      where e.workspace_id = ${tx.workspaceId} and e.record_id = ${user} order by e.id`),
  )
const actionsOf = async (user: string) => (await notedOf(user)).map(({ action }) => action)
const here = { address: '192.0.2.7', userAgent: 'Firefox' }
const signIn = (one: Visitor, word = password) =>
  one.request('POST', '/session', { email: 'eva@example.com', password: word })

test('the audit log tells who signed in and who did not, from where, and what changed of how they do', async () => {
  const { visitor: eva, user } = await colleague(world, ines, { email: 'eva@example.com', ...here })
  expect(await actionsOf(user)).toEqual(['invitation.sent', 'invitation.accepted', 'session.opened'])
  expect((await notedOf(user)).at(-1)).toMatchObject({ actor_id: user, address: '192.0.2.7', agent: 'Firefox' })
  await signIn(visitor(world.kernel, { address: '198.51.100.1' }), 'not the password')
  await expect
    .poll(async () => (await notedOf(user)).at(-1))
    .toMatchObject({
      action: 'session.refused',
      address: '198.51.100.1',
    })
  const { secret } = (await (await eva.request('POST', '/me/totp')).json()) as { secret: string }
  await eva.request('POST', '/me/totp/confirmation', { code: totpCode(secret) })
  const other = visitor(world.kernel, here)
  const { secondFactor } = (await (await signIn(other)).json()) as HalfSignedIn
  await other.request('POST', '/session/second-factor', { token: secondFactor.token, totp: '000000' })
  await eva.request('DELETE', '/me/totp')
  await eva.request('PUT', '/me/password', { currentPassword: 'not the password', password: 'another good one' })
  await eva.request('PUT', '/me/password', { currentPassword: password, password: 'another good one' })
  await eva.request('DELETE', '/me/sessions')
  await eva.request('DELETE', '/session')
  expect((await actionsOf(user)).slice(4)).toEqual([
    'second_factor.added',
    'second_factor.refused',
    'second_factor.removed',
    'proof.refused',
    'password.changed',
    'session.revoked',
    'session.closed',
  ])
})

test('the log says who took the second factors of somebody away, and who invited', async () => {
  const { visitor: leo, user } = await colleague(world, ines, { email: 'leo@example.com' })
  const { secret } = (await (await leo.request('POST', '/me/totp')).json()) as { secret: string }
  await leo.request('POST', '/me/totp/confirmation', { code: totpCode(secret) })
  await ines.request('DELETE', `/users/${user}/second-factors`)
  const noted = await notedOf(user)
  expect(noted.at(-1)).toMatchObject({ action: 'second_factor.removed', actor_id: world.ids.ines })
  expect(noted[0]).toMatchObject({ action: 'invitation.sent', actor_id: world.ids.ines })
})

test('an address that nobody knows leaves nothing in any log', async () => {
  const count = async () =>
    (await world.kernel.database.direct.query('select count(*)::int as n from tendero.audit_entry')).rows[0]?.n
  const before = await count()
  const answer = await visitor(world.kernel).request('POST', '/session', { email: 'nobody@example.com', password })
  expect(answer.status).toBe(401)
  expect(await count()).toBe(before)
})
