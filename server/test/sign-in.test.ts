import { type AnyRecord, type Metadata, type Problem, type Session, sql } from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Browser, browserOf } from './http.ts'
import {
  codeOf,
  colleague as colleagueOf,
  company,
  invite as inviteTo,
  password,
  visitor as visitorOf,
} from './visitor.ts'
import { openWorld, type World } from './world.ts'

let world: World
let ines: Browser

beforeAll(async () => {
  world = await openWorld()
  ines = await browserOf(world, 'ines')
})

const visitor = (kernel = world.kernel) => visitorOf(kernel)
const invite = (email: string, role?: string) => inviteTo(world, ines, { email, role })
const colleague = (email: string, role?: string) => colleagueOf(world, ines, { email, role })

describe('signing up a workspace', () => {
  test('is closed once there is one', async () => {
    const answer = await visitor().request('POST', '/workspaces', company)
    expect(answer.status).toBe(403)
    expect(await codeOf(answer)).toBe('sign_up_closed')
  })

  test('makes its administrator and signs them in, where it is open', async () => {
    const luna = visitor({ ...world.kernel, openSignUp: true })
    const answer = await luna.request('POST', '/workspaces', company)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('set-cookie')).toMatch(/^tendero_session=[\w-]{43};.*HttpOnly.*SameSite=Lax/)
    const session = (await answer.json()) as Session
    expect(session).toMatchObject({
      user: { name: 'Luna', language: 'es' },
      workspace: { slug: 'taller-luna', baseCurrency: 'EUR' },
      role: { administrator: true, name: 'Administración' },
    })
    const here = { 'tendero-workspace': 'taller-luna' }
    expect((await luna.request('POST', '/accounts', { name: 'First' }, here)).status).toBe(201)
    expect((await luna.request('GET', '/accounts', undefined, { 'tendero-workspace': world.slug })).status).toBe(401)
  })

  test('twice at once with one address leaves the session to the one whose password it got', async () => {
    const kernel = { ...world.kernel, openSignUp: true }
    const user = { ...company.user, email: 'both@example.com' }
    const answers = await Promise.all(
      ['ten green bottles on a wall', 'nine blue kettles in a row'].map((word) =>
        visitor(kernel).request('POST', '/workspaces', { ...company, name: word, user: { ...user, password: word } }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401])
  })

  test('with an address that signs in already wants its password', async () => {
    const open = visitor({ ...world.kernel, openSignUp: true })
    const stolen = { ...company, user: { ...company.user, password: 'a wrong password' } }
    expect((await open.request('POST', '/workspaces', stolen)).status).toBe(401)
    const again = await open.request('POST', '/workspaces', company)
    expect(((await again.json()) as Session).workspaces.map((one) => one.slug)).toEqual([
      'taller-luna',
      'taller-luna-2',
    ])
  })

  test.each([
    [
      'a short password',
      { user: { ...company.user, email: 'a@example.com', password: 'short' } },
      'password',
      'too_short',
    ],
    ['no address', { user: { ...company.user, email: 'nobody' } }, 'user.email', 'not_an_email'],
    ['an unknown time zone', { timeZone: 'Mars/Base' }, 'timeZone', 'not_a_time_zone'],
    ['what nobody reads', { user: { ...company.user, phone: '1' } }, 'user.phone', 'unknown_field'],
    ['an unknown language', { language: 'tlh' }, 'language', 'invalid_value'],
  ])('says what is wrong with %s', async (_name, change, field, code) => {
    const open = visitor({ ...world.kernel, openSignUp: true })
    const answer = await open.request('POST', '/workspaces', { ...company, ...change })
    expect(answer.status).toBe(422)
    expect(((await answer.json()) as Problem).fields).toHaveProperty([field, 'code'], code)
  })
})

