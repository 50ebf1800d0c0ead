import { existsSync, writeFileSync } from 'node:fs'
import {
  type AnyRecord,
  type ImportRun,
  type Page,
  type Problem,
  type RejectedRow,
  type Rights,
  sql,
} from '@tendero/model'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Browser, browserOf } from '../../test/http.ts'
import { type Imports, importsOf } from '../../test/imports.ts'
import { suiteFolder } from '../../test/suite-folder.ts'
import { openWorld, type World } from '../../test/world.ts'
import { routes } from '../http/app.ts'
import { newId } from '../kernel/identity.ts'
import { importFiles } from './import-files.ts'
import { removeImportFiles } from './remove-files.job.ts'

const dataDir = suiteFolder()
let world: World
let ines: Browser
let ana: Browser
let { upload, patch, did, work }: Imports = Object.create(null)

beforeAll(async () => {
  world = await openWorld({ dataDir })
  ines = await browserOf(world, 'ines')
  ana = await browserOf(world, 'ana')
  ;({ upload, patch, did, work } = importsOf(world, ines))
})
beforeEach(async () => {
  await world.kernel.database.direct.query('delete from tendero.outbox')
})

const find = async (path: string, name: string) =>
  (
    await ines.json<Page<AnyRecord>>(
      'GET',
      `/${path}?filter=${encodeURIComponent(JSON.stringify({ field: 'name', op: 'is', value: name }))}`,
    )
  ).items

