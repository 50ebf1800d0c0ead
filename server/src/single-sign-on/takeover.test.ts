import { type Session, type SingleSignOnProvider, sql } from '@tendero/model'
import { describe, expect, test } from 'vitest'
import { browserOf } from '../../test/http.ts'
import { keyOf, openRights } from '../../test/keys.ts'
import { openSignOn } from '../../test/single-sign-on.ts'
import { openWorld } from '../../test/world.ts'
import { routes } from '../http/app.ts'

const world = await openWorld({ privateSingleSignOn: true })
const { directory, provider, ines, signIn, change } = await openSignOn(world)
const { makeRole } = await openRights(world)

describe('an administrator whose provider vouches for somebody who is known elsewhere too', () => {
  test('gets a session for their own company alone', async () => {
    // Ana signs in with a password, and works for the other company too.
    await browserOf(world, 'ana')
    const { workspaceId, userId } = world.stranger
    const { control } = world.kernel.database
    await control(sql`insert into control.membership (identity_id, workspace_id, user_id, created_at)
      values (${world.ids.ana}, ${workspaceId}, ${userId}, now())`)
    await control(
      sql`update control.identity set email = 'ana@example.com', password_hash = 'hers' where id = ${world.ids.ana}`,
    )

    directory.people.set('made up', { email: 'ana@example.com', email_verified: true })
    const { browser } = await signIn('made up')
    const { body } = await browser.json<Session>('/session')
    expect(body.user.id).toBe(world.ids.ana)
    expect(body.workspaces).toEqual([{ slug: world.slug, name: 'Ferretería Sol' }])

    const cookie = `tendero_session=${browser.cookies.get('http://localhost tendero_session')}`
    const app = routes(world.kernel, '/nowhere')
    const asked = (path: string, workspace: string, init: RequestInit = {}) =>
      app.request(`/api/v1${path}`, { ...init, headers: { cookie, 'tendero-workspace': workspace } })
    expect((await asked('/leads', world.slug)).status).toBe(200)
    expect((await asked('/leads', workspaceId)).status).toBe(401)
    const other = (await (await asked('/session', 'other')).json()) as Session
    expect(other.workspace.slug).toBe(world.slug)
  })

  test('does not get at how that person signs in, and adds nothing that outlives the provider', async () => {
    const { browser } = await signIn('made up')
    const cookie = `tendero_session=${browser.cookies.get('http://localhost tendero_session')}`
    const asked = async (method: string, path: string, body: object) => {
      const headers = { cookie, 'tendero-workspace': world.slug, 'content-type': 'application/json' }
      const init = { method, headers, body: JSON.stringify(body) }
      const answer = await routes(world.kernel, '/nowhere').request(`/api/v1${path}`, init)
      return [answer.status, ((await answer.json()) as { code?: string }).code]
    }
    const refused = [409, 'no_password']
    const given = { password: 'a password of the attacker', currentPassword: '' }
    expect(await asked('PUT', '/me/password', given)).toEqual([422, 'invalid_input'])
    expect(await asked('POST', '/me/passkeys/options', {})).toEqual(refused)
    expect(await asked('POST', '/me/totp', {})).toEqual(refused)
    expect(await asked('POST', '/me/recovery-codes', {})).toEqual([409, 'no_second_factor'])
    const [kept] = await world.kernel.database.control<{ password_hash: string }>(
      sql`select password_hash from control.identity where id = ${world.ids.ana}`,
    )
    expect(kept?.password_hash).toBe('hers')
  })
})

describe('the providers of a company', () => {
  test('are for its administrators alone, and for no key', async () => {
    const role = await makeRole({ actions: ['settings'] })
    await ines.request('PATCH', `/users/${world.ids.marta}`, { role })
    const settings = await browserOf(world, 'marta')
    const key = await keyOf(world, world.ids.ines, await world.roleId('Administrator'))
    for (const asked of [
      () => settings.request('GET', '/single-sign-on/providers'),
      () => settings.request('PATCH', `/single-sign-on/providers/${provider.id}`, { domains: ['evil.example'] }),
      () => settings.request('POST', '/single-sign-on/discovery', { issuer: directory.issuer }),
      () => settings.request('GET', `/single-sign-on/providers/${provider.id}/trial`),
      () => key.request('GET', '/single-sign-on/providers'),
    ])
      expect((await asked()).status).toBe(403)
  })

  test('never tell their secret, and give it to no other issuer', async () => {
    expect(JSON.stringify(await ines.json('GET', '/single-sign-on/providers'))).not.toContain(directory.clientSecret)
    const [row] = await world.kernel.database.control<{ client_secret: string }>(
      sql`select client_secret from control.single_sign_on_provider where id = ${provider.id}`,
    )
    expect(row?.client_secret).not.toContain(directory.clientSecret)
    expect(await change({ issuer: 'http://127.0.0.1:9/' })).toMatchObject({ hasSecret: false })
    const { issuer, clientSecret } = directory
    expect(await change({ issuer, clientSecret })).toMatchObject({ hasSecret: true })
  })

  test('of another company are not there', async () => {
    const [row] = await world.kernel.database.control<{ id: string }>(sql`
      insert into control.single_sign_on_provider select gen_random_uuid() as id, ${world.stranger.workspaceId}::uuid as workspace_id,
        name, issuer, client_id, client_secret, scopes, groups_claim, domains, trusts_addresses, creates_people, role_id, team_id,
        role_mapping, team_mapping, enforced, active, last_test, created_at, updated_at, deleted_at
      from control.single_sign_on_provider where id = ${provider.id} returning id`)
    const foreign = `/single-sign-on/providers/${row?.id}`
    expect((await ines.request('PATCH', foreign, { name: 'Ours' })).status).toBe(404)
    expect((await ines.request('DELETE', foreign)).status).toBe(404)
    expect((await ines.request('POST', `${foreign}/restoration`)).status).toBe(404)
    expect((await ines.request('GET', `${foreign}/trial`)).status).toBe(404)
    const { items } = await ines.json<{ items: SingleSignOnProvider[] }>('GET', '/single-sign-on/providers')
    expect(items.map(({ id }) => id)).toEqual([provider.id])
  })

  test('name only roles and teams that are there', async () => {
    for (const wrong of [
      { role: world.ids.ana },
      { team: world.stranger.userId },
      { scopes: ['email'] },
      { domains: [] },
    ])
      expect((await ines.request('PATCH', `/single-sign-on/providers/${provider.id}`, wrong)).status).toBe(422)
  })
})

