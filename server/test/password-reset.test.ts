import { type HalfSignedIn, type Session, sql } from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { withdrawPassword } from '../src/sign-in/index.ts'
import { authenticator } from './authenticator.ts'
import { type Browser, browserOf } from './http.ts'
import { mailsTo, pathIn } from './mails.ts'
import { codeOf, colleague, founder, password, type Visitor, visitor } from './visitor.ts'
import { openWorld, type World } from './world.ts'

let world: World
let ines: Browser

beforeAll(async () => {
  world = await openWorld()
  ines = await browserOf(world, 'ines')
})

const ask = (email: string, one = visitor(world.kernel)) =>
  one.request('POST', '/password-resets', { email: ` ${email.toUpperCase()}` })
const ofTemplate = async (email: string, template: string) =>
  (await mailsTo(world, email)).filter((mail) => mail.template === template)

/** Asks for a link and reads it in the mail. */
async function linkFor(email: string, one?: Visitor): Promise<string> {
  const before = (await ofTemplate(email, 'password_reset')).length
  expect((await ask(email, one)).status).toBe(200)
  await expect.poll(async () => (await ofTemplate(email, 'password_reset')).length).toBe(before + 1)
  const [mail] = await ofTemplate(email, 'password_reset')
  if (!mail) throw new Error('no mail')
  expect(mail.secret).toBe(true)
  return pathIn(mail).split('/').at(-1) ?? ''
}

const complete = (token: string, word: string, one: Visitor = visitor(world.kernel)) =>
  one.request('POST', `/password-resets/${token}/completion`, { password: word })
const fresh = 'nine green bottles on a wall'

describe('a link to a new password', () => {
  test('goes to an address by mail, works once, ends every session and signs in', async () => {
    const { visitor: eva } = await colleague(world, ines, { email: 'eva@example.com' })
    const [token, other] = [await linkFor('eva@example.com'), await linkFor('eva@example.com')]
    const one = visitor(world.kernel)
    expect(await (await one.request('GET', `/password-resets/${token}`)).json()).toEqual({ email: 'eva@example.com' })
    expect(await codeOf(await complete(token, 'short'))).toBe('weak_password')
    const done = await complete(token, fresh, one)
    expect(((await done.json()) as Session).user.email).toBe('eva@example.com')
    expect((await eva.request('GET', '/session')).status).toBe(401)
    expect((await one.request('GET', '/session')).status).toBe(200)
    for (const used of [token, other]) {
      const answer = await complete(used, 'ten blue bottles on a wall')
      expect([answer.status, await codeOf(answer)]).toEqual([404, 'reset_invalid'])
    }
    const signIn = (word: string) =>
      visitor(world.kernel).request('POST', '/session', { email: 'eva@example.com', password: word })
    expect((await signIn(password)).status).toBe(401)
    expect((await signIn(fresh)).status).toBe(200)
    expect(await ofTemplate('eva@example.com', 'sign_in_changed')).toHaveLength(1)
  })

  test('that two open at once changes the password for one of them', async () => {
    await colleague(world, ines, { email: 'pau@example.com' })
    const token = await linkFor('pau@example.com')
    const answers = await Promise.all([complete(token, fresh), complete(token, 'ten blue bottles on a wall')])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404])
  })

  test('is good for an hour, and a made-up one for nothing', async () => {
    await colleague(world, ines, { email: 'late@example.com' })
    const token = await linkFor('late@example.com')
    const [row] = await world.kernel.database.control<{ minutes: number }>(
      sql`select round(extract(epoch from r.expires_at - r.created_at) / 60)::int as minutes from control.password_reset r join control.identity i on i.id = r.identity_id where i.email = 'late@example.com'`,
    )
    expect(row?.minutes).toBe(60)
    await world.kernel.database.control(sql`update control.password_reset set expires_at = now() - interval '1 second'`)
    for (const one of [token, 'A'.repeat(43), 'x', '%00']) expect((await complete(one, fresh)).status).toBe(404)
  })

  test('is worth nothing once its person is active nowhere, or the operator withdrew the password', async () => {
    const { user } = await colleague(world, ines, { email: 'shut@example.com' })
    await colleague(world, ines, { email: 'lost@example.com' })
    const one = visitor(world.kernel, { address: '192.0.2.61' })
    const [shut, lost] = [await linkFor('shut@example.com', one), await linkFor('lost@example.com', one)]
    await ines.request('PATCH', `/users/${user}`, { active: false })
    await withdrawPassword(world.kernel, 'lost@example.com')
    for (const token of [shut, lost]) {
      expect((await one.request('GET', `/password-resets/${token}`)).status).toBe(404)
      expect((await complete(token, fresh, one)).status).toBe(404)
    }
  })

  test('is worth nothing once a company knows its person that could not have sent it', async () => {
    await colleague(world, ines, { email: 'eli@example.com' })
    const token = await linkFor('eli@example.com', visitor(world.kernel, { address: '192.0.2.62' }))
    await founder(world, 'Second of Eli', 'eli@example.com')
    expect((await complete(token, fresh, visitor(world.kernel, { address: '192.0.2.62' }))).status).toBe(404)
  })

  test('is not in the database as it is', async () => {
    await colleague(world, ines, { email: 'ira@example.com' })
    const token = await linkFor('ira@example.com')
    const rows = await world.kernel.database.control(
      sql`select encode(token_hash, 'base64') as hash, encode(token_hash, 'escape') as text from control.password_reset`,
    )
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  test('does not take the place of a second factor', async () => {
    const { visitor: mia } = await colleague(world, ines, { email: 'mia@example.com' })
    const options = (await (await mia.request('POST', '/me/passkeys/options')).json()) as { challenge: string }
    await mia.request('POST', '/me/passkeys', { name: 'Laptop', passkey: authenticator().make(options) })
    const one = visitor(world.kernel)
    const done = (await (await complete(await linkFor('mia@example.com'), fresh, one)).json()) as HalfSignedIn
    expect(done.secondFactor.passkey).toBe(true)
    expect((await one.request('GET', '/session')).status).toBe(401)
  })
})