describe('signing in', () => {
  test('takes address and password, whatever the case of the address, and lets one in until sign-out', async () => {
    await colleague('eva@example.com')
    const eva = visitor()
    expect((await eva.request('GET', '/session')).status).toBe(401)
    const answer = await eva.request('POST', '/session', { email: ' Eva@Example.com', password })
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ user: { email: 'eva@example.com' }, actions: ['export'] })
    const kept = eva.cookie
    const here = { 'tendero-workspace': world.slug }
    expect((await eva.request('GET', '/accounts', undefined, here)).status).toBe(200)
    expect((await eva.request('DELETE', '/session')).status).toBe(200)
    expect(eva.cookie).toBe('tendero_session=')
    eva.cookie = kept
    expect((await eva.request('GET', '/accounts', undefined, here)).status).toBe(401)
    expect((await eva.request('GET', '/session')).status).toBe(401)
  })

  test('gives the same answer for a wrong password and an unknown address', async () => {
    await colleague('kai@example.com')
    const answers = await Promise.all(
      ['kai@example.com', 'nobody@example.com'].map((email) =>
        visitor().request('POST', '/session', { email, password: 'not the password' }),
      ),
    )
    const told = await Promise.all(answers.map(async (one) => ({ ...((await one.json()) as Problem), requestId: '' })))
    expect(told[0]).toMatchObject({ status: 401, code: 'wrong_credentials' })
    expect(told[1]).toEqual(told[0])
  })

  test('from a page of another site is refused', async () => {
    const answer = await visitor().request(
      'POST',
      '/session',
      { email: 'eva@example.com', password },
      { origin: 'https://elsewhere.example' },
    )
    expect(answer.status).toBe(403)
    expect(await codeOf(answer)).toBe('foreign_origin')
  })
})

describe('an invitation', () => {
  test('is made by those who may change the settings', async () => {
    const ana = await browserOf(world, 'ana')
    const wish = { name: 'X', email: 'x@example.com', role: await world.roleId('Representative') }
    expect((await ana.request('POST', '/invitations', wish)).status).toBe(403)
  })

  test('tells where it leads, lets in once with a new password, and is then worth nothing', async () => {
    const { token } = await invite('rosa@example.com')
    const rosa = visitor()
    expect(await (await rosa.request('GET', `/invitations/${token}`)).json()).toEqual({
      workspaceName: 'Ferretería Sol',
      email: 'rosa@example.com',
      name: 'Somebody',
    })
    const weak = await rosa.request('POST', `/invitations/${token}/acceptance`, { password: 'short' })
    expect(await codeOf(weak)).toBe('weak_password')
    const accepted = await rosa.request('POST', `/invitations/${token}/acceptance`, { password })
    expect(await accepted.json()).toMatchObject({
      user: { email: 'rosa@example.com' },
      workspace: { slug: world.slug },
    })
    const again = await visitor().request('POST', `/invitations/${token}/acceptance`, { password: 'my own password' })
    expect(again.status).toBe(404)
    expect(await codeOf(again)).toBe('invitation_invalid')
    expect((await visitor().request('GET', `/invitations/${token}`)).status).toBe(404)
    expect((await visitor().request('POST', '/session', { email: 'rosa@example.com', password })).status).toBe(200)
  })

  test('that two people open at once lets one of them in', async () => {
    const { token } = await invite('pau@example.com')
    const answers = await Promise.all(
      ['first password', 'second password'].map((word) =>
        visitor().request('POST', `/invitations/${token}/acceptance`, { password: word }),
      ),
    )
    expect(answers.map((one) => one.status).sort()).toEqual([200, 404])
  })

  test('expires, and a made-up one opens nothing', async () => {
    const { token } = await invite('late@example.com')
    await world.kernel.database.control(
      sql`update control.invitation set expires_at = now() - interval '1 second' where email = 'late@example.com'`,
    )
    for (const one of [token, 'A'.repeat(43), 'x', '%00']) {
      const answer = await visitor().request('POST', `/invitations/${one}/acceptance`, { password })
      expect(answer.status).toBe(404)
    }
  })

  test("for an address that signs in elsewhere opens with that address's password only", async () => {
    const luna = visitor({ ...world.kernel, openSignUp: true })
    const user = { ...company.user, email: 'sol@example.com' }
    await luna.request('POST', '/workspaces', { ...company, name: 'Sol y Luna', user })
    const { token } = await invite('sol@example.com')
    const thief = visitor()
    const stolen = await thief.request('POST', `/invitations/${token}/acceptance`, { password: 'my own password' })
    expect(stolen.status).toBe(401)
    expect(thief.cookies.has('tendero_session')).toBe(false)
    const accepted = await visitor().request('POST', `/invitations/${token}/acceptance`, { password })
    expect(((await accepted.json()) as Session).workspaces).toHaveLength(2)
  })

  test('to a role above one’s own is refused', async () => {
    const rights = {
      objects: { user: { create: 'all', read: 'all', edit: 'all', delete: 'none' } },
      actions: ['settings'],
    }
    const clerk = await ines.json<AnyRecord>('POST', '/roles', { name: 'Clerk', rights, administrator: false })
    const { visitor: kim, user } = await colleague('kim@example.com')
    await ines.json('PATCH', `/users/${user}`, { role: clerk.id })
    const here = { 'tendero-workspace': world.slug }
    const administrator = await world.roleId('Administrator')
    const wish = { name: 'Y', email: 'y@example.com', role: administrator }
    expect((await kim.request('POST', '/invitations', wish, here)).status).toBe(403)
    expect((await kim.request('POST', '/api-keys', { name: 'k', role: administrator }, here)).status).toBe(403)
    expect((await kim.request('PATCH', `/users/${user}`, { role: administrator }, here)).status).toBe(403)
    const modest = { name: 'Y', email: 'y@example.com', role: await world.roleId('Representative') }
    expect((await kim.request('POST', '/invitations', modest, here)).status).toBe(201)
  })
})

