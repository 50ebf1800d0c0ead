import type { AnyRecord, CompletionResult, Problem, Timeline } from '@tendero/model'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Browser, browserOf } from '../../test/http.ts'
import { openRights } from '../../test/keys.ts'
import { countingKernel } from '../../test/statements.ts'
import { openWorld, type World } from '../../test/world.ts'
import { write } from '../kernel/action.ts'

let world: World
let ana: Browser
let bo: Browser
let ines: Browser
let acme: string
let deal: string
let lead: string

beforeAll(async () => {
  world = await openWorld()
  ana = await browserOf(world, 'ana')
  bo = await browserOf(world, 'bo')
  ines = await browserOf(world, 'ines')
})

beforeEach(async () => {
  acme = await world.add('ana', 'account', { name: 'Acme' })
  deal = await world.add('ana', 'opportunity', { name: 'Deal', account: acme })
  lead = await world.add('ana', 'lead', { firstName: 'Eva', name: 'Eva' })
})

const plan = (values: Record<string, unknown>, who = ana) =>
  who.json<AnyRecord>('POST', '/tasks', { subject: 'Do it', ...values })
const read = (path: string) => ana.json<AnyRecord>('GET', path)
const timeline = async (path: string, query = '', who = ana) => who.json<Timeline>('GET', `${path}/timeline${query}`)

/** Subjects of activities and fields of changes, newest first. */
const told = ({ items }: Timeline) =>
  items.map(({ activity, change }) => activity?.subject ?? `${change?.verb} ${Object.keys(change?.patch ?? {}).join()}`)

describe('the next step', () => {
  test('is the earliest open activity with a due time, however it came about', async () => {
    const late = await plan({ subject: 'Late', dueAt: '2030-02-01T10:00:00Z', opportunity: deal })
    expect(await read(`/opportunities/${deal}`)).toMatchObject({ nextStep: late.id, titles: { nextStep: 'Late' } })
    const soon = await plan({ subject: 'Soon', dueAt: '2030-01-01T10:00:00Z', opportunity: deal, lead })
    expect(await read(`/opportunities/${deal}`)).toMatchObject({ nextStep: soon.id })
    expect(await read(`/leads/${lead}`)).toMatchObject({ nextStep: soon.id })
    await plan({ subject: 'Sometime', opportunity: deal })
    await ana.json('PATCH', `/tasks/${soon.id}`, { doneAt: '2029-12-01T10:00:00Z' })
    expect(await read(`/opportunities/${deal}`)).toMatchObject({ nextStep: late.id })
    expect(await read(`/leads/${lead}`)).toMatchObject({ nextStep: null, nextStepAt: null })
    await ana.json('PATCH', `/tasks/${soon.id}`, { doneAt: null, opportunity: null })
    expect(await read(`/opportunities/${deal}`)).toMatchObject({ nextStep: late.id })
    const { operationId } = await ana.json<{ operationId: string }>('DELETE', `/tasks/${late.id}`)
    expect(await read(`/opportunities/${deal}`)).toMatchObject({ nextStep: null })
    expect((await ana.request('POST', `/operations/${operationId}/reversal`)).status).toBe(200)
    expect(await read(`/opportunities/${deal}`)).toMatchObject({ nextStep: late.id })
  })

  test('is looked for again when its activity is undone', async () => {
    const made = await ana.request('POST', '/tasks', { subject: 'A', dueAt: '2030-01-01T10:00:00Z', opportunity: deal })
    const later = await plan({ subject: 'B', dueAt: '2030-01-02T10:00:00Z', opportunity: deal })
    expect((await ana.request('POST', `/operations/${made.headers.get('tendero-operation')}/reversal`)).status).toBe(
      200,
    )
    expect(await read(`/opportunities/${deal}`)).toMatchObject({ nextStep: later.id })
  })

  test('is right when many plan at once', async () => {
    await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        plan({ subject: `Step ${9 - i}`, dueAt: `2030-01-1${9 - i}T10:00:00Z`, opportunity: deal }),
      ),
    )
    expect(await read(`/opportunities/${deal}`)).toMatchObject({ titles: { nextStep: 'Step 0' } })
  })

  test('of five hundred imported activities takes few statements', async () => {
    const { kernel, counts } = countingKernel(world.kernel)
    await write(kernel, await world.as('ana'), async (ctx) => {
      const deals = await ctx.insertMany(
        'opportunity',
        Array.from({ length: 500 }, (_, i) => ({ name: `Deal ${i}` })),
      )
      await ctx.insertMany(
        'call',
        deals.map((opportunity) => ({ subject: 'Call', opportunity, dueAt: '2030-01-01T10:00:00.000Z' })),
        { strict: false },
      )
    })
    expect(counts()[0]).toBeLessThanOrEqual(14)
  })
})

