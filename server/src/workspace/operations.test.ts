import type { AnyRecord, Operations, Problem, UndoPreview } from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Browser, browserOf } from '../../test/http.ts'
import { suiteFolder } from '../../test/suite-folder.ts'
import { openWorld, type World } from '../../test/world.ts'
import { write } from '../kernel/action.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { revertOperation } from '../kernel/revert-operation.ts'

let world: World
let ana: Browser
let ines: Browser

beforeAll(async () => {
  world = await openWorld({ dataDir: suiteFolder() })
  ana = await browserOf(world, 'ana')
  ines = await browserOf(world, 'ines')
})

const mine = (query = '') => ana.json<Operations>('GET', `/operations?${query}`)

test('what one did stands in a list, newest first, with what it did to which records', async () => {
  const account = await ines.json<AnyRecord>('POST', '/accounts', { name: 'Cancity' })
  await ines.json('PATCH', `/accounts/${account.id}`, { sector: 'retail' })
  await ines.json('POST', '/accounts/bulk', {
    create: [{ name: 'One' }, { name: 'Two' }, { name: 'Three' }, { name: 'Four' }],
  })
  const { items } = await ines.json<Operations>('GET', '/operations?limit=3')
  expect(items.map(({ parts, through, actor }) => [actor?.name, through, parts])).toMatchObject([
    ['Ines', 'screen', [{ object: 'account', verb: 'create', count: 4, more: false, records: [{}, {}, {}] }]],
    [
      'Ines',
      'screen',
      [{ object: 'account', verb: 'update', count: 1, records: [{ id: account.id, title: 'Cancity' }] }],
    ],
    ['Ines', 'screen', [{ object: 'account', verb: 'create', count: 1 }]],
  ])
})

test('a page goes on after the last, and ends', async () => {
  for (const name of ['One', 'Two', 'Three']) await ana.json('POST', '/accounts', { name })
  const first = await mine('limit=2')
  const second = await mine(`limit=2&cursor=${first.next}`)
  expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(
    first.items.length + second.items.length,
  )
  expect((await mine('limit=100')).next).toBeNull()
})

test('what was taken back says so, and the taking back stands there itself', async () => {
  const account = await ana.json<AnyRecord>('POST', '/accounts', { name: 'Isdom' })
  const [done] = (await mine()).items
  await ana.json('POST', `/operations/${done?.id}/reversal`)
  const { items } = await mine('limit=2')
  expect(items[0]).toMatchObject({ reverts: done?.id, parts: [{ verb: 'delete', count: 1 }] })
  expect(items[1]).toMatchObject({ id: done?.id, revertedAt: expect.any(String) })
  expect((await ana.request('GET', `/accounts/${account.id}`)).status).toBe(404)
})

test('everybody’s are for administrators, and tell nobody what they may not see', async () => {
  const bo = await browserOf(world, 'bo')
  await bo.json('POST', '/leads', { firstName: 'Hidden', lastName: 'Person', company: 'Secret Ltd' })
  expect((await ana.request('GET', '/operations?of=all')).status).toBe(403)
  expect(JSON.stringify(await mine('limit=100'))).not.toContain('Secret')
  const all = await ines.json<Operations>('GET', '/operations?of=all&limit=1')
  expect(all.items).toMatchObject([{ actor: { name: 'Bo' } }])
})

