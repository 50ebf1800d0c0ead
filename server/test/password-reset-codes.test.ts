import { type HalfSignedIn, type Session, sql } from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { authenticator } from './authenticator.ts'
import { type Browser, browserOf } from './http.ts'
import { mailsTo } from './mails.ts'
import { colleague, founder, visitor } from './visitor.ts'
import { openWorld, type World } from './world.ts'

let world: World
let ines: Browser

beforeAll(async () => {
  world = await openWorld()
  ines = await browserOf(world, 'ines')
})

const complete = (token: string, password: string) =>
  visitor(world.kernel).request('POST', `/password-resets/${encodeURIComponent(token)}/completion`, { password })
const fresh = 'nine green bottles on a wall'

describe('codes for who works in several companies', () => {
  /** Asks for codes and reads that of each company in its mail. */
  async function codesFor(email: string, companies: readonly string[]): Promise<readonly string[]> {
    const mailsIn = async (id: string) =>
      (await mailsTo(world, email, id)).filter(({ template }) => template === 'password_reset_code')
    const before = await Promise.all(companies.map(async (id) => (await mailsIn(id)).length))
    expect((await visitor(world.kernel).request('POST', '/password-resets', { email })).status).toBe(200)
    return Promise.all(
      companies.map(async (id, at) => {
        await expect.poll(async () => (await mailsIn(id)).length).toBe((before[at] ?? 0) + 1)
        const [mail] = await mailsIn(id)
        expect(mail?.secret).toBe(true)
        expect(mail?.text).not.toMatch(/https?:\/\//)
        return /(\w{4}-){3}\w{4}/.exec(mail?.text ?? '')?.[0] ?? ''
      }),
    )
  }

  /** Somebody of the world who has a company of their own as well. */
  async function ofTwo(name: string) {
    const email = `${name}@example.com`
    await colleague(world, ines, { email })
    const { session, visitor: one } = await founder(world, `Company of ${name}`, email)
    return { email, companies: [world.workspaceId, session.workspace.id], visitor: one }
  }

  test('come from each of them, and set a new password together alone, once', async () => {
    const { email, companies, visitor: ada } = await ofTwo('ada')
    const [one = '', two = ''] = await codesFor(email, companies)
    expect(one).not.toBe(two)
    expect((await mailsTo(world, email)).map(({ template }) => template)).not.toContain('password_reset')
    for (const token of [one, two, `${one}.`, `${one}.${one}`, `${two}.${one}.${two}`])
      expect((await complete(token, fresh)).status).toBe(404)
    const token = `${two.toUpperCase()}.${one.replaceAll('-', ' ')}`
    const path = `/password-resets/${encodeURIComponent(token)}`
    expect(await (await visitor(world.kernel).request('GET', path)).json()).toEqual({ email })
    const done = await visitor(world.kernel).request('POST', `${path}/completion`, { password: fresh })
    expect(((await done.json()) as Session).user.email).toBe(email)
    expect((await ada.request('GET', '/session')).status).toBe(401)
    expect((await complete(`${one}.${two}`, 'ten blue bottles on a wall')).status).toBe(404)
    const signIn = await visitor(world.kernel).request('POST', '/session', { email, password: fresh })
    expect(signIn.status).toBe(200)
  })

  test('of two wishes do not belong together', async () => {
    const { email, companies } = await ofTwo('ben')
    const first = await codesFor(email, companies)
    const second = await codesFor(email, companies)
    expect((await complete(`${first[0]}.${second[1]}`, fresh)).status).toBe(404)
    expect((await complete(second.join('.'), fresh)).status).toBe(200)
  })

  test('do not take the place of a second factor, and are not in the database as they are', async () => {
    const { email, companies, visitor: cleo } = await ofTwo('cleo')
    const options = (await (await cleo.request('POST', '/me/passkeys/options')).json()) as { challenge: string }
    await cleo.request('POST', '/me/passkeys', { name: 'Laptop', passkey: authenticator().make(options) })
    const codes = await codesFor(email, companies)
    const rows = await world.kernel.database.control(
      sql`select encode(token_hash, 'escape') as text from control.password_reset`,
    )
    for (const code of codes) expect(JSON.stringify(rows)).not.toContain(code.replaceAll('-', ''))
    const done = (await (await complete(codes.join('.'), fresh)).json()) as HalfSignedIn
    expect(done.secondFactor.passkey).toBe(true)
  })

  test('are worth nothing once a company knows the person that had no part in them', async () => {
    const { email, companies } = await ofTwo('dora')
    const codes = await codesFor(email, companies)
    await founder(world, 'Third of dora', email)
    expect((await complete(codes.join('.'), fresh)).status).toBe(404)
  })
})
