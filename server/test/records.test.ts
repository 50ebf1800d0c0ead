import type { AnyRecord, Metadata, Page, Problem } from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import * as rest from '../src/derive/rest.ts'
import { revertOperation } from '../src/kernel/revert-operation.ts'
import { type Browser, browserOf } from './http.ts'
import { openWorld, stray, type World } from './world.ts'

let world: World
let ines: Browser
let ana: Browser
let bo: Browser

beforeAll(async () => {
  world = await openWorld()
  ines = await browserOf(world, 'ines')
  ana = await browserOf(world, 'ana')
  bo = await browserOf(world, 'bo')
})

describe('the search', () => {
  const found = async (browser: Browser, q: string) => {
    const { items } = await browser.json<{ items: readonly { title: string }[] }>('GET', `/search?q=${q}`)
    return items.map(({ title }) => title)
  }

  test('finds a number however it is dialled', async () => {
    const browser = await browserOf(world, 'ana')
    const { id } = await browser.json<AnyRecord>('POST', '/accounts', { name: 'Larkfield', phone: '+1 212 555 0161' })
    for (const dialled of ['2125550161', '5550161', '+12125550161', '212 555 0161']) {
      const found = await browser.json<{ items: readonly { id: string }[] }>(
        'GET',
        `/search?q=${encodeURIComponent(dialled)}`,
      )
      expect([dialled, found.items.map((one) => one.id)]).toEqual([dialled, [id]])
    }
  })

  test('finds by the beginnings of words, and by likeness only when nothing begins so', async () => {
    await ana.json('POST', '/accounts', { name: 'Zapatería Quintanilla' })
    await ana.json('POST', '/accounts', { name: 'Quintana Hermanos' })
    expect(await found(ana, 'quintani')).toEqual(['Zapatería Quintanilla'])
    expect(await found(ana, 'quint')).toEqual(['Quintana Hermanos', 'Zapatería Quintanilla'])
    expect(await found(ana, 'zapateria%20quintanlla')).toContain('Zapatería Quintanilla')
    expect(await found(ana, 'zapateria%20quintanlla')).not.toContain('Quintana Hermanos')
    expect(await found(ana, 'qz')).toEqual([])
  })
})

