import { type AnyRecord, type Problem, sql } from '@tendero/model'
import { v4, v7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import * as rest from '../src/derive/rest.ts'
import { browserOf } from './http.ts'
import { suiteFolder } from './suite-folder.ts'
import { openWorld } from './world.ts'

const world = await openWorld({ dataDir: suiteFolder() })
const ana = await browserOf(world, 'ana')
const bo = await browserOf(world, 'bo')
const ines = await browserOf(world, 'ines')
const stranger = await world.as('stranger')

const day = 86_400
/** As much of an image as tells what it is. */
const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
const wish = (more: object = {}) => ({ id: v7(), subject: 'Wants a second oven', body: 'Call in May', ...more })
const refusedId = { status: 409, code: 'unique_violation', details: { fields: ['id'] } }

async function notesOf(id: string): Promise<number> {
  const [row] = await world.kernel.database.read(world.workspaceId, (tx) =>
    tx.rows<{ count: number }>(
      sql`select count(*)::int as count from app.activity a where a.workspace_id = ${world.workspaceId} and a.id = ${id}`,
    ),
  )
  return row?.count ?? 0
}

describe('a creation whose caller made the id', () => {
  test('is done once, though a hundred ask for it at once, and gives all the same answer', async () => {
    const note = wish()
    const answers = await Promise.all(Array.from({ length: 100 }, () => ana.request('POST', '/notes', note)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    expect(new Set(answers.map(({ headers }) => headers.get('tendero-operation'))).size).toBe(1)
    const records = await Promise.all(answers.map(async (answer) => (await answer.json()) as AnyRecord))
    expect(new Set(records.map(({ id, version }) => `${id} ${version}`))).toEqual(new Set([`${note.id} 1`]))
    expect(await notesOf(note.id)).toBe(1)
  })

  test('is known again after the keys of idempotency are gone, and as the record is by then', async () => {
    const call = wish({ doneAt: '2026-03-02T09:30:00.000Z', outcome: 'answered', mood: 2 })
    expect((await ana.request('POST', '/calls', call)).status).toBe(201)
    await ana.json('PATCH', `/calls/${call.id}`, { subject: 'Wants two ovens' })
    await asTimePasses()
    const again = await ana.request('POST', '/calls', call)
    expect(again.status).toBe(201)
    expect(await again.json()).toMatchObject({ id: call.id, version: 2, subject: 'Wants two ovens' })
  })

  test('is known again where a roll-up is kept of it, and leaves no failure that nobody hears', async () => {
    const rollUp = { of: 'contact.account', measure: 'count', kept: true }
    const field = { object: 'account', label: 'People', kind: 'rollUp', options: { rollUp } }
    expect((await ines.request('POST', '/custom-fields', field)).status).toBe(201)
    const account = await ana.json<AnyRecord>('POST', '/accounts', { name: 'Bakery' })
    const contact = { id: v7(), lastName: 'Mets', account: account.id }
    const unheard: unknown[] = []
    const hear = (error: unknown) => unheard.push(error)
    process.on('unhandledRejection', hear)
    for (let time = 0; time < 3; time += 1) expect((await ana.request('POST', '/contacts', contact)).status).toBe(201)
    await new Promise((resolve) => setImmediate(resolve))
    process.off('unhandledRejection', hear)
    expect(unheard).toEqual([])
  })

  test('is known again where fields are worked out at reading', async () => {
    const field = { object: 'lead', label: 'Shout', kind: 'formula', options: { formula: 'upper(company)' } }
    expect((await ines.request('POST', '/custom-fields', field)).status).toBe(201)
    const lead = { id: v7(), company: 'Bakery' }
    expect((await ana.request('POST', '/leads', lead)).status).toBe(201)
    expect((await ana.request('POST', '/leads', lead)).status).toBe(201)
    expect(await ana.json<Problem>('POST', '/leads', { ...lead, company: 'Mill' })).toMatchObject(refusedId)
  })

  test('with a file is known again, and with another one refused', async () => {
    const upload = async () => (await (await ana.send('POST', '/files?name=logo.png', png)).json()) as AnyRecord
    const [logo, other] = [await upload(), await upload()]
    const account = { id: v7(), name: 'Has a logo', logo: { id: logo.id } }
    expect((await ana.request('POST', '/accounts', account)).status).toBe(201)
    expect((await ana.request('POST', '/accounts', account)).status).toBe(201)
    expect((await ana.request('POST', '/accounts', { ...account, logo: { id: other.id } })).status).toBe(409)
  })

  test('of a record that was deleted since does not bring it back', async () => {
    const note = wish()
    await ana.json('POST', '/notes', note)
    await ana.json('DELETE', `/notes/${note.id}`)
    expect(await ana.json('POST', '/notes', note)).toEqual({ id: note.id })
    expect((await ana.request('GET', `/notes/${note.id}`)).status).toBe(404)
  })

  test('is known again when what it is about is gone meanwhile', async () => {
    const account = await ana.json<AnyRecord>('POST', '/accounts', { name: 'Closes soon' })
    const visit = wish({ account: account.id })
    await ana.json('POST', '/visits', visit)
    await ines.json('DELETE', `/accounts/${account.id}`)
    expect((await ana.request('POST', '/visits', visit)).status).toBe(201)
    expect((await ana.request('POST', '/visits', wish({ account: account.id }))).status).toBe(422)
  })

  test('with the id of another record is refused: other words, another object, another author', async () => {
    const note = wish()
    await ana.json('POST', '/notes', note)
    expect(await ana.json<Problem>('POST', '/notes', { ...note, body: 'Call in June' })).toMatchObject(refusedId)
    expect(await ana.json<Problem>('POST', '/calls', note)).toMatchObject(refusedId)
    // Bo may not see it, and is told no more than Ines, who may.
    const told = await bo.json<Problem>('POST', '/notes', note)
    expect(told).toMatchObject(refusedId)
    expect({ ...(await ines.json<Problem>('POST', '/notes', note)), requestId: '' }).toEqual({ ...told, requestId: '' })
    expect(await notesOf(note.id)).toBe(1)
  })

  test('gives no two records one id, though several objects ask for it at once', async () => {
    for (let time = 0; time < 10; time += 1) {
      const id = v7()
      const asked: readonly (readonly [string, object])[] = [
        ['/accounts', { id, name: 'First' }],
        ['/leads', { id, company: 'First' }],
        ['/notes', wish({ id })],
      ]
      const answers = await Promise.all(asked.map(([path, body]) => ana.request('POST', path, body)))
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
    }
  })

  test('with an id that another company has is made here', async () => {
    const note = wish({ subject: 'Theirs' })
    const object = stranger.model.objects.get('note')
    if (!object) throw new Error('no notes')
    await rest.create(world.kernel, stranger, object, note)
    const mine = await ana.request('POST', '/notes', { ...note, subject: 'Ours' })
    expect(mine.status).toBe(201)
    expect(await mine.json()).toMatchObject({ subject: 'Ours' })
  })

  test.each([
    ['version 4', v4()],
    ['no id', 'mine'],
  ])('with an id that does not grow with time is refused: %s', async (_, id) => {
    const refused = { status: 422, fields: { id: { code: 'not_an_id' } } }
    expect(await ana.json<Problem>('POST', '/notes', wish({ id }))).toMatchObject(refused)
    const { results } = await ines.json<{ results: readonly unknown[] }>('POST', '/notes/bulk', {
      create: [wish({ id })],
    })
    expect(results).toMatchObject([{ ok: false, problem: refused }])
  })

  test.each([
    ['three weeks is from then', 21 * day, 21 * day],
    ['a year is from as long ago as devices may keep it', 365 * day, 90 * day],
    ['as long as a clock that began in 1970 says', 56 * 365 * day, 90 * day],
    ['no time is from now', 0, 0],
  ])('that waited for %s', async (_, waited, expected) => {
    const { createdAt, updatedAt } = await ana.json<AnyRecord>('POST', '/notes', wish(), {
      'tendero-waited': String(waited),
    })
    expect(Math.abs(Date.parse(String(createdAt)) - (Date.now() - expected * 1_000))).toBeLessThan(60_000)
    expect(Math.abs(Date.parse(String(updatedAt)) - Date.now())).toBeLessThan(60_000)
  })

  test('that says no number of seconds is refused', async () => {
    const answer = await ana.request('POST', '/notes', wish(), { 'tendero-waited': 'long' })
    expect(answer.status).toBe(422)
  })

  test('is refused when somebody else has signed in on the device since it was written', async () => {
    const note = wish()
    const refused = await bo.request('POST', '/notes', note, { 'tendero-user': world.ids.ana })
    expect(refused.status).toBe(401)
    expect(await notesOf(note.id)).toBe(0)
    expect((await ana.request('POST', '/notes', note, { 'tendero-user': world.ids.ana })).status).toBe(201)
  })
})

/** What is kept for repeats with an idempotency key is gone after weeks. */
async function asTimePasses(): Promise<void> {
  await world.kernel.database.direct.query('delete from tendero.idempotency')
}
