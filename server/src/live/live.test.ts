import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { browserOf } from '../../test/http.ts'
import { openWorld, type World } from '../../test/world.ts'
import { openDatabase } from '../kernel/database.ts'
import { hearOthers } from '../kernel/hear-others.ts'
import { newId } from '../kernel/identity.ts'
import { makeKernel } from '../kernel/kernel.ts'
import { startWorker } from '../kernel/worker.ts'
import { slices } from '../slices.ts'

/** Two processes that serve, and one that works: what is written through one is heard through the other. */
let world: World
let other: World
const closes: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const close of closes.reverse()) await close()
})

beforeAll(async () => {
  world = await openWorld()
  const processOf = () =>
    makeKernel({ database: openDatabase({ url: world.ownerUrl }), log: pino({ level: 'silent' }), dataDir: '' }, slices)
  const second = processOf()
  closes.push(() => second.database.close())
  other = { ...world, kernel: second }
  hearOthers(world.kernel)
  hearOthers(second)
  closes.push((await startWorker(processOf())).stop)
})

interface Heard {
  readonly event: string
  readonly data: {
    readonly position?: string | null
    readonly records?: readonly { readonly id: string; readonly object: string; readonly operation: string }[]
    readonly objects?: Readonly<Record<string, readonly string[]>>
    readonly people?: readonly { readonly name: string }[]
  }
}

type Person = Parameters<typeof browserOf>[1]

/** A window of somebody; `next` waits for the next event of a kind. */
async function listen(at: World, who: Person, interest: unknown) {
  const answer = await (await browserOf(at, who)).request('POST', '/live', interest)
  expect(answer.status).toBe(200)
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  const heard: Heard[] = []
  let text = ''
  const more = async (): Promise<boolean> => {
    const { value, done } = (await reader?.read()) ?? { done: true, value: '' }
    text += value ?? ''
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const [, event = '', data = ''] = /^event: (.*)\ndata: (.*)/.exec(text.slice(0, end)) ?? []
      text = text.slice(end + 2)
      if (event) heard.push({ event, data: JSON.parse(data) })
    }
    return !done
  }
  const next = async (event: string): Promise<Heard['data']> => {
    for (;;) {
      const at = heard.findIndex((one) => one.event === event)
      const [found] = at < 0 ? [] : heard.splice(at, 1)
      if (found) return found.data
      if (!(await more())) throw new Error(`the stream ended before ${event}`)
    }
  }
  return { next, heard, close: () => reader?.cancel() }
}

/** Waits until a window is told of an operation. */
async function toldOf(window: Awaited<ReturnType<typeof listen>>, operation: unknown): Promise<void> {
  const told: unknown[] = []
  while (!told.includes(operation))
    told.push(...((await window.next('changed')).records ?? []).map((one) => one.operation))
}

test('a change through one process is heard through another within a second', async () => {
  const id = await world.add('ana', 'account', { name: 'Cancity' })
  const window = await listen(other, 'ana', { objects: ['account'], records: { account: [id] } })
  await window.next('hello')
  const ana = await browserOf(world, 'ana')
  const changed = await ana.request('PATCH', `/accounts/${id}`, { sector: 'retail' })
  const operation = changed.headers.get('tendero-operation')
  // That the account was made may be told first; lists hear of what comes within a second together.
  const [records, lists]: [unknown[], unknown[]] = [[], []]
  while (!records.includes(operation) || !lists.includes(operation)) {
    const told = await window.next('changed')
    records.push(...(told.records ?? []).filter((one) => one.id === id).map((one) => one.operation))
    lists.push(...(told.objects?.account ?? []))
  }
  await window.close()
})

test('nothing is told of what is not shown, may not be read, or is another company’s', async () => {
  const hidden = await world.add('bo', 'opportunity', { name: 'Secret', ...(await firstStage()) })
  const window = await listen(world, 'ana', { records: { opportunity: [hidden], nonsense: [hidden] } })
  await window.next('hello')
  const bo = await browserOf(world, 'bo')
  await bo.request('PATCH', `/opportunities/${hidden}`, { description: 'More secrets' })
  const mine = await world.add('ana', 'account', { name: 'Isdom' })
  const both = await listen(world, 'ana', { records: { account: [mine], opportunity: [hidden] } })
  await bo.request('PATCH', `/opportunities/${hidden}`, { description: 'Even more' })
  await (await browserOf(world, 'ana')).request('PATCH', `/accounts/${mine}`, { sector: 'x' })
  expect(new Set((await both.next('changed')).records?.map((one) => one.object))).toEqual(new Set(['account']))
  await window.close()
  await both.close()
})