describe('what was more than saving', () => {
  const kind = (name: string, who = ines, more = '') =>
    who.json<Operations>('GET', `/operations?kind=${name}&limit=5${more}`)

  test('a merge is called by who stayed, and found as one', async () => {
    const make = () => ines.json<AnyRecord>('POST', '/contacts', { firstName: 'Ana', lastName: 'Twice' })
    const [a, b, c] = [await make(), await make(), await make()]
    await ines.json('POST', '/merges', { object: 'contact', master: a.id, records: [a.id, b.id, c.id] })
    const { items } = await kind('merge')
    expect(items.map(({ deed }) => deed)).toEqual([
      { kind: 'merge', object: 'contact', count: 3, record: { id: a.id, title: 'Ana Twice' } },
    ])
    const bo = await browserOf(world, 'bo')
    expect((await kind('merge', bo)).items).toEqual([])
  })

  test('a conversion by its lead, a move by its deal and stage', async () => {
    const lead = await ana.json<AnyRecord>('POST', '/leads', { lastName: 'Kask', company: 'New Ltd' })
    const wish = { account: 'new', contact: 'new', opportunity: 'new' }
    await ana.json('POST', `/leads/${lead.id}/conversion`, wish)
    expect((await kind('conversion', ana)).items[0]?.deed).toMatchObject({
      count: 1,
      record: { id: lead.id, title: 'Kask' },
    })
    const deal = await ana.json<AnyRecord>('POST', '/opportunities', {
      name: 'Saws',
      amount: { minor: 100, currency: 'EUR' },
      closeOn: '2030-01-01',
    })
    const stage = await world.stageId('Proposal')
    expect((await ana.request('PATCH', `/opportunities/${deal.id}`, { stage })).status).toBe(200)
    const { items } = await kind('stage_move', ana)
    expect(items).toMatchObject([{ deed: { record: { title: 'Saws' }, stage: { id: stage, name: 'Proposal' } } }])
  })

  test('a deletion and an undo are found, whoever’s, and page by page', async () => {
    const made = await ana.request('POST', '/accounts', { name: 'Gone' })
    const { id } = (await made.json()) as AnyRecord
    const { operationId } = await ana.json<{ operationId: string }>('DELETE', `/accounts/${id}`)
    expect((await kind('deletion', ana)).items[0]?.id).toBe(operationId)
    await ana.request('POST', `/operations/${operationId}/reversal`)
    const { items } = await kind('undo', ines, `&of=all&by=${world.ids.ana}`)
    expect(items[0]).toMatchObject({ reverts: operationId, actor: { name: 'Ana' } })
    expect(new Set(items.map(({ actor }) => actor?.name))).toEqual(new Set(['Ana']))
    const first = await ana.json<Operations>('GET', '/operations?kind=undo&limit=1')
    const second = await ana.json<Operations>('GET', `/operations?kind=undo&limit=1&cursor=${first.next}`)
    expect(second.items[0]?.id).not.toBe(first.items[0]?.id)
  })
})

test.each(['of=others', 'kind=x', 'by=x', 'cursor=x', 'limit=0', 'limit=1000'])('%s is refused', async (query) => {
  expect((await ana.request('GET', `/operations?${query}`)).status).toBe(422)
})

test('what others changed in other fields since is no hindrance, and stays', async () => {
  const account = await ana.json<AnyRecord>('POST', '/accounts', { name: 'Shared', sector: 'wood' })
  const changed = await ana.request('PATCH', `/accounts/${account.id}`, { sector: 'retail' })
  await ines.json('PATCH', `/accounts/${account.id}`, { employees: 40 })
  const path = `/operations/${changed.headers.get('tendero-operation')}/reversal`
  expect((await ana.request('POST', path)).status).toBe(200)
  expect(await ana.json('GET', `/accounts/${account.id}`)).toMatchObject({ sector: 'wood', employees: 40 })
})

test('what follows from two changes is worked out anew when the first is taken back', async () => {
  const contact = await ana.json<AnyRecord>('POST', '/contacts', { firstName: 'Ana', lastName: 'Sol' })
  const changed = await ana.request('PATCH', `/contacts/${contact.id}`, { firstName: 'Eva' })
  await ines.json('PATCH', `/contacts/${contact.id}`, { lastName: 'Mar' })
  const path = `/operations/${changed.headers.get('tendero-operation')}/reversal`
  expect((await ana.request('POST', path)).status).toBe(200)
  expect(await ana.json('GET', `/contacts/${contact.id}`)).toMatchObject({
    name: 'Ana Mar',
    firstName: 'Ana',
    lastName: 'Mar',
  })
})

test('a taking back that ended half-way goes on as the same, and is repeated to its end', async () => {
  const create = Array.from({ length: 600 }, (_, index) => ({ name: `Half-way ${index}` }))
  const ids = await write(world.kernel, await world.as('ana'), (ctx) => ctx.insertMany('account', create))
  const [done] = (await mine('limit=1')).items
  const { database } = world.kernel
  let written = 0
  const dying: Kernel = {
    ...world.kernel,
    database: {
      ...database,
      transaction(workspaceId, work) {
        written += 1
        if (written > 1) throw new Error('the process dies')
        return database.transaction(workspaceId, work)
      },
    },
  }
  await expect(revertOperation(dying, await world.as('ana'), done?.id ?? '')).rejects.toThrow('the process dies')
  const left = () => ana.json<{ value: number }>('GET', '/accounts/count?search=Half-way')
  expect(await left()).toMatchObject({ value: 100 })
  expect((await ana.request('POST', `/operations/${done?.id}/reversal`)).status).toBe(200)
  expect(await left()).toMatchObject({ value: 0 })
  const undos = (await mine('limit=10')).items.filter(({ reverts }) => reverts === done?.id)
  expect(undos).toMatchObject([{ parts: [{ verb: 'delete', count: ids.length }] }])
})