describe('a file', () => {
  test('is understood, checked, repaired, imported, taken back and imported again', async () => {
    await world.add('ines', 'account', { name: 'Acme Corporation' })
    const text = [
      'Nombre;Sector;Empleados;Facturación anual;Cuenta matriz;Etiquetas',
      'Betasol;médico;495;"1.251,41";Acme Corporation;a;',
      'Betatec;médico;mil;647,18;;',
      'Bioholding;médico;1.356;587,34;Acme Corporatoin;',
      'Canción;música;12;1,5;Betasol;x|y',
    ].join('\r\n')
    const uploaded = await upload('account', Uint8Array.from(Buffer.from(text, 'latin1')))
    expect(uploaded.setup.format).toEqual({
      encoding: 'windows-1252',
      delimiter: ';',
      quote: '"',
      decimal: ',',
      dateOrder: 'dmy',
      header: true,
    })
    expect(uploaded.setup.mapping).toEqual([
      { column: 0, field: 'name' },
      { column: 1, field: 'sector' },
      { column: 2, field: 'employees' },
      { column: 3, field: 'revenue' },
      { column: 4, field: 'parent' },
      { column: 5, field: 'tags' },
    ])
    expect(uploaded.columns[1]).toEqual({ index: 1, name: 'Sector', samples: ['médico', 'música'] })
    const checked = await did(uploaded, 'rehearsal')
    expect(checked).toMatchObject({
      state: 'checked',
      rows: { total: 4, read: 4, good: 2, bad: 2, created: 2, updated: 0 },
      problems: [
        { row: 2, field: 'employees', value: 'mil', code: 'not_a_number' },
        { row: 3, field: 'parent', value: 'Acme Corporatoin', code: 'not_found' },
      ],
      notFound: [{ field: 'parent', value: 'Acme Corporatoin', rows: 1, suggestions: ['Acme Corporation'] }],
    })
    expect(await find('accounts', 'Betasol')).toEqual([])
    const repaired = uploaded.setup.mapping.map((one) =>
      one.field === 'parent'
        ? { ...one, replacements: { 'Acme Corporatoin': 'Acme Corporation' } }
        : one.field === 'employees'
          ? { ...one, replacements: { mil: '1.000' } }
          : one,
    )
    await patch(uploaded, { mapping: repaired })
    const done = await did(uploaded, 'run')
    expect(done).toMatchObject({ state: 'done', rows: { good: 4, bad: 0, created: 4 }, notFound: [] })
    const [cancion] = await find('accounts', 'Canción')
    expect(cancion).toMatchObject({
      sector: 'música',
      employees: 12,
      revenue: { minor: 150, currency: 'EUR' },
      tags: ['x', 'y'],
      owner: world.ids.ines,
      titles: { parent: 'Betasol' },
    })
    expect((await did(done, 'reversal')).state).toBe('reverted')
    expect(await find('accounts', 'Canción')).toEqual([])
    expect(await did(uploaded, 'run')).toMatchObject({ state: 'done', rows: { created: 4 } })
    expect(await find('accounts', 'Canción')).toHaveLength(1)
  })

  test('of the same columns is mapped as the last time', async () => {
    const text = 'Firma;Branche\nXaver;Holz\n'
    const first = await upload('account', text)
    expect(first.setup.mapping).toEqual([])
    const mapping = [
      { column: 0, field: 'name' },
      { column: 1, field: 'sector' },
    ]
    await patch(first, { mapping })
    await did(first, 'run')
    expect((await upload('account', text.replace('Xaver', 'Yves'))).setup.mapping).toEqual(mapping)
  })

  test('may name its parents in later rows, and makes the references it is asked to make', async () => {
    const text = 'name,parent\nChild Ltd,Parent Ltd\nParent Ltd,Grand Ltd\nOrphan Ltd,Nobody Ltd\n'
    const run = await upload('account', text)
    expect(await did(run, 'run')).toMatchObject({
      rows: { good: 1, bad: 2 },
      problems: [
        { row: 2, field: 'parent', value: 'Grand Ltd', code: 'not_found' },
        { row: 3, field: 'parent', value: 'Nobody Ltd', code: 'not_found' },
      ],
    })
    await did(run, 'reversal')
    await patch(run, {
      mapping: [
        { column: 0, field: 'name' },
        { column: 1, field: 'parent', create: true },
      ],
    })
    expect(await did(run, 'run')).toMatchObject({ rows: { good: 3, bad: 0 } })
    expect((await find('accounts', 'Child Ltd'))[0]?.titles).toMatchObject({ parent: 'Parent Ltd' })
    expect((await find('accounts', 'Parent Ltd'))[0]?.titles).toMatchObject({ parent: 'Grand Ltd' })
    expect(await find('accounts', 'Grand Ltd')).toHaveLength(1)
    await did(run, 'reversal')
    expect(await find('accounts', 'Grand Ltd')).toEqual([])
  })

  test('updates the records it finds by a key, and leaves alone what a cell does not say', async () => {
    const id = await world.add('ines', 'account', { name: 'Known', externalId: 'K-1', sector: 'wood', employees: 3 })
    const run = await upload(
      'account',
      'External id,Name,Sector,Employees\nk-1,Known,,7\nk-2,New,iron,1\nK-1,Again,x,2\n',
    )
    await patch(run, { updateBy: 'externalId' })
    expect(await did(run, 'run')).toMatchObject({
      rows: { good: 2, bad: 1, created: 1, updated: 1 },
      problems: [{ row: 3, field: 'externalId', value: 'K-1', code: 'duplicate_in_file', details: { row: 1 } }],
    })
    expect(await ines.json('GET', `/accounts/${id}`)).toMatchObject({ sector: 'wood', employees: 7 })
    await did(run, 'reversal')
    expect(await ines.json('GET', `/accounts/${id}`)).toMatchObject({ sector: 'wood', employees: 3 })
    expect(await find('accounts', 'New')).toEqual([])
  })

  test('says which words of a list were meant, countries too', async () => {
    const run = await upload('account', 'Name,Kind,Country,City\nA,Compny,Philipines,Manila\nB,company,Korea,Seoul\n')
    expect((await did(run, 'rehearsal')).notFound).toEqual([
      { field: 'kind', value: 'Compny', rows: 1, suggestions: ['Company'] },
      { field: 'address', value: 'Philipines', rows: 1, suggestions: ['Philippines'] },
      { field: 'address', value: 'Korea', rows: 1, suggestions: ['North Korea', 'South Korea'] },
    ])
    const replacements = { Compny: 'Company', Philipines: 'Philippines', Korea: 'South Korea' }
    await patch(run, { mapping: run.setup.mapping.map((one) => ({ ...one, replacements })) })
    expect((await did(run, 'rehearsal')).rows).toMatchObject({ good: 2, bad: 0 })
  })

  test('gives back its bad rows with their reasons', async () => {
    const run = await upload('product', 'Name,Price\nGood,1\nBad,-1\n"Worse, much",x\n,2\n')
    await did(run, 'run')
    const rejects = await ines.request('GET', `/imports/${run.id}/rejects`)
    expect(rejects.headers.get('content-type')).toContain('text/csv')
    expect((await rejects.text()).replace('\ufeff', '').split('\r\n')).toEqual([
      'Name,Price,row,problem',
      'Bad,-1,2,price: too_small (-1)',
      '"Worse, much",x,3,price: not_a_number (x)',
      ',2,4,name: required',
      '',
    ])
  })

  test('of which the database refuses rows loses exactly those', async () => {
    const rows = Array.from({ length: 1_200 }, (_, i) => `Tag ${i === 700 ? 20 : i === 1_100 ? 20 : i},blue`)
    const run = await upload('tag', `Name,Colour\n${rows.join('\n')}\n`)
    expect(await did(run, 'run')).toMatchObject({
      state: 'done',
      rows: { read: 1_200, good: 1_198, bad: 2 },
      problems: [
        { row: 701, code: 'unique_violation' },
        { row: 1_101, code: 'unique_violation' },
      ],
    })
    expect(await ines.json('GET', '/tags/count')).toMatchObject({ value: 1_198 })
  })

  test('with custom fields, constants and factors is read into them', async () => {
    await ines.json('POST', '/custom-fields', { object: 'account', label: 'Budget', kind: 'money' })
    await ines.json('POST', '/custom-fields', { object: 'account', label: 'Since', kind: 'date' })
    const run = await upload(
      'account',
      'Name,Budget,Since,Country\nFielded,1.5,02/03/2019,Estonia\nFlawed,1.5,31/02/2019,EE\n',
    )
    expect(run.setup.mapping.map((one) => one.field)).toEqual(['name', 'c_budget', 'c_since', 'address'])
    const inCurrency = (constant: string) =>
      patch(run, {
        mapping: [
          ...run.setup.mapping.map((one) => (one.field === 'c_budget' ? { ...one, factor: 1_000_000 } : one)),
          { column: null, field: 'c_budget', part: 1, constant },
          { column: null, field: 'kind', constant: 'person' },
        ],
      })
    await inCurrency('USD')
    expect(await did(run, 'rehearsal')).toMatchObject({
      problems: [
        { row: 1, field: 'c_budget', code: 'no_exchange_rate' },
        { row: 2, field: 'c_since' },
        { row: 2, field: 'c_budget' },
      ],
    })
    await inCurrency('EUR')
    expect(await did(run, 'run')).toMatchObject({
      rows: { good: 1 },
      problems: [{ row: 2, field: 'c_since', code: 'not_a_date' }],
    })
    expect((await find('accounts', 'Fielded'))[0]).toMatchObject({
      c_budget: { minor: 150_000_000, currency: 'EUR' },
      c_since: '2019-03-02',
      kind: 'person',
      address: { country: 'EE' },
    })
  })

  test('that cannot be cut into rows fails with its line and keeps what was read', async () => {
    const run = await upload('account', `Name,Sector\nFine,a\n"open,b\n${'x,y\n'.repeat(20)}`)
    expect(await did(run, 'run')).toMatchObject({
      state: 'failed',
      error: expect.stringMatching(/^unreadable_csv:\d+$/),
    })
  })
})

