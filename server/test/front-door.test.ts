import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Problem } from '@tendero/model'
import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import { routes } from '../src/http/app.ts'
import { projectFolder } from '../src/platform/server-folder.ts'
import { newToken } from '../src/platform/token.ts'
import { browserOf } from './http.ts'
import { makeKey } from './keys.ts'
import { suiteFolder } from './suite-folder.ts'
import { openWorld } from './world.ts'

/** What answers say to browsers, and whose word about where a request came from is believed. */

const webFolder = suiteFolder()
const written = readFileSync(join(projectFolder, 'web', 'index.html'), 'utf8')
writeFileSync(join(webFolder, 'index.html'), written)
const world = await openWorld()
const app = routes(world.kernel, webFolder)
const { session } = await browserOf(world, 'ines')
const key = await makeKey(world, { user: world.ids.ines, role: await world.roleId('Administrator') })

const stranger = { peer: '203.0.113.9' }
const ask = (path: string, headers: Readonly<Record<string, string>> = {}, init: RequestInit = {}, peer = {}) =>
  app.request(path, { ...init, headers: { ...session, ...headers } }, peer)
const post = (body: string, headers: Readonly<Record<string, string>>, peer = {}) =>
  ask('/api/v1/accounts', headers, { method: 'POST', body }, peer)
const codeOf = async (answer: Response) => ((await answer.json()) as Problem).code

describe('a page', () => {
  const policyOf = (answer: Response) => answer.headers.get('content-security-policy') ?? ''

  test.each(['/', '/index.html', '/w/sol/today', '/sign-in'])(
    '%s lets in no script or style but ours',
    async (path) => {
      const answers = [await ask(path), await ask(path)]
      const words: (string | undefined)[] = []
      for (const answer of answers) {
        const policy = policyOf(answer)
        const nonce = /style-src 'self' 'nonce-([\w-]{22})';/.exec(policy)?.[1]
        words.push(nonce)
        expect(await answer.text()).toContain(`<meta property="csp-nonce" nonce="${nonce}" />`)
        expect(policy).toMatch(/^default-src 'none'; script-src 'self';/)
        expect(policy).toMatch(/base-uri 'none';.*frame-ancestors 'none'$/)
        expect(policy).not.toMatch(/unsafe|\*|https?:/)
      }
      expect(words[0]).not.toBe(words[1])
    },
  )

  test('stands in no frame, shares no window, keeps its address and asks for no power of the browser', async () => {
    const { headers } = await ask('/')
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'permissions-policy': expect.stringContaining('camera=()'),
    })
  })

  test('of the API lets styles of its viewer in, and nothing else that others do not', async () => {
    const strict = policyOf(await ask('/')).replace(/'nonce-[\w-]+'/, "'unsafe-inline'")
    expect(policyOf(await ask('/api/docs'))).toBe(strict)
  })

  test('as it is written has no script and no style of its own', () => {
    expect(written).not.toMatch(/<style|\son\w+=|style=|<script(?![^>]*\ssrc=)/)
  })
})

describe('an answer of the API', () => {
  test.each([
    ['/api/v1/accounts', 200],
    ['/api/v1/me-or-not', 404],
    ['/api/v1/accounts/export', 200],
    ['/api/v1/openapi.json', 200],
    ['/api/v1/accounts/none', 404],
    ['/api/mcp', 405],
  ])('%s is kept by nobody and worth nothing as a page', async (path, status) => {
    const answer = await ask(path)
    expect(answer.status).toBe(status)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    })
    await answer.body?.cancel()
  })

  test('never lets another site read it', async () => {
    const origin = 'https://evil.example'
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'POST'])
      for (const path of ['/api/v1/accounts', '/api/v1/session', '/api/v1/openapi.json', '/api/mcp', '/', '/health']) {
        const asking = { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'x' }
        const { headers } = await ask(path, asking, { method })
        expect([method, path, [...headers.keys()].filter((name) => name.startsWith('access-control'))]).toEqual([
          method,
          path,
          [],
        ])
      }
  })
})