test('a record that is shared is told of, and one that is taken back no longer', async () => {
  const [ana, bo] = [await browserOf(world, 'ana'), await browserOf(world, 'bo')]
  const deal = await world.add('ana', 'opportunity', { name: 'Shared', ...(await firstStage()) })
  const mine = await world.add('bo', 'account', { name: 'Mine' })
  const lists = await listen(other, 'bo', { objects: ['opportunity'] })
  await lists.next('hello')
  const given = { object: 'opportunity', record: deal, user: world.ids.bo }
  const shared = await ana.request('POST', '/shares', given)
  const told: unknown[] = []
  while (!told.includes(shared.headers.get('tendero-operation')))
    told.push(...((await lists.next('changed')).objects?.opportunity ?? []))
  await lists.close()
  const window = await listen(other, 'bo', { records: { opportunity: [deal], account: [mine] } })
  await window.next('hello')
  const { id } = (await shared.json()) as { id: string }
  await toldOf(window, (await ana.json<{ operationId: string }>('DELETE', `/shares/${id}`)).operationId)
  const changeMine = async () =>
    (await bo.request('PATCH', `/accounts/${mine}`, { sector: newId() })).headers.get('tendero-operation')
  await toldOf(window, await changeMine())
  await ana.request('PATCH', `/opportunities/${deal}`, { description: 'Not for Bo' })
  const last = await changeMine()
  const objects: unknown[] = []
  for (let operations: unknown[] = []; !operations.includes(last); ) {
    const { records = [] } = await window.next('changed')
    operations = records.map((one) => one.operation)
    objects.push(...records.map((one) => one.object))
  }
  expect(new Set(objects)).toEqual(new Set(['account']))
  await window.close()
})

test('whoever comes back hears what they missed, or that they may have missed something', async () => {
  const id = await world.add('ana', 'account', { name: 'Zencorporation' })
  const ana = await browserOf(world, 'ana')
  const first = await listen(world, 'ana', { records: { account: [id] } })
  await ana.request('PATCH', `/accounts/${id}`, { sector: 'one' })
  const { position } = await first.next('changed')
  await first.close()
  const away = await ana.request('PATCH', `/accounts/${id}`, { sector: 'two' })
  // Heard by this process before the window is back.
  const waits = await listen(world, 'ana', { records: { account: [id] } })
  await ana.request('PATCH', `/accounts/${id}`, { sector: 'three' })
  await waits.next('changed')
  await waits.close()
  const again = await listen(world, 'ana', { records: { account: [id] }, since: position })
  const missed = away.headers.get('tendero-operation')
  await toldOf(again, missed)
  await again.close()
  const late = await listen(world, 'ana', { records: { account: [id] }, since: 'long-ago' })
  expect(await late.next('missed')).toEqual({})
  await late.close()
})

test('what changes between the session and its first stream is told', async () => {
  const id = await world.add('ana', 'account', { name: 'Betatech' })
  const ana = await browserOf(world, 'ana')
  const other = await listen(world, 'ana', { records: { account: [id] } })
  await ana.request('PATCH', `/accounts/${id}`, { sector: 'before' })
  await other.next('changed')
  const { livePosition } = await ana.json<{ livePosition: string }>('GET', '/session')
  const between = await ana.request('PATCH', `/accounts/${id}`, { sector: 'between' })
  const operation = between.headers.get('tendero-operation')
  await toldOf(other, operation)
  const first = await listen(world, 'ana', { records: { account: [id] }, since: livePosition })
  await toldOf(first, operation)
  await first.next('hello')
  expect(first.heard.map(({ event }) => event)).not.toContain('missed')
  await first.close()
  await other.close()
})

