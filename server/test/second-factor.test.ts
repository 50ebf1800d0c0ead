import type { FactorAdded, HalfSignedIn, Page, Problem, Session, SignInSettings } from '@tendero/model'
import { sql } from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Browser, browserOf } from './http.ts'
import { mailsTo } from './mails.ts'
import { totpCode } from './totp-code.ts'
import { codeOf, colleague, company, founder, password, type Visitor, visitor } from './visitor.ts'
import { openWorld, type World } from './world.ts'

let world: World
let ines: Browser
/** Moved on by tests, as no code is taken twice. */
let ahead = 0

const clock = { now: () => new Date(Date.now() + ahead * 1_000) }

beforeAll(async () => {
  world = await openWorld(clock)
  ines = await browserOf(world, 'ines')
})

const nextStep = () => {
  ahead += 30
}
const codeNow = (secret: string, later = 0) => totpCode(secret, ahead + later)

interface Guarded {
  readonly visitor: Visitor
  readonly user: string
  readonly email: string
  readonly secret: string
  readonly recoveryCodes: readonly string[]
}

/** A colleague whose phone makes codes. */
async function guarded(email: string, role?: string): Promise<Guarded> {
  const one = await colleague(world, ines, { email, role })
  const { secret } = (await (await one.visitor.request('POST', '/me/totp')).json()) as { secret: string }
  const answer = await one.visitor.request('POST', '/me/totp/confirmation', { code: codeNow(secret) })
  expect(answer.status).toBe(200)
  const { recoveryCodes } = (await answer.json()) as FactorAdded
  nextStep()
  return { ...one, email, secret, recoveryCodes: recoveryCodes ?? [] }
}

/** Gives the password, and tells what is still to come. */
async function half(email: string, one = visitor(world.kernel)): Promise<{ token: string; visitor: Visitor }> {
  const answer = await one.request('POST', '/session', { email, password })
  expect(answer.status).toBe(200)
  const { secondFactor } = (await answer.json()) as HalfSignedIn
  expect(one.cookies.has('tendero_session')).toBe(false)
  return { token: secondFactor.token, visitor: one }
}

const finish = ({ token, visitor: one }: Awaited<ReturnType<typeof half>>, shown: object) =>
  one.request('POST', '/session/second-factor', { token, ...shown })
const here = () => ({ 'tendero-workspace': world.slug })

