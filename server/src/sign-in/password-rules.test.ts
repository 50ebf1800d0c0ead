import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, browserOf } from '../../test/http.ts'
import { colleague, password, visitor } from '../../test/visitor.ts'
import { openWorld, type World } from '../../test/world.ts'
import { isBreached } from './breached-passwords.ts'
import { assessPassword } from './password-rules.ts'

const ana = ['Ana Ruiz', 'ana.ruiz@example.com', 'Ferretería Sol']

describe('what is thought of a password', () => {
  test.each([
    ['a shop with a green awning', true, null],
    ['kX9#mPq2vL7z', true, null],
    ['contraseña segura de ana', true, null],
    ['qwertyuiop12', false, null],
    ['abcabcabcabc', false, 'repetition'],
    ['12345678901234', false, 'common'],
    ['ferreteriasol', false, 'personal'],
    ['ana.ruiz2026', false, 'personal'],
    ['zQ3!'.repeat(60), false, 'repetition'],
  ] as const)('%s', async (word, good, reason) => {
    const found = await assessPassword(word, ana)
    expect(found.good).toBe(good)
    if (reason) expect(found.reason).toBe(reason)
  })

  test('is little of what is short, however odd', async () => {
    expect(await assessPassword('kX9#mPq2vL7', [])).toMatchObject({ tooShort: true, good: false, score: 1 })
    // Twelve characters, not twenty-four units.
    expect((await assessPassword('🦊🌵🚲🎻🧭🪁', [])).tooShort).toBe(true)
  })

  test('is known in time, however long it is and however many ask', async () => {
    const began = performance.now()
    await Promise.all(Array.from({ length: 6 }, (_, i) => assessPassword(`${i}aB!`.repeat(250), ana)))
    expect(performance.now() - began).toBeLessThan(10_000)
  })
})

/** A service that knows stolen passwords, as the public one answers. */
interface Service {
  readonly address: string
  readonly asked: { path: string; padded: boolean }[]
  answer: 'known' | 'nothing' | 'broken' | 'silent'
}

describe('a password from a theft', () => {
  let world: World
  let ines: Browser
  let server: Server
  const stolen = 'a very good but stolen one'
  const digest = createHash('sha1').update(stolen).digest('hex').toUpperCase()
  const service: Service & { address: string } = { address: '', asked: [], answer: 'known' }

  beforeAll(async () => {
    server = createServer((request, response) => {
      service.asked.push({ path: request.url ?? '', padded: request.headers['add-padding'] === 'true' })
      if (service.answer === 'silent') return
      if (service.answer === 'broken') response.statusCode = 503
      const lines = [`${'0'.repeat(35)}:3`, `${digest.slice(5)}:${service.answer === 'known' ? 7 : 0}`]
      response.end(lines.join('\r\n'))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as { port: number }
    service.address = `http://127.0.0.1:${port}/range/`
    world = await openWorld({ breachedPasswords: service.address })
    ines = await browserOf(world, 'ines')
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })

  test('is refused, and only the beginning of its digest is told', async () => {
    service.answer = 'known'
    const { visitor: eva } = await colleague(world, ines, { email: 'eva@example.com' })
    const answer = await eva.request('PUT', '/me/password', { currentPassword: password, password: stolen })
    expect(answer.status).toBe(422)
    expect(await answer.json()).toMatchObject({ code: 'weak_password', fields: { password: { code: 'breached' } } })
    expect(service.asked.at(-1)).toEqual({ path: `/range/${digest.slice(0, 5)}`, padded: true })
  })

  test('is not what only pads the answer', async () => {
    service.answer = 'nothing'
    const kernel = { breachedPasswords: service.address, now: () => new Date(), log: pino({ level: 'silent' }) }
    expect(await isBreached(kernel, stolen)).toBe(false)
  })

  test.each(['broken', 'silent'] as const)(
    'stops nobody while the service is %s, which is asked again after ten minutes',
    async (answer) => {
      service.answer = answer
      let now = Date.now()
      const address = `${service.address}${answer}/`
      const kernel = { breachedPasswords: address, now: () => new Date(now), log: pino({ level: 'silent' }) }
      const asked = () => service.asked.filter(({ path }) => path.includes(answer)).length
      const began = performance.now()
      expect(await isBreached(kernel, stolen)).toBe(false)
      expect(performance.now() - began).toBeLessThan(3_000)
      expect(await isBreached(kernel, stolen)).toBe(false)
      expect(asked()).toBe(1)
      now += 601_000
      service.answer = 'known'
      expect(await isBreached(kernel, stolen)).toBe(true)
      expect(asked()).toBe(2)
    },
  )

  test('is not asked for where that is off', async () => {
    const before = service.asked.length
    const kernel = { breachedPasswords: undefined, now: () => new Date(), log: pino({ level: 'silent' }) }
    expect(await isBreached(kernel, stolen)).toBe(false)
    expect(service.asked).toHaveLength(before)
  })

  test('while it is typed is told how good it is, whoever types it, up to a thousand characters', async () => {
    const one = visitor(world.kernel)
    const answer = await one.request('POST', '/password-assessments', { password: 'ferreteriasol', about: ana })
    expect(await answer.json()).toEqual({ score: 0, reason: 'personal', tooShort: false, good: false })
    const long = await one.request('POST', '/password-assessments', { password: 'x'.repeat(1_001) })
    expect(long.status).toBe(422)
  })
})
