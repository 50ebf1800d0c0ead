import { type HalfSignedIn, type Session, type SignInSettings, sql } from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { readMailEnvironment } from '../src/platform/mail-environment.ts'
import { type Authenticator, authenticator } from './authenticator.ts'
import { type Browser, browserOf } from './http.ts'
import { codeOf, colleague, password, type Visitor, visitor } from './visitor.ts'
import { openWorld, type World } from './world.ts'

let world: World
let ines: Browser

beforeAll(async () => {
  world = await openWorld()
  ines = await browserOf(world, 'ines')
})

type Options = { readonly challenge: string }

const optionsFor = async (one: Visitor, path: string) => (await (await one.request('POST', path)).json()) as Options

async function register(one: Visitor, device: Authenticator, name = 'Laptop'): Promise<Response> {
  const options = await optionsFor(one, '/me/passkeys/options')
  return one.request('POST', '/me/passkeys', { name, passkey: device.make(options) })
}

async function show(device: Authenticator, one = visitor(world.kernel)): Promise<Response> {
  const options = await optionsFor(one, '/session/passkey/options')
  return one.request('POST', '/session/passkey', { passkey: device.show(options) })
}

async function withPasskey(email: string) {
  const one = await colleague(world, ines, { email })
  const device = authenticator()
  expect((await register(one.visitor, device)).status).toBe(201)
  return { ...one, device, email }
}

const settingsOf = async (one: Visitor) => (await (await one.request('GET', '/me/sign-in')).json()) as SignInSettings

describe('a passkey', () => {
  test('signs its person in without an address or password, with two factors', async () => {
    const { device, email } = await withPasskey('eva@example.com')
    const answer = await show(device)
    expect(answer.status).toBe(200)
    expect(((await answer.json()) as Session).user.email).toBe(email)
    const [row] = await world.kernel.database.control<{ second_factor: boolean }>(
      sql`select s.second_factor from control.session s join control.identity i on i.id = s.identity_id where i.email = ${email} order by s.created_at desc limit 1`,
    )
    expect(row?.second_factor).toBe(true)
  })

  test('is named, one of several, and taken away; with the first come recovery codes', async () => {
    const { visitor: mia } = await colleague(world, ines, { email: 'mia@example.com' })
    const [first, second] = [authenticator(), authenticator()]
    const made = (await (await register(mia, first, 'Laptop')).json()) as { recoveryCodes: string[] }
    expect(made.recoveryCodes).toHaveLength(10)
    expect(await (await register(mia, second, 'Phone')).json()).toEqual({ recoveryCodes: null })
    const [laptop, phone] = (await settingsOf(mia)).passkeys
    expect([laptop?.name, phone?.name]).toEqual(['Laptop', 'Phone'])
    expect((await mia.request('PATCH', `/me/passkeys/${phone?.id}`, { name: 'Old phone' })).status).toBe(200)
    expect((await mia.request('DELETE', `/me/passkeys/${laptop?.id}`)).status).toBe(200)
    expect((await settingsOf(mia)).passkeys.map(({ name }) => name)).toEqual(['Old phone'])
    expect((await show(first)).status).toBe(401)
    expect((await show(second)).status).toBe(200)
  })

  test('of somebody else can be neither renamed nor taken away', async () => {
    const { visitor: leo } = await withPasskey('leo@example.com')
    const { visitor: kai } = await withPasskey('kai@example.com')
    const [own] = (await settingsOf(leo)).passkeys
    expect((await kai.request('DELETE', `/me/passkeys/${own?.id}`)).status).toBe(404)
    expect((await kai.request('PATCH', `/me/passkeys/${own?.id}`, { name: 'Mine' })).status).toBe(404)
  })

  test('is asked for after a password, and only its person’s will do', async () => {
    const { device, email } = await withPasskey('uma@example.com')
    const { device: foreign } = await withPasskey('ira@example.com')
    const one = visitor(world.kernel)
    const begun = (await (await one.request('POST', '/session', { email, password })).json()) as HalfSignedIn
    expect(begun.secondFactor).toMatchObject({ totp: false, passkey: true, recoveryCode: true })
    const { token } = begun.secondFactor
    const finish = async (with_: Authenticator) => {
      const options = await optionsFor(one, '/session/passkey/options')
      return one.request('POST', '/session/second-factor', { token, passkey: with_.show(options) })
    }
    expect((await finish(foreign)).status).toBe(401)
    expect((await finish(device)).status).toBe(200)
  })

  test('shows again who somebody is', async () => {
    const { visitor: ada, device } = await withPasskey('ada@example.com')
    const { device: foreign } = await withPasskey('ned@example.com')
    await world.kernel.database.control(sql`update control.session set proven_at = now() - interval '1 hour'`)
    expect(await codeOf(await ada.request('POST', '/me/recovery-codes'))).toBe('reauthentication_required')
    const prove = async (with_: Authenticator) => {
      const options = await optionsFor(ada, '/session/passkey/options')
      return ada.request('POST', '/session/reauthentication', { passkey: with_.show(options) })
    }
    expect((await prove(foreign)).status).toBe(401)
    expect((await prove(device)).status).toBe(200)
    expect((await ada.request('POST', '/me/recovery-codes')).status).toBe(200)
    await world.kernel.database.control(sql`update control.session set proven_at = now()`)
  })
})