describe('an API key', () => {
  const keyed = (key: string, method: string, path: string, body?: unknown) =>
    visitor().request(method, path, body, { authorization: `Bearer ${key}` })

  test('works with the role it was given, wherever it is sent from, and not after it is revoked', async () => {
    const role = await world.roleId('Representative')
    const made = await ines.json<{ id: string; key: string }>('POST', '/api-keys', { name: 'shop', role })
    expect(made.key).toMatch(/^tnd_[\w-]{43}$/)
    const account = (await (await keyed(made.key, 'POST', '/accounts', { name: 'By key' })).json()) as AnyRecord
    expect(account).toMatchObject({ name: 'By key', owner: world.ids.ines })
    const metadata = (await (await keyed(made.key, 'GET', '/metadata')).json()) as Metadata
    expect(metadata.objects.find((one) => one.name === 'opportunity')?.can).toMatchObject({ read: 'team' })
    expect((await keyed(made.key, 'POST', '/products', { name: 'Not mine to make' })).status).toBe(403)
    expect((await keyed(made.key, 'POST', '/custom-fields', { object: 'lead', label: 'x', kind: 'text' })).status).toBe(
      403,
    )
    const listed = await ines.json<{ items: readonly Record<string, unknown>[] }>('GET', '/api-keys')
    expect(JSON.stringify(listed)).not.toContain(made.key)
    expect(listed.items[0]).toMatchObject({ id: made.id, prefix: made.key.slice(0, 10), revokedAt: null })
    expect((await ines.request('DELETE', `/api-keys/${made.id}`)).status).toBe(200)
    expect((await keyed(made.key, 'GET', '/accounts')).status).toBe(401)
    expect((await ines.request('DELETE', `/api-keys/${made.id}`)).status).toBe(404)
  })

  test('cannot make or read keys, even as administrator; nobody else’s workspace can revoke it', async () => {
    const role = await world.roleId('Administrator')
    const made = await ines.json<{ id: string; key: string }>('POST', '/api-keys', { name: 'admin', role })
    expect((await keyed(made.key, 'POST', '/api-keys', { name: 'more', role })).status).toBe(403)
    expect((await keyed(made.key, 'GET', '/api-keys')).status).toBe(403)
    const elsewhere = visitor({ ...world.kernel, openSignUp: true })
    const user = { ...company.user, email: 'other@example.com' }
    const session = await elsewhere.request('POST', '/workspaces', { ...company, name: 'Elsewhere', user })
    const { workspace } = (await session.json()) as Session
    const there = { 'tendero-workspace': workspace.slug }
    expect((await elsewhere.request('DELETE', `/api-keys/${made.id}`, undefined, there)).status).toBe(404)
    expect((await keyed(made.key, 'GET', '/accounts')).status).toBe(200)
  })

  test.each(['tnd_', `tnd_${'A'.repeat(43)}`, `tnd_${'é'.repeat(20)}`, 'tnd_\t'])('%j is nobody’s', async (key) => {
    expect((await keyed(key, 'GET', '/accounts')).status).toBe(401)
  })
})

