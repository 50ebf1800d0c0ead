import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AnyRecord, Page, Problem } from '@tendero/model'
import { describe, expect, test } from 'vitest'
import { openImports } from '../../test/imports.ts'

const { world, ines, upload, patch, did } = await openImports()

async function items(path: string, filter: unknown): Promise<readonly AnyRecord[]> {
  const query = `filter=${encodeURIComponent(JSON.stringify(filter))}&limit=200`
  return (await ines.json<Page<AnyRecord>>('GET', `/${path}?${query}`)).items
}
const is = (field: string, value: unknown) => ({ field, op: 'is', value })

const cards = (...each: readonly (readonly string[])[]) =>
  each.map((lines) => ['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD'].join('\r\n')).join('\r\n')

const ana = [
  'UID:ana-1',
  'N:Tamm;Ana;;;',
  'FN:Ana Tamm',
  'ORG:Tamm OÜ;Sales',
  'TITLE:Owner',
  'EMAIL;TYPE=home:ana@home.example',
  'EMAIL;TYPE=work;TYPE=pref:Ana@work.example',
  'TEL;TYPE=work,fax:+372 600 0001',
  'TEL;TYPE=cell:+372 5123 4567',
  'ADR:;;Pikk 1;Tallinn;;10123;Eesti',
  'BDAY:1980-03-31',
  'CATEGORIES:VIP',
  'NOTE:Likes tea\\nand cake',
]

describe('contact cards', () => {
  test('become contacts with everything that belongs to them, and are taken back with it', async () => {
    const run = await upload('lead', cards(ana, ['KIND:group', 'FN:Friends'], ['FN:Broken', 'no property']), {
      name: 'people.vcf',
    })
    expect(run).toMatchObject({ source: 'vcard', setup: { object: 'contact', updateBy: 'externalId' } })
    expect(run.columns.map(({ name }) => name)).toEqual(expect.arrayContaining(['First name', 'E-mail addresses']))
    const checked = await did(run, 'rehearsal')
    expect(checked.rows).toMatchObject({ good: 1, bad: 2, created: 1 })
    expect(checked.problems).toEqual([
      { row: 2, field: null, value: null, code: 'vcard_group' },
      { row: 3, field: null, value: null, code: 'vcard_line', details: { line: 25 } },
    ])
    const done = await did(run, 'run')
    expect(done).toMatchObject({ state: 'done', rows: { created: 1, bad: 2 } })
    const [contact] = await items('contacts', is('name', 'Ana Tamm'))
    expect(contact).toMatchObject({
      externalId: 'ana-1',
      jobTitle: 'Owner',
      email: 'Ana@work.example',
      phone: { e164: '+37251234567' },
      birthday: '1980-03-31',
      address: { street: 'Pikk 1', postcode: '10123', city: 'Tallinn', country: 'EE' },
      tags: ['VIP'],
      titles: { account: 'Tamm OÜ' },
    })
    const points = await items('contact-points', is('contact', contact?.id))
    expect(points.map(({ kind, value, label, primary }) => [kind, value, label, primary])).toEqual(
      expect.arrayContaining([
        ['email', 'Ana@work.example', 'Work', true],
        ['email', 'ana@home.example', 'Home', false],
        ['phone', '+372 600 0001', 'Work, Fax', false],
        ['phone', '+372 5123 4567', 'Mobile', true],
      ]),
    )
    expect(points).toHaveLength(4)
    expect(await items('notes', is('contact', contact?.id))).toMatchObject([
      { subject: 'Likes tea', body: 'Likes tea\nand cake' },
    ])
    expect(await did(run, 'reversal')).toMatchObject({ state: 'reverted' })
    expect(await items('contacts', is('name', 'Ana Tamm'))).toEqual([])
    expect(await items('accounts', is('name', 'Tamm OÜ'))).toEqual([])
    expect(await items('notes', is('subject', 'Likes tea'))).toEqual([])
  })

  test('that come again change the contact and repeat nothing', async () => {
    const first = await upload('contact', cards(['UID:kai', 'FN:Kai Saar', 'TEL:+372 5555 1111', 'NOTE:Old']))
    expect(first.source).toBe('vcard')
    await did(first, 'run')
    const [contact] = await items('contacts', is('name', 'Kai Saar'))
    const again = await upload(
      'contact',
      cards([
        'UID:kai',
        'FN:Kai Saar',
        'TITLE:Chief',
        'TEL;TYPE=home:+372 5555 1111',
        'TEL:+372 5555 2222',
        'NOTE:Old',
      ]),
    )
    expect(await did(again, 'run')).toMatchObject({ rows: { updated: 1, created: 0 } })
    expect(await items('contacts', is('name', 'Kai Saar'))).toMatchObject([{ id: contact?.id, jobTitle: 'Chief' }])
    const points = await items('contact-points', is('contact', contact?.id))
    expect(points.map(({ value, label }) => [value, label]).toSorted()).toEqual([
      ['+372 5555 1111', 'Home'],
      ['+372 5555 2222', null],
    ])
    expect(await items('notes', is('contact', contact?.id))).toHaveLength(1)
    await did(again, 'reversal')
    expect(await items('contact-points', is('contact', contact?.id))).toMatchObject([
      { value: '+372 5555 1111', label: null },
    ])
  })

  test('may be found by their e-mail address instead', async () => {
    const id = await world.add('ines', 'contact', { firstName: 'Olev', email: 'olev@example.com' })
    const run = await upload('contact', cards(['FN:Olev Kask', 'EMAIL:OLEV@example.com']))
    expect(run.setup.updateBy).toBeUndefined()
    const changed = await patch(run, { updateBy: 'email' })
    expect(await did(changed, 'run')).toMatchObject({ rows: { updated: 1 } })
    expect(await ines.json('GET', `/contacts/${id}`)).toMatchObject({ name: 'Olev Kask' })
  })

  test('of nobody are refused as a file', async () => {
    const answer = await ines.send('POST', '/imports?object=contact&name=a.vcf', 'nothing\n')
    expect([answer.status, ((await answer.json()) as Problem).code]).toEqual([422, 'unreadable_vcard'])
  })

  test('stay contacts', async () => {
    const run = await upload('contact', cards(['FN:Kai']))
    const answer = await ines.request('PATCH', `/imports/${run.id}`, { ...run.setup, object: 'account' })
    expect(answer.status).toBe(422)
  })
})

