import { type AnyRecord, type Session, sql } from '@tendero/model'
import { describe, expect, test } from 'vitest'
import { openDirectoryClient } from '../../test/directory.ts'
import { browserOf } from '../../test/http.ts'
import { openSignOn } from '../../test/single-sign-on.ts'
import { openWorld } from '../../test/world.ts'
import { newId } from '../kernel/identity.ts'

const world = await openWorld({ privateSingleSignOn: true })
const { directory, provider, ines, change, signIn } = await openSignOn(world)

/** Why the sign-in screen says somebody was not let in. */
const refusal = async (name: string) => (await signIn(name)).at.searchParams.get('refused')

describe('somebody for whom the provider vouches', () => {
  test('comes in as the person of that address, at the page that was asked for', async () => {
    directory.people.set('ana', { email: 'Ana@example.com', email_verified: true, name: 'Ana of the directory' })
    const { at, browser } = await signIn('ana', `/w/${world.slug}/leads?sort=name`)
    expect(`${at.pathname}${at.search}`).toBe(`/w/${world.slug}/leads?sort=name`)
    const { status, body } = await browser.json<Session>('/session')
    expect(status).toBe(200)
    expect(body).toMatchObject({ user: { id: world.ids.ana, name: 'Ana' }, provider: provider.id })
  })

  test('is known again by the subject, whatever the address is by then', async () => {
    directory.people.set('ana', { email: 'ana.new@elsewhere.example', email_verified: false })
    const { browser } = await signIn('ana')
    expect((await browser.json<Session>('/session')).body.user.id).toBe(world.ids.ana)
  })

  test('is not let in without an address, with one that is not verified, or of another domain', async () => {
    directory.people.set('nobody', { name: 'Nobody' })
    expect(await refusal('nobody')).toBe('email_missing')
    directory.people.set('bo', { email: 'bo@example.com', email_verified: false })
    expect(await refusal('bo')).toBe('email_not_verified')
    directory.people.set('far', { email: 'far@example.org', email_verified: true })
    expect(await refusal('far')).toBe('domain_not_allowed')
  })

  test('is not let in when they are not a member, or no longer active', async () => {
    directory.people.set('newcomer', { email: 'newcomer@example.com', email_verified: true })
    expect(await refusal('newcomer')).toBe('not_a_member')
    directory.people.set('bo', { email: 'bo@example.com', email_verified: true })
    await ines.request('PATCH', `/users/${world.ids.bo}`, { active: false })
    expect(await refusal('bo')).toBe('not_active')
    await ines.request('PATCH', `/users/${world.ids.bo}`, { active: true })
  })

  test('may be taken at the word of a provider that says nothing of whether addresses are verified', async () => {
    directory.people.set('bo', { email: 'bo@example.com' })
    expect(await refusal('bo')).toBe('email_not_verified')
    await change({ trustsAddresses: true })
    expect((await signIn('bo')).at.pathname).toBe(`/w/${world.slug}`)
    await change({ trustsAddresses: false })
  })
})

describe('groups of the directory', () => {
  test('make a newcomer with a role and teams, and change them at the next sign-in', async () => {
    const [manager, representative] = [await world.roleId('Manager'), await world.roleId('Representative')]
    await change({
      createsPeople: true,
      role: representative,
      roleMapping: [{ group: 'chiefs', role: manager }],
      teamMapping: [
        { group: 'chiefs', team: world.ids.north },
        { group: 'east', team: world.ids.northEast },
      ],
    })
    directory.people.set('clara', { email: 'clara@example.com', email_verified: true, name: 'Clara', groups: ['east'] })
    const { browser } = await signIn('clara')
    const { user, role } = (await browser.json<Session>('/session')).body
    expect(role.id).toBe(representative)
    expect(user).toMatchObject({ name: 'Clara', email: 'clara@example.com', team: world.ids.northEast })

    directory.people.set('clara', { ...directory.people.get('clara'), groups: ['east', 'chiefs'] })
    await signIn('clara')
    expect(await ines.json<AnyRecord>('GET', `/users/${user.id}`)).toMatchObject({
      role: manager,
      team: world.ids.north,
    })
    const { items } = await ines.json<{ items: AnyRecord[] }>('GET', '/team-members')
    expect(items.filter((one) => one.user === user.id).map((one) => one.team)).toEqual([world.ids.northEast])
  })

  test('tell in the history through what they changed somebody', async () => {
    const { rows } = await world.kernel.database.direct.query(
      `select distinct through from tendero.history where object = 'user' and patch::text like '%clara@example.com%'`,
    )
    expect(rows).toEqual([{ through: 'single_sign_on' }])
  })

  test('do not take administration from the last administrator', async () => {
    directory.people.set('ines', { email: 'ines@example.com', email_verified: true, groups: ['east'] })
    const { browser } = await signIn('ines')
    expect((await browser.json<Session>('/session')).body.role.administrator).toBe(true)
  })
})

test('somebody whom the directory made by SCIM comes in with its account', async () => {
  const scim = await openDirectoryClient(world, ines, { role: await world.roleId('Representative') })
  const made = await scim.json<{ id: string }>('POST', '/Users', { userName: 'dora@example.com', displayName: 'Dora' })
  directory.people.set('dora', { email: 'dora@example.com', email_verified: true })
  expect((await (await signIn('dora')).browser.json<Session>('/session')).body.user.id).toBe(made.id)
})

