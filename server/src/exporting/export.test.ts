import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AnyRecord } from '@tendero/model'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Browser, browserOf } from '../../test/http.ts'
import { openWorld, type World } from '../../test/world.ts'
import { write } from '../kernel/action.ts'
import { inertCell } from './csv-cells.ts'

let world: World
let ines: Awaited<ReturnType<typeof browserOf>>
let ana: typeof ines

beforeAll(async () => {
  world = await openWorld()
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