describe('codes by time', () => {
  test('are asked for after the password once one of them was given', async () => {
    const { visitor: eva } = await colleague(world, ines, { email: 'eva@example.com' })
    const { secret, uri } = (await (await eva.request('POST', '/me/totp')).json()) as { secret: string; uri: string }
    expect(uri).toContain(`secret=${secret}`)
    expect(uri).toContain('issuer=Tendero')
    const unconfirmed = await visitor(world.kernel).request('POST', '/session', { email: 'eva@example.com', password })
    expect(((await unconfirmed.json()) as Session).user.email).toBe('eva@example.com')
    const wrong = await eva.request('POST', '/me/totp/confirmation', { code: '000000' })
    expect([wrong.status, ((await wrong.json()) as Problem).fields?.code?.code]).toEqual([422, 'wrong_code'])
    expect((await eva.request('POST', '/me/totp/confirmation', { code: codeNow(secret) })).status).toBe(200)
    nextStep()
    const begun = await half('eva@example.com')
    expect((await begun.visitor.request('GET', '/session')).status).toBe(401)
    const done = await finish(begun, { totp: codeNow(secret) })
    expect(((await done.json()) as Session).user.email).toBe('eva@example.com')
    expect((await begun.visitor.request('GET', '/accounts', undefined, here())).status).toBe(200)
    expect((await eva.request('POST', '/me/totp')).status).toBe(409)
  })

  test('count once, whoever gives them first, and a step early or late', async () => {
    const { email, secret } = await guarded('mia@example.com')
    const code = codeNow(secret)
    const [first, second] = [await half(email), await half(email)]
    const answers = await Promise.all([finish(first, { totp: code }), finish(second, { totp: code })])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401])
    nextStep()
    expect((await finish(await half(email), { totp: codeNow(secret, 30) })).status).toBe(200)
    expect((await finish(await half(email), { totp: codeNow(secret, 90) })).status).toBe(401)
    const earlier = await finish(await half(email), { totp: codeNow(secret) })
    expect([earlier.status, await codeOf(earlier)]).toEqual([401, 'wrong_code'])
  })

  test('end the sessions that were opened without one', async () => {
    const { visitor: leo } = await colleague(world, ines, { email: 'leo@example.com' })
    const other = visitor(world.kernel)
    await other.request('POST', '/session', { email: 'leo@example.com', password })
    const { secret } = (await (await leo.request('POST', '/me/totp')).json()) as { secret: string }
    await leo.request('POST', '/me/totp/confirmation', { code: codeNow(secret) })
    nextStep()
    expect((await other.request('GET', '/session')).status).toBe(401)
    expect((await leo.request('GET', '/session')).status).toBe(200)
  })

  test('cannot be read from the database, and belong to their person alone', async () => {
    const { secret, email } = await guarded('ira@example.com')
    const [row] = await world.kernel.database.control<{ sealed_secret: string; identity_id: string }>(
      sql`select t.sealed_secret, t.identity_id from control.totp t join control.identity i on i.id = t.identity_id where i.email = ${email}`,
    )
    expect(row?.sealed_secret).not.toContain(secret)
    expect(() => world.kernel.secrets.open(row?.sealed_secret ?? '', 'totp somebody else')).toThrow()
  })

  test('cannot be guessed: ten tries, then five minutes for each, for a known browser as well', async () => {
    const { email, secret, visitor: own } = await guarded('kai@example.com')
    const begun = await half(email, visitor(world.kernel, { address: '192.0.2.8' }))
    const answers = await Promise.all(
      Array.from({ length: 14 }, (_, i) => finish(begun, { totp: String(i).padStart(6, '0') })),
    )
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(4)
    // Who knows the password has not locked out its person.
    await own.request('DELETE', '/session')
    own.cookies.delete('tendero_session')
    expect((await finish(await half(email, own), { totp: codeNow(secret) })).status).toBe(200)
  })

  test('are guessed three hundred times a day at most in a browser that is known', async () => {
    const { email, visitor: own } = await guarded('koi@example.com')
    await own.request('DELETE', '/session')
    own.cookies.delete('tendero_session')
    const begun = await half(email, own)
    const guess = async () => (await finish(begun, { totp: '000000' })).status
    const later = (seconds: number) =>
      world.kernel.database.control(sql`update control.attempt_limit set at = at - make_interval(secs => ${seconds})`)
    for (let tries = 0; tries < 10; tries++) expect(await guess()).toBe(401)
    await later(280)
    expect(await guess()).toBe(429)
    await later(20)
    expect(await guess()).toBe(401)
    expect(await guess()).toBe(429)
  })

  test('are asked for before an invitation to a further company makes a member', async () => {
    const { email, secret, recoveryCodes } = await guarded('twice@example.com')
    const { visitor: other, session } = await founder(world, 'Casa Dos', 'dos@example.com')
    const there = { 'tendero-workspace': session.workspace.slug }
    const { items: roles } = (await (await other.request('GET', '/roles', undefined, there)).json()) as Page<{
      id: string
    }>
    const wish = { name: 'Two', email, role: roles[0]?.id }
    const { token } = (await (await other.request('POST', '/invitations', wish, there)).json()) as { token: string }
    const members = async () =>
      (
        await world.kernel.database.control(
          sql`select 1 from control.membership where workspace_id = ${session.workspace.id} and identity_id = (select id from control.identity where email = ${email})`,
        )
      ).length
    const one = visitor(world.kernel)
    const accept = () => one.request('POST', `/invitations/${token}/acceptance`, { password })
    const first = (await (await accept()).json()) as HalfSignedIn
    expect(one.cookies.has('tendero_session')).toBe(false)
    expect((await finish({ token: first.secondFactor.token, visitor: one }, { totp: '000000' })).status).toBe(401)
    expect(await members()).toBe(0)
    // The link is good until then.
    const again = (await (await accept()).json()) as HalfSignedIn
    const entered = await finish({ token: again.secondFactor.token, visitor: one }, { totp: codeNow(secret) })
    expect(entered.status).toBe(200)
    expect(((await entered.json()) as Session).workspace.slug).toBe(session.workspace.slug)
    expect(await members()).toBe(1)
    // The first of the two is still open, but the invitation is spent.
    const late = await finish({ token: first.secondFactor.token, visitor: one }, { recoveryCode: recoveryCodes[0] })
    expect(await codeOf(late)).toBe('invitation_invalid')
  })

  test('can be taken away again, after which the password is enough and recovery codes are nothing', async () => {
    const { visitor: uma, email, recoveryCodes } = await guarded('uma@example.com')
    expect((await uma.request('DELETE', '/me/totp')).status).toBe(200)
    const answer = await visitor(world.kernel).request('POST', '/session', { email, password })
    expect(((await answer.json()) as Session).user.email).toBe(email)
    expect(recoveryCodes).toHaveLength(10)
    expect(((await (await uma.request('GET', '/me/sign-in')).json()) as SignInSettings).recoveryCodes).toBe(0)
    const told = (await mailsTo(world, email)).map(({ subject }) => subject)
    expect(told).toEqual(expect.arrayContaining(['A second factor was added', 'A second factor was removed']))
  })
})