describe('an answer of a provider', () => {
  test('is worth nothing in another browser than the one that asked', async () => {
    const { browser } = await signIn('ana')
    const asked = await browser.ask(`/api/v1/single-sign-on/${provider.id}/start`)
    const answered = await browser.ask(asked.headers.get('location') ?? '')
    const callback = new URL(answered.headers.get('location') ?? '')
    expect(callback.pathname).toBe(`/api/v1/single-sign-on/${provider.id}/callback`)
    const other = (await signIn('bo')).browser
    expect(await other.follow(callback.href)).toContain('refused=sign_in_expired')
    expect(await browser.follow(callback.href)).toContain(`/w/${world.slug}`)
    expect(await browser.follow(callback.href)).toContain('refused=sign_in_expired')
  })

  test('of another issuer, or for another provider, is refused', async () => {
    const { browser } = await signIn('ana')
    const answer = async () => {
      const asked = await browser.ask(`/api/v1/single-sign-on/${provider.id}/start`)
      const answered = await browser.ask(asked.headers.get('location') ?? '')
      return new URL(answered.headers.get('location') ?? '')
    }
    const mixedUp = await answer()
    expect(mixedUp.searchParams.get('iss')).toBe(directory.issuer)
    mixedUp.searchParams.set('iss', 'https://evil.example')
    expect(await browser.follow(mixedUp.href)).toContain('refused=sign_in_not_valid')
    const elsewhere = await answer()
    elsewhere.pathname = elsewhere.pathname.replace(provider.id, newId())
    expect(await browser.follow(elsewhere.href)).toContain('refused=sign_in_expired')
  })

  test('with another state is refused', async () => {
    const { browser } = await signIn('ana')
    await browser.ask(`/api/v1/single-sign-on/${provider.id}/start`)
    const forged = `/api/v1/single-sign-on/${provider.id}/callback?code=stolen&state=guessed&iss=${encodeURIComponent(directory.issuer)}`
    expect(await browser.follow(forged)).toContain('refused=sign_in_not_valid')
  })

  test('that says no is told in words of ours', async () => {
    const { browser } = await signIn('bo')
    browser.cookies.clear()
    const page = await browser.follow(`/api/v1/single-sign-on/${provider.id}/start`)
    expect(await browser.follow(page, { refuse: 'yes' })).toContain('refused=provider_refused')
  })

  test('never leads to a page that is not the company’s own', async () => {
    for (const next of [
      'https://evil.example/',
      '//evil.example/',
      '/\\evil.example',
      `/w/${world.slug}/../../x`,
      '/w/other/today',
      `/w/${world.slug}evil`,
    ])
      expect((await signIn('ana', next)).at.href).toBe(`http://localhost/w/${world.slug}`)
  })
})

describe('a company that insists on single sign-on', () => {
  const entered = async (browser: { request(method: string, path: string): Promise<Response> }) =>
    (await browser.request('GET', '/leads')).status

  test('needs an administrator who has a password first', async () => {
    const answer = await ines.request('PATCH', `/single-sign-on/providers/${provider.id}`, { enforced: true })
    expect(answer.status).toBe(409)
    expect(await answer.json()).toMatchObject({ code: 'no_way_back' })
  })

  test('shuts out sessions that a password opened, but those of administrators', async () => {
    const [ana, chief] = [await browserOf(world, 'ana'), await browserOf(world, 'ines')]
    await world.kernel.database.control(
      sql`update control.identity set password_hash = 'a hash' where id = ${world.ids.ines}`,
    )
    expect(await entered(ana)).toBe(200)
    expect((await change({ enforced: true })).enforced).toBe(true)
    const shut = await ana.request('GET', '/leads')
    expect([shut.status, (await shut.json()) as object]).toMatchObject([401, { code: 'single_sign_on_required' }])
    expect((await ana.request('GET', '/session')).status).toBe(403)
    expect(await entered(chief)).toBe(200)
    expect((await (await signIn('ana')).browser.json('/leads')).status).toBe(200)
    await change({ enforced: false })
    expect(await entered(ana)).toBe(200)
  })
})

test('a provider that is switched off, or removed, lets nobody in and ends its sessions', async () => {
  const { browser } = await signIn('ana')
  await change({ active: false })
  expect((await browser.json('/session')).status).toBe(401)
  expect(await browser.follow(`/api/v1/single-sign-on/${provider.id}/start`)).toContain('refused=not_found')
  await change({ active: true })
  expect((await (await signIn('ana')).browser.json('/session')).status).toBe(200)
  expect((await ines.request('DELETE', `/single-sign-on/providers/${provider.id}`)).status).toBe(200)
  expect(await browser.follow(`/api/v1/single-sign-on/${provider.id}/start`)).toContain('refused=not_found')
  expect((await ines.request('POST', `/single-sign-on/providers/${provider.id}/restoration`)).status).toBe(200)
  expect((await (await signIn('ana')).browser.json('/session')).status).toBe(200)
})

test('sign-ins, refusals and changes of providers stand in the audit log, without secrets', async () => {
  const { rows } = await world.kernel.database.direct.query<{ action: string; through: string; detail: object }>(
    `select action, through, detail from tendero.audit_entry where workspace_id = $1`,
    [world.workspaceId],
  )
  expect(rows).toContainEqual({
    action: 'session.opened',
    through: 'single_sign_on',
    detail: { provider: 'The directory' },
  })
  expect(rows).toContainEqual({
    action: 'session.refused',
    through: 'single_sign_on',
    detail: { provider: 'The directory', reason: 'domain_not_allowed' },
  })
  expect(rows).toContainEqual({
    action: 'provider.changed',
    through: 'screen',
    detail: { provider: 'The directory', change: 'changed', to: { enforced: true } },
  })
  expect(JSON.stringify(rows)).not.toContain(directory.clientSecret)
})
