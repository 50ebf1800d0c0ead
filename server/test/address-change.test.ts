import { type Session, sql } from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
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

const ask = (one: Visitor, email: string, slug = 'world') =>
  one.request('POST', '/me/address-changes', { email }, { 'tendero-workspace': slug })
const confirm = (one: Visitor, token: string) => one.request('POST', `/me/address-changes/${token}/confirmation`)
const signIn = async (email: string, word = password) =>
  (await visitor(world.kernel).request('POST', '/session', { email, password: word })).status

/** Asks for another address and reads the link in the mail that went there. */
async function linkTo(one: Visitor, email: string, by?: Session): Promise<string> {
  expect((await ask(one, email, by?.workspace.slug)).status).toBe(202)
  const [mail] = await mailsTo(world, email.toLowerCase(), by?.workspace.id)
  expect(mail).toMatchObject({ template: 'address_change', secret: true })
  return mail ? (pathIn(mail).split('/').at(-1) ?? '') : ''
}

const notedOf = async (user: string, workspaceId = world.workspaceId) => {
  const rows = await world.kernel.database.read(workspaceId, (tx) =>
    tx.rows<{ action: string }>(sql`select e.action from app.audit_entry e
      where e.workspace_id = ${tx.workspaceId} and e.record_id = ${user} order by e.id`),
  )
  return rows.map(({ action }) => action).filter((action) => action.startsWith('address.'))
}

describe('another address to sign in with', () => {
  test('is confirmed by a link that goes there, once; sessions stay, and the address before is told', async () => {
    const { visitor: eva, user } = await colleague(world, ines, { email: 'eva@example.com' })
    const phone = visitor(world.kernel)
    await phone.request('POST', '/session', { email: 'eva@example.com', password })
    const token = await linkTo(eva, 'Eva.Tamm@example.org')
    expect(await signIn('eva@example.com')).toBe(200)
    expect(await signIn('eva.tamm@example.org')).toBe(401)
    const done = await confirm(phone, token)
    expect([done.status, await done.json()]).toEqual([200, { email: 'eva.tamm@example.org' }])
    expect(await signIn('eva@example.com')).toBe(401)
    expect(await signIn('eva.tamm@example.org')).toBe(200)
    const session = (await (await eva.request('GET', '/session')).json()) as Session
    expect(session.user.email).toBe('eva.tamm@example.org')
    expect(await (await eva.request('GET', '/me/sign-in')).json()).toMatchObject({ email: 'eva.tamm@example.org' })
    const again = await confirm(eva, token)
    expect([again.status, await codeOf(again)]).toEqual([404, 'address_change_invalid'])
    expect(await notedOf(user)).toEqual(['address.change_asked', 'address.changed'])
    const told = (await mailsTo(world, 'eva@example.com')).filter(({ template }) => template === 'sign_in_changed')
    expect(told.map(({ subject }) => subject)).toEqual([
      'Your sign-in address was changed',
      'Another sign-in address was asked for',
    ])
    expect(told.every(({ text }) => text.includes('eva@example.com') && !text.includes('eva.tamm'))).toBe(true)
  })

  test('is seen by every company of the person that knew them by the one before', async () => {
    const { user } = await colleague(world, ines, { email: 'two@example.com' })
    const { session } = await founder(world, 'Second', 'two@example.com')
    const third = await founder(world, 'Third', 'two@example.com')
    const there = { 'tendero-workspace': third.session.workspace.slug }
    const desk = { email: 'front-desk@example.com' }
    const path = `/users/${third.session.user.id}`
    expect((await third.visitor.request('PATCH', path, desk, there)).status).toBe(200)
    const second = session.workspace.id
    const one = visitor(world.kernel)
    await one.request('POST', '/session', { email: 'two@example.com', password })
    expect((await confirm(one, await linkTo(one, 'both@example.com'))).status).toBe(200)
    const emailIn = async (workspaceId: string) => {
      const rows = await world.kernel.database.read(workspaceId, (tx) =>
        tx.rows<{ email: string }>(sql`select u.email from app."user" u where u.workspace_id = ${tx.workspaceId}
          and u.name in ('Somebody', 'Luna') and u.email in ('both@example.com', 'two@example.com', 'front-desk@example.com')`),
      )
      return rows.map(({ email }) => email)
    }
    expect(await emailIn(world.workspaceId)).toEqual(['both@example.com'])
    expect(await emailIn(second)).toEqual(['both@example.com'])
    expect(await emailIn(third.session.workspace.id)).toEqual(['front-desk@example.com'])
    expect(await notedOf(user)).toEqual(['address.change_asked', 'address.changed'])
    expect(await notedOf(session.user.id, second)).toEqual(['address.change_asked', 'address.changed'])
  })

  test('does not get anybody around the provider that a company insists on', async () => {
    const { user } = await colleague(world, ines, { email: 'sso@insisting.example' })
    const elsewhere = await founder(world, 'Elsewhere', 'sso@insisting.example')
    const { control } = world.kernel.database
    await control(
      sql`update control.workspace set single_sign_on_domains = '{insisting.example}' where id = ${world.workspaceId}`,
    )
    try {
      const token = await linkTo(elsewhere.visitor, 'free@example.com', elsewhere.session)
      expect((await confirm(elsewhere.visitor, token)).status).toBe(200)
    } finally {
      await control(sql`update control.workspace set single_sign_on_domains = '{}' where id = ${world.workspaceId}`)
    }
    const seen = (await (await ines.request('GET', `/users/${user}`)).json()) as { email: string }
    expect(seen.email).toBe('sso@insisting.example')
  })
})