describe('a half session', () => {
  test('is good for ten minutes and once, and lets in nowhere', async () => {
    const { email, secret } = await guarded('half@example.com')
    const begun = await half(email)
    const forged = visitor(world.kernel)
    forged.cookies.set('tendero_session', begun.token)
    expect((await forged.request('GET', '/session')).status).toBe(401)
    expect((await finish(begun, { totp: codeNow(secret) })).status).toBe(200)
    nextStep()
    expect(await codeOf(await finish(begun, { totp: codeNow(secret) }))).toBe('sign_in_expired')
    const late = await half(email)
    await world.kernel.database.control(sql`update control.half_session set expires_at = now() - interval '1 second'`)
    expect(await codeOf(await finish(late, { totp: codeNow(secret) }))).toBe('sign_in_expired')
    expect((await finish({ ...late, token: 'x' }, { totp: '1' })).status).toBe(401)
  })
})

describe('recovery codes', () => {
  test('stand in for a second factor, each once, however they are typed', async () => {
    const { email, recoveryCodes } = await guarded('rosa@example.com')
    expect(new Set(recoveryCodes).size).toBe(10)
    const [code = '', other = ''] = recoveryCodes
    const typed = code.toUpperCase().replaceAll('-', ' ')
    expect((await finish(await half(email), { recoveryCode: typed })).status).toBe(200)
    expect((await finish(await half(email), { recoveryCode: code })).status).toBe(401)
    expect((await finish(await half(email), { recoveryCode: other })).status).toBe(200)
  })

  test('are not in the database as they are, and nobody else’s', async () => {
    const { recoveryCodes } = await guarded('pau@example.com')
    const { email } = await guarded('pia@example.com')
    const [code = ''] = recoveryCodes
    expect((await finish(await half(email), { recoveryCode: code })).status).toBe(401)
    const rows = await world.kernel.database.control<{ hash: string }>(
      sql`select encode(code_hash, 'escape') as hash from control.recovery_code`,
    )
    expect(JSON.stringify(rows)).not.toContain(code)
  })

  test('made anew make those before worth nothing', async () => {
    const { visitor: ada, email, recoveryCodes } = await guarded('ada@example.com')
    const made = (await (await ada.request('POST', '/me/recovery-codes')).json()) as FactorAdded
    expect((await finish(await half(email), { recoveryCode: recoveryCodes[0] })).status).toBe(401)
    expect((await finish(await half(email), { recoveryCode: made.recoveryCodes?.[0] })).status).toBe(200)
  })

  test('are for who has a second factor', async () => {
    const { visitor: ned } = await colleague(world, ines, { email: 'ned@example.com' })
    expect(await codeOf(await ned.request('POST', '/me/recovery-codes'))).toBe('no_second_factor')
  })
})