describe('a user who is deactivated', () => {
  test('is out at once, by session and by key, and in again when activated', async () => {
    const { visitor: ray, user } = await colleague('ray@example.com', 'Administrator')
    const here = { 'tendero-workspace': world.slug }
    const role = await world.roleId('Representative')
    const made = await ray.request('POST', '/api-keys', { name: 'ray', role }, here)
    const { key } = (await made.json()) as { key: string }
    const byKey = () => visitor().request('GET', '/accounts', undefined, { authorization: `Bearer ${key}` })
    const bySession = () => ray.request('GET', '/accounts', undefined, here)
    expect([(await bySession()).status, (await byKey()).status]).toEqual([200, 200])
    expect((await ines.request('PATCH', `/users/${user}`, { active: false })).status).toBe(200)
    expect([(await bySession()).status, (await byKey()).status]).toEqual([401, 401])
    const answer = await visitor().request('POST', '/session', { email: 'ray@example.com', password })
    expect(answer.status).toBe(403)
    expect(await codeOf(answer)).toBe('no_workspace')
    expect((await ines.request('PATCH', `/users/${user}`, { active: true })).status).toBe(200)
    expect([(await bySession()).status, (await byKey()).status]).toEqual([200, 200])
  })

  test('in one company still works in another', async () => {
    const { user } = await colleague('two@example.com')
    const two = visitor({ ...world.kernel, openSignUp: true })
    const account = { ...company.user, email: 'two@example.com' }
    await two.request('POST', '/workspaces', { ...company, name: 'Second home', user: account })
    await ines.request('PATCH', `/users/${user}`, { active: false })
    const answer = await visitor().request('POST', '/session', { email: 'two@example.com', password })
    const session = (await answer.json()) as Session
    expect(session.workspace.slug).toBe('second-home')
    expect(session.workspaces.map((one) => one.slug)).toEqual(['second-home'])
  })

  test('cannot be the last administrator', async () => {
    const luna = visitor({ ...world.kernel, openSignUp: true })
    const user = { ...company.user, email: 'only@example.com' }
    const made = await luna.request('POST', '/workspaces', { ...company, name: 'Alone', user })
    const session = (await made.json()) as Session
    const here = { 'tendero-workspace': session.workspace.slug }
    const answer = await luna.request('PATCH', `/users/${session.user.id}`, { active: false }, here)
    expect(answer.status).toBe(409)
    expect(await codeOf(answer)).toBe('last_administrator')
  })
})

describe('the language', () => {
  test('is the one that the browser asks for, until somebody chooses theirs', async () => {
    const marta = await browserOf(world, 'marta')
    const seen = async (accept: string) => {
      const headers = { 'accept-language': accept }
      const session = (await (await marta.request('GET', '/session', undefined, headers)).json()) as Session
      const metadata = (await (await marta.request('GET', '/metadata', undefined, headers)).json()) as Metadata
      const account = metadata.objects.find((one) => one.name === 'account')
      return [session.user.language, account?.label.many]
    }
    expect(await seen('et-EE, et;q=0.9, en;q=0.5')).toEqual(['et', 'Kliendid'])
    expect(await seen('de')).toEqual(['en', 'Accounts'])
    await marta.json('PATCH', '/me', { language: 'es' })
    expect(await seen('et')).toEqual(['es', 'Cuentas'])
  })
})