describe('a link to another address', () => {
  test('is worth nothing to a stranger at a mistyped address, to another person, or after an hour', async () => {
    const { visitor: leo } = await colleague(world, ines, { email: 'leo@example.com' })
    const { visitor: mia } = await colleague(world, ines, { email: 'mia@example.com' })
    const token = await linkTo(leo, 'loe@example.com')
    expect((await confirm(visitor(world.kernel), token)).status).toBe(401)
    expect(await codeOf(await confirm(mia, token))).toBe('address_change_invalid')
    const [row] = await world.kernel.database.control<{ minutes: number }>(
      sql`select round(extract(epoch from c.expires_at - c.created_at) / 60)::int as minutes from control.address_change c where c.email = 'loe@example.com'`,
    )
    expect(row?.minutes).toBe(60)
    await world.kernel.database.control(sql`update control.address_change set expires_at = now() - interval '1 second'`)
    for (const one of [token, 'A'.repeat(43), 'x', '%00']) expect((await confirm(leo, one)).status).toBe(404)
    expect(await signIn('leo@example.com')).toBe(200)
  })

  test('takes the place of the one before, and is not in the database as it is', async () => {
    const { visitor: kai } = await colleague(world, ines, { email: 'kai@example.com' })
    const [first, second] = [await linkTo(kai, 'kia@example.com'), await linkTo(kai, 'kai@example.org')]
    const rows = await world.kernel.database.control(
      sql`select encode(token_hash, 'base64') as hash, encode(token_hash, 'escape') as text from control.address_change`,
    )
    expect(JSON.stringify(rows)).not.toContain(second)
    expect((await confirm(kai, first)).status).toBe(404)
    expect((await confirm(kai, second)).status).toBe(200)
  })

  test('followed twice at once changes the address for one of them', async () => {
    const { visitor: pau } = await colleague(world, ines, { email: 'pau@example.com' })
    const token = await linkTo(pau, 'pau@example.org')
    const answers = await Promise.all([confirm(pau, token), confirm(pau, token)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404])
  })

  test('that two people want at once becomes that of one of them', async () => {
    const people = await Promise.all(
      ['one', 'two', 'three', 'four'].map((name) => colleague(world, ines, { email: `${name}@same.example` })),
    )
    const tokens: string[] = []
    for (const { visitor: one } of people) {
      tokens.push(await linkTo(one, 'wanted@same.example'))
      await world.kernel.database.direct.query('delete from tendero.mail')
    }
    const answers = await Promise.all(people.map(({ visitor: one }, at) => confirm(one, tokens[at] ?? '')))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409])
  })

  test('ends with a new password, and a link to a new password ends with it', async () => {
    const { visitor: ira } = await colleague(world, ines, { email: 'ira@example.com' })
    const token = await linkTo(ira, 'ira@example.org')
    const fresh = 'nine green bottles on a wall'
    await ira.request('PUT', '/me/password', { currentPassword: password, password: fresh })
    expect((await confirm(ira, token)).status).toBe(404)
    await visitor(world.kernel).request('POST', '/password-resets', { email: 'ira@example.com' })
    const resets = async () =>
      (await mailsTo(world, 'ira@example.com')).filter(({ template }) => template === 'password_reset')
    await expect.poll(async () => (await resets()).length).toBe(1)
    const [mail] = await resets()
    const reset = mail ? pathIn(mail).split('/').at(-1) : ''
    expect((await visitor(world.kernel).request('GET', `/password-resets/${reset}`)).status).toBe(200)
    expect((await confirm(ira, await linkTo(ira, 'ira2@example.org'))).status).toBe(200)
    expect((await visitor(world.kernel).request('GET', `/password-resets/${reset}`)).status).toBe(404)
  })
})