describe('records of any object', () => {
  test('are made, read, changed, deleted and restored', async () => {
    const made = await ana.request('POST', '/accounts', {
      name: 'Acme',
      revenue: { minor: 110_004_00 },
      phone: '612 34 56 78',
      tags: ['vip', 'vip', 'new'],
    })
    expect(made.status).toBe(201)
    const account = (await made.json()) as AnyRecord
    expect(account).toMatchObject({
      name: 'Acme',
      kind: 'company',
      version: 1,
      owner: world.ids.ana,
      team: world.ids.northEast,
      revenue: { minor: 110_004_00, currency: 'EUR' },
      phone: { e164: '+34612345678', raw: '612 34 56 78', valid: true },
      tags: ['vip', 'new'],
    })
    expect(account.titles).toMatchObject({ owner: 'Ana', team: 'North East' })
    const read = await ana.request('GET', `/accounts/${account.id}`)
    expect(read.headers.get('etag')).toBe('"1"')
    const changed = await ana.json<AnyRecord>(
      'PATCH',
      `/accounts/${account.id}`,
      { sector: 'medical', phone: null },
      { 'if-match': '"1"' },
    )
    expect(changed).toMatchObject({ sector: 'medical', phone: null, version: 2 })
    const removed = await ana.json<{ operationId: string }>('DELETE', `/accounts/${account.id}`)
    expect(removed.operationId).toMatch(/^[0-9a-f-]{36}$/)
    expect((await ana.request('GET', `/accounts/${account.id}`)).status).toBe(404)
    expect(await ana.json<AnyRecord>('POST', `/accounts/${account.id}/restoration`)).toMatchObject({
      name: 'Acme',
      version: 4,
    })
  })

  test('are restored with the parts that went with them, and without those that went before or hang on others', async () => {
    const account = await ana.json<AnyRecord>('POST', '/accounts', { name: 'Whole', email: 'info@whole.example' })
    const contact = await ana.json<AnyRecord>('POST', '/contacts', {
      lastName: 'Whole',
      account: account.id,
      email: 'a@whole.example',
    })
    const point = (value: string) =>
      ana.json<AnyRecord>('POST', '/contact-points', { contact: contact.id, kind: 'email', value })
    const [gone, kept] = [await point('b@whole.example'), await point('c@whole.example')]
    const deal = await ana.json<AnyRecord>('POST', '/opportunities', { name: 'Whole', account: account.id })
    const line = await ana.json<AnyRecord>('POST', '/opportunity-lines', {
      opportunity: deal.id,
      description: 'x',
      unitPrice: '5',
    })
    const link = await ana.json<AnyRecord>('POST', '/opportunity-contacts', {
      opportunity: deal.id,
      contact: contact.id,
    })
    const status = async (path: string) => (await ines.request('GET', path)).status
    const restore = async (path: string) => (await ines.request('POST', `${path}/restoration`)).status
    await ana.json('DELETE', `/contact-points/${gone.id}`)
    await ines.json('DELETE', `/opportunities/${deal.id}`)
    await ines.json('DELETE', `/contacts/${contact.id}`)
    for (const path of [
      `/contact-points/${kept.id}`,
      `/opportunity-lines/${line.id}`,
      `/opportunity-contacts/${link.id}`,
    ])
      expect([path, await status(path)]).toEqual([path, 404])

    expect(await restore(`/opportunities/${deal.id}`)).toBe(200)
    expect(await status(`/opportunity-lines/${line.id}`)).toBe(200)
    expect(await status(`/opportunity-contacts/${link.id}`)).toBe(404)
    expect(await ines.json('GET', `/opportunities/${deal.id}`)).toMatchObject({ amount: { minor: 500 } })

    const back = await ines.request('POST', `/contacts/${contact.id}/restoration`)
    expect(await back.json()).toMatchObject({ account: account.id, email: 'a@whole.example' })
    expect(await status(`/contact-points/${kept.id}`)).toBe(200)
    expect(await status(`/contact-points/${gone.id}`)).toBe(404)
    const operation = back.headers.get('tendero-operation')
    expect((await ines.request('POST', `/operations/${operation}/reversal`)).status).toBe(200)
    expect(await status(`/contact-points/${kept.id}`)).toBe(404)
  })

  test('that were left for another account stay there when the old one is restored', async () => {
    const [old, other] = await Promise.all(
      ['Old', 'Other'].map((name) => ana.json<AnyRecord>('POST', '/accounts', { name })),
    )
    const contact = await ana.json<AnyRecord>('POST', '/contacts', { lastName: 'Mover', account: old?.id })
    await ines.json('DELETE', `/accounts/${old?.id}`)
    await ana.json('PATCH', `/contacts/${contact.id}`, { account: other?.id })
    await ines.json('POST', `/accounts/${old?.id}/restoration`)
    expect(await ana.json('GET', `/contacts/${contact.id}`)).toMatchObject({ account: other?.id })
    const filter = encodeURIComponent(JSON.stringify({ field: 'contact', op: 'is', value: contact.id }))
    const { items } = await ana.json<Page<AnyRecord>>('GET', `/affiliations?filter=${filter}`)
    expect(items.filter((one) => one.primary).map((one) => one.account)).toEqual([other?.id])
    expect(items).toHaveLength(2)
  })

  test('say what is wrong with which field', async () => {
    const answer = await ana.request('POST', '/accounts', {
      name: '  ',
      kind: 'alien',
      employees: 1.5,
      nonsense: 1,
      createdAt: 'x',
    })
    expect(answer.status).toBe(422)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(await answer.json()).toMatchObject({
      code: 'invalid_input',
      fields: {
        name: { code: 'empty' },
        kind: { code: 'not_a_choice' },
        employees: { code: 'not_an_integer' },
        nonsense: { code: 'unknown_field' },
        createdAt: { code: 'read_only' },
      },
    })
  })

  test('page by keyset through ties and empty values, in both directions', async () => {
    for (let i = 0; i < 25; i += 1) await world.add('ana', 'product', {}).catch(() => undefined)
    for (let i = 0; i < 23; i += 1)
      await world.add('ines', 'product', { name: `P${String(i % 5)}`, series: i % 3 === 0 ? null : `S${i % 2}` })
    for (const fromEnd of [false, true]) {
      const seen: string[] = []
      let cursor: string | null = null
      do {
        const page: Page = await ines.json(
          'GET',
          `/products?sort=-series,name&limit=5&fields=name${fromEnd ? '&fromEnd=true' : ''}${cursor ? `&cursor=${cursor}` : ''}`,
        )
        if (fromEnd) seen.unshift(...page.items.map((one) => one.id))
        else seen.push(...page.items.map((one) => one.id))
        cursor = page.next
      } while (cursor)
      expect(new Set(seen).size).toBe(23)
      const whole = await ines.json<Page>('GET', '/products?sort=-series,name&limit=200')
      expect(seen).toEqual(whole.items.map((one) => one.id))
    }
  })
})