test('a stream that still has something to tell names no later place to come back to', async () => {
  const id = await world.add('ana', 'account', { name: 'Codehow' })
  const ana = await browserOf(world, 'ana')
  const waits = await listen(world, 'ana', { records: { account: [id] } })
  const { livePosition } = await ana.json<{ livePosition: string }>('GET', '/session')
  for (const sector of ['one', 'two']) {
    const changed = await ana.request('PATCH', `/accounts/${id}`, { sector })
    await toldOf(waits, changed.headers.get('tendero-operation'))
  }
  const again = await listen(world, 'ana', { objects: ['account'], since: livePosition })
  const first = await again.next('changed')
  expect(await again.next('hello')).toEqual({ position: null })
  const rest = await again.next('changed')
  expect([first.position, rest.position]).not.toContain(null)
  expect(rest.position).not.toBe(first.position)
  await again.close()
  await waits.close()
})

test('who looks at a record is told who else does, across processes, until they go', async () => {
  const id = await world.add('ana', 'account', { name: 'Dontechi' })
  const viewing = { viewing: { object: 'account', id } }
  const here = await listen(world, 'ana', viewing)
  expect(await here.next('present')).toMatchObject({ people: [] })
  const there = await listen(other, 'marta', viewing)
  const names = async () => (await here.next('present')).people?.map((one) => one.name)
  await expect.poll(names, { timeout: 10_000 }).toEqual(['Marta'])
  await there.close()
  await expect.poll(names, { timeout: 10_000 }).toEqual([])
  await here.close()
})

test('a person hears of their own notifications, through another process, and of nobody else’s', async () => {
  const record = await world.add('ana', 'account', { name: 'Finhigh', owner: world.ids.ana })
  const hers = await listen(other, 'ana', {})
  const his = await listen(other, 'bo', { records: { notification: [world.ids.ana] } })
  await hers.next('hello')
  await world.add('ines', 'comment', {
    object: 'account',
    record,
    body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Look' }] }] },
  })
  const told = { object: 'notification', id: world.ids.ana }
  expect((await hers.next('changed')).records).toMatchObject([told])
  await world.add('ines', 'task', { subject: 'Call', owner: world.ids.bo })
  expect((await his.next('changed')).records).toMatchObject([{ object: 'notification', id: world.ids.bo }])
  await hers.close()
  await his.close()
})

test.each(['constructor', '__proto__', 'toString'])('a record of %s is looked at by nobody', async (object) => {
  const id = await world.add('ana', 'account', { name: 'Nowhere' })
  const window = await listen(world, 'ana', { viewing: { object, id } })
  await window.next('hello')
  await window.close()
})

test('a window that does not read is let go before it fills the memory', async () => {
  const id = await world.add('ana', 'account', { name: 'Asleep' })
  const window = await listen(world, 'ana', { records: { account: [id] } })
  const { workspaceId } = (await world.as('ana')).actor
  const told = 20_000
  for (let n = 0; n < told; n += 1)
    world.kernel.changes.heard(
      JSON.stringify({
        workspaceId,
        position: `sleep-${n}`,
        changes: [{ object: 'account', ids: [id], operationId: null }],
      }),
    )
  let heard = 0
  const all = async () => {
    for (; heard <= told; heard += 1) await window.next('changed')
  }
  await expect(all()).rejects.toThrow('the stream ended')
  expect(heard).toBeGreaterThan(1_000)
  expect(heard).toBeLessThan(10_000)
})

test('one person has so many windows at most, and a closed one counts no more', async () => {
  const ana = await browserOf(other, 'ana')
  const open = await Promise.all(Array.from({ length: 20 }, () => listen(other, 'ana', {})))
  const refused = await ana.request('POST', '/live', {})
  expect([refused.status, (await refused.json()) as unknown]).toMatchObject([429, { code: 'too_many_streams' }])
  for (const window of open) await window.close()
  const free = await listen(other, 'ana', {})
  await free.next('hello')
  await free.close()
})

test.each([
  ['no document', 'x'],
  ['ids that are none', { records: { account: ['x'] } }],
  ['too many objects', { objects: Array.from({ length: 41 }, () => 'account') }],
])('refuses %s', async (_, interest) => {
  const answer = await (await browserOf(world, 'ana')).request('POST', '/live', interest)
  expect([400, 422]).toContain(answer.status)
})

async function firstStage() {
  const { model } = await world.as('ines')
  const first = [...(model.catalogue.get('stage')?.values() ?? [])].find((row) => row.position === 0)
  return { pipeline: first?.pipeline_id, stage: first?.id }
}