describe('behind TLS', () => {
  const secure = { 'x-forwarded-proto': 'https' }

  test('the browser is told to come back by TLS alone, on the word of a trusted proxy', async () => {
    for (const path of ['/', '/api/v1/accounts', '/api/v1/none']) {
      expect((await ask(path, secure)).headers.get('strict-transport-security')).toMatch(/^max-age=31536000$/)
      expect((await ask(path, secure, {}, stranger)).headers.has('strict-transport-security')).toBe(false)
      expect((await ask(path)).headers.has('strict-transport-security')).toBe(false)
    }
  })

  test('the session goes by a name that browsers take from this host alone, and a plain one is worth nothing', async () => {
    const named = { cookie: session.cookie?.replace('tendero_session', '__Host-tendero_session') ?? '' }
    const statuses = async (headers: Readonly<Record<string, string>>, peer = {}) => [
      (await ask('/api/v1/accounts', headers, {}, peer)).status,
      (await ask('/api/v1/accounts', { ...headers, ...named }, {}, peer)).status,
    ]
    expect(await statuses(secure)).toEqual([401, 200])
    expect(await statuses({})).toEqual([200, 401])
    expect(await statuses(secure, stranger)).toEqual([200, 401])
    const out = await ask('/api/v1/session', { ...secure, cookie: '' }, { method: 'DELETE' })
    expect(out.headers.get('set-cookie')).toMatch(/^__Host-tendero_session=; Max-Age=0; Path=\/; Secure/)
  })

  test('so does the mark of a browser, and one that another host may have set is not believed', async () => {
    const json = { 'content-type': 'application/json', cookie: '' }
    const send = async (path: string, body: object, headers: Readonly<Record<string, string>>) => {
      const answer = await ask(path, { ...json, ...headers }, { method: 'POST', body: JSON.stringify(body) })
      const marks = answer.headers.getSetCookie().filter((one) => one.includes('tendero_device='))
      return { answer, marks }
    }
    const wish = { name: 'Marked', email: 'marked@example.com', role: await world.roleId('Representative') }
    const invited = await send('/api/v1/invitations', wish, { ...session })
    const { token } = (await invited.answer.json()) as { token: string }
    const who = { email: wish.email, password: 'eleven quiet lanterns' }
    const { marks } = await send(`/api/v1/invitations/${token}/acceptance`, { password: who.password }, secure)
    expect(marks).toEqual([expect.stringMatching(/^__Host-tendero_device=[\w-]{43};.* Path=\/;.* HttpOnly; Secure;/)])
    const [mark = ''] = marks[0]?.split(';') ?? []
    const kept = async (cookie: string) => (await send('/api/v1/session', who, { ...secure, cookie })).marks[0] ?? ''
    expect(await kept(mark)).toContain(`${mark};`)
    expect(await kept(mark.replace('__Host-', ''))).not.toContain(mark)
  })

  test('the links of an export lead where the browser is, as a trusted proxy says', async () => {
    const host = { ...secure, 'x-forwarded-host': 'crm.example.com' }
    const page = 'https://crm.example.com'
    const body = { name: 'Asked' }
    const from = (headers: object, peer = {}) =>
      post(JSON.stringify(body), { 'content-type': 'application/json', ...headers }, peer)
    const cookie = session.cookie?.replace('tendero_session', '__Host-tendero_session') ?? ''
    expect((await from({ ...host, cookie, origin: page })).status).toBe(201)
    expect(await codeOf(await from({ ...host, origin: page }, stranger))).toBe('foreign_origin')
  })
})

describe('a page of another site', () => {
  const json = { 'content-type': 'application/json', 'tendero-allow-duplicates': 'true' }

  test.each([
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ 'sec-fetch-site': 'anything' }, 403],
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ 'sec-fetch-site': 'same-origin', origin: 'http://evil.example' }, 403],
    [{ 'sec-fetch-site': 'same-origin' }, 201],
    [{ 'sec-fetch-site': 'none' }, 201],
    [{}, 201],
  ])('writes nothing: %j', async (headers, status) => {
    expect((await post('{"name":"Foreign"}', { ...json, ...headers })).status).toBe(status)
  })

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    '',
    'x/json',
    'json',
  ])('sends no form for JSON: %s', async (type) => {
    const answer = await post('{"name":"Formed"}', { 'content-type': type })
    expect([answer.status, await codeOf(answer)]).toEqual([415, 'not_json_type'])
  })

  test('is not what a program with a key is, whatever it calls its body', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/merge-patch+json']) {
      const headers = { ...json, authorization: `Bearer ${key}`, 'content-type': type }
      expect((await post('{"name":"By key"}', headers)).status).toBe(201)
    }
  })
})

test('the log of requests holds no link that lets somebody in', async () => {
  const lines: string[] = []
  const log = pino({ level: 'info' }, { write: (line) => void lines.push(line) })
  const logged = routes({ ...world.kernel, log }, webFolder)
  const link = newToken()
  for (const path of [`/api/v1/invitations/${link}`, `/api/v1/invitations/${link}/acceptance`, `/new-password/${link}`])
    await logged.request(path, { headers: session })
  expect(lines.map((line) => JSON.parse(line).path)).toEqual([
    '/api/v1/invitations/…',
    '/api/v1/invitations/…/acceptance',
    '/new-password/…',
  ])
  expect(lines.join()).not.toContain(link)
})

test('every answer says what it may stand in, also one that is neither page nor API', async () => {
  for (const path of ['/', '/health', '/metrics', '/assets/gone.js', '/api/v1/accounts', '/api/v1/none', '/api/docs']) {
    const policy = (await ask(path)).headers.get('content-security-policy')
    expect([path, policy]).toEqual([path, expect.stringMatching(/(object-src|default-src) 'none'/)])
    expect([path, policy]).toEqual([path, expect.stringContaining("base-uri 'none'")])
    expect([path, policy]).toEqual([path, expect.stringContaining("frame-ancestors 'none'")])
  }
})