describe('a list', () => {
  const namesFrom = async (path: string) =>
    (await ines.json<Page>('GET', `${path}&fields=name&limit=200`)).items.map((one) => one.name)

  test('starts at a value of its order, and reads up to it from the other end', async () => {
    for (const [name, day] of [
      ['jump Álamo', '2026-01-05'],
      ['jump alba', '2026-02-05'],
      ['jump Ñu', '2026-03-05'],
      ['jump olmo', null],
      ['jump Zarza', '2026-05-05'],
    ])
      await world.add('ines', 'opportunity', { name, closeOn: day })
    const filter = `filter=${encodeURIComponent(JSON.stringify({ field: 'name', op: 'starts_with', value: 'jump' }))}`
    const list = (sort: string, from: string, more = '') =>
      namesFrom(`/opportunities?${filter}&sort=${sort}&from=${encodeURIComponent(from)}${more}`)
    const all = ['jump Álamo', 'jump alba', 'jump Ñu', 'jump olmo', 'jump Zarza']
    expect(await list('name', 'jump al')).toEqual(all)
    expect(await list('name', 'jump alb')).toEqual(all.slice(1))
    expect(await list('name', 'JUMP N')).toEqual(all.slice(2))
    expect(await list('name', 'jump n', '&fromEnd=true')).toEqual(all.slice(0, 2))
    expect(await list('name', 'jump zz')).toEqual([])
    // Downwards what begins so comes with all its continuations.
    expect(await list('-name', 'jump al')).toEqual(['jump alba', 'jump Álamo'])
    expect(await list('-name', 'jump al', '&fromEnd=true')).toEqual(['jump Zarza', 'jump olmo', 'jump Ñu'])
    expect(await list('closeOn', '2026-03-01')).toEqual(['jump Ñu', 'jump Zarza', 'jump olmo'])
    expect(await list('-closeOn', '2026-02-28')).toEqual(['jump alba', 'jump Álamo', 'jump olmo'])
    expect(await list('-updatedAt', '2020-01-01')).toEqual([])
    expect(await list('updatedAt', '2020-01-01')).toHaveLength(5)
    // People by their names, in whatever order they stand.
    expect(await list('owner,name', 'ine')).toEqual(all)
    expect(await list('owner', 'nobody')).toEqual([])
    const refused = await ines.request('GET', '/opportunities?sort=amount&from=much')
    expect([refused.status, await refused.json()]).toMatchObject([422, { code: 'invalid_query' }])
  })

  test('goes on in both directions from where it started', async () => {
    const whole = await ines.json<Page>('GET', '/products?sort=name&fields=name&limit=200')
    const read = async (more: string) => {
      const seen: string[] = []
      let cursor: string | null = null
      do {
        const place: string = cursor ? `&cursor=${cursor}` : '&from=P2'
        const page: Page = await ines.json('GET', `/products?sort=name&fields=name&limit=4${more}${place}`)
        if (more) seen.unshift(...page.items.map(({ id }) => id))
        else seen.push(...page.items.map(({ id }) => id))
        cursor = page.next
      } while (cursor)
      return seen
    }
    const [before, after] = [await read('&fromEnd=true'), await read('')]
    expect([before.length > 4, after.length > 4]).toEqual([true, true])
    expect([...before, ...after]).toEqual(whole.items.map(({ id }) => id))
  })
})