describe('what a role may not do with a field', () => {
  test('of a kind of activity, it may not as with an activity either, and the other way round', async () => {
    const { personWith } = await openRights(world)
    const reads = { create: 'all', read: 'all', edit: 'all', delete: 'none' } as const
    const objects = { account: reads, activity: reads, task: reads, call: reads }
    const pat = await personWith({
      objects,
      fields: { task: { body: 'hidden', dueAt: 'read_only' }, activity: { outcome: 'hidden' } },
    })
    const task = await plan({ body: 'Between us', account: acme })
    expect(await pat.json('GET', `/activities/${task.id}`)).not.toHaveProperty('body')
    expect(await pat.json('GET', `/tasks/${task.id}`)).not.toHaveProperty('outcome')
    const dueAt = '2030-02-01T10:00:00Z'
    expect((await pat.request('PATCH', `/activities/${task.id}`, { dueAt })).status).toBe(422)
    const call = await ana.json<AnyRecord>('POST', '/calls', { subject: 'Ring', body: 'Aloud', account: acme })
    expect(await pat.json('GET', `/calls/${call.id}`)).toMatchObject({ body: 'Aloud' })
  })
})

describe('a timeline', () => {
  test('has activities and changes, newest first, also on the account of the opportunity', async () => {
    await plan({ subject: 'Next year', dueAt: '2099-01-01T10:00:00Z', opportunity: deal })
    await ana.json('POST', '/notes', { subject: 'Remember', account: acme })
    await ana.json('PATCH', `/accounts/${acme}`, { sector: 'medical' })
    const page = await timeline(`/accounts/${acme}`)
    expect(told(page)).toEqual(['Next year', 'update sector', 'Remember', expect.stringMatching(/^create .*name/)])
    expect(page.items[0]?.activity).toMatchObject({ titles: { opportunity: 'Deal', owner: 'Ana' }, kind: 'task' })
    expect(page.items[1]?.change).toMatchObject({
      patch: { sector: [null, 'medical'] },
      by: { name: 'Ana' },
      through: 'screen',
    })
    expect(told(await timeline(`/opportunities/${deal}`))).toEqual(['Next year', expect.stringMatching(/^create/)])
    expect(told(await timeline(`/accounts/${acme}`, '?kinds=note'))).toEqual(['Remember'])
    expect((await ana.request('GET', `/accounts/${acme}/timeline?kinds=gossip`)).status).toBe(422)
  })

  test('is read on without losing or doubling anything', async () => {
    await Promise.all(
      Array.from({ length: 12 }, (_, i) => ana.json('POST', '/notes', { subject: `Note ${i}`, account: acme })),
    )
    for (const sector of ['a', 'b', 'c']) await ana.json('PATCH', `/accounts/${acme}`, { sector })
    const whole = await timeline(`/accounts/${acme}`, '?limit=100')
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Timeline = await timeline(`/accounts/${acme}`, `?limit=3${cursor && `&cursor=${cursor}`}`)
      seen.push(...page.items.map((one) => one.id))
      cursor = page.next
    }
    expect(whole.items).toHaveLength(16)
    expect(seen).toEqual(whole.items.map((one) => one.id))
  })

  test('follows an opportunity to another account, and back at undo', async () => {
    await plan({ subject: 'Moves', opportunity: deal })
    await plan({ subject: 'Stays', opportunity: deal, account: acme })
    const other = await world.add('ana', 'account', { name: 'Other' })
    const moved = await ana.request('PATCH', `/opportunities/${deal}`, { account: other })
    expect(told(await timeline(`/accounts/${other}`, '?kinds=task'))).toEqual(['Stays', 'Moves'])
    expect(told(await timeline(`/accounts/${acme}`, '?kinds=task'))).toEqual(['Stays'])
    await ana.request('POST', `/operations/${moved.headers.get('tendero-operation')}/reversal`)
    expect(told(await timeline(`/accounts/${other}`, '?kinds=task'))).toEqual([])
    expect(told(await timeline(`/accounts/${acme}`, '?kinds=task'))).toEqual(['Stays', 'Moves'])
  })

  test('shows no deleted activity, and again a restored one', async () => {
    const task = await plan({ account: acme })
    await ana.json('DELETE', `/tasks/${task.id}`)
    expect(told(await timeline(`/accounts/${acme}`, '?kinds=task'))).toEqual([])
    await ana.json('POST', `/tasks/${task.id}/restoration`)
    expect(told(await timeline(`/accounts/${acme}`, '?kinds=task'))).toEqual(['Do it'])
  })

  test('names the records that a change refers to, as far as the reader may see them', async () => {
    await ines.json('PATCH', `/opportunities/${deal}`, { owner: world.ids.bo })
    const contact = await world.add('ana', 'contact', { lastName: 'Smith', name: 'Smith' })
    await ana.json('PATCH', `/accounts/${acme}`, { owner: world.ids.bo })
    const { items } = await timeline(`/accounts/${acme}`)
    expect(items[0]?.change?.titles).toMatchObject({ [world.ids.ana]: 'Ana', [world.ids.bo]: 'Bo' })
    await ana.json('PATCH', `/contacts/${contact}`, { account: acme })
    expect((await timeline(`/contacts/${contact}`)).items[0]?.change?.titles).toMatchObject({ [acme]: 'Acme' })
  })

  test('is as closed as its record', async () => {
    expect((await bo.request('GET', `/opportunities/${deal}/timeline`)).status).toBe(404)
    expect((await bo.request('GET', `/opportunities/${deal}?timeline=5`)).status).toBe(404)
    const stranger = world.stranger.userId
    expect((await ana.request('GET', `/accounts/${stranger}/timeline`)).status).toBe(404)
    expect((await ana.request('GET', `/products/${stranger}/timeline`)).status).toBe(404)
  })

  test('leaves out what a role hides: fields of changes, fields of activities, changes of hidden fields alone', async () => {
    const role = await world.roleId('Representative')
    const { rights } = await ines.json<{ rights: Record<string, unknown> }>('GET', `/roles/${role}`)
    await ana.json('PATCH', `/opportunities/${deal}`, { amount: { minor: 5 }, name: 'Renamed' })
    await ana.json('PATCH', `/opportunities/${deal}`, { description: 'Secret' })
    await ana.json('POST', '/calls', { subject: 'Call', body: 'Secret', mood: -1, opportunity: deal })
    const fields = {
      opportunity: { amount: 'hidden', expectedRevenue: 'hidden', description: 'hidden' },
      call: { body: 'hidden' },
      activity: { mood: 'hidden' },
    }
    expect((await ines.request('PATCH', `/roles/${role}`, { rights: { ...rights, fields } })).status).toBe(200)
    const page = await timeline(`/opportunities/${deal}`)
    expect(told(page)).toEqual(['Call', 'update name', expect.stringMatching(/^create/)])
    expect(page.items[0]?.activity).not.toHaveProperty('body')
    expect(page.items[0]?.activity).not.toHaveProperty('mood')
    expect(page.items[2]?.change?.patch).not.toHaveProperty('amount')
    await ines.request('PATCH', `/roles/${role}`, { rights })
  })

  test('comes with its record in four statements', async () => {
    const { kernel, counts } = countingKernel(world.kernel)
    const counted = await browserOf({ ...world, kernel }, 'ana')
    const other = await world.add('ana', 'account', { name: 'Parent' })
    await plan({ account: acme })
    await ana.json('PATCH', `/accounts/${acme}`, { parent: other })
    counts()
    const record = await counted.json<AnyRecord & { timeline: Timeline }>('GET', `/accounts/${acme}?timeline=20`)
    expect(counts()).toEqual([4])
    expect(record).toMatchObject({ name: 'Acme', titles: { parent: 'Parent' } })
    expect(told(record.timeline)).toEqual(['update parent', 'Do it', expect.stringMatching(/^create/)])
  })
})