describe('a company that requires two factors', () => {
  test('answers nothing else to who has one, and everything once there are two', async () => {
    const { visitor: zoe } = await colleague(world, ines, { email: 'zoe@example.com' })
    const { secret, email } = await guarded('olga@example.com')
    const role = await world.roleId('Representative')
    const { key } = await ines.json<{ key: string }>('POST', '/api-keys', { name: 'shop', role })
    const require = (wanted: boolean) =>
      ines.request('PATCH', `/workspaces/${world.workspaceId}`, { secondFactorRequired: wanted })
    await world.kernel.database.control(
      sql`update control.session set second_factor = true where identity_id = ${world.ids.ines}`,
    )
    expect((await require(true)).status).toBe(200)
    try {
      const refused = await zoe.request('GET', '/accounts', undefined, here())
      expect([refused.status, await codeOf(refused)]).toEqual([403, 'second_factor_required'])
      expect((await zoe.request('POST', '/accounts', { name: 'X' }, here())).status).toBe(403)
      expect((await zoe.request('GET', '/metadata', undefined, here())).status).toBe(403)
      const session = (await (await zoe.request('GET', '/session')).json()) as Session
      expect(session.secondFactorMissing).toBe(true)
      const own = await half(email)
      expect(((await (await finish(own, { totp: codeNow(secret) })).json()) as Session).secondFactorMissing).toBe(false)
      expect((await own.visitor.request('GET', '/accounts', undefined, here())).status).toBe(200)
      const bearer = { authorization: `Bearer ${key}` }
      expect((await visitor(world.kernel).request('GET', '/accounts', undefined, bearer)).status).toBe(200)
      const begun = (await (await zoe.request('POST', '/me/totp')).json()) as { secret: string }
      await zoe.request('POST', '/me/totp/confirmation', { code: codeNow(begun.secret) })
      expect((await zoe.request('GET', '/accounts', undefined, here())).status).toBe(200)
    } finally {
      await require(false)
    }
  })
})

describe('an administrator', () => {
  test('takes away the factors of who has lost them, who is told and signs in by password', async () => {
    const { visitor: ray, user, email } = await guarded('ray@example.com')
    const ana = await browserOf(world, 'ana')
    expect((await ana.request('DELETE', `/users/${user}/second-factors`)).status).toBe(403)
    expect((await ines.request('DELETE', `/users/${user}/second-factors`)).status).toBe(200)
    expect((await ray.request('GET', '/session')).status).toBe(401)
    const answer = await visitor(world.kernel).request('POST', '/session', { email, password })
    expect(((await answer.json()) as Session).user.email).toBe(email)
    expect((await mailsTo(world, email)).map(({ template }) => template)).toContain('sign_in_changed')
    expect(await codeOf(await ines.request('DELETE', `/users/${user}/second-factors`))).toBe('no_second_factor')
  })

  test('does not where another company relies on them', async () => {
    const { user, email, secret } = await guarded('two@example.com')
    const two = visitor({ ...world.kernel, openSignUp: true })
    const wish = { ...company, name: 'Second', user: { ...company.user, email } }
    const begun = (await (await two.request('POST', '/workspaces', wish)).json()) as HalfSignedIn
    expect((await finish({ token: begun.secondFactor.token, visitor: two }, { totp: codeNow(secret) })).status).toBe(
      200,
    )
    expect(await codeOf(await ines.request('DELETE', `/users/${user}/second-factors`))).toBe('works_elsewhere')
  })

  test('of another company finds nobody', async () => {
    const { user } = await guarded('far@example.com')
    const { visitor: stranger, session } = await founder(world, 'Elsewhere', 'boss@elsewhere.example')
    const there = { 'tendero-workspace': session.workspace.slug }
    expect((await stranger.request('DELETE', `/users/${user}/second-factors`, undefined, there)).status).toBe(404)
  })
})
