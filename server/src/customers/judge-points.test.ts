import { type AnyRecord, sql } from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { startDnsServer } from '../../test/dns-server.ts'
import { browserOf } from '../../test/http.ts'
import { openWorld, type World } from '../../test/world.ts'
import { write } from '../kernel/action.ts'
import { judgePoints } from './judge-points.job.ts'

let world: World
let ana: Awaited<ReturnType<typeof browserOf>>

beforeAll(async () => {
  world = await openWorld({ now: () => new Date('2026-03-10T09:30:00.000Z') })
  ana = await browserOf(world, 'ana')
})

const contact = (values: object = {}) => ana.json<AnyRecord>('POST', '/contacts', { lastName: 'A', ...values })
const point = (of: AnyRecord, kind: string, value: string) =>
  ana.json<AnyRecord>('POST', '/contact-points', { contact: of.id, kind, value })
const change = (id: string, patch: object) => ana.json<AnyRecord>('PATCH', `/contact-points/${id}`, patch)
const read = (id: string) => ana.json<AnyRecord>('GET', `/contact-points/${id}`)

describe('as it is written, an address', () => {
  test('that looks misspelt says what was meant, and is right once that is written', async () => {
    const made = await point(await contact(), 'email', 'ana@gmial.com')
    expect(made).toMatchObject({
      valid: false,
      fault: 'misspelt',
      suggestion: 'ana@gmail.com',
      judgedAt: '2026-03-10T09:30:00.000Z',
    })
    expect(await change(made.id, { value: made.suggestion })).toMatchObject({
      valid: true,
      fault: null,
      suggestion: null,
    })
  })

  test('is right when somebody says so, until another is written', async () => {
    const made = await point(await contact(), 'email', 'ana@gmial.com')
    expect(await change(made.id, { confirmed: true })).toMatchObject({ valid: true, fault: null, confirmed: true })
    await judgePoints.run(world.kernel)
    expect(await read(made.id)).toMatchObject({ valid: true, fault: null })
    expect(await change(made.id, { value: 'ana@hotmial.com' })).toMatchObject({ fault: 'misspelt', confirmed: null })
  })

  test('or number that nobody can have stays, with the reason', async () => {
    const of = await contact()
    expect(await point(of, 'phone', '12')).toMatchObject({ value: '12', valid: false, fault: 'impossible' })
    expect(await point(of, 'phone', '112 34 56 78')).toMatchObject({ valid: false, fault: 'not_of_country' })
    expect(await point(of, 'phone', '612 34 56 78')).toMatchObject({ valid: true, fault: null, judgedAt: null })
  })

  test('on the contact itself is judged too', async () => {
    const { id } = await contact({ email: 'eva@hotmial.com' })
    const filter = encodeURIComponent(JSON.stringify({ field: 'contact', op: 'is', value: id }))
    const { items } = await ana.json<{ items: AnyRecord[] }>('GET', `/contact-points?filter=${filter}`)
    expect(items[0]).toMatchObject({ fault: 'misspelt', suggestion: 'eva@hotmail.com' })
  })
})

describe('each night', () => {
  test('addresses are found from which mail came back, and trusted again when that is forgotten', async () => {
    const made = await point(await contact(), 'email', 'Gone@acme.com')
    const { direct } = world.kernel.database
    await direct.query(
      `insert into tendero.mail_suppression (workspace_id, address, reason, created_at) values ($1, 'gone@acme.com', 'no_such_address', now())`,
      [world.workspaceId],
    )
    await judgePoints.run(world.kernel)
    expect(await read(made.id)).toMatchObject({ valid: false, fault: 'bounced', value: 'Gone@acme.com' })
    await direct.query('delete from tendero.mail_suppression where workspace_id = $1', [world.workspaceId])
    await judgePoints.run(world.kernel)
    expect(await read(made.id)).toMatchObject({ valid: true, fault: null })
  })

  test('what stood there before is judged, and nothing is written twice', async () => {
    const made = await point(await contact(), 'email', 'ana@acme.com')
    await write(world.kernel, await world.as('ana'), async (ctx) => {
      ctx.tx.send(sql`update tendero.contact_point set value = 'ana@gmial.com', normalized = 'ana@gmial.com', valid = true
        where workspace_id = ${world.workspaceId} and id = ${made.id}`)
    })
    await judgePoints.run(world.kernel)
    const judged = await read(made.id)
    expect(judged).toMatchObject({ valid: false, fault: 'misspelt', suggestion: 'ana@gmail.com' })
    await judgePoints.run(world.kernel)
    expect((await read(made.id)).version).toBe(judged.version)
  })

  test('an address that was left with a job stays so', async () => {
    const person = await contact({ email: 'left@acme.com' })
    const filter = encodeURIComponent(JSON.stringify({ field: 'contact', op: 'is', value: person.id }))
    const { items } = await ana.json<{ items: AnyRecord[] }>('GET', `/contact-points?filter=${filter}`)
    const account = await ana.json<AnyRecord>('POST', '/accounts', { name: 'New' })
    const points = [{ id: items[0]?.id, becomes: 'invalid' }]
    expect(
      (await ana.request('POST', `/contacts/${person.id}/move`, { account: account.id, from: '2026-03-10', points }))
        .status,
    ).toBe(200)
    await judgePoints.run(world.kernel)
    expect(await read(items[0]?.id ?? '')).toMatchObject({ valid: false, fault: 'left' })
  })

  test('the DNS is asked which domains take no mail, where that is switched on, each once', async () => {
    const dns = await startDnsServer()
    dns.know({ 'MX takes.example': ['mail.takes.example'], 'A alone.example': ['127.0.0.1'] })
    const of = await contact()
    const [takes, alone, none] = [
      await point(of, 'email', 'a@takes.example'),
      await point(of, 'email', 'a@alone.example'),
      await point(of, 'email', 'a@none.example'),
    ]
    await judgePoints.run(world.kernel)
    expect(dns.asked).toBe(0)
    const mail = { ...world.kernel.mail, dnsServers: [dns.address], checksDomains: true }
    await judgePoints.run({ ...world.kernel, mail })
    expect((await read(takes.id)).fault).toBeNull()
    expect((await read(alone.id)).fault).toBeNull()
    expect(await read(none.id)).toMatchObject({ valid: false, fault: 'no_mail_server' })
  })
})