describe('custom fields', () => {
  test('are at once in the form, list, filter, sort, sums and search', async () => {
    const made = await ines.request('POST', '/custom-fields', {
      object: 'account',
      label: 'Lucky colour',
      kind: 'choice',
      options: {
        choices: [
          { value: 'red', label: 'Red' },
          { value: 'green', label: 'Green' },
        ],
      },
    })
    expect(made.status).toBe(201)
    await ines.json('POST', '/custom-fields', { object: 'account', label: 'Visits', kind: 'integer', indexed: true })
    await ines.json('POST', '/custom-fields', { object: 'account', label: 'Budget', kind: 'money' })
    await ines.json('POST', '/custom-fields', { object: 'account', label: 'Since', kind: 'date' })
    await ines.json('POST', '/custom-fields', { object: 'account', label: 'Motto', kind: 'text' })
    const metadata = await ana.json<Metadata>('GET', '/metadata')
    const parent = metadata.objects.find((one) => one.name === 'account')?.fields.find((one) => one.name === 'parent')
    expect(parent).toMatchObject({ label: 'Parent account', inverse: 'Subsidiaries' })
    const fields = metadata.objects.find((one) => one.name === 'account')?.fields.filter((one) => one.custom)
    expect(fields?.map((one) => one.name)).toEqual(['c_luckyColour', 'c_visits', 'c_budget', 'c_since', 'c_motto'])
    const values = {
      c_luckyColour: 'red',
      c_visits: 7,
      c_budget: { minor: 500, currency: 'EUR' },
      c_since: '2020-02-29',
      c_motto: 'Carpe diem señor',
    }
    const account = await ana.json<AnyRecord>('POST', '/accounts', { name: 'Colourful', ...values })
    expect(account).toMatchObject(values)
    await ana.json('POST', '/accounts', { name: 'Plain', c_visits: 2 })
    const found = async (filter: unknown) =>
      (
        await ana.json<Page>('GET', `/accounts?count=true&filter=${encodeURIComponent(JSON.stringify(filter))}`)
      ).items.map((one) => one.name)
    expect(await found({ field: 'c_luckyColour', op: 'is', value: 'red' })).toEqual(['Colourful'])
    expect(await found({ field: 'c_visits', op: 'less', value: 5 })).toEqual(['Plain'])
    expect(await found({ field: 'c_budget', op: 'at_least', value: 500 })).toEqual(['Colourful'])
    expect(await found({ field: 'c_since', op: 'between', value: ['2020-01-01', '2020-12-31'] })).toEqual(['Colourful'])
    const sorted = await ana.json<Page>('GET', '/accounts?sort=-c_visits&limit=2&fields=name')
    expect(sorted.items.map((one) => one.name)).toEqual(['Colourful', 'Plain'])
    expect(
      await ana.json('GET', '/accounts/aggregate?group=c_luckyColour&measures=count,sum:c_visits,sum:c_budget'),
    ).toMatchObject({
      groups: expect.arrayContaining([
        { keys: ['red'], titles: [null], measures: { count: 1, 'sum:c_visits': 7, 'sum:c_budget': 500 } },
      ]),
    })
    expect(await ana.json('GET', '/search?q=senor')).toMatchObject({ items: [{ object: 'account', id: account.id }] })
    const emptied = await ana.json<AnyRecord>('PATCH', `/accounts/${account.id}`, { c_budget: null, c_visits: 8 })
    expect(emptied).toMatchObject({ c_budget: null, c_visits: 8, c_luckyColour: 'red' })
  })

  test('are gone once deleted, and there again once that is taken back', async () => {
    const made = await ines.json<AnyRecord>('POST', '/custom-fields', { object: 'contact', label: 'Hat', kind: 'text' })
    const contact = await ana.json<AnyRecord>('POST', '/contacts', { firstName: 'Pim', c_hat: 'bowler' })
    const knows = async () => 'c_hat' in (await ana.json<AnyRecord>('GET', `/contacts/${contact.id}`))
    const deleted = await ines.json<{ operationId: string }>('DELETE', `/custom-fields/${made.id}`)
    expect(await knows()).toBe(false)
    expect((await ines.request('POST', `/operations/${deleted.operationId}/reversal`, {})).status).toBe(200)
    expect(await knows()).toBe(true)
  })

  test('are made by administrators only', async () => {
    expect(
      (await ana.request('POST', '/custom-fields', { object: 'account', label: 'Mine', kind: 'text' })).status,
    ).toBe(403)
  })
})

