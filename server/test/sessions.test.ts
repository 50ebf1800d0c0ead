import { scryptSync } from 'node:crypto'
import { type SignInSettings, type Sql, sql } from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { tokenHash } from '../src/platform/token.ts'
import { type Browser, browserOf } from './http.ts'
import { mailsTo } from './mails.ts'
import { codeOf, colleague, password, type Visitor, visitor } from './visitor.ts'
import { openWorld, type World } from './world.ts'

let world: World
let ines: Browser

beforeAll(async () => {
  world = await openWorld()
  ines = await browserOf(world, 'ines')
})

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0'
const settingsOf = async (one: Visitor) => (await (await one.request('GET', '/me/sign-in')).json()) as SignInSettings
const signIn = async (email: string, where = {}) => {
  const one = visitor(world.kernel, where)
  expect((await one.request('POST', '/session', { email, password })).status).toBe(200)
  return one
}
const here = () => ({ 'tendero-workspace': world.slug })
const age = (one: Visitor, set: Sql) =>
  world.kernel.database.control(
    sql`update control.session set ${set} where token_hash = ${tokenHash(one.cookies.get('tendero_session') ?? '')}`,
  )

describe('sessions', () => {
  test('are told with browser and address, this one marked, and can be ended one by one or all others at once', async () => {
    const { visitor: eva } = await colleague(world, ines, {
      email: 'eva@example.com',
      userAgent: firefox,
      address: '192.0.2.3',
    })
    const second = await signIn('eva@example.com')
    const third = await signIn('eva@example.com')
    const { sessions } = await settingsOf(eva)
    expect(sessions).toHaveLength(3)
    const own = sessions.find(({ current }) => current)
    expect(own).toMatchObject({ browser: 'Firefox', system: 'Linux', address: '192.0.2.3' })
    const seconds = (await settingsOf(second)).sessions.find(({ current }) => current)
    expect((await eva.request('DELETE', `/me/sessions/${seconds?.id}`)).status).toBe(200)
    expect((await second.request('GET', '/accounts', undefined, here())).status).toBe(401)
    expect((await third.request('GET', '/accounts', undefined, here())).status).toBe(200)
    expect((await eva.request('DELETE', '/me/sessions')).status).toBe(200)
    expect((await third.request('GET', '/session')).status).toBe(401)
    expect((await settingsOf(eva)).sessions).toEqual([own])
  })

  test('of somebody else cannot be ended, nor without being signed in', async () => {
    const { visitor: mia } = await colleague(world, ines, { email: 'mia@example.com' })
    const { visitor: leo } = await colleague(world, ines, { email: 'leo@example.com' })
    const [own] = (await settingsOf(mia)).sessions
    expect((await leo.request('DELETE', `/me/sessions/${own?.id}`)).status).toBe(404)
    expect((await leo.request('DELETE', '/me/sessions/x')).status).toBe(404)
    expect((await visitor(world.kernel).request('DELETE', '/me/sessions')).status).toBe(401)
    expect((await mia.request('GET', '/session')).status).toBe(200)
  })

  test('end a week after their last use, and thirty days after they began', async () => {
    const { visitor: kai } = await colleague(world, ines, { email: 'kai@example.com' })
    await age(kai, sql`seen_at = now() - interval '6 days'`)
    expect((await kai.request('GET', '/accounts', undefined, here())).status).toBe(200)
    await age(kai, sql`seen_at = now() - interval '8 days'`)
    world.kernel.admissions.forget()
    expect((await kai.request('GET', '/accounts', undefined, here())).status).toBe(401)
    expect((await kai.request('GET', '/session')).status).toBe(401)
    const again = await signIn('kai@example.com')
    await age(again, sql`expires_at = now() - interval '1 second'`)
    expect((await again.request('GET', '/session')).status).toBe(401)
  })

  test('note their last use beside the request, and not each time', async () => {
    const { visitor: ira } = await colleague(world, ines, { email: 'ira@example.com' })
    const seen = async () => (await settingsOf(ira)).sessions[0]?.seenAt ?? ''
    const first = await seen()
    await ira.request('GET', '/accounts', undefined, here())
    expect(await seen()).toBe(first)
    await age(ira, sql`seen_at = now() - interval '6 minutes'`)
    world.kernel.admissions.forget()
    await ira.request('GET', '/accounts', undefined, here())
    await expect.poll(seen).not.toBe(first)
    expect(Date.parse(await seen())).toBeGreaterThan(Date.now() - 60_000)
  })

  test('have a new token at each sign-in', async () => {
    const { visitor: uma } = await colleague(world, ines, { email: 'uma@example.com' })
    const before = uma.cookies.get('tendero_session')
    await uma.request('POST', '/session', { email: 'uma@example.com', password })
    expect(uma.cookies.get('tendero_session')).not.toBe(before)
  })
})

