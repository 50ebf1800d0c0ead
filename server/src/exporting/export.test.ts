import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type AnyRecord, localTime, type Page } from '@tendero/model'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Browser, browserOf } from '../../test/http.ts'
import { importsOf } from '../../test/imports.ts'
import { suiteFolder } from '../../test/suite-folder.ts'
import { openWorld, type World } from '../../test/world.ts'
import { openWorkbook } from '../formats/workbook/read-workbook.ts'
import { write } from '../kernel/action.ts'
import { inertCell } from './csv-export.ts'

let world: World
let ines: Awaited<ReturnType<typeof browserOf>>
let ana: typeof ines

const folder = suiteFolder()

beforeAll(async () => {
  world = await openWorld({ dataDir: folder })
  ines = await browserOf(world, 'ines')
  ana = await browserOf(world, 'ana')
})

async function exported(browser: Browser, path: string): Promise<string[][]> {
  const answer = await browser.request('GET', path)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
  const bytes = Buffer.from(await answer.arrayBuffer())
  expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
  return parse(bytes, { bom: true })
}

const filtered = (path: string, filter: unknown) => `${path}&filter=${encodeURIComponent(JSON.stringify(filter))}`

describe('an export', () => {
  test('heads its columns in the language of the reader and names references', async () => {
    const parent = await world.add('ines', 'account', { name: 'Grande' })
    await ines.json('POST', '/custom-fields', { object: 'account', label: 'Motto', kind: 'text' })
    await ines.json('POST', '/accounts', {
      name: 'Pequeña "S.L."',
      parent,
      employees: -3 + 6,
      revenue: { minor: -150, currency: 'EUR' },
      address: { city: 'Tartu', country: 'EE' },
      tags: ['a', 'b'],
      c_motto: '=1+1',
      phone: '612345678',
    })
    await ines.json('PATCH', '/me', { language: 'es' })
    const filter = { field: 'parent', op: 'is', value: parent }
    const rows = await exported(
      ines,
      filtered('/accounts/export?format=csv&fields=name,parent,revenue,address,tags,c_motto,phone,owner,kind', filter),
    )
    expect(rows).toEqual([
      [
        'Nombre',
        'Cuenta matriz',
        'Facturación anual',
        'Facturación anual (moneda)',
        'Dirección',
        'Dirección (código postal)',
        'Dirección (ciudad)',
        'Dirección (provincia)',
        'Dirección (país)',
        'Etiquetas',
        'Motto',
        'Teléfono',
        'Responsable',
        'Tipo',
      ],
      [
        'Pequeña "S.L."',
        'Grande',
        '-1.50',
        'EUR',
        '',
        '',
        'Tartu',
        '',
        'EE',
        'a; b',
        "'=1+1",
        '+34612345678',
        'Ines',
        'company',
      ],
    ])
    await ines.json('PATCH', '/me', { language: 'en' })
    const whole = await exported(ines, filtered('/accounts/export?format=csv', filter))
    expect(whole[0]).toEqual(expect.arrayContaining(['Name', 'Motto', 'Last changed']))
  })

  test('has no cap, keeps the order and answers before it has read all', async () => {
    const caller = await world.as('ines')
    await write(world.kernel, caller, (ctx) =>
      ctx.insertMany(
        'product',
        Array.from({ length: 12_345 }, (_, i) => ({ name: `P${String(i).padStart(5, '0')}` })),
      ),
    )
    const rows = await exported(ines, '/products/export?format=csv&sort=-name&fields=name')
    expect(rows).toHaveLength(12_346)
    expect([rows[1], rows[12_345]]).toEqual([['P12344'], ['P00000']])
  })

  const busy = () => world.kernel.database.direct.totalCount - world.kernel.database.direct.idleCount
  const allFree = async () => {
    for (let i = 0; i < 100 && busy() > 0; i += 1) await sleep(20)
    return busy() === 0
  }

  test('sets its connection free when the reader goes away', async () => {
    expect(await allFree()).toBe(true)
    const answer = await ines.request('GET', '/products/export?format=csv')
    const reader = answer.body?.getReader()
    await reader?.read()
    await reader?.read()
    expect(busy()).toBe(1)
    await reader?.cancel()
    expect(await allFree()).toBe(true)
    await (await ines.request('GET', '/products/export?format=csv')).body?.cancel()
    expect(await allFree()).toBe(true)
  })

  test('is a file that a browser fetches by a link, which names the workspace in its address', async () => {
    const path = `/products/export?format=csv&fields=name&workspace=${world.slug}`
    const answer = await ines.follow(path, { 'sec-fetch-site': 'same-origin' })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="Products.csv"; filename*=UTF-8''Products.csv`,
    )
    expect((await answer.text()).split('\r\n')[0]).toBe('Name')
    expect((await ines.follow('/products/export?format=csv')).status).toBe(401)
    expect((await ines.follow('/products/export?format=csv&workspace=another')).status).toBe(401)
    for (const site of ['cross-site', 'same-site'])
      expect(await (await ines.follow(path, { 'sec-fetch-site': site })).json()).toMatchObject({
        code: 'foreign_origin',
      })
    // Nothing else takes the workspace from the address.
    for (const other of ['/products', '/today', '/metadata'])
      expect((await ines.follow(`${other}?workspace=${world.slug}`)).status).toBe(401)
  })

  test('says without a file whether it would be refused, and holds no connection for that', async () => {
    expect(await allFree()).toBe(true)
    for (let i = 0; i < 6; i += 1) {
      const answer = await ines.request('HEAD', '/products/export?format=csv')
      expect([answer.status, await answer.text()]).toEqual([200, ''])
      expect(busy()).toBe(0)
    }
    expect((await ines.request('HEAD', '/products/export?format=csv&sort=nothing')).status).toBe(422)
  })

  test('shows only what the reader may see, and needs the right', async () => {
    const role = await world.roleId('Representative')
    const { rights } = await ines.json<AnyRecord & { rights: Record<string, unknown> }>('GET', `/roles/${role}`)
    await ines.json('PATCH', `/roles/${role}`, { rights: { ...rights, fields: { account: { revenue: 'hidden' } } } })
    const rows = await exported(ana, '/accounts/export?fields=name,revenue&format=csv')
    expect(rows[0]).toEqual(['Name'])
    await ines.json('PATCH', `/roles/${role}`, { rights: { ...rights, actions: [] } })
    expect((await ana.request('GET', '/accounts/export?format=csv')).status).toBe(403)
    expect((await ana.follow(`/accounts/export?format=csv&workspace=${world.slug}`)).status).toBe(403)
    expect((await ines.request('GET', '/nothings/export?format=csv')).status).toBe(404)
    expect((await ines.request('GET', '/accounts/export?format=xls')).status).toBe(422)
  })
})

const bytesOf = async (answer: Response) => new Uint8Array(await answer.arrayBuffer())

describe('a spreadsheet', () => {
  const sheetOf = async (path: string) => {
    const answer = await ines.request('GET', path)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ])
    const file = join(folder, 'export.xlsx')
    writeFileSync(file, await bytesOf(answer))
    const workbook = await openWorkbook(file)
    const rows: (readonly string[])[] = []
    for await (const batch of workbook.rows(workbook.sheets[0] ?? '')) rows.push(...batch.map(({ cells }) => cells))
    workbook.close()
    return {
      sheets: workbook.sheets,
      rows,
      xml: execFileSync('unzip', ['-p', file, 'xl/worksheets/sheet1.xml']).toString(),
    }
  }

  test('has numbers, dates and amounts that it can compute with, and text that it does not', async () => {
    const account = await world.add('ines', 'account', {
      name: '=SUM(A1)',
      revenue: { minor: 123_456_789, currency: 'EUR' },
      employees: 12,
      establishedIn: 1985,
    })
    const done = '2026-03-31T07:30:00.000Z'
    await world.add('ines', 'task', { subject: 'Ring', account, dueAt: done })
    const filter = { field: 'id', op: 'is', value: account }
    const { rows, xml, sheets } = await sheetOf(
      filtered('/accounts/export?format=xlsx&fields=name,revenue,employees,establishedIn,createdAt', filter),
    )
    expect(sheets).toEqual(['Accounts'])
    expect(rows[0]).toEqual([
      'Name',
      'Annual revenue',
      'Annual revenue (currency)',
      'Employees',
      'Established in',
      'Created',
    ])
    expect(rows[1]?.slice(0, 5)).toEqual(['=SUM(A1)', '1234567.89', 'EUR', '12', '1985'])
    expect(xml).toContain('<v>1234567.89</v>')
    expect(xml).not.toContain('<f>')
    const tasks = await sheetOf('/tasks/export?format=xlsx&fields=subject,account,dueAt')
    // The workspace's clock, so that reading the file back gives the same instant.
    expect(tasks.rows[1]).toEqual(['Ring', '=SUM(A1)', localTime('Europe/Madrid', new Date(done))])
  })

  test('holds no more than 100,000 records, and says so before it begins; text holds any number', async () => {
    const id = await world.add('ines', 'product', { name: 'Many' })
    const { rows } = await world.kernel.database.direct.query<{ names: string }>(
      `select string_agg(quote_ident(column_name), ', ') as names from information_schema.columns
       where table_schema = 'tendero' and table_name = 'product' and column_name <> 'id'`,
    )
    await world.kernel.database.direct.query(
      `insert into tendero.product (id, ${rows[0]?.names}) select gen_random_uuid(), ${rows[0]?.names}
       from tendero.product, generate_series(1, 100000) where id = $1`,
      [id],
    )
    const path = filtered('/products/export?fields=name', { field: 'name', op: 'is', value: 'Many' })
    expect((await ines.request('HEAD', `${path}&format=xlsx`)).status).toBe(422)
    const refused = await ines.request('GET', `${path}&format=xlsx`)
    expect(await refused.json()).toMatchObject({ code: 'too_many_rows', details: { most: 100_000 } })
    expect((await ines.request('HEAD', `${path}&format=csv`)).status).toBe(200)
    const one = filtered('/products/export?fields=name', { field: 'id', op: 'is', value: id })
    expect((await sheetOf(`${one}&format=xlsx`)).rows).toEqual([['Name'], ['Many']])
  }, 60_000)

  test('sets its connection free when the reader goes away', async () => {
    const { direct } = world.kernel.database
    const answer = await ines.request('GET', '/products/export?format=xlsx')
    const reader = answer.body?.getReader()
    await reader?.read()
    await reader?.cancel()
    for (let i = 0; i < 100 && direct.totalCount > direct.idleCount; i += 1) await sleep(20)
    expect(direct.totalCount - direct.idleCount).toBe(0)
  })
})

describe('contact cards', () => {
  const cardsOf = async (path: string) => {
    const answer = await ines.request('GET', path)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/vcard; charset=utf-8'])
    return Buffer.from(await bytesOf(answer)).toString()
  }
  const one = (id: string) => ({ field: 'id', op: 'is', value: id })

  async function contact(company: string): Promise<string> {
    const account = await world.add('ines', 'account', { name: company })
    const { id } = await ines.json<AnyRecord>('POST', '/contacts', {
      firstName: 'Ana María',
      lastName: 'Tamm',
      account,
      jobTitle: 'Owner; chief, of all',
      email: 'ana@work.example',
      phone: '612 345 678',
      birthday: '1980-03-31',
      address: { street: 'Pikk 1', postcode: '10123', city: 'Tallinn', country: 'EE' },
      tags: ['vip', 'press'],
    })
    await world.add('ines', 'contact_point', { contact: id, kind: 'email', value: 'ana@home.example', label: 'Home' })
    await world.add('ines', 'contact_point', {
      contact: id,
      kind: 'phone',
      value: '+372 600 0001',
      label: 'Töö, Assistent',
    })
    return id
  }

  test.each(['4.0', '3.0'])('of version %s are read back as the same contact', async (version) => {
    const id = await contact(`Tamm ${version}`)
    const path = filtered(`/contacts/export?format=vcard&version=${version}`, one(id))
    const text = await cardsOf(path)
    expect(text).toContain(`VERSION:${version}\r\n`)
    const imports = importsOf(world, ines)
    const before = await ines.json<AnyRecord>('GET', `/contacts/${id}`)
    const run = await imports.upload('contact', text, { name: 'a.vcf' })
    expect(await imports.did(run, 'run')).toMatchObject({ rows: { updated: 1, bad: 0 } })
    expect(await ines.json('GET', `/contacts/${id}`)).toMatchObject({
      ...before,
      version: expect.anything(),
      updatedAt: expect.anything(),
      externalId: id,
      phone: { e164: '+34612345678' },
    })
    expect(await cardsOf(path)).toBe(text)
    const asNew = { ...(await imports.upload('contact', text, { name: 'a.vcf' })) }
    const { updateBy: _, ...setup } = asNew.setup
    await ines.json('PATCH', `/imports/${asNew.id}`, setup)
    await imports.did(asNew, 'run')
    const found = await ines.json<Page<AnyRecord>>(
      'GET',
      filtered('/contacts?sort=-createdAt', { field: 'externalId', op: 'is', value: id }),
    )
    const copy = found.items.find((item) => item.id !== id)
    expect(await cardsOf(filtered(`/contacts/export?format=vcard&version=${version}`, one(copy?.id ?? '')))).toBe(text)
    await world.kernel.database.direct.query(
      "update tendero.contact set deleted_at = now() where name = 'Ana María Tamm'",
    )
  })

  test.each(['4.0', '3.0'])('of version %s hold accounts too', async (version) => {
    const id = await world.add('ines', 'account', {
      name: `Acme ${version}`,
      website: 'https://acme.example',
      email: 'a@acme.example',
      externalId: version,
    })
    const text = await cardsOf(filtered(`/accounts/export?format=vcard&version=${version}`, one(id)))
    const imports = importsOf(world, ines)
    const run = await imports.upload('account', text, { name: 'a.vcf' })
    expect(await imports.did(run, 'run')).toMatchObject({ rows: { updated: 1, bad: 0 } })
    expect(await ines.json('GET', `/accounts/${id}`)).toMatchObject({
      name: `Acme ${version}`,
      kind: 'company',
      website: 'https://acme.example',
    })
  })

  test('are of contacts and accounts, of versions that there are, and say nothing that is hidden', async () => {
    expect((await ines.request('GET', '/products/export?format=vcard')).status).toBe(422)
    expect((await ines.request('GET', '/contacts/export?format=vcard&version=2.1')).status).toBe(422)
    const id = await contact('Hidden OÜ')
    const role = await world.roleId('Manager')
    const marta = await browserOf(world, 'marta')
    const { rights } = await ines.json<AnyRecord & { rights: Record<string, unknown> }>('GET', `/roles/${role}`)
    await ines.json('PATCH', `/roles/${role}`, {
      rights: { ...rights, fields: { contact: { email: 'hidden', birthday: 'hidden' } } },
    })
    const text = await (await marta.request('GET', filtered('/contacts/export?format=vcard', one(id)))).text()
    expect(text).toContain('FN:Ana María Tamm')
    expect(text).toContain('+34612345678')
    expect(text).not.toMatch(/EMAIL|BDAY|@/)
  })
})

describe('a cell', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+SUM(A1)', "'+SUM(A1)"],
    ['-cmd', "'-cmd"],
    ['@SUM(1)', "'@SUM(1)"],
    ['\tx', "'\tx"],
    ['\rx', "'\rx"],
    ["'=1", "''=1"],
    ["'quoted'", "'quoted'"],
    ['-12.50', '-12.50'],
    ['+34612345678', '+34612345678'],
    ['＝1+1', "'＝1+1"],
    ['plain = text', 'plain = text'],
    ['', ''],
  ])('%j becomes %j', (text, cell) => {
    expect(inertCell(text)).toBe(cell)
  })

  const hostile = join(process.env.TENDERO_REFERENCE_DATA ?? '', '13-hostile', 'csv_injection.txt')
  test.skipIf(!existsSync(hostile))('of the reference payloads never begins a formula', () => {
    const lines = readFileSync(hostile, 'utf8').split('\n')
    expect(lines.length).toBeGreaterThan(4)
    for (const line of lines) expect(inertCell(line)).not.toMatch(/^[=+\-@\t\r]/)
  })
})