describe('of the reference data', () => {
  const reference = join(process.env.TENDERO_REFERENCE_DATA ?? '', '09-interop', 'vcard')
  const files = existsSync(reference)
    ? readdirSync(reference, { recursive: true }).flatMap((name) =>
        String(name).endsWith('.vcf') ? [String(name)] : [],
      )
    : []

  test.skipIf(files.length === 0)(
    'all cards come in but lists of people and what is broken',
    { timeout: 120_000 },
    async () => {
      expect(files).toHaveLength(49)
      const refused: Record<string, readonly string[]> = {}
      for (const file of files) {
        const run = await upload('contact', new Uint8Array(readFileSync(join(reference, file))), { name: file })
        const { updateBy: _, ...setup } = run.setup
        await ines.json('PATCH', `/imports/${run.id}`, setup)
        const done = await did(run, 'run')
        expect([file, done.state]).toEqual([file, 'done'])
        if (done.rows.bad > 0) refused[file.slice(file.indexOf('/') + 1)] = done.problems.map(({ code }) => code)
      }
      expect(refused).toEqual({
        'sharing__bulk__1.vcf': ['vcard_group'],
        'sharing__bulk__8.vcf': ['vcard_group', 'vcard_group'],
        'vcardput__16.vcf': ['vcard_group'],
        'vcardput__17.vcf': ['vcard_group'],
        'verrors__3.vcf': ['vcard_line'],
      })
      expect(await items('contacts', is('name', 'ダブル バイト'))).not.toHaveLength(0)
    },
  )
})