describe('what is refused', () => {
  const refused = async (answer: Response) => {
    expect([answer.status, await codeOf(answer)]).toEqual([401, 'passkey_refused'])
  }

  test('an answer to a challenge that was answered before, or made up, or too old', async () => {
    const { device } = await withPasskey('pau@example.com')
    const one = visitor(world.kernel)
    const options = await optionsFor(one, '/session/passkey/options')
    expect((await one.request('POST', '/session/passkey', { passkey: device.show(options) })).status).toBe(200)
    await refused(await one.request('POST', '/session/passkey', { passkey: device.show(options) }))
    const madeUp = { challenge: Buffer.from('made up').toString('base64url') }
    await refused(await one.request('POST', '/session/passkey', { passkey: device.show(madeUp) }))
    const late = await optionsFor(one, '/session/passkey/options')
    await world.kernel.database.control(
      sql`update control.passkey_challenge set expires_at = now() - interval '1 second'`,
    )
    await refused(await one.request('POST', '/session/passkey', { passkey: device.show(late) }))
  })

  test('a device that has counted less than before: it is a copy', async () => {
    const { device } = await withPasskey('pia@example.com')
    device.counter = 10
    expect((await show(device)).status).toBe(200)
    device.counter = 5
    await refused(await show(device))
  })

  test('a device that did not ask who its person is', async () => {
    const { device } = await withPasskey('rob@example.com')
    device.verifiesPerson = false
    await refused(await show(device))
  })

  test('a page that is not ours, and a device that nobody knows', async () => {
    const { visitor: zoe } = await colleague(world, ines, { email: 'zoe@example.com' })
    await refused(await register(zoe, authenticator('https://evil.example')))
    await refused(await register(zoe, authenticator('http://evil.example', 'localhost')))
    await refused(await show(authenticator()))
  })

  test('the challenge of somebody else for a new passkey', async () => {
    const { visitor: olga } = await colleague(world, ines, { email: 'olga@example.com' })
    const { visitor: otto } = await colleague(world, ines, { email: 'otto@example.com' })
    const options = await optionsFor(olga, '/me/passkeys/options')
    await refused(await otto.request('POST', '/me/passkeys', { name: 'X', passkey: authenticator().make(options) }))
  })

  test('passkeys where the address of the program has no name', async () => {
    const at = (publicUrl: string | undefined) => ({
      ...world.kernel,
      mail: { ...readMailEnvironment({}, { host: '127.0.0.1', port: 3000 }), publicUrl },
    })
    const options = (kernel: World['kernel'], host: string) =>
      visitor(kernel).request('POST', '/session/passkey/options', undefined, { host })
    expect((await options(at('https://crm.example.com'), 'localhost')).status).toBe(200)
    expect(((await (await options(at('https://crm.example.com'), 'x')).json()) as { rpId: string }).rpId).toBe(
      'crm.example.com',
    )
    expect(await codeOf(await options(at('http://192.0.2.1'), 'localhost'))).toBe('passkeys_unavailable')
  })
})