test('what several take back at once is taken back once', async () => {
  const account = await ana.json<AnyRecord>('POST', '/accounts', { name: 'Once' })
  const changed = await ana.request('PATCH', `/accounts/${account.id}`, { sector: 'retail' })
  const path = `/operations/${changed.headers.get('tendero-operation')}/reversal`
  const answers = await Promise.all([1, 2, 3, 4].map(() => ana.request('POST', path)))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
  expect(await ana.json('GET', `/accounts/${account.id}`)).toMatchObject({ sector: null, version: 3 })
  expect((await mine('limit=2')).items.filter(({ reverts }) => reverts !== null)).toHaveLength(1)
})

test('of a large one too, by one of several who begin at once, and as one', async () => {
  const create = Array.from({ length: 1_200 }, (_, index) => ({ name: `At once ${index}` }))
  await write(world.kernel, await world.as('ana'), (ctx) => ctx.insertMany('account', create))
  const [done] = (await mine('limit=1')).items
  const who = ['ana', 'ines', 'ana'] as const
  const ends = await Promise.allSettled(
    who.map(async (one) => revertOperation(world.kernel, await world.as(one), done?.id ?? '')),
  )
  expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await ana.json('GET', '/accounts/count?search=At once')).toMatchObject({ value: 0 })
  const { rows } = await world.kernel.database.direct.query(
    `select count(h.id)::int as records from tendero.operation o join tendero.history h on h.operation_id = o.id
     where o.reverts_id = $1 group by o.id`,
    [done?.id],
  )
  expect(rows).toEqual([{ records: 1_200 }])
})

test('what somebody changes while it is taken back is not written over', async () => {
  const account = await ana.json<AnyRecord>('POST', '/accounts', { name: 'Meanwhile' })
  const changed = await ana.request('PATCH', `/accounts/${account.id}`, { sector: 'retail' })
  const { database } = world.kernel
  let edited = false
  const kernel: Kernel = {
    ...world.kernel,
    database: {
      ...database,
      async transaction(workspaceId, work) {
        // It was looked at, and nothing is locked yet.
        if (!edited) await ines.json('PATCH', `/accounts/${account.id}`, { sector: 'wholesale' })
        edited = true
        return database.transaction(workspaceId, work)
      },
    },
  }
  const operation = changed.headers.get('tendero-operation') ?? ''
  await expect(revertOperation(kernel, await world.as('ana'), operation)).rejects.toMatchObject({
    code: 'operation_not_revertible',
    details: { touched: [{ object: 'account', id: account.id }] },
  })
  expect(await ana.json('GET', `/accounts/${account.id}`)).toMatchObject({ sector: 'wholesale' })
})