describe('what was exported', () => {
  test('is imported again without changing anything', async () => {
    const id = await world.add('ines', 'account', {
      name: 'Round "Trip", S.L.',
      externalId: '=R-1',
      phone: { e164: '+34612345678', raw: '612 34 56 78', extension: null, valid: true },
      address: { street: 'Mayor 1', city: 'Tartu', country: 'EE' },
      revenue: { minor: -123456, currency: 'EUR' },
      tags: ['a', 'b'],
      preferences: '-first\n@second',
      website: 'https://example.com/x',
      establishedIn: 1999,
    })
    const before = await ines.json<AnyRecord>('GET', `/accounts/${id}`)
    const filter = encodeURIComponent(JSON.stringify({ field: 'externalId', op: 'is', value: '=R-1' }))
    const file = await (await ines.request('GET', `/accounts/export?format=csv&filter=${filter}`)).text()
    const run = await upload('account', file)
    await patch(run, { updateBy: 'externalId' })
    expect(await did(run, 'run')).toMatchObject({ state: 'done', rows: { updated: 1, bad: 0 } })
    const { phone, ...rest } = before
    expect(await ines.json('GET', `/accounts/${id}`)).toMatchObject({
      ...rest,
      version: expect.any(Number),
      updatedAt: expect.any(String),
    })
    expect(phone).toMatchObject({ e164: '+34612345678' })
  })

  test.each([
    ['a damaged workbook', [0x50, 0x4b, 0x03, 0x04, 0x14], 'unreadable_workbook'],
    ['nothing', [], 'empty_file'],
    ['line ends only', [0x0a, 0x0a], 'empty_file'],
  ])('%s is refused', async (_what, bytes, code) => {
    const answer = await ines.send('POST', '/imports?object=account&name=x.csv', Uint8Array.from(bytes))
    expect([answer.status, ((await answer.json()) as Problem).code]).toEqual([422, code])
  })
})

