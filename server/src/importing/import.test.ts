import type { AnyRecord, Problem } from '@tendero/model'
import { beforeEach, describe, expect, test } from 'vitest'
import { openImports } from '../../test/imports.ts'

const { world, ines, upload, patch, did, find } = await openImports()

beforeEach(async () => {
  await world.kernel.database.direct.query('delete from tendero.outbox')
})

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

  test('leaves a parent empty that would stand above itself, says so, and keeps all other parents', async () => {
    const rows = ['Ring,Ringed', 'Ringed,Ring', 'Its Own,Its Own', 'Leaf,Root', 'Root,']
    const run = await upload('account', `name,parent\n${rows.join('\n')}\n`)
    expect(await did(run, 'run')).toMatchObject({
      state: 'done',
      rows: { good: 5, bad: 0 },
      problems: [
        { row: 2, field: 'parent', code: 'circular' },
        { row: 3, field: 'parent', code: 'circular' },
      ],
    })
    expect((await find('accounts', 'Leaf'))[0]?.titles).toMatchObject({ parent: 'Root' })
    expect((await find('accounts', 'Ring'))[0]?.titles).toMatchObject({ parent: 'Ringed' })
    expect((await find('accounts', 'Ringed'))[0]).toMatchObject({ parent: null })
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

test('an object has a sample file that an import understands itself', async () => {
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