describe('what others changed since', () => {
  const reversal = (answer: Response) => `/operations/${answer.headers.get('tendero-operation')}/reversal`
  const preview = (path: string) => ana.json<UndoPreview>('GET', path)

  /** Ana sets two fields of an account, Ines then one of them. */
  async function crossed() {
    const { id } = await ana.json<AnyRecord>('POST', '/accounts', { name: 'Crossed', sector: 'wood' })
    const path = reversal(
      await ana.request('PATCH', `/accounts/${id}`, { sector: 'retail', website: 'https://a.example' }),
    )
    await ines.json('PATCH', `/accounts/${id}`, { sector: 'wholesale' })
    return { id, path, read: () => ana.json<AnyRecord>('GET', `/accounts/${id}`) }
  }

  test('is listed with what stood there, what was written and what stands there now', async () => {
    const { id, path } = await crossed()
    const found = await preview(path)
    expect(found).toMatchObject({ count: 1, next: null, parts: [{ object: 'account', verb: 'update', count: 1 }] })
    expect(found.conflicts).toMatchObject([
      {
        object: 'account',
        record: id,
        title: 'Crossed',
        kind: 'field',
        field: 'sector',
        before: 'wood',
        written: 'retail',
        now: 'wholesale',
        by: { name: 'Ines' },
        through: 'screen',
      },
    ])
  })

  test.each([
    ['keep', 'wholesale'],
    ['undo', 'wood'],
  ] as const)('is answered one by one: %s', async (choice, sector) => {
    const { id, path, read } = await crossed()
    const refused = await ana.request('POST', path)
    expect([refused.status, ((await refused.json()) as Problem).code]).toEqual([409, 'operation_not_revertible'])
    const { conflicts } = await preview(path)
    const answers = [{ object: 'account', record: id, field: 'sector', version: conflicts[0]?.version, choice }]
    expect((await ana.request('POST', path, { answers })).status).toBe(200)
    expect(await read()).toMatchObject({ sector, website: null })
  })

  test('is never written over unseen: an answer to another state is none', async () => {
    const { id, path, read } = await crossed()
    const { conflicts, digest } = await preview(path)
    await ines.json('PATCH', `/accounts/${id}`, { sector: 'mills' })
    const answers = [{ object: 'account', record: id, field: 'sector', version: conflicts[0]?.version, choice: 'undo' }]
    expect((await ana.request('POST', path, { answers })).status).toBe(409)
    expect((await ana.request('POST', path, { rest: 'undo', digest })).status).toBe(409)
    expect((await ana.request('POST', path, { rest: 'undo' })).status).toBe(409)
    expect(await read()).toMatchObject({ sector: 'mills', website: 'https://a.example' })
    const again = await preview(path)
    expect((await ana.request('POST', path, { rest: 'undo', digest: again.digest })).status).toBe(200)
    expect(await read()).toMatchObject({ sector: 'wood', website: null })
  })

  test('keeps a record that was made, or goes with it', async () => {
    const made = async () => {
      const answer = await ana.request('POST', '/accounts', { name: 'Made' })
      const { id } = (await answer.json()) as AnyRecord
      await ines.json('PATCH', `/accounts/${id}`, { sector: 'mills' })
      return { id, path: reversal(answer) }
    }
    const [kept, gone] = [await made(), await made()]
    expect((await preview(kept.path)).conflicts).toMatchObject([
      { kind: 'made', record: kept.id, by: { name: 'Ines' } },
    ])
    expect((await ana.request('POST', kept.path, { rest: 'keep' })).status).toBe(200)
    expect((await ana.request('GET', `/accounts/${kept.id}`)).status).toBe(200)
    const { digest } = await preview(gone.path)
    expect((await ana.request('POST', gone.path, { rest: 'undo', digest })).status).toBe(200)
    expect((await ana.request('GET', `/accounts/${gone.id}`)).status).toBe(404)
  })

  test.each<[string, (id: string) => Promise<unknown>]>([
    ['a deal with it', (id) => ines.json('POST', '/opportunities', { name: 'Saws', account: id })],
    ['a task about it', (id) => ines.json('POST', '/tasks', { subject: 'Call', account: id })],
    ['a comment on it', (id) => ines.json('POST', '/comments', { object: 'account', record: id, body: 'Seen' })],
    ['a file of it', (id) => ines.send('POST', `/accounts/${id}/files?name=a.txt`, 'text')],
    [
      'a second number of it',
      (id) => ines.json('POST', '/contact-points', { account: id, kind: 'phone', value: '+34 911 222 444' }),
    ],
    ['a company below it', (id) => ines.json('POST', '/accounts', { name: 'Below', parent: id })],
  ])('is what others hang on a record that was made: %s', async (_, hang) => {
    const made = await ana.request('POST', '/accounts', { name: 'Used', phone: '+34 911 222 333' })
    const { id } = (await made.json()) as AnyRecord
    await hang(id)
    const path = reversal(made)
    expect((await ana.request('POST', path)).status).toBe(409)
    const { conflicts, count, digest } = await preview(path)
    expect([count, conflicts]).toMatchObject([1, [{ kind: 'used', record: id, field: null, by: { name: 'Ines' } }]])
    await ines.json('POST', '/tasks', { subject: 'Another', account: id })
    expect((await ana.request('POST', path, { rest: 'undo', digest })).status).toBe(409)
    expect((await ana.request('POST', path, { rest: 'keep' })).status).toBe(200)
    expect((await ana.request('GET', `/accounts/${id}`)).status).toBe(200)
  })

  test('is nothing that came with the record, nor what was taken back itself', async () => {
    const made = await ana.request('POST', '/contacts', { firstName: 'Eva', lastName: 'Sol', email: 'eva@sol.example' })
    const { id } = (await made.json()) as AnyRecord
    const task = await ines.request('POST', '/tasks', { subject: 'Call', contact: id })
    expect((await ana.request('POST', reversal(made))).status).toBe(409)
    expect((await ines.request('POST', reversal(task))).status).toBe(200)
    expect((await ana.request('POST', reversal(made))).status).toBe(200)
    expect((await ana.request('GET', `/contacts/${id}`)).status).toBe(404)
  })

  test('is told to nobody of a field that is hidden from them, and stays', async () => {
    const role = await world.roleId('Representative')
    const { rights } = await ines.json<{ rights: Record<string, unknown> }>('GET', `/roles/${role}`)
    const { path, read } = await crossed()
    await ines.json('PATCH', `/roles/${role}`, { rights: { ...rights, fields: { account: { sector: 'hidden' } } } })
    expect(JSON.stringify(await preview(path))).not.toMatch(/wood|retail|wholesale/)
    await ines.json('PATCH', `/roles/${role}`, { rights })
    expect(await read()).toMatchObject({ sector: 'wholesale' })
  })
})

