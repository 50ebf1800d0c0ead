import type { AnyRecord, BulkResult, Problem } from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Browser, browserOf } from './http.ts'
import { toolsOf } from './tools.ts'
import { openWorld, type World } from './world.ts'

let world: World
let ines: Browser
let bo: Browser
/** What stays, and the ids that led to it in two merges. */
let stays: AnyRecord
let goes: AnyRecord
let first: AnyRecord
let person: AnyRecord

beforeAll(async () => {
  world = await openWorld()
  ines = await browserOf(world, 'ines')
  bo = await browserOf(world, 'bo')
  stays = await made('/accounts', { name: 'Uno' })
  goes = await made('/accounts', { name: 'Dos' })
  first = await made('/accounts', { name: 'Tres' })
  person = await made('/contacts', { lastName: 'Sanz' })
  for (const [master, loser] of [
    [goes, first],
    [stays, goes],
  ] as const)
    await ines.json('POST', '/merges', { object: 'account', master: master.id, records: [master.id, loser.id] })
})

async function made(path: string, values: unknown): Promise<AnyRecord> {
  const answer = await ines.request('POST', path, values)
  expect(answer.status).toBe(201)
  return (await answer.json()) as AnyRecord
}

const paragraph = { type: 'paragraph', content: [{ type: 'text', text: 'Hello' }] }

describe('the id of a record that was merged into another', () => {
  test.each(['', '/timeline', '/health', '/followers', '/access', '?timeline=5'])(
    'is sent on: GET …%s',
    async (rest) => {
      const answer = await ines.request('GET', `/accounts/${first.id}${rest}`)
      expect([answer.status, answer.headers.get('location')]).toEqual([301, `/api/v1/accounts/${stays.id}${rest}`])
      expect((await ines.request('GET', `/accounts/${stays.id}${rest}`)).status).toBe(200)
    },
  )

  test.each([
    ['PATCH', '', { sector: 'retail' }],
    ['DELETE', '', undefined],
    ['POST', '/restoration', undefined],
    ['POST', '/visit', undefined],
    ['PUT', '/following', { following: true }],
  ])('is told where to write: %s …%s', async (method, rest, body) => {
    const answer = await ines.request(method, `/accounts/${first.id}${rest}`, body)
    expect(answer.status).toBe(409)
    expect(await answer.json()).toMatchObject({ code: 'merged', details: { mergedInto: stays.id } })
  })

  test('stands for the one that stayed in whatever is attached or refers to it', async () => {
    const body = { type: 'doc', content: [paragraph] }
    const comment = await made('/comments', { object: 'account', record: first.id, body })
    const share = await made('/shares', { object: 'account', record: goes.id, user: world.ids.bo, access: 'read' })
    expect([comment.record, share.record]).toEqual([stays.id, stays.id])
  })

  test('stands for it in what is written in bulk, and is told in what is changed', async () => {
    const deal = await made('/opportunities', { name: 'Saws' })
    const { results } = await ines.json<BulkResult>('POST', '/opportunities/bulk', {
      create: [{ name: 'Drills', account: first.id }],
      update: [{ id: deal.id, account: goes.id }],
    })
    expect(results).toMatchObject([{ ok: true }, { ok: true }])
    expect((await ines.json<AnyRecord>('GET', `/opportunities/${deal.id}`)).account).toBe(stays.id)
    const old = await ines.json<BulkResult>('POST', '/accounts/bulk', {
      update: [{ id: first.id, sector: 'retail' }],
      delete: [goes.id],
    })
    const told = { ok: false, problem: { code: 'merged', details: { mergedInto: stays.id } } }
    expect(old.results).toMatchObject([told, told])
  })

  test('stands for it when a person moves there', async () => {
    const from = new Date().toISOString().slice(0, 10)
    const moved = await ines.json<AnyRecord>('POST', `/contacts/${person.id}/move`, { account: first.id, from })
    expect(moved.account).toBe(stays.id)
  })

  test('stands for it when a lead becomes its customer', async () => {
    const lead = await made('/leads', { lastName: 'Vega' })
    const wish = { account: first.id, contact: 'new', opportunity: null }
    const became = await ines.json<AnyRecord>('POST', `/leads/${lead.id}/conversion`, wish)
    expect(became.account).toBe(stays.id)
  })

  test('is read by assistants as the one that stayed', async () => {
    const tools = toolsOf(world, { user: world.ids.ines, role: await world.roleId('Administrator') })
    const read = await tools.call<{ record: AnyRecord }>('read_record', { object: 'account', id: first.id })
    expect(JSON.stringify(read)).toContain(stays.id)
    const timeline = await tools.call('read_timeline', { object: 'account', id: first.id })
    expect(timeline.code).toBeUndefined()
  })

  test('leads nobody to what they may not see', async () => {
    const [lead, twin] = [await made('/leads', { lastName: 'A' }), await made('/leads', { lastName: 'B' })]
    await ines.json('POST', '/merges', { object: 'lead', master: lead.id, records: [lead.id, twin.id] })
    for (const [method, rest] of [
      ['GET', ''],
      ['GET', '/timeline'],
      ['POST', '/visit'],
      ['DELETE', ''],
    ] as const) {
      const answer = await bo.request(method, `/leads/${twin.id}${rest}`)
      const problem = (await answer.json()) as Problem
      expect(JSON.stringify(problem)).not.toContain(lead.id)
    }
  })

  test('that was deleted and is no other’s may be deleted again', async () => {
    const account = await made('/accounts', { name: 'Once' })
    const [one, two] = [1, 2].map(() => ines.request('DELETE', `/accounts/${account.id}`))
    expect([(await one)?.status, (await two)?.status]).toEqual([200, 200])
  })
})