describe('bad rows', () => {
  test('are shown with what is wrong, corrected cell by cell, and imported so', async () => {
    const text = 'Name;Employees;Country\nGood;1;Spain\nBad;many;Spain\n;3;Spain\nWorse;x;Nowhere\n'
    const run = await did(await upload('account', text), 'rehearsal')
    expect(run.rows).toMatchObject({ good: 1, bad: 3 })
    const rejected = () => ines.json<{ items: RejectedRow[] }>('GET', `/imports/${run.id}/rejected-rows`)
    expect((await rejected()).items).toMatchObject([
      { row: 2, cells: ['Bad', 'many', 'Spain'], problems: [{ field: 'employees', value: 'many' }] },
      { row: 3, cells: ['', '3', 'Spain'], problems: [{ field: 'name', code: 'required' }] },
      { row: 4, cells: ['Worse', 'x', 'Nowhere'], problems: [{ field: 'employees' }, { field: 'address' }] },
    ])
    const first = await patch(run, { corrections: [{ row: 2, column: 1, text: '7' }] })
    const again = await did(first, 'rehearsal')
    expect([again.rows.bad, (await rejected()).items.map(({ row }) => row)]).toEqual([2, [3, 4]])
    const corrections = [
      ...(again.setup.corrections ?? []),
      { row: 3, column: 0, text: 'Named' },
      { row: 4, column: 1, text: '' },
      { row: 4, column: 2, text: 'Estonia' },
    ]
    expect(await did(await patch(again, { corrections }), 'rehearsal')).toMatchObject({ rows: { good: 4, bad: 0 } })
    expect((await rejected()).items).toEqual([])
    expect(await did(run, 'run')).toMatchObject({ state: 'done', rows: { created: 4, bad: 0 } })
    expect(await find('accounts', 'Bad')).toMatchObject([{ employees: 7 }])
    expect(await find('accounts', 'Worse')).toMatchObject([{ employees: null, address: { country: 'EE' } }])
    // The next file of the same columns is read as it stands.
    const next = await upload('account', text)
    expect(next.setup.corrections).toBeUndefined()
  })

  test('lose their corrections when the file is read otherwise', async () => {
    const run = await upload('account', 'Name;Employees\nA;x\n')
    const corrected = await patch(run, { corrections: [{ row: 1, column: 1, text: '1' }] })
    expect(corrected.setup.corrections).toHaveLength(1)
    const other = await patch(corrected, { format: { ...corrected.setup.format, header: false } })
    expect(other.setup.corrections).toBeUndefined()
  })

  test('take only corrections of cells', async () => {
    const run = await upload('account', 'Name\nA\n')
    const answer = await ines.request('PATCH', `/imports/${run.id}`, {
      ...run.setup,
      corrections: [{ row: 0, column: -1, text: 1 }],
    })
    expect(answer.status).toBe(422)
  })
})

