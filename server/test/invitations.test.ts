import type { OpenInvitation, Session } from '@tendero/model'
import { sql } from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { hashPassword } from '../src/platform/password.ts'
import { tokenHash } from '../src/platform/token.ts'
import { acceptInvitation, findInvitation } from '../src/sign-in/invitations.ts'
import { type Browser, browserOf } from './http.ts'
import { mailsTo, pathIn } from './mails.ts'
import { founder, password, visitor } from './visitor.ts'
import { openWorld, type World } from './world.ts'

let world: World
let ines: Browser

beforeAll(async () => {
  world = await openWorld()
  ines = await browserOf(world, 'ines')
})

interface Invited {
  readonly token: string
  readonly user: string
}

const invite = async (email: string, more: object = {}) => {
  const wish = { name: 'Nora', email, role: await world.roleId('Representative'), mail: true, ...more }
  return ines.json<Invited>('POST', '/invitations', wish)
}
const list = async () => (await ines.json<{ items: readonly OpenInvitation[] }>('GET', '/invitations')).items
const of = async (email: string) => (await list()).find((one) => one.email === email)
const accept = (token: string) =>
  visitor(world.kernel).request('POST', `/invitations/${token}/acceptance`, { password })

describe('an invitation by mail', () => {
  test('goes in the language of who is invited, with a link that lets them in', async () => {
    const { token } = await invite('nora@example.com', { language: 'et' })
    const [mail] = await mailsTo(world, 'nora@example.com')
    if (!mail) throw new Error('no mail')
    expect(mail).toMatchObject({ subject: 'Ines kutsub sind ettevõtte Ferretería Sol CRM-i', secret: true })
    expect(pathIn(mail)).toBe(`/invitation/${token}`)
    const session = (await (await accept(token)).json()) as Session
    expect(session.user).toMatchObject({ email: 'nora@example.com', language: 'et' })
  })

  test('goes in the language of the company where none is named, and not at all where none is wanted', async () => {
    await invite('plain@example.com')
    expect((await mailsTo(world, 'plain@example.com'))[0]?.subject).toBe('Ines invites you to Ferretería Sol')
    await invite('quiet@example.com', { mail: false })
    expect(await mailsTo(world, 'quiet@example.com')).toEqual([])
  })

  test('sent again has a new link, and the one before is worth nothing', async () => {
    const { token } = await invite('again@example.com')
    const open = await of('again@example.com')
    await world.kernel.database.control(
      sql`update control.invitation set expires_at = now() - interval '1 day' where email = 'again@example.com'`,
    )
    expect((await of('again@example.com'))?.expired).toBe(true)
    expect((await ines.request('POST', `/invitations/${open?.id}/mail`)).status).toBe(200)
    const [mail] = await mailsTo(world, 'again@example.com')
    const path = mail ? pathIn(mail) : ''
    expect(await of('again@example.com')).toMatchObject({ expired: false })
    expect((await accept(token)).status).toBe(404)
    expect((await accept(path.replace('/invitation/', ''))).status).toBe(200)
    expect(await of('again@example.com')).toBeUndefined()
  })

  test('is worth nothing once its person is not active, or has another address', async () => {
    const [closed, mistyped] = [await invite('closed@example.com'), await invite('mistyped@example.com')]
    await ines.request('PATCH', `/users/${closed.user}`, { active: false })
    await ines.request('PATCH', `/users/${mistyped.user}`, { email: 'typed@example.com' })
    for (const { token } of [closed, mistyped]) {
      expect((await visitor(world.kernel).request('GET', `/invitations/${token}`)).status).toBe(404)
      expect((await accept(token)).status).toBe(404)
    }
    const left = await world.kernel.database.control(
      sql`select 1 from control.identity where email in ('closed@example.com', 'mistyped@example.com')`,
    )
    expect(left).toEqual([])
  })

  test('of a new address takes the place of the former, which opens nothing any more', async () => {
    const { token, user } = await invite('former@example.com')
    const former = visitor(world.kernel)
    await former.request('POST', `/invitations/${token}/acceptance`, { password })
    await ines.request('PATCH', `/users/${user}`, { email: 'latter@example.com' })
    const anew = await invite('latter@example.com')
    expect(anew.user).toBe(user)
    expect((await former.request('GET', '/session')).status).toBe(200)
    expect((await accept(anew.token)).status).toBe(200)
    expect((await former.request('GET', '/session')).status).toBe(403)
    const again = await former.request('POST', '/session', { email: 'former@example.com', password })
    expect(again.status).toBe(403)
  })

  test('lets its person say what they are called', async () => {
    const { token, user } = await invite('nora.vidal@example.com')
    const one = visitor(world.kernel)
    const wish = { password, name: 'Nora Vidal' }
    expect((await one.request('POST', `/invitations/${token}/acceptance`, wish)).status).toBe(200)
    expect((await world.stored('user', user)).name).toBe('Nora Vidal')
  })

  test('accepted while another company lets the address in opens nothing of it without its password', async () => {
    const { token } = await invite('hurried@example.com')
    const found = await findInvitation(world.kernel, tokenHash(token))
    await founder(world, 'Otra casa', 'hurried@example.com')
    const hash = await hashPassword('of somebody else')
    const someone = { address: '127.0.0.1', userAgent: null, device: undefined }
    await expect(acceptInvitation(world.kernel, found, { hash, visitor: someone })).rejects.toMatchObject({
      status: 401,
    })
    expect((await accept(token)).status).toBe(200)
  })

  test('that is revoked opens nothing, and goes from the list', async () => {
    const { token } = await invite('not@example.com')
    const open = await of('not@example.com')
    expect((await ines.request('DELETE', `/invitations/${open?.id}`)).status).toBe(200)
    expect((await accept(token)).status).toBe(404)
    expect(await of('not@example.com')).toBeUndefined()
    expect((await ines.request('DELETE', `/invitations/${open?.id}`)).status).toBe(404)
    expect((await ines.request('POST', `/invitations/${open?.id}/mail`)).status).toBe(404)
  })

  test('made anew for the same person takes the place of the first', async () => {
    const { token } = await invite('twice@example.com')
    const { token: second } = await invite('twice@example.com')
    expect((await list()).filter(({ email }) => email === 'twice@example.com')).toHaveLength(1)
    expect((await accept(token)).status).toBe(404)
    expect((await accept(second)).status).toBe(200)
  })
})

describe('the list of invitations', () => {
  test('is for who may invite, of this company alone, and tells no link', async () => {
    const { token } = await invite('own@example.com')
    const open = await of('own@example.com')
    expect(JSON.stringify(await list())).not.toContain(token)
    const ana = await browserOf(world, 'ana')
    expect((await ana.request('GET', '/invitations')).status).toBe(403)
    expect((await ana.request('DELETE', `/invitations/${open?.id}`)).status).toBe(403)
    const { visitor: stranger, session } = await founder(world, 'Elsewhere', 'boss@elsewhere.example')
    const there = { 'tendero-workspace': session.workspace.slug }
    expect(await (await stranger.request('GET', '/invitations', undefined, there)).json()).toEqual({ items: [] })
    expect((await stranger.request('DELETE', `/invitations/${open?.id}`, undefined, there)).status).toBe(404)
    expect((await stranger.request('POST', `/invitations/${open?.id}/mail`, undefined, there)).status).toBe(404)
    expect((await accept(token)).status).toBe(200)
  })
})