describe('a new device', () => {
  test('is told to its person by mail, the first one and a known one are not', async () => {
    const { visitor: ola } = await colleague(world, ines, { email: 'ola@example.com', userAgent: firefox })
    await ola.request('DELETE', '/session')
    await ola.request('POST', '/session', { email: 'ola@example.com', password })
    expect(await mailsTo(world, 'ola@example.com')).toEqual([])
    await signIn('ola@example.com', { userAgent: firefox, address: '192.0.2.44' })
    const [mail] = await mailsTo(world, 'ola@example.com')
    expect(mail?.subject).toBe('A sign-in from a new device')
    expect(mail?.text).toContain('Firefox, Linux, from the address 192.0.2.44')
  })
})

describe('what changes how one signs in', () => {
  const key = async () => ({ name: 'k', role: await world.roleId('Representative') })

  test('wants a password again a quarter of an hour after the last', async () => {
    const { visitor: ada } = await colleague(world, ines, { email: 'ada@example.com', role: 'Administrator' })
    const make = async () => ada.request('POST', '/api-keys', await key(), here())
    expect((await make()).status).toBe(201)
    await age(ada, sql`proven_at = now() - interval '16 minutes'`)
    for (const refused of [await make(), await ada.request('POST', '/me/totp')])
      expect([refused.status, await codeOf(refused)]).toEqual([403, 'reauthentication_required'])
    const wrong = await ada.request('POST', '/session/reauthentication', { password: 'not the password' })
    expect(wrong.status).toBe(422)
    expect((await make()).status).toBe(403)
    expect((await ada.request('POST', '/session/reauthentication', { password })).status).toBe(200)
    expect((await make()).status).toBe(201)
  })

  test('cannot be guessed at by whoever finds an open browser', async () => {
    const { visitor: zoe } = await colleague(world, ines, { email: 'zoe@example.com' })
    const wrong = { password: 'not the password' }
    const all = await Promise.all(
      Array.from({ length: 14 }, () => zoe.request('POST', '/session/reauthentication', wrong)),
    )
    expect(all.filter(({ status }) => status === 422)).toHaveLength(10)
    expect(
      (await visitor(world.kernel).request('POST', '/session', { email: 'zoe@example.com', password })).status,
    ).toBe(200)
  })
})

describe('a password', () => {
  const change = { password: 'another good one', currentPassword: password }

  test('that is changed ends the other sessions, and wants the old one', async () => {
    const { visitor: una } = await colleague(world, ines, { email: 'una@example.com' })
    const other = await signIn('una@example.com')
    expect((await una.request('PUT', '/me/password', { ...change, currentPassword: 'not this' })).status).toBe(422)
    expect((await una.request('PUT', '/me/password', change)).status).toBe(200)
    expect((await una.request('GET', '/session')).status).toBe(200)
    expect((await other.request('GET', '/session')).status).toBe(401)
    const again = { email: 'una@example.com', password: change.password }
    expect((await visitor(world.kernel).request('POST', '/session', again)).status).toBe(200)
    const told = (await mailsTo(world, 'una@example.com')).map(({ subject }) => subject)
    expect(told).toContain('Your password was changed')
  })

  test('that was kept by an earlier version is kept as today with the next sign-in', async () => {
    await colleague(world, ines, { email: 'old@example.com' })
    const salt = Buffer.from('0123456789abcdef')
    const hash = scryptSync(password, salt, 32, { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 })
    const kept = `scrypt$32768$${salt.toString('base64')}$${hash.toString('base64')}`
    const { control } = world.kernel.database
    await control(sql`update control.identity set password_hash = ${kept} where email = 'old@example.com'`)
    await signIn('old@example.com')
    const [row] = await control<{ password_hash: string }>(
      sql`select password_hash from control.identity where email = 'old@example.com'`,
    )
    expect(row?.password_hash).toMatch(/^scrypt\$32768,8,3\$/)
    await signIn('old@example.com')
  })
})