describe('what the server asks in the name of an administrator', () => {
  const guarded = routes({ ...world.kernel, privateSingleSignOn: false }, '/nowhere')

  test('is no address of this machine or its network, and nothing without TLS', async () => {
    const asked = async (issuer: string) => {
      const answer = await guarded.request('/api/v1/single-sign-on/discovery', {
        method: 'POST',
        headers: { ...(await browserOf(world, 'ines')).session, 'content-type': 'application/json' },
        body: JSON.stringify({ issuer }),
      })
      return ((await answer.json()) as { steps: { step: string; problem: string | null }[] }).steps.at(-1)
    }
    expect(await asked(directory.issuer)).toEqual({ step: 'address', problem: 'not_secure' })
    expect(await asked('https://127.0.0.1:1/')).toEqual({ step: 'answer', problem: 'refused_address' })
    expect(await asked('https://169.254.169.254/latest')).toEqual({ step: 'answer', problem: 'refused_address' })
    expect(await asked('ftp://example.com')).toEqual({ step: 'address', problem: 'not_an_address' })
    const start = await guarded.request(`/api/v1/single-sign-on/${provider.id}/start`)
    expect(start.headers.get('location')).toContain('refused=provider_unreachable')
  })

  test('is tried step by step', async () => {
    const steps = async (issuer: string) =>
      (await ines.json<{ steps: unknown[] }>('POST', '/single-sign-on/discovery', { issuer })).steps
    const good = ['address', 'answer', 'issuer', 'endpoints', 'keys'].map((step) => ({ step, problem: null }))
    expect(await steps(directory.issuer)).toEqual(good)
    expect((await steps(`${directory.issuer}/elsewhere`)).at(-1)).toEqual({ step: 'answer', problem: 'not_found' })
    expect((await steps(`${directory.issuer}/`)).at(-1)).toEqual({ step: 'issuer', problem: 'another_issuer' })
  })
})

describe('before anybody is signed in', () => {
  const asked = async (query: string, kernel = world.kernel) => {
    const answer = await routes(kernel, '/nowhere').request(`/api/v1/single-sign-on?${query}`)
    return ((await answer.json()) as { items: { id: string }[] }).items.map(({ id }) => id)
  }

  test('the providers of the company that was asked for are offered', async () => {
    expect(await asked(`workspace=${world.slug}`)).toEqual([provider.id])
    expect(await asked('workspace=nowhere')).toEqual([])
  })

  test('an address finds its provider by the domain alone, whether anybody has it or not', async () => {
    const { id } = provider
    expect(await asked('email=ana@example.com')).toContain(id)
    expect(await asked('email=who.is.that@example.com')).toEqual(await asked('email=ana@example.com'))
    expect(await asked('email=ana@example.org')).toEqual([])
  })

  test('no address finds one where strangers may sign up companies', async () => {
    expect(await asked('email=ana@example.com', { ...world.kernel, openSignUp: true })).toEqual([])
  })
})

test('a trial shows what the provider says and what would come of it, and signs nobody in', async () => {
  await change({ teamMapping: [{ group: 'east', team: world.ids.northEast }] })
  directory.people.set('bo', { email: 'bo@example.com', email_verified: true, groups: ['east', 'chess'] })
  const { browser } = await signIn('ana')
  browser.cookies.clear()
  const { session } = await browserOf(world, 'ines')
  browser.cookies.set('http://localhost tendero_session', session.cookie?.split('=')[1] ?? '')
  const page = await browser.follow(`/api/v1/single-sign-on/providers/${provider.id}/trial?workspace=${world.slug}`)
  const back = await browser.follow(page, { login: 'bo' })
  expect(back).toBe(`http://localhost/w/${world.slug}/settings/single-sign-on?item=${provider.id}`)
  expect((await browser.json<Session>('/session')).body.user.id).toBe(world.ids.ines)
  const { items } = await ines.json<{ items: SingleSignOnProvider[] }>('GET', '/single-sign-on/providers')
  expect(items[0]?.lastTest).toMatchObject({
    refusal: null,
    role: await world.roleId('Representative'),
    teams: [world.ids.northEast],
    claims: { sub: 'bo', email: 'bo@example.com', groups: ['east', 'chess'] },
  })
  const held = await ines.json<{ team: string }>('GET', `/users/${world.ids.bo}`)
  expect(held.team).toBe(world.ids.northWest)
})