describe('completing an activity', () => {
  const complete = (id: string, body: unknown, who = ana, headers = {}) =>
    who.request('POST', `/activities/${id}/completion`, body, headers)

  test('keeps how it went and plans what comes next, under one operation', async () => {
    const { id } = await plan({ dueAt: '2030-01-01T10:00:00Z', opportunity: deal, account: acme, body: 'Ask for Eva' })
    const next = { kind: 'call', subject: 'Ring back', dueAt: '2030-01-05T10:00:00Z' }
    const answer = await complete(id, { outcome: 'no_answer', mood: 1, note: 'Engaged', next })
    const result = (await answer.json()) as CompletionResult
    expect([answer.status, result]).toMatchObject([200, { activity: id }])
    expect(await read(`/activities/${id}`)).toMatchObject({
      outcome: 'no_answer',
      mood: 1,
      body: 'Ask for Eva\n\nEngaged',
      doneAt: expect.any(String),
    })
    expect(await read(`/calls/${result.next}`)).toMatchObject({
      subject: 'Ring back',
      opportunity: deal,
      account: acme,
      owner: world.ids.ana,
    })
    expect(await read(`/opportunities/${deal}`)).toMatchObject({ nextStep: result.next })
    expect((await complete(id, { outcome: 'done' })).status).toBe(409)
    expect((await ana.request('POST', `/operations/${result.operationId}/reversal`)).status).toBe(200)
    expect(await read(`/activities/${id}`)).toMatchObject({ doneAt: null, outcome: null, body: 'Ask for Eva' })
    expect(await read(`/opportunities/${deal}`)).toMatchObject({ nextStep: id })
  })

  test('without a next step leaves the deal without one, and can be reopened', async () => {
    const { id } = await plan({ dueAt: '2030-01-01T10:00:00Z', opportunity: deal })
    expect((await complete(id, { outcome: 'done' })).status).toBe(200)
    expect(await read(`/opportunities/${deal}`)).toMatchObject({ nextStep: null })
    expect((await ana.request('DELETE', `/activities/${id}/completion`)).status).toBe(200)
    expect(await read(`/opportunities/${deal}`)).toMatchObject({ nextStep: id })
    expect((await ana.request('DELETE', `/activities/${id}/completion`)).status).toBe(409)
  })

  test('twice with one key is done once', async () => {
    const { id } = await plan({ opportunity: deal })
    const next = { kind: 'task', subject: 'Once', dueAt: '2030-01-05T10:00:00Z' }
    const key = { 'idempotency-key': `complete-${id}` }
    const answers = await Promise.all([1, 2, 3].map(() => complete(id, { outcome: 'done', next }, ana, key)))
    const results = await Promise.all(answers.map((one) => one.json() as Promise<CompletionResult>))
    expect(new Set(results.map((one) => one.next)).size).toBe(1)
  })

  test('is for those who may change it, with an outcome that there is', async () => {
    const { id } = await plan({ account: acme })
    expect((await complete(id, { outcome: 'done' }, bo)).status).toBe(403)
    const secret = await plan({ opportunity: deal })
    expect((await complete(secret.id, { outcome: 'done' }, bo)).status).toBe(404)
    const wrong = await complete(id, { outcome: 'magic' })
    expect([wrong.status, ((await wrong.json()) as Problem).fields]).toMatchObject([
      422,
      { outcome: { code: 'not_a_choice' } },
    ])
    const dateless = await complete(id, { outcome: 'done', next: { kind: 'call', subject: 'x', dueAt: 'soon' } })
    expect(dateless.status).toBe(422)
    const note = await ana.json<AnyRecord>('POST', '/notes', { subject: 'Note' })
    expect((await complete(note.id, { outcome: 'done' })).status).toBe(409)
  })
})