describe('rights', () => {
  test("another team's opportunity does not exist; one's own does", async () => {
    const { model } = await world.as('ines')
    const stage = [...(model.catalogue.get('stage')?.values() ?? [])][0]
    const id = await world.add('ana', 'opportunity', {
      name: 'Secret deal',
      pipeline: stage?.pipeline_id,
      stage: stage?.id,
      status: 'open',
    })
    expect((await bo.request('GET', `/opportunities/${id}`)).status).toBe(404)
    expect((await bo.request('PATCH', `/opportunities/${id}`, { name: 'x' })).status).toBe(404)
    expect((await ana.request('GET', `/opportunities/${id}`)).status).toBe(200)
    expect((await (await browserOf(world, 'marta')).request('GET', `/opportunities/${id}`)).status).toBe(200)
    expect(await bo.json('GET', '/search?q=secret')).toEqual({ items: [] })
    // Nor by likeness, of which the index knows more than they may.
    expect(await ana.json('GET', '/search?q=secrt%20deal')).toMatchObject({ items: [{ id }] })
    expect(await bo.json('GET', '/search?q=secrt%20deal')).toEqual({ items: [] })
    expect(await bo.json('GET', '/opportunities/count')).toEqual({ value: 0, estimated: false })
  })
})

describe('two people who save at once', () => {
  test('changes of different fields are merged, of the same field refused with both values', async () => {
    const account = await ana.json<AnyRecord>('POST', '/accounts', { name: 'Contested', sector: 'a' })
    await bo.json('PATCH', `/accounts/${account.id}`, { sector: 'b' }, { 'if-match': '"1"' })
    const merged = await ana.json<AnyRecord>(
      'PATCH',
      `/accounts/${account.id}`,
      { employees: 3 },
      { 'if-match': '"1"' },
    )
    expect(merged).toMatchObject({ sector: 'b', employees: 3, version: 3 })
    const refused = await ana.request('PATCH', `/accounts/${account.id}`, { sector: 'c' }, { 'if-match': '"1"' })
    expect(refused.status).toBe(412)
    const problem = (await refused.json()) as Problem
    expect(problem).toMatchObject({
      code: 'stale_version',
      details: { conflicts: { sector: { yours: 'c', theirs: 'b' } }, current: { version: 3 } },
    })
  })

  test('a version that never was is refused, and deletion minds the version too', async () => {
    const id = await world.add('ana', 'account', { name: 'Versioned' })
    const ana = await browserOf(world, 'ines')
    const at = (version: number) => ({ 'if-match': `"${version}"` })
    expect((await ana.request('PATCH', `/accounts/${id}`, { sector: 'x' }, at(77))).status).toBe(412)
    expect((await ana.request('PATCH', `/accounts/${id}`, { sector: 'x' }, at(1))).status).toBe(200)
    expect((await ana.request('DELETE', `/accounts/${id}`, undefined, at(1))).status).toBe(412)
    expect((await ana.request('DELETE', `/accounts/${id}`, undefined, at(2))).status).toBe(200)
  })

  test('a hundred repeats of one request make one record', async () => {
    const answers = await Promise.all(
      Array.from({ length: 100 }, () =>
        ana.json<AnyRecord>('POST', '/accounts', { name: 'Once' }, { 'idempotency-key': 'once-and-only' }),
      ),
    )
    expect(new Set(answers.map((one) => one.id)).size).toBe(1)
    const filter = encodeURIComponent(JSON.stringify({ field: 'name', op: 'is', value: 'once' }))
    expect(await ana.json('GET', `/accounts/count?filter=${filter}`)).toEqual({ value: 1, estimated: false })
  })
})