test('what others changed in a record that one does not see any more stays, whatever is chosen', async () => {
  const bo = await browserOf(world, 'bo')
  const lead = await ana.json<AnyRecord>('POST', '/leads', { lastName: 'Handed', company: 'One' })
  const path = await ana.request('PATCH', `/leads/${lead.id}`, { company: 'Two', jobTitle: 'Buyer' })
  const reversal = `/operations/${path.headers.get('tendero-operation')}/reversal`
  const made = await ana.request('POST', '/leads', { lastName: 'Given', company: 'One' })
  const given = (await made.json()) as AnyRecord
  const creation = `/operations/${made.headers.get('tendero-operation')}/reversal`
  for (const { id } of [lead, given]) {
    await ines.json('PATCH', `/leads/${id}`, { owner: world.ids.bo, team: world.ids.northWest })
    await bo.json('PATCH', `/leads/${id}`, { company: 'Secret' })
  }
  for (const undo of [reversal, creation]) {
    const { conflicts, digest } = await ana.json<UndoPreview>('GET', undo)
    expect(conflicts).toMatchObject([{ title: null, hidden: true }])
    expect((await ana.request('POST', undo, { rest: 'undo', digest })).status).toBe(200)
  }
  expect(await bo.json('GET', `/leads/${lead.id}`)).toMatchObject({ company: 'Secret', jobTitle: null })
  expect(await bo.json('GET', `/leads/${given.id}`)).toMatchObject({ company: 'Secret' })
})

test('an undo is undone, and that again', async () => {
  const { id } = await ana.json<AnyRecord>('POST', '/accounts', { name: 'To and fro', sector: 'one' })
  const read = async () => (await ana.json<AnyRecord>('GET', `/accounts/${id}`)).sector
  const changed = await ana.request('PATCH', `/accounts/${id}`, { sector: 'two' })
  let operation = changed.headers.get('tendero-operation')
  const standing = async () =>
    (await mine('limit=100')).items.filter(({ id }) => id === changed.headers.get('tendero-operation'))
  for (const [sector, stands] of [
    ['one', false],
    ['two', true],
    ['one', false],
    ['two', true],
  ] as const) {
    const done = await ana.json<{ operationId: string }>('POST', `/operations/${operation}/reversal`)
    operation = done.operationId
    expect([await read(), (await standing())[0]?.revertedAt === null]).toEqual([sector, stands])
  }
})

test('after thirty days nothing is taken back', async () => {
  const changed = await ana.request('POST', '/accounts', { name: 'Long ago' })
  const id = changed.headers.get('tendero-operation')
  await world.kernel.database.direct.query(`update tendero.operation set at = at - interval '31 days' where id = $1`, [
    id,
  ])
  const answer = await ana.request('POST', `/operations/${id}/reversal`)
  expect([answer.status, ((await answer.json()) as Problem).code]).toEqual([409, 'undo_over'])
  expect((await ana.request('GET', `/operations/${id}/reversal`)).status).toBe(409)
})