describe('asking for one', () => {
  test('gives the same answer whether the address is known or not, before anything is looked up', async () => {
    await colleague(world, ines, { email: 'leo@example.com' })
    const stopped = { ...world.kernel.database, control: held }
    const kernel = { ...world.kernel, database: stopped }
    const answers = await Promise.all(
      ['leo@example.com', 'nobody@example.com'].map((email) => ask(email, visitor(kernel))),
    )
    const told = await Promise.all(answers.map(async (one) => [one.status, await one.text()]))
    expect(told[0]).toEqual([200, 'null'])
    expect(told[1]).toEqual(told[0])
  })

  /** Counts what is asked, and does not answer what is asked about an identity. */
  const held: typeof world.kernel.database.control = (statement) =>
    JSON.stringify(statement).includes('control.identity')
      ? new Promise(() => undefined)
      : world.kernel.database.control(statement)

  test('sends three mails, then one each twenty minutes, and still answers the same', async () => {
    await colleague(world, ines, { email: 'kai@example.com' })
    for (let i = 0; i < 3; i += 1) await linkFor('kai@example.com')
    expect((await ask('kai@example.com')).status).toBe(200)
    // A fourth would be written before the one of somebody who asks afterwards.
    await colleague(world, ines, { email: 'kim@example.com' })
    await linkFor('kim@example.com')
    expect(await ofTemplate('kai@example.com', 'password_reset')).toHaveLength(3)
  })

  test('sends nothing to who has no password, or is not active any more', async () => {
    const { user } = await colleague(world, ines, { email: 'gone@example.com' })
    await ines.request('PATCH', `/users/${user}`, { active: false })
    await ask('gone@example.com')
    await colleague(world, ines, { email: 'ana2@example.com' })
    await linkFor('ana2@example.com')
    expect(await mailsTo(world, 'gone@example.com')).toEqual([])
  })

  test('sends neither link nor code to who was deactivated in one of several companies, which may activate them again', async () => {
    const { user: person } = await colleague(world, ines, { email: 'two@example.com' })
    const { session } = await founder(world, 'Second', 'two@example.com')
    await ines.request('PATCH', `/users/${person}`, { active: false })
    expect((await ask('two@example.com')).status).toBe(200)
    const written = () => mailsTo(world, 'two@example.com', session.workspace.id)
    await expect.poll(written).toMatchObject([{ template: 'password_reset_refused' }])
    expect((await written())[0]?.text).not.toMatch(/https?:\/\//)
    const rows = await world.kernel.database.control(
      sql`select 1 from control.password_reset r join control.identity i on i.id = r.identity_id where i.email = 'two@example.com'`,
    )
    expect(rows).toEqual([])
  })

  test('is stopped for a network that asks all the time, whatever the address', async () => {
    const one = visitor(world.kernel, { address: '192.0.2.99' })
    const answers = await Promise.all(Array.from({ length: 35 }, (_, i) => ask(`nobody${i}@example.com`, one)))
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(5)
  })
})