describe('an operation', () => {
  test('can be taken back while its records are untouched, and else is refused with the list', async () => {
    const account = await ana.request('POST', '/accounts', { name: 'Mistake', employees: 1 })
    const { id } = (await account.json()) as AnyRecord
    const change = await ana.request('PATCH', `/accounts/${id}`, { employees: 2 })
    const second = String(change.headers.get('tendero-operation'))
    const refused = await ana.request('POST', `/operations/${account.headers.get('tendero-operation')}/reversal`)
    expect(refused.status).toBe(409)
    expect(await refused.json()).toMatchObject({
      code: 'operation_not_revertible',
      details: { touched: [{ object: 'account', id }] },
    })
    expect((await ana.request('POST', `/operations/${second}/reversal`)).status).toBe(200)
    expect(await ana.json<AnyRecord>('GET', `/accounts/${id}`)).toMatchObject({ employees: 1, version: 3 })
  })
})

describe('a list', () => {
  test('sorts references by what they are called and pages through them', async () => {
    for (const name of ['Zeta', 'ámbar', 'Beta']) {
      const account = await world.add('ana', 'account', { name: `Of ${name}` })
      await world.add('ana', 'contact', { firstName: name, account, lastName: 'Sorted' })
    }
    await world.add('bo', 'contact', { firstName: 'None', lastName: 'Sorted' })
    const page = async (sort: string) => {
      const seen: unknown[] = []
      for (let cursor: string | null = ''; cursor !== null; ) {
        const found: Page = await ana.json(
          'GET',
          `/contacts?search=sorted&limit=1&sort=${sort}${cursor ? `&cursor=${cursor}` : ''}`,
        )
        seen.push(...found.items.map((one) => one.firstName))
        cursor = found.next
      }
      return seen
    }
    expect(await page('account')).toEqual(['ámbar', 'Beta', 'Zeta', 'None'])
    expect(await page('-account')).toEqual(['Zeta', 'Beta', 'ámbar', 'None'])
    expect((await page('-owner')).at(0)).toBe('None')
  })
})

describe('another workspace', () => {
  test('reaches nothing: not by id, reference, filter, search, import of ids or undo', async () => {
    const stranger = await world.as('stranger')
    const { kernel } = world
    const answer = await ana.request('POST', '/accounts', { name: 'Private to Sol' })
    const account = (await answer.json()) as AnyRecord
    const object = (name: string) => stranger.model.objects.get(name) ?? expect.fail(name)
    await expect(rest.read(kernel, stranger, object('account'), account.id)).rejects.toMatchObject({ status: 404 })
    await expect(rest.update(kernel, stranger, object('account'), account.id, { name: 'Mine' })).rejects.toMatchObject({
      status: 404,
    })
    await expect(rest.remove(kernel, stranger, object('account'), account.id)).rejects.toMatchObject({ status: 404 })
    await expect(
      rest.create(kernel, stranger, object('contact'), { firstName: 'Spy', account: account.id }),
    ).rejects.toMatchObject({ status: 422, fields: { account: { code: 'not_found' } } })
    await expect(
      rest.create(kernel, stranger, object('account'), { id: account.id, name: 'Same id' }),
    ).resolves.toMatchObject({ record: expect.stringContaining('Same id') })
    await expect(
      revertOperation(kernel, stranger, String(answer.headers.get('tendero-operation'))),
    ).rejects.toMatchObject({ status: 404 })
    expect(await rest.count(kernel, stranger, object('account'), { search: 'private' })).toEqual({
      value: 0,
      estimated: false,
    })
    expect(await world.stored('account', account.id)).toBeDefined()
    expect(await ana.json<AnyRecord>('GET', `/accounts/${account.id}`)).toMatchObject({
      name: 'Private to Sol',
      version: 1,
    })
  })

  test('even a statement that forgets the workspace sees only its own rows', async () => {
    const { kernel, stranger } = world
    const rows = await kernel.database.read(stranger.workspaceId, (tx) =>
      tx.rows<{ name: string }>({ strings: [stray('select name from tendero.account')], values: [] }),
    )
    expect(rows.map((row) => row.name)).not.toContain('Private to Sol')
    await expect(
      kernel.database.transaction(stranger.workspaceId, (tx) =>
        tx.rows({
          strings: [
            `insert into tendero.tag (workspace_id, id, name, created_at, updated_at) values ('${world.workspaceId}', gen_random_uuid(), 'x', now(), now())`,
          ],
          values: [],
        }),
      ),
    ).rejects.toMatchObject({ code: '42501' })
  })
})