describe('asking for another address', () => {
  test('wants the password again after a quarter of an hour', async () => {
    const { visitor: uma } = await colleague(world, ines, { email: 'uma@example.com' })
    await world.kernel.database.control(sql`update control.session s set proven_at = now() - interval '16 minutes'
      from control.identity i where i.id = s.identity_id and i.email = 'uma@example.com'`)
    expect(await codeOf(await ask(uma, 'uma@example.org'))).toBe('reauthentication_required')
    expect(await mailsTo(world, 'uma@example.org')).toEqual([])
    await uma.request('POST', '/session/reauthentication', { password })
    expect((await ask(uma, 'uma@example.org')).status).toBe(202)
  })

  test('gives the same answer and the same mail for one that somebody signs in with, who alone could take it', async () => {
    const { visitor: bea } = await colleague(world, ines, { email: 'bea@example.com' })
    await founder(world, 'Of somebody else', 'taken@example.com')
    const answers = await Promise.all(['taken@example.com', 'free2@example.com'].map((email) => ask(bea, email)))
    const told = await Promise.all(answers.map(async (one) => [one.status, await one.text()]))
    expect(told[0]).toEqual(told[1])
    const [[taken], [free]] = await Promise.all([
      mailsTo(world, 'taken@example.com'),
      mailsTo(world, 'free2@example.com'),
    ])
    expect(taken?.template).toBe(free?.template)
    const token = await linkTo(bea, 'taken@example.com')
    expect(await codeOf(await confirm(bea, token))).toBe('address_taken')
    expect(await signIn('bea@example.com')).toBe(200)
  })

  test('for that of a colleague who has not signed in yet changes nothing', async () => {
    const { visitor: gil } = await colleague(world, ines, { email: 'gil@example.com' })
    const wish = { name: 'Colleague', email: 'colleague@example.com', role: await world.roleId('Representative') }
    await ines.request('POST', '/invitations', wish)
    expect(await codeOf(await confirm(gil, await linkTo(gil, 'colleague@example.com')))).toBe('address_taken')
    expect(await signIn('gil@example.com')).toBe(200)
  })

  test('is refused for the same one, for none, and for who comes by a provider; and three times at most', async () => {
    const { visitor: nik } = await colleague(world, ines, { email: 'nik@example.com' })
    expect(await codeOf(await ask(nik, 'NIK@example.com'))).toBe('invalid_input')
    expect(await codeOf(await ask(nik, 'nobody'))).toBe('invalid_input')
    const answers = []
    for (let at = 0; at < 4; at += 1) answers.push((await ask(nik, `nik${at}@example.org`)).status)
    expect(answers).toEqual([202, 202, 202, 429])
    await world.kernel.database.control(
      sql`update control.identity set email = null, password_hash = null where email = 'nik@example.com'`,
    )
    expect(await codeOf(await ask(nik, 'nik@example.org'))).toBe('no_password')
  })
})