describe('an import', () => {
  test('needs the right to import, and is seen by its person and administrators only', async () => {
    expect((await ana.send('POST', '/imports?object=account&name=x.csv', 'name\nA\n')).status).toBe(403)
    expect((await ana.request('GET', '/imports')).status).toBe(403)
    const marta = await browserOf(world, 'marta')
    const run = await upload('account', 'name\nOf Marta\n', { who: marta })
    expect((await marta.request('GET', `/imports/${run.id}`)).status).toBe(200)
    const other = await upload('account', 'name\nOf Ines\n')
    expect((await marta.request('GET', `/imports/${other.id}`)).status).toBe(404)
    expect((await ines.request('GET', `/imports/${run.id}`)).status).toBe(200)
    expect((await marta.send('POST', '/imports?object=product&name=x.csv', 'name\nA\n')).status).toBe(403)
  })

  test('cannot be taken back when a record was touched since, and can when that was taken back', async () => {
    const run = await upload('account', 'name\nTouched\nUntouched\n')
    const done = await did(run, 'run')
    const [touched] = await find('accounts', 'Touched')
    const change = await ines.request('PATCH', `/accounts/${touched?.id}`, { sector: 'x' })
    const refused = await ines.request('POST', `/imports/${done.id}/reversal`, {})
    expect(refused.status).toBe(409)
    expect((await refused.json()) as Problem).toMatchObject({
      code: 'operation_not_revertible',
      details: { touched: [{ object: 'account', id: touched?.id }] },
    })
    await ines.request('POST', `/operations/${change.headers.get('tendero-operation')}/reversal`)
    expect((await did(done, 'reversal')).state).toBe('reverted')
  })

  test('keeps to the rights of its person: fields, and whose records may be changed', async () => {
    const role = await world.roleId('Representative')
    const { rights } = await ines.json<AnyRecord & { rights: Rights }>('GET', `/roles/${role}`)
    const narrowed: Rights = {
      objects: { ...rights.objects, account: { create: 'all', read: 'all', edit: 'own', delete: 'none' } },
      fields: { account: { revenue: 'read_only', taxId: 'hidden' } },
      actions: ['import'],
    }
    await ines.json('PATCH', `/roles/${role}`, { rights: narrowed })
    await world.add('ines', 'account', { name: 'Not hers', externalId: 'N-1' })
    await world.add('ana', 'account', { name: 'Hers', externalId: 'N-2' })
    const text = 'External id,Name,Sector,Annual revenue,Tax number\nN-1,Not hers,x,1,1\nN-2,Hers,x,1,1\n'
    const run = await upload('account', text, { who: ana })
    expect(run.setup.mapping.map((one) => one.field)).toEqual(['externalId', 'name', 'sector'])
    for (const [field, code] of [
      ['revenue', 'read_only'],
      ['taxId', 'unknown_field'],
    ] as const) {
      const mapping = [...run.setup.mapping, { column: 3, field }]
      const refused = await ana.json<Problem>('PATCH', `/imports/${run.id}`, { ...run.setup, mapping })
      expect(refused).toMatchObject({ code: 'invalid_setup', fields: { [field]: { code } } })
    }
    await ana.json('PATCH', `/imports/${run.id}`, { ...run.setup, updateBy: 'externalId' })
    await ana.json('POST', `/imports/${run.id}/run`, {})
    await work()
    expect(await ana.json('GET', `/imports/${run.id}`)).toMatchObject({
      state: 'done',
      rows: { updated: 1, bad: 1 },
      problems: [{ row: 1, code: 'forbidden' }],
    })
    await ines.json('PATCH', `/roles/${role}`, { rights })
  })

  test('refuses a mapping to what may not be filled', async () => {
    const run = await upload('account', 'name,created\nA,b\n')
    const refused = await ines.request('PATCH', `/imports/${run.id}`, {
      ...run.setup,
      mapping: [
        { column: 0, field: 'createdAt' },
        { column: 1, field: 'nonsense' },
      ],
    })
    expect(refused.status).toBe(422)
    expect(await refused.json()).toMatchObject({
      code: 'invalid_setup',
      fields: { createdAt: { code: 'read_only' }, nonsense: { code: 'unknown_field' } },
    })
  })

  test('goes on where it was interrupted, and writes nothing twice', async () => {
    const rows = Array.from({ length: 1_750 }, (_, i) => `Resumed ${i}`)
    const run = await upload('account', `name\n${rows.join('\n')}\n`)
    await ines.request('POST', `/imports/${run.id}/run`, {})
    await world.kernel.database.direct.query('delete from tendero.outbox')
    const stopping = new AbortController()
    const kernel = { ...world.kernel, stopping: stopping.signal }
    const job = world.kernel.subscribers.find((one) => one.topics.includes('import.run'))
    const event = { id: run.id, workspaceId: world.workspaceId, topic: 'import.run', payload: { import: run.id } }
    setTimeout(() => stopping.abort(), 120)
    await job?.run(kernel, event).catch(() => undefined)
    const half = await ines.json<ImportRun>('GET', `/imports/${run.id}`)
    expect(half.state === 'running' || half.state === 'done').toBe(true)
    await job?.run(world.kernel, event)
    expect(await ines.json('GET', `/imports/${run.id}`)).toMatchObject({ state: 'done', rows: { created: 1_750 } })
    const [{ n } = { n: 0 }] = await world.kernel.database.read(world.workspaceId, (tx) =>
      tx.rows<{ n: number }>(
        sql`select count(*) as n from app.account t where t.workspace_id = ${world.workspaceId} and t.name like 'Resumed %'`,
      ),
    )
    expect(n).toBe(1_750)
  })

  test('can be cancelled, and what it wrote be taken back', async () => {
    const rows = Array.from({ length: 1_500 }, (_, i) => `Cancelled ${i}`)
    const run = await upload('account', `name\n${rows.join('\n')}\n`)
    await ines.request('POST', `/imports/${run.id}/run`, {})
    await ines.request('POST', `/imports/${run.id}/cancellation`, {})
    await work()
    const cancelled = await ines.json<ImportRun>('GET', `/imports/${run.id}`)
    expect(cancelled).toMatchObject({ state: 'cancelled', rows: { created: 500 } })
    expect((await did(cancelled, 'reversal')).state).toBe('reverted')
    expect(await find('accounts', 'Cancelled 3')).toEqual([])
  })

  test('is as narrow as the API key that began it', async () => {
    const role = await world.roleId('Manager')
    const { rights } = await ines.json<AnyRecord & { rights: Rights }>('GET', `/roles/${role}`)
    const { key } = await ines.json<{ key: string }>('POST', '/api-keys', { name: 'files', role })
    const call = async (method: string, path: string, body: string) =>
      routes(world.kernel, '/nowhere').request(`/api/v1${path}`, {
        method,
        body,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      })
    const run = (await (await call('POST', '/imports?object=account&name=k.csv', 'name\nBy key\n')).json()) as ImportRun
    await call('POST', `/imports/${run.id}/run`, '{}')
    await ines.json('PATCH', `/roles/${role}`, { rights: { ...rights, actions: [] } })
    await work()
    expect(await ines.json('GET', `/imports/${run.id}`)).toMatchObject({ state: 'failed', error: 'forbidden' })
    await ines.json('PATCH', `/roles/${role}`, { rights })
  })

  test('does not make what a word alone cannot make', async () => {
    const run = await upload('account', 'name,owner\nA,Nobody\n')
    const mapping = run.setup.mapping.map((one) => ({ ...one, create: one.field === 'owner' }))
    expect(await ines.json('PATCH', `/imports/${run.id}`, { ...run.setup, mapping })).toMatchObject({
      code: 'invalid_setup',
      fields: { owner: { code: 'cannot_create' } },
    })
  })

  test('whose worker died is told as failed', async () => {
    const run = await upload('account', 'name\nDead\n')
    await world.kernel.database.direct.query(
      `update tendero.import set state = 'running', updated_at = now() - interval '1 hour' where id = $1`,
      [run.id],
    )
    expect(await ines.json('GET', `/imports/${run.id}`)).toMatchObject({ state: 'failed', error: 'interrupted' })
    expect(await did(run, 'run')).toMatchObject({ state: 'done', rows: { created: 1 } })
  })

  test('loses its file thirty days after it was last touched, and can still be taken back', async () => {
    const run = await upload('account', 'Name\nKept for a month\n')
    await did(run, 'run')
    const { file } = importFiles(dataDir, world.workspaceId, run.id)
    const stray = importFiles(dataDir, world.workspaceId, newId()).file
    writeFileSync(stray, 'Name\n')
    const after = (days: number) =>
      removeImportFiles.run({ ...world.kernel, now: () => new Date(Date.now() + days * 86_400_000) })
    await after(0)
    expect([existsSync(file), existsSync(stray)]).toEqual([true, true])
    await after(29)
    expect([existsSync(file), existsSync(stray)]).toEqual([true, false])
    await after(31)
    expect(existsSync(file)).toBe(false)
    for (const answer of [
      await ines.request('GET', `/imports/${run.id}/preview`),
      await ines.request('PATCH', `/imports/${(await did(run, 'reversal')).id}`, {
        ...run.setup,
        format: { ...run.setup.format, delimiter: ';' },
      }),
      await ines.request('POST', `/imports/${run.id}/run`, {}),
      await ines.request('POST', `/imports/${run.id}/rehearsal`, {}),
    ])
      expect([answer.status, ((await answer.json()) as Problem).code]).toEqual([409, 'import_file_gone'])
    expect(await find('accounts', 'Kept for a month')).toEqual([])
  })

  test('has a sample file that it understands itself', async () => {
    const sample = await ines.request('GET', '/imports/sample?object=account')
    const run = await upload('account', await sample.text())
    expect(run.setup.mapping.map((one) => [one.field, one.part ?? 0])).toEqual(
      expect.arrayContaining([
        ['name', 0],
        ['address', 1],
        ['address', 4],
        ['revenue', 1],
        ['c_budget', 0],
        ['owner', 0],
      ]),
    )
    expect(run.setup.mapping).toHaveLength(run.columns.length)
  })
})