describe('hidden and read-only fields', () => {
  test('are not told by what is worked out of them', async () => {
    const all = { create: 'all', read: 'all', edit: 'all', delete: 'none' }
    const rights = {
      objects: { opportunity: all, opportunity_line: all, stage: { read: 'all' } },
      fields: { opportunity: { amount: 'hidden' } },
      actions: [],
    }
    const role = await ines.json<AnyRecord>('POST', '/roles', { name: 'Without amounts', rights, administrator: false })
    await ines.json('PATCH', `/users/${world.ids.bo}`, { role: role.id })
    const { items: stages } = await ines.json<Page>('GET', '/stages?sort=position')
    const deal = await ines.json<AnyRecord>('POST', '/opportunities', {
      name: 'What is it worth',
      pipeline: stages[0]?.pipeline,
      stage: stages[0]?.id,
    })
    const line = { opportunity: deal.id, quantity: '2', unitPrice: '321' }
    const { id } = await ines.json<AnyRecord>('POST', '/opportunity-lines', line)
    expect(await ines.json('GET', `/opportunities/${deal.id}`)).toMatchObject({ amount: { minor: 64_200 } })
    const seen = await bo.json<AnyRecord>('GET', `/opportunities/${deal.id}`)
    const seenLine = await bo.json<AnyRecord>('GET', `/opportunity-lines/${id}`)
    for (const field of ['amount', 'expectedRevenue']) expect(seen).not.toHaveProperty(field)
    for (const field of ['amount', 'unitPrice']) expect(seenLine).not.toHaveProperty(field)
    expect(seenLine).toMatchObject({ quantity: '2' })
    const report = JSON.stringify(await bo.json('GET', '/reports/pipeline'))
    expect(report).not.toMatch(/"(value|weighted|won)":[1-9]/)
  })

  test('do not exist in records, filters, sorts, sums, search, history or input', async () => {
    const rights = {
      objects: { account: { create: 'all', read: 'all', edit: 'all', delete: 'none' } },
      fields: { account: { revenue: 'hidden', sector: 'read_only', preferences: 'hidden' } },
      actions: [],
    }
    const role = await ines.json<AnyRecord>('POST', '/roles', { name: 'Limited', rights, administrator: false })
    await ines.json('PATCH', `/users/${world.ids.bo}`, { role: role.id })
    const account = await ana.json<AnyRecord>('POST', '/accounts', {
      name: 'Limits',
      revenue: { minor: 99 },
      sector: 'x',
      preferences: 'likes zanahoria',
    })
    const seen = await bo.json<AnyRecord>('GET', `/accounts/${account.id}`)
    expect(seen).not.toHaveProperty('revenue')
    expect(seen).toMatchObject({ sector: 'x' })
    const filter = encodeURIComponent(JSON.stringify({ field: 'revenue', op: 'greater', value: 1 }))
    expect((await bo.request('GET', `/accounts?filter=${filter}`)).status).toBe(422)
    expect((await bo.request('GET', '/accounts?sort=revenue')).status).toBe(422)
    expect((await bo.request('GET', '/accounts/aggregate?group=sector&measures=sum:revenue')).status).toBe(422)
    expect(await bo.json('PATCH', `/accounts/${account.id}`, { sector: 'y', revenue: null })).toMatchObject({
      fields: { sector: { code: 'read_only' }, revenue: { code: 'unknown_field' } },
    })
    expect(await bo.json('GET', '/search?q=zanahoria')).toEqual({ items: [] })
    expect(await ana.json('GET', '/search?q=zanahoria')).toMatchObject({ items: [{ id: account.id }] })
    const representative = await world.roleId('Representative')
    await ines.json('PATCH', `/users/${world.ids.bo}`, { role: representative })
  })
})
